package org.authenticatorbackup.storage.webdav;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.authenticatorbackup.api.spi.StorageProvider;
import org.authenticatorbackup.api.testkit.StorageProviderContract;
import org.authenticatorbackup.examples.testsupport.DavServer;
import org.junit.jupiter.api.AfterAll;

/** The storage contract, held against a real server. */
abstract class WebDavServerContract extends StorageProviderContract {

    private static DavServer server;

    /** One server for all points of a class. */
    static void start(DavServer.Kind kind) throws IOException {
        server = DavServer.start(kind);
    }

    @AfterAll
    static void stop() throws IOException {
        if (server != null) {
            server.close();
            server = null;
        }
    }

    @Override
    protected StorageProvider connect() {
        return storageIn(server.uri());
    }

    @Override
    protected Optional<StorageProvider> connectInVain() {
        return Optional.of(storageIn(server.uri().resolve("no-such-folder/")));
    }

    @Override
    protected boolean plantStranger(String path) throws IOException {
        Path file = server.folder().resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, new byte[] {1});
        return true;
    }

    private static StorageProvider storageIn(URI folder) {
        return WebDavStorage.in(
                WebDavSettings.of(folder), WebDavCredentials.of(DavServer.USER, DavServer.PASSWORD.toCharArray()));
    }
}
