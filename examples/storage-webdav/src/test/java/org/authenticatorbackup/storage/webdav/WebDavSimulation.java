package org.authenticatorbackup.storage.webdav;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.authenticatorbackup.api.spi.StorageProvider;
import org.authenticatorbackup.examples.testsupport.DavServer;
import org.authenticatorbackup.examples.testsupport.simulation.StoreSimulation;
import org.junit.jupiter.api.AfterAll;

/** Histories of phones over a WebDAV server, a folder for each. */
abstract class WebDavSimulation extends StoreSimulation {

    private static final Duration HASTE = Duration.ofSeconds(1);

    private static DavServer server;

    /** One server for all histories of a class. */
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
    protected Place newPlace(String name) throws IOException {
        makeFolder(server.uri().resolve(name + "/"));
        return new Place() {
            @Override
            public int port() {
                return server.port();
            }

            @Override
            public int requests() {
                return 5;
            }

            @Override
            public StorageProvider connect(int throughPort) {
                URI uri = server.uri(throughPort).resolve(name + "/");
                return WebDavStorage.in(
                        WebDavSettings.of(uri).withPatience(HASTE),
                        WebDavCredentials.of(DavServer.USER, DavServer.PASSWORD.toCharArray()));
            }
        };
    }

    /** By the server itself: one of them does not notice what others do to its folders. */
    private static void makeFolder(URI uri) throws IOException {
        String secret = DavServer.USER + ":" + DavServer.PASSWORD;
        HttpRequest request = HttpRequest.newBuilder(uri)
                .method("MKCOL", HttpRequest.BodyPublishers.noBody())
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8)))
                .build();
        try {
            int status = HttpClient.newHttpClient()
                    .send(request, HttpResponse.BodyHandlers.discarding())
                    .statusCode();
            if (status != 201) {
                throw new IOException("no folder: " + status);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
