package org.authenticatorbackup.examples.cli;

import java.io.Closeable;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.authenticatorbackup.examples.testsupport.DavServer;
import org.authenticatorbackup.examples.testsupport.FaultProxy;
import org.authenticatorbackup.examples.testsupport.S3Proxy;

/**
 * A real store, as the program is told of it.
 *
 * @param uri where it is
 * @param environment what opens it
 * @param port where it listens
 * @param server what to stop at last
 */
record Store(String uri, Map<String, String> environment, int port, Closeable server) implements Closeable {

    /** Which server stores. */
    enum Kind {
        S3PROXY,
        LIGHTTPD,
        APACHE,
        RCLONE;

        /** Starts it, or skips the test where it is not installed. */
        Store start() throws IOException {
            return this == S3PROXY ? s3(S3Proxy.start()) : webDav(DavServer.start(DavServer.Kind.valueOf(name())));
        }
    }

    private static Store s3(S3Proxy server) {
        return new Store(
                "s3://" + S3Proxy.BUCKET + "/phones?operator=self&endpoint=" + server.uri(),
                Map.of(S3Scheme.KEY, S3Proxy.ACCESS_KEY, S3Scheme.SECRET, S3Proxy.SECRET_KEY),
                server.port(),
                server);
    }

    private static Store webDav(DavServer server) {
        return new Store(
                "webdav+" + server.uri() + "?operator=self",
                Map.of(WebDavScheme.USER, DavServer.USER, WebDavScheme.PASSWORD, DavServer.PASSWORD),
                server.port(),
                server);
    }

    /** Where it is found behind a network that fails. */
    String uriBehind(FaultProxy network) {
        return uri.replace(":" + port, ":" + network.port());
    }

    /** The environment, with one more variable. */
    Map<String, String> environmentWith(String variable, String value) {
        Map<String, String> all = new TreeMap<>(environment);
        all.put(variable, value);
        return all;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
