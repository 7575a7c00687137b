package org.authenticatorbackup.storage.jdbc;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.authenticatorbackup.examples.testsupport.FaultProxy;
import org.authenticatorbackup.examples.testsupport.LocalServer;
import org.authenticatorbackup.examples.testsupport.PostgresServer;
import org.postgresql.ds.PGSimpleDataSource;

/** A primary with a standby behind a line of their own, again and again: the standby takes over, and gets a new one. */
final class Pair implements AutoCloseable {

    /** Whether a commit waits for the standby. */
    enum Standby {
        SYNCHRONOUS("sync"),
        ASYNCHRONOUS("async");

        private final String state;

        Standby(String state) {
            this.state = state;
        }
    }

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final Standby kind;
    private PostgresServer primary;
    private Optional<PostgresServer> standby = Optional.empty();
    private Optional<FaultProxy> line = Optional.empty();

    private Pair(Standby kind, PostgresServer primary) {
        this.kind = kind;
        this.primary = primary;
    }

    static Pair start(Standby kind) throws IOException, SQLException {
        return new Pair(kind, Databases.prepared("max_wal_size = 256MB", "wal_keep_size = 128MB"));
    }

    boolean standbyIs(Standby other) {
        return kind == other;
    }

    /** Makes a standby, and waits until it follows. */
    void attach() throws IOException, SQLException {
        PostgresServer follower = primary.follower();
        standby = Optional.of(follower);
        FaultProxy between = FaultProxy.before(primary.port());
        line = Optional.of(between);
        Databases.administer(
                follower,
                "alter system set primary_conninfo = 'host=" + LocalServer.LOOPBACK + " port=" + between.port()
                        + " user=" + PostgresServer.ADMIN + " password=" + PostgresServer.PASSWORD
                        + " application_name=" + PostgresServer.STANDBY + "'");
        Databases.administer(follower, "select pg_reload_conf()");
        if (kind == Standby.SYNCHRONOUS) {
            Databases.administer(
                    primary, "alter system set synchronous_standby_names = '" + PostgresServer.STANDBY + "'");
            Databases.administer(primary, "select pg_reload_conf()");
        }
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (between.connections() == 0 || !follows()) {
            if (System.nanoTime() > end) {
                throw new IOException("the standby does not follow");
            }
            LockSupport.parkNanos(20_000_000);
        }
    }

    private boolean follows() throws SQLException {
        String sql = "select count(*), count(*) filter (where state = 'streaming' and sync_state = '" + kind.state
                + "') from pg_stat_replication";
        PGSimpleDataSource source = Databases.source(primary.port(), PostgresServer.ADMIN, PostgresServer.PASSWORD);
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getInt(1) == 1 && row.getInt(2) == 1;
        }
    }

    /** As an app's server names both of them. */
    PGSimpleDataSource source() {
        JdbcUri uri = JdbcUri.parse("jdbc:postgresql://127.0.0.1:" + primary.port() + ",127.0.0.1:"
                + standby.orElseThrow().port() + "/" + PostgresServer.ADMIN
                + "?targetServerType=primary&hostRecheckSeconds=1");
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL(uri.url());
        source.setUser(Databases.ROLE);
        source.setPassword(Databases.PASSWORD);
        return source;
    }

    /** The server that is the primary now. */
    PGSimpleDataSource primarySource() {
        return Databases.source(primary.port());
    }

    /** From now on nothing reaches the standby. */
    void cutTheLine() throws IOException {
        line.orElseThrow().close();
    }

    /** Kills the primary with all its processes ({@code kill -9}) and makes the standby the primary. */
    void failOver() throws IOException {
        primary.kill();
        PostgresServer next = standby.orElseThrow();
        next.promote();
        line.orElseThrow().close();
        primary.close();
        primary = next;
        standby = Optional.empty();
    }

    @Override
    public void close() throws IOException {
        if (line.isPresent()) {
            line.get().close();
        }
        if (standby.isPresent()) {
            standby.get().close();
        }
        primary.close();
    }
}
