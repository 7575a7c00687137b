package org.authenticatorbackup.storage.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.authenticatorbackup.api.spi.StorageProvider;
import org.authenticatorbackup.examples.testsupport.PostgresServer;
import org.authenticatorbackup.examples.testsupport.simulation.StoreSimulation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Histories of phones over PostgreSQL, an owner for each. */
class PostgresSimulationTest extends StoreSimulation {

    private static final Duration HASTE = Duration.ofSeconds(2);

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
    protected Place newPlace(String name) {
        JdbcSettings settings = JdbcSettings.of(name, "example.com").withPatience(HASTE);
        return new Place() {
            @Override
            public int port() {
                return server.port();
            }

            /** To sign in takes most of them. */
            @Override
            public int requests() {
                return 12;
            }

            @Override
            public StorageProvider connect(int throughPort) {
                DataSource source = throughPort == server.port() ? pool : Databases.source(throughPort);
                return JdbcStorage.in(source, settings);
            }
        };
    }
}
