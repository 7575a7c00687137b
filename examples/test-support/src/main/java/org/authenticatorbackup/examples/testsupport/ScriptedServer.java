package org.authenticatorbackup.examples.testsupport;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A web server on loopback that answers as a test says, and remembers what it was asked. */
public final class ScriptedServer implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    private ScriptedServer(HttpServer server) {
        this.server = server;
    }

    /**
     * What was asked.
     *
     * @param method the HTTP method
     * @param target the path and the query, as they were sent
     * @param headers the first value of each header, by its name in lower case
     * @param body the body as text of one byte a character
     */
    public record Request(String method, String target, Map<String, String> headers, String body) {

        @Override
        public String toString() {
            return method + " " + target;
        }
    }

    /**
     * What is answered.
     *
     * @param status the HTTP status
     * @param headers further headers
     * @param body the body
     */
    public record Reply(int status, Map<String, String> headers, String body) {

        /**
         * An answer without headers.
         *
         * @param status the HTTP status
         * @param body the body
         * @return the answer
         */
        public static Reply of(int status, String body) {
            return new Reply(status, Map.of(), body);
        }
    }

    /**
     * Starts a server.
     *
     * @param script says what to answer
     * @return the running server
     * @throws IOException if it cannot listen
     */
    public static ScriptedServer start(Function<Request, Reply> script) throws IOException {
        // head and body leave in two pieces, of which the second would wait 40 ms for an acknowledgement
        System.setProperty("sun.net.httpserver.nodelay", "true");
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        ScriptedServer scripted = new ScriptedServer(HttpServer.create(address, 0));
        scripted.server.createContext("/", exchange -> scripted.answer(exchange, script));
        scripted.server.setExecutor(scripted.threads);
        scripted.server.start();
        return scripted;
    }

    /**
     * The server's address.
     *
     * @return its root
     */
    public URI uri() {
        return URI.create(
                "http://" + LocalServer.LOOPBACK + ":" + server.getAddress().getPort() + "/");
    }

    /**
     * What was asked so far.
     *
     * @return the requests, in order
     */
    public List<Request> requests() {
        return List.copyOf(requests);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange, Function<Request, Reply> script) throws IOException {
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(
                        name.toLowerCase(Locale.ROOT),
                        Optional.ofNullable(values.get(0)).orElse("")));
        Request request = new Request(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                Map.copyOf(headers),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
        requests.add(request);
        Reply reply = script.apply(request);
        reply.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        byte[] body = reply.body().getBytes(StandardCharsets.ISO_8859_1);
        exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }
}
