package org.authenticatorbackup.storage.jdbc;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;
import org.authenticatorbackup.api.spi.StorageProvider;
import org.authenticatorbackup.api.testkit.StorageProviderContract;
import org.authenticatorbackup.examples.testsupport.PostgresServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The storage contract, held against a real server. */
class PostgresTest extends StorageProviderContract {

    private static PostgresServer server;
    private static HikariDataSource pool;

    @BeforeAll
    static void startServer() throws IOException, SQLException {
        server = Databases.prepared();
        pool = Databases.pool(Databases.source(server.port()));
    }

    @AfterAll
    static void stopServer() throws IOException {
        if (server != null) {
            pool.close();
            server.close();
        }
    }

    @Override
    protected StorageProvider connect() {
        // or each of many calls would wait for a server that is gone
        assertTrue(server.isAlive(), "the server has ended");
        return Databases.storage(pool);
    }

    /** After a power cut of the database. */
    @Override
    protected StorageProvider reopen() throws IOException {
        server.kill();
        server.restart();
        pool.getHikariPoolMXBean().softEvictConnections();
        return connect();
    }

    @Override
    protected Optional<StorageProvider> connectInVain() {
        return Optional.of(Databases.storage(Databases.source(server.port(), Databases.ROLE, "wrong")));
    }

    @Override
    protected boolean plantStranger(String path) throws SQLException {
        Databases.administer(
                server,
                "insert into authenticator_backup_object (owner, name, content) values ('anna', '" + path + "', '')");
        return true;
    }
}
