package org.authenticatorbackup.examples.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.ListIterator;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A network that fails when a test says so: it stands before a server on loopback and passes on what it gets, but for the
 * requests that a fault was planned for.
 *
 * <p>It knows no protocol. A request is what a client sends before the server answers, so that it finds the next one on
 * connections that are open already, such as those of a pool. Only HTTP's {@code 100 Continue} it does not take for an
 * answer.
 */
public final class FaultProxy implements AutoCloseable {

    private final ServerSocket front;
    private final int back;
    private final List<Plan> plans = new ArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicLong connections = new AtomicLong();
    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong faults = new AtomicLong();
    private final AtomicLong bytesUp = new AtomicLong();
    private final AtomicLong bytesDown = new AtomicLong();

    private record Plan(Fault fault, String text, int others) {}

    private FaultProxy(ServerSocket front, int back) {
        this.front = front;
        this.back = back;
    }

    /**
     * Stands before a server.
     *
     * @param port where the server listens on loopback
     * @return the running proxy
     */
    public static FaultProxy before(int port) {
        try {
            FaultProxy proxy = new FaultProxy(new ServerSocket(0, 200, InetAddress.getLoopbackAddress()), port);
            start(proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Where clients connect to.
     *
     * @return a port on loopback
     */
    public int port() {
        return front.getLocalPort();
    }

    /**
     * Plans a fault for the next request.
     *
     * @param fault what happens to it
     */
    public void next(Fault fault) {
        next(fault, "");
    }

    /**
     * Plans a fault for the next request that begins with, or has among its first bytes, a text such as {@code PUT}.
     *
     * @param fault what happens to it
     * @param text the text, in ASCII
     */
    public void next(Fault fault, String text) {
        synchronized (plans) {
            plans.add(new Plan(fault, text, 0));
        }
    }

    /**
     * Plans a fault for a request after the next ones, whatever they are.
     *
     * @param others how many requests come before it, 0 for the next one
     * @param fault what happens to it
     */
    public void later(int others, Fault fault) {
        synchronized (plans) {
            plans.add(new Plan(fault, "", others));
        }
    }

    /** Forgets the faults that have not struck yet. */
    public void heal() {
        synchronized (plans) {
            plans.clear();
        }
    }

    /** Resets all connections that are open now. */
    public void cut() {
        open.forEach(this::reset);
    }

    /**
     * How many connections were made.
     *
     * @return how many, so far
     */
    public long connections() {
        return connections.get();
    }

    /**
     * How many requests were made: how often a client spoke after the server had answered, or first.
     *
     * @return how many, so far
     */
    public long requests() {
        return requests.get();
    }

    /**
     * How many planned faults have struck.
     *
     * @return how many, so far
     */
    public long faults() {
        return faults.get();
    }

    /**
     * How much arrived at the server.
     *
     * @return bytes, so far
     */
    public long bytesUp() {
        return bytesUp.get();
    }

    /**
     * How much came back from the server.
     *
     * @return bytes, so far
     */
    public long bytesDown() {
        return bytesDown.get();
    }

    @Override
    public void close() throws IOException {
        front.close();
        cut();
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "fault-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!front.isClosed()) {
            try {
                Socket client = front.accept();
                connections.incrementAndGet();
                open.add(client);
                new Connection(client).begin();
            } catch (IOException e) {
                // closed, or a client that has gone already
            }
        }
    }

    private Optional<Fault> take(byte[] bytes, int length) {
        String start = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
        Optional<Fault> taken = Optional.empty();
        synchronized (plans) {
            for (ListIterator<Plan> each = plans.listIterator(); each.hasNext(); ) {
                Plan plan = each.next();
                if (plan.others() > 0) {
                    each.set(new Plan(plan.fault(), plan.text(), plan.others() - 1));
                } else if (taken.isEmpty() && start.contains(plan.text())) {
                    each.remove();
                    faults.incrementAndGet();
                    taken = Optional.of(plan.fault());
                }
            }
        }
        return taken;
    }

    private void reset(Socket socket) {
        open.remove(socket);
        try (socket) {
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            // it is gone already
        }
    }

    /** A client, and the same client as the server sees it. */
    private final class Connection {

        private final Socket client;
        private final Socket server;
        private volatile boolean asked;
        private volatile Optional<Fault> fault = Optional.empty();
        private final AtomicLong left = new AtomicLong();

        Connection(Socket client) throws IOException {
            this.client = client;
            try {
                this.server = new Socket(InetAddress.getLoopbackAddress(), back);
            } catch (IOException e) {
                reset(client);
                throw e;
            }
            open.add(server);
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
        }

        void begin() {
            start(() -> pump(client, server, bytesUp, this::request));
            start(() -> pump(server, client, bytesDown, this::reply));
        }

        /** Passes on what arrives until one side ends or a fault lets nothing more through. */
        private void pump(Socket from, Socket to, AtomicLong counter, Filter filter) {
            byte[] bytes = new byte[8192];
            try {
                for (int read = from.getInputStream().read(bytes);
                        read >= 0;
                        read = from.getInputStream().read(bytes)) {
                    int passed = filter.passed(bytes, read);
                    // counted first, so that who has an answer finds it counted
                    counter.addAndGet(passed);
                    to.getOutputStream().write(bytes, 0, passed);
                    if (passed < read && !is(Fault.Kind.BLACK_HOLE)) {
                        reset(client);
                        reset(server);
                        return;
                    }
                }
                to.shutdownOutput();
            } catch (IOException e) {
                reset(client);
                reset(server);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private int request(byte[] bytes, int length) throws InterruptedException {
            if (!asked) {
                asked = true;
                requests.incrementAndGet();
                if (fault.isEmpty()) {
                    fault = take(bytes, length);
                    left.set(fault.map(Fault::amount).orElse(0));
                }
            }
            dawdle(length);
            if (is(Fault.Kind.BLACK_HOLE)) {
                return 0;
            }
            return is(Fault.Kind.CUT_REQUEST) ? part(length) : length;
        }

        private int reply(byte[] bytes, int length) throws InterruptedException {
            if (isContinue(bytes, length)) {
                return length;
            }
            asked = false;
            dawdle(length);
            return is(Fault.Kind.CUT_REPLY) ? part(length) : length;
        }

        private boolean is(Fault.Kind kind) {
            return fault.filter(each -> each.kind() == kind).isPresent();
        }

        private int part(int length) {
            int passed = (int) Math.min(left.get(), length);
            left.addAndGet(-passed);
            return passed;
        }

        private void dawdle(int length) throws InterruptedException {
            if (is(Fault.Kind.SLOW)) {
                Thread.sleep(1_000L * length / fault.orElseThrow().amount());
            }
        }

        private static boolean isContinue(byte[] bytes, int length) {
            String text = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
            return text.startsWith("HTTP/1.1 100") && text.indexOf("\r\n\r\n") == length - 4;
        }
    }

    private interface Filter {

        int passed(byte[] bytes, int length) throws InterruptedException;
    }
}
