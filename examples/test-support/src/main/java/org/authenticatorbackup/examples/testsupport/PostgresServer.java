package org.authenticatorbackup.examples.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** A PostgreSQL 15 with an empty database: alone, or followed by a standby. */
public final class PostgresServer implements AutoCloseable {

    /** The administrator, and the database's name. */
    public static final String ADMIN = "postgres";

    /** The administrator's password. */
    public static final String PASSWORD = "hunter2";

    /** The name by which a primary knows its standby. */
    public static final String STANDBY = "standby";

    private static final Path PROGRAMS = Path.of("/usr/lib/postgresql/15/bin");
    private static final Path MEMORY = Path.of("/dev/shm");
    private static final long START_NANOS = TimeUnit.SECONDS.toNanos(90);

    private final Path place;
    private final int port;
    private LocalServer server;

    private PostgresServer(Path place, int port) throws IOException {
        this.place = place;
        this.port = port;
        this.server = serve();
    }

    /**
     * Starts a server with a new database, or skips the test where PostgreSQL is not installed.
     *
     * @param settings lines of its configuration
     * @return the running server
     * @throws IOException if it does not come up
     */
    public static PostgresServer start(String... settings) throws IOException {
        Path place = newPlace();
        try {
            Path password = Files.writeString(place.resolve("password"), PASSWORD);
            run(
                    place,
                    "initdb",
                    "--auth=scram-sha-256",
                    "--username=" + ADMIN,
                    "--pwfile=" + password,
                    "--encoding=UTF8",
                    "--locale=C",
                    "--no-sync",
                    "--pgdata=" + data(place));
            configure(place, settings);
            return new PostgresServer(place, LocalServer.freePort());
        } catch (IOException | RuntimeException | Error e) {
            delete(place);
            throw e;
        }
    }

    /**
     * Starts a server that follows this one and can take its place.
     *
     * @return the running standby
     * @throws IOException if it does not come up
     */
    public PostgresServer follower() throws IOException {
        Path other = newPlace();
        try {
            run(
                    other,
                    "pg_basebackup",
                    "--dbname=host=" + LocalServer.LOOPBACK + " port=" + port + " user=" + ADMIN + " password="
                            + PASSWORD + " application_name=" + STANDBY,
                    "--write-recovery-conf",
                    "--checkpoint=fast",
                    "--no-sync",
                    "--pgdata=" + data(other));
            configure(other, "synchronous_standby_names = ''");
            return new PostgresServer(other, LocalServer.freePort());
        } catch (IOException | RuntimeException | Error e) {
            delete(other);
            throw e;
        }
    }

    /**
     * Where the server listens.
     *
     * @return a port of loopback
     */
    public int port() {
        return port;
    }

    /**
     * Whether the server's process lives.
     *
     * @return false once it has ended, for whatever cause
     */
    public boolean isAlive() {
        return server.process().isAlive();
    }

    /** Ends the server as a power cut would. */
    public void kill() {
        server.kill();
    }

    /**
     * Starts the server again after {@link #kill()}.
     *
     * @throws IOException if it does not come up
     */
    public void restart() throws IOException {
        server = serve();
    }

    /**
     * Makes a standby the primary.
     *
     * @throws IOException if it does not become one
     */
    public void promote() throws IOException {
        run(place, "pg_ctl", "promote", "--wait", "--pgdata=" + data(place));
    }

    @Override
    public void close() throws IOException {
        // which frees its shared memory, unlike a kill
        outcome(place, "pg_ctl", "stop", "--mode=immediate", "--pgdata=" + data(place));
        server.close();
        delete(place);
    }

    private LocalServer serve() throws IOException {
        LocalServer started = LocalServer.start(
                port,
                place.resolve("log"),
                command(
                        "postgres",
                        "-D",
                        data(place).toString(),
                        "-p",
                        Integer.toString(port),
                        "-c",
                        "listen_addresses=" + LocalServer.LOOPBACK,
                        "-c",
                        "unix_socket_directories=",
                        "-c",
                        "dynamic_shared_memory_type=mmap"));
        long end = System.nanoTime() + START_NANOS;
        while (outcome(place, "pg_isready", "--host=" + LocalServer.LOOPBACK, "--port=" + port) != 0) {
            if (System.nanoTime() > end) {
                started.kill();
                throw new IOException("the server did not start: " + Files.readString(place.resolve("log")));
            }
        }
        return started;
    }

    private static void configure(Path place, String... settings) throws IOException {
        Files.write(data(place).resolve("postgresql.conf"), List.of(settings), StandardOpenOption.APPEND);
    }

    private static Path data(Path place) {
        return place.resolve("data");
    }

    private static Path newPlace() throws IOException {
        if (!Files.isExecutable(PROGRAMS.resolve("postgres"))) {
            throw Tools.missing("PostgreSQL 15 is not installed");
        }
        Path place =
                Files.isWritable(MEMORY) ? Files.createTempDirectory(MEMORY, "pg") : Files.createTempDirectory("pg");
        if (isRoot()) {
            Files.setOwner(
                    place, place.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(ADMIN));
        }
        return place;
    }

    /** The server refuses to run as root, so root runs it as the user that its package brings. */
    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static List<String> command(String program, String... arguments) {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            // in the same process, so that killing it kills the server
            command.addAll(List.of(
                    Tools.require("setpriv").toString(), "--reuid=" + ADMIN, "--regid=" + ADMIN, "--init-groups"));
        }
        command.add(PROGRAMS.resolve(program).toString());
        command.addAll(List.of(arguments));
        return command;
    }

    private static void run(Path place, String program, String... arguments) throws IOException {
        if (outcome(place, program, arguments) != 0) {
            throw new IOException(program + " failed: " + Files.readString(output(place)));
        }
    }

    private static int outcome(Path place, String program, String... arguments) throws IOException {
        Process process = new ProcessBuilder(command(program, arguments))
                .redirectErrorStream(true)
                .redirectOutput(output(place).toFile())
                .start();
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static Path output(Path place) {
        return place.resolve("output");
    }

    private static void delete(Path place) throws IOException {
        for (int attempt = 0; Files.exists(place); attempt++) {
            try (Stream<Path> paths = Files.walk(place)) {
                for (Path each : paths.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(each);
                }
            } catch (IOException | UncheckedIOException e) {
                // children of a killed server are still on their way out
                if (attempt == 50) {
                    throw e;
                }
                LockSupport.parkNanos(20_000_000);
            }
        }
    }
}
