package org.authenticatorbackup.storage.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.authenticatorbackup.examples.testsupport.PostgresServer;
import org.postgresql.ds.PGSimpleDataSource;

/** Ways into a database of a {@link PostgresServer}. */
final class Databases {

    /** A user of the database who may do what the adapter needs and nothing else. */
    static final String ROLE = "keeper";

    static final String PASSWORD = "hunter2";

    private Databases() {}

    static PostgresServer prepared(String... settings) throws IOException, SQLException {
        PostgresServer server = PostgresServer.start(settings);
        prepare(server);
        return server;
    }

    static void prepare(PostgresServer server) throws IOException, SQLException {
        administer(server, script());
        administer(server, "create role " + ROLE + " login password '" + PASSWORD + "'");
        administer(server, "grant select, insert, delete on authenticator_backup_object to " + ROLE);
    }

    static String script() throws IOException {
        try (InputStream script = JdbcStorage.class.getResourceAsStream("schema.sql")) {
            return new String(script.readAllBytes(), UTF_8);
        }
    }

    static void administer(PostgresServer server, String sql) throws SQLException {
        DataSource source = source(server.port(), PostgresServer.ADMIN, PostgresServer.PASSWORD);
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** A connection of its own for each call. */
    static PGSimpleDataSource source(int port) {
        return source(port, ROLE, PASSWORD);
    }

    static PGSimpleDataSource source(int port, String user, String password) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL("jdbc:postgresql://127.0.0.1:" + port + "/" + PostgresServer.ADMIN);
        source.setUser(user);
        source.setPassword(password);
        return source;
    }

    /** Connections that are kept and handed out again. */
    static HikariDataSource pool(DataSource source) {
        HikariConfig configuration = new HikariConfig();
        configuration.setDataSource(source);
        configuration.setMaximumPoolSize(32);
        configuration.setMinimumIdle(0);
        // or the first connection is made at once
        configuration.setInitializationFailTimeout(-1);
        configuration.setConnectionTimeout(2_000);
        return new HikariDataSource(configuration);
    }

    static JdbcStorage storage(DataSource source) {
        return JdbcStorage.in(source, JdbcSettings.of("anna", "example.com").withPatience(Duration.ofSeconds(10)));
    }
}
