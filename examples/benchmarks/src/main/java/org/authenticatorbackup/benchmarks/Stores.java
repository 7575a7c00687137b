package org.authenticatorbackup.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import com.zaxxer.hikari.HikariDataSource;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.spi.ObjectName;
import org.authenticatorbackup.api.spi.StorageProvider;
import org.authenticatorbackup.api.spi.StorageTraits;
import org.authenticatorbackup.api.vault.RecoveryKit;
import org.authenticatorbackup.api.vault.UnlockedVault;
import org.authenticatorbackup.core.AuthenticatorBackup;
import org.authenticatorbackup.core.storage.InMemoryStorage;
import org.authenticatorbackup.examples.testsupport.DavServer;
import org.authenticatorbackup.examples.testsupport.FaultProxy;
import org.authenticatorbackup.examples.testsupport.PostgresServer;
import org.authenticatorbackup.examples.testsupport.S3Proxy;
import org.authenticatorbackup.storage.jdbc.JdbcSettings;
import org.authenticatorbackup.storage.jdbc.JdbcStorage;
import org.authenticatorbackup.storage.s3.S3Credentials;
import org.authenticatorbackup.storage.s3.S3Settings;
import org.authenticatorbackup.storage.s3.S3Storage;
import org.authenticatorbackup.storage.webdav.WebDavCredentials;
import org.authenticatorbackup.storage.webdav.WebDavSettings;
import org.authenticatorbackup.storage.webdav.WebDavStorage;

/**
 * What one backup and one recovery ask of each kind of store: calls of the library, requests and bytes on the wire, and the
 * CPU time of this side. The property {@code authbackup.s3proxy} says where S3Proxy's jar is.
 */
public final class Stores {

    private static final int ACCOUNTS = 100;
    private static final int SNAPSHOTS = 10;
    private static final int COUNTED = 5;
    private static final int WARM_UP = 60;
    private static final int TIMED = 60;

    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private Stores() {}

    /** Takes no arguments. */
    public static void main(String[] args) throws Exception {
        System.out.println("store, work, calls, requests, bytes up, bytes down, CPU ms");
        Stores stores = new Stores();
        InMemoryStorage memory = new InMemoryStorage();
        stores.measure("memory", Optional.empty(), port -> memory);
        try (S3Proxy server = S3Proxy.start()) {
            stores.measure("S3Proxy", Optional.of(server.port()), port -> s3(server, port));
        }
        for (DavServer.Kind kind : DavServer.Kind.values()) {
            try (DavServer server = DavServer.start(kind)) {
                stores.measure(kind.name(), Optional.of(server.port()), port -> webDav(server, port));
            }
        }
        try (PostgresServer server = PostgresServer.start()) {
            makeTable(server);
            stores.measure("PostgreSQL", Optional.of(server.port()), Stores::postgres);
        }
        System.exit(0);
    }

    private static void makeTable(PostgresServer server) throws Exception {
        try (InputStream script = JdbcStorage.class.getResourceAsStream("schema.sql");
                HikariDataSource pool = pool(server.port());
                Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(new String(script.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static StorageProvider postgres(int port) {
        return JdbcStorage.in(pool(port), JdbcSettings.of("anna", StorageTraits.SELF));
    }

    /** As an app's server has one. */
    private static HikariDataSource pool(int port) {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl("jdbc:postgresql://127.0.0.1:" + port + "/" + PostgresServer.ADMIN);
        pool.setUsername(PostgresServer.ADMIN);
        pool.setPassword(PostgresServer.PASSWORD);
        pool.setMinimumIdle(0);
        return pool;
    }

    private static StorageProvider s3(S3Proxy server, int port) {
        return S3Storage.in(
                S3Settings.parse("s3://" + S3Proxy.BUCKET + "?endpoint=" + server.uri(port)),
                () -> S3Credentials.of(S3Proxy.ACCESS_KEY, S3Proxy.SECRET_KEY.toCharArray()));
    }

    private static StorageProvider webDav(DavServer server, int port) {
        return WebDavStorage.in(
                WebDavSettings.of(server.uri(port)),
                WebDavCredentials.of(DavServer.USER, DavServer.PASSWORD.toCharArray()));
    }

    private interface Work {
        void run(StorageProvider storage) throws Exception;
    }

    private void measure(String name, Optional<Integer> port, IntFunction<StorageProvider> connect) throws Exception {
        Switch storage = new Switch(connect.apply(port.orElse(0)));
        SampleApp app = SampleApp.enabled(storage, ACCOUNTS);
        for (int i = 1; i < SNAPSHOTS; i++) {
            backUp(app);
        }
        RecoveryKit kit = app.kit();
        measure(
                name + ", recovery of " + SNAPSHOTS + " snapshots",
                storage,
                port,
                connect,
                any -> recover(storage, kit));
        measure(name + ", backup", storage, port, connect, any -> backUp(app));
    }

    private void measure(
            String what, Switch storage, Optional<Integer> port, IntFunction<StorageProvider> connect, Work work)
            throws Exception {
        String wire = port.isPresent() ? onTheWire(storage, port.get(), connect, work) : ", , ";
        storage.calls.set(0);
        work.run(storage);
        int calls = storage.calls.get();
        for (int i = 0; i < WARM_UP; i++) {
            work.run(storage);
        }
        long before = system.getProcessCpuTime();
        for (int i = 0; i < TIMED; i++) {
            work.run(storage);
        }
        double cpu = (system.getProcessCpuTime() - before) / 1e6 / TIMED;
        System.out.printf(Locale.ROOT, "%s, %d, %s, %.1f%n", what, calls, wire, cpu);
    }

    private static String onTheWire(Switch storage, int port, IntFunction<StorageProvider> connect, Work work)
            throws Exception {
        StorageProvider direct = storage.target;
        try (FaultProxy network = FaultProxy.before(port)) {
            storage.target = connect.apply(network.port());
            work.run(storage);
            long requests = network.requests();
            long up = network.bytesUp();
            long down = network.bytesDown();
            for (int i = 0; i < COUNTED; i++) {
                work.run(storage);
            }
            return String.format(
                    Locale.ROOT,
                    "%.1f, %d, %d",
                    (network.requests() - requests) / (double) COUNTED,
                    (network.bytesUp() - up) / COUNTED,
                    (network.bytesDown() - down) / COUNTED);
        } finally {
            if (storage.target instanceof AutoCloseable closeable) {
                closeable.close();
            }
            storage.target = direct;
        }
    }

    private static void backUp(SampleApp app) throws Exception {
        app.edit();
        app.library().backups().backUp();
    }

    private static void recover(StorageProvider storage, RecoveryKit kit) throws Exception {
        AuthenticatorBackup library = new SampleApp(storage).library();
        try (UnlockedVault vault =
                library.recovery().unlock(library.recovery().findVaults().get(0), kit)) {
            library.recovery().commit(vault, library.recovery().preview(vault));
        }
    }

    /** Counts the calls of the library, and changes the way to the store. */
    private static final class Switch implements StorageProvider {

        private final AtomicInteger calls = new AtomicInteger();
        private volatile StorageProvider target;

        Switch(StorageProvider target) {
            this.target = target;
        }

        private StorageProvider counted() {
            calls.incrementAndGet();
            return target;
        }

        @Override
        public void put(ObjectName name, byte[] content) throws StorageException {
            counted().put(name, content);
        }

        @Override
        public Optional<byte[]> get(ObjectName name, int maxBytes) throws StorageException {
            return counted().get(name, maxBytes);
        }

        @Override
        public Set<ObjectName> list(String prefix) throws StorageException {
            return counted().list(prefix);
        }

        @Override
        public void delete(ObjectName name) throws StorageException {
            counted().delete(name);
        }

        @Override
        public StorageTraits traits() {
            return target.traits();
        }
    }
}
