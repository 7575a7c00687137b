package org.authenticatorbackup.examples.cli;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import org.authenticatorbackup.examples.testsupport.DavServer;
import org.authenticatorbackup.examples.testsupport.FaultProxy;
import org.authenticatorbackup.examples.testsupport.PostgresServer;
import org.authenticatorbackup.examples.testsupport.S3Proxy;
import org.authenticatorbackup.storage.jdbc.JdbcStorage;

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
        RCLONE,
        POSTGRES;

        /** Starts it, or skips the test where it is not installed. */
        Store start() throws IOException {
            return switch (this) {
                case S3PROXY -> s3(S3Proxy.start());
                case POSTGRES -> postgres(PostgresServer.start());
                default -> webDav(DavServer.start(DavServer.Kind.valueOf(name())));
            };
        }
    }

    private static Store s3(S3Proxy server) {
        return new Store(
                "s3://" + S3Proxy.BUCKET + "/phones?operator=self&endpoint=" + server.uri(),
                Map.of(S3Scheme.KEY, S3Proxy.ACCESS_KEY, S3Scheme.SECRET, S3Proxy.SECRET_KEY),
                server.port(),
                server);
    }

    private static Store postgres(PostgresServer server) throws IOException {
        String uri = "jdbc:postgresql://127.0.0.1:" + server.port() + "/postgres";
        try (InputStream script = JdbcStorage.class.getResourceAsStream("schema.sql");
                Connection connection =
                        DriverManager.getConnection(uri, PostgresServer.ADMIN, PostgresServer.PASSWORD);
                Statement statement = connection.createStatement()) {
            statement.execute(new String(script.readAllBytes(), StandardCharsets.UTF_8));
        } catch (SQLException e) {
            server.close();
            throw new IOException("the table could not be made", e);
        }
        return new Store(
                uri + "?owner=anna&operator=self",
                Map.of(PostgresScheme.USER, PostgresServer.ADMIN, PostgresScheme.PASSWORD, PostgresServer.PASSWORD),
                server.port(),
                server::close);
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
