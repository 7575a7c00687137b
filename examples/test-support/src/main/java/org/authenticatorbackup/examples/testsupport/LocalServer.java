package org.authenticatorbackup.examples.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server of this machine alone, as a child process that ends with its test, or with this program at the latest. */
public final class LocalServer implements AutoCloseable {

    /** The address that servers listen at. */
    public static final String LOOPBACK = "127.0.0.1";

    private static final long START_NANOS = TimeUnit.SECONDS.toNanos(90);

    private final Process process;
    private final Path log;
    private final Thread atExit;

    private LocalServer(Process process, Path log) {
        this.process = process;
        this.log = log;
        this.atExit = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /**
     * Starts a server and waits until it accepts connections.
     *
     * @param port where it will listen
     * @param log the file that takes its output
     * @param command the program and its arguments
     * @return the running server
     * @throws IOException if it does not come up
     */
    public static LocalServer start(int port, Path log, List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(log.toFile());
        // some programs take proxies and trust stores from there, which have no business on loopback
        builder.environment().keySet().removeIf(each -> each.endsWith("_PROXY") || each.startsWith("AWS_"));
        LocalServer server = new LocalServer(builder.start(), log);
        server.awaitPort(port);
        return server;
    }

    /**
     * Finds a port that nobody listens at now.
     *
     * @return a port of {@link #LOOPBACK}
     */
    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The server's process.
     *
     * @return the running process, or the one that has ended
     */
    public Process process() {
        return process;
    }

    /** Ends the server as a power cut would: with all its processes, at once. */
    public void kill() {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
        end(process);
    }

    @Override
    public void close() {
        process.destroy();
        end(process);
    }

    private void end(Process ending) {
        try {
            if (!ending.waitFor(10, TimeUnit.SECONDS)) {
                ending.destroyForcibly().waitFor();
            }
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (InterruptedException e) {
            ending.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void awaitPort(int port) throws IOException {
        long end = System.nanoTime() + START_NANOS;
        while (!accepts(port)) {
            if (!process.isAlive() || System.nanoTime() > end) {
                close();
                throw new IOException("the server did not start: " + Files.readString(log));
            }
            pause();
        }
    }

    private static boolean accepts(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a server started", e);
        }
    }
}
