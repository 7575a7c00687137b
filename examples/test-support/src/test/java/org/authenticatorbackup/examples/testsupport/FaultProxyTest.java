package org.authenticatorbackup.examples.testsupport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.authenticatorbackup.examples.testsupport.ScriptedServer.Reply;
import org.authenticatorbackup.examples.testsupport.ScriptedServer.Request;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultProxyTest {

    private ScriptedServer server;
    private FaultProxy proxy;
    private Socket client;

    @BeforeEach
    void connect() throws IOException {
        server = ScriptedServer.start(request -> Reply.of(200, "well, " + request.body()));
        proxy = FaultProxy.before(server.uri().getPort());
        client = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
    }

    @AfterEach
    void disconnect() throws IOException {
        client.close();
        proxy.close();
        server.close();
    }

    @Test
    void withoutAFaultAllArrives() throws IOException {
        ask("one");
        assertThat(answer()).endsWith("well, one");

        assertThat(bodies()).containsExactly("one");
        assertThat(proxy.faults()).isZero();
    }

    @Test
    void aRequestWhoseReplyIsLostWasCarriedOut() throws IOException {
        proxy.next(Fault.LOSE_REPLY);

        ask("one");

        assertThatThrownBy(this::answer).isInstanceOf(SocketException.class);
        assertThat(bodies()).containsExactly("one");
        assertThat(proxy.bytesDown()).isZero();
    }

    @Test
    void aReplyIsCutAfterSomeBytes() throws IOException {
        proxy.next(Fault.cutReply(8));

        ask("one");

        assertThat(client.getInputStream().readNBytes(8)).asString().isEqualTo("HTTP/1.1");
        assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
        assertThat(proxy.bytesDown()).isEqualTo(8);
    }

    @Test
    void aRequestIsCutAfterSomeBytes() throws IOException {
        proxy.next(Fault.cutRequest(20));

        ask("one");

        assertThatThrownBy(this::answer).isInstanceOf(SocketException.class);
        assertThat(proxy.bytesUp()).isEqualTo(20);
        assertThat(bodies()).isEmpty();
    }

    @Test
    void aResetLetsNothingThrough() throws IOException {
        proxy.next(Fault.RESET);

        ask("one");

        assertThatThrownBy(this::answer).isInstanceOf(SocketException.class);
        assertThat(proxy.bytesUp()).isZero();
        assertThat(bodies()).isEmpty();
    }

    @Test
    void aBlackHoleTakesAllAndNeverAnswers() throws IOException {
        proxy.next(Fault.BLACK_HOLE);
        client.setSoTimeout(50);

        ask("one");

        assertThatThrownBy(this::answer).isInstanceOf(SocketTimeoutException.class);
        assertThat(bodies()).isEmpty();
        assertThat(proxy.faults()).isEqualTo(1);
    }

    @Test
    void aSlowConnectionDeliversAllTheSame() throws IOException {
        proxy.next(Fault.slow(100_000));

        ask("one");

        assertThat(answer()).endsWith("well, one");
        assertThat(proxy.faults()).isEqualTo(1);
    }

    @Test
    void aFaultStrikesOnceAndOtherConnectionsGoOn() throws IOException {
        proxy.next(Fault.RESET);
        ask("one");
        assertThatThrownBy(this::answer).isInstanceOf(SocketException.class);

        client = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        ask("two");

        assertThat(answer()).endsWith("well, two");
        assertThat(proxy.connections()).isEqualTo(2);
        assertThat(proxy.faults()).isEqualTo(1);
    }

    @Test
    void aFaultStrikesTheNextRequestOfAConnectionThatIsOpen() throws IOException {
        ask("one");
        answer();
        proxy.next(Fault.LOSE_REPLY);

        ask("two");

        assertThatThrownBy(this::answer).isInstanceOf(SocketException.class);
        assertThat(bodies()).containsExactly("one", "two");
        assertThat(proxy.requests()).isEqualTo(2);
    }

    @Test
    void aFaultWaitsForTheRequestWithItsText() throws IOException {
        proxy.next(Fault.LOSE_REPLY, "two");
        ask("one");
        answer();
        assertThat(proxy.faults()).isZero();

        ask("two");

        assertThatThrownBy(this::answer).isInstanceOf(SocketException.class);
    }

    @Test
    void aFaultForALaterRequestLetsTheOthersThrough() throws IOException {
        proxy.later(2, Fault.LOSE_REPLY);
        for (String each : List.of("one", "two")) {
            ask(each);
            assertThat(answer()).endsWith("well, " + each);
        }
        assertThat(proxy.faults()).isZero();

        ask("six");

        assertThatThrownBy(this::answer).isInstanceOf(SocketException.class);
        assertThat(proxy.faults()).isEqualTo(1);
    }

    @Test
    void afterHealingNoFaultIsLeft() throws IOException {
        proxy.next(Fault.RESET);
        proxy.heal();

        ask("one");

        assertThat(answer()).endsWith("well, one");
    }

    @Test
    void aCutResetsWhatIsOpen() throws IOException {
        ask("one");
        answer();

        proxy.cut();

        assertThatThrownBy(this::answer).isInstanceOf(SocketException.class);
    }

    /** An intermediate answer is none, or the body that it invites would be lost. */
    @ParameterizedTest
    @ValueSource(ints = {1, 100_000})
    void theReplyThatIsLostIsNotTheInvitationToGoOn(int size) throws Exception {
        proxy.next(Fault.LOSE_REPLY);
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + proxy.port() + "/"))
                .expectContinue(true)
                .PUT(HttpRequest.BodyPublishers.ofString("x".repeat(size)))
                .build();

        assertThatThrownBy(() -> HttpClient.newHttpClient().send(request, BodyHandlers.ofString()))
                .isInstanceOf(IOException.class);

        assertThat(bodies()).containsExactly("x".repeat(size));
        assertThat(proxy.requests()).isEqualTo(1);
    }

    private List<String> bodies() {
        return server.requests().stream().map(Request::body).toList();
    }

    private void ask(String body) throws IOException {
        String request = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
        client.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    }

    /** What the server says to a body of three letters. */
    private String answer() throws IOException {
        StringBuilder answer = new StringBuilder();
        while (answer.indexOf("well, ") < 0 || answer.length() < answer.indexOf("well, ") + 9) {
            int next = client.getInputStream().read();
            if (next < 0) {
                throw new SocketException("ended");
            }
            answer.append((char) next);
        }
        return answer.toString();
    }
}
