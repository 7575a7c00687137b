package org.authenticatorbackup.storage.webdav;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.StorageException.Reason;
import org.authenticatorbackup.api.spi.ObjectName;
import org.authenticatorbackup.examples.testsupport.DavServer;
import org.authenticatorbackup.examples.testsupport.Fault;
import org.authenticatorbackup.examples.testsupport.FaultProxy;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A real server behind a network that fails. */
class WebDavNetworkTest {

    /** To wait in vain for; enough for a server on the same machine. */
    private static final Duration HASTE = Duration.ofMillis(500);

    private static final byte[] CONTENT = new byte[100_000];

    private static DavServer server;
    private static int tests;

    private FaultProxy network;
    private WebDavStorage storage;
    private WebDavStorage hasty;
    private ObjectName name;

    @BeforeAll
    static void startServer() throws IOException {
        server = DavServer.start(DavServer.Kind.LIGHTTPD);
        Arrays.fill(CONTENT, (byte) 7);
    }

    @AfterAll
    static void stopServer() throws IOException {
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void connect() {
        network = FaultProxy.before(server.port());
        name = new ObjectName("place" + tests++ + "/object");
        storage = connect(WebDavSettings.PATIENCE);
        hasty = connect(HASTE);
    }

    private WebDavStorage connect(Duration patience) {
        return WebDavStorage.in(
                WebDavSettings.of(server.uri(network.port())).withPatience(patience),
                WebDavCredentials.of(DavServer.USER, DavServer.PASSWORD.toCharArray()));
    }

    @AfterEach
    void disconnect() throws IOException {
        network.close();
    }

    private static Fault fault(String text) {
        return switch (text) {
            case "lost reply" -> Fault.LOSE_REPLY;
            case "cut request" -> Fault.cutRequest(60);
            case "cut reply" -> Fault.cutReply(60);
            case "reset" -> Fault.RESET;
            case "black hole" -> Fault.BLACK_HOLE;
            default -> throw new AssertionError(text);
        };
    }

    /** Whatever is lost on the way, the answer is not known, and the caller finds out by asking and repeating. */
    @ParameterizedTest
    @CsvSource({
        "lost reply, PUT, false",
        "cut request, PUT, false",
        "cut reply, PUT, false",
        "reset, PUT, false",
        "black hole, PUT, false",
        "lost reply, MOVE, true",
        "cut request, MOVE, false",
        "cut reply, MOVE, true",
        "reset, MOVE, false",
        "black hole, MOVE, false",
    })
    void aPutWithoutAnAnswerIsUnknown(String fault, String method, boolean happened) throws Exception {
        storage.put(new ObjectName(name + "0"), new byte[0]);
        network.next(fault(fault), method + " ");

        assertFails(Reason.OFFLINE, () -> hasty.put(name, CONTENT));

        assertThat(network.faults()).isEqualTo(1);
        assertThat(storage.get(name, CONTENT.length).isPresent()).isEqualTo(happened);
        if (happened) {
            assertFails(Reason.ALREADY_EXISTS, () -> storage.put(name, CONTENT));
        } else {
            storage.put(name, CONTENT);
        }
        assertThat(storage.get(name, CONTENT.length)).hasValue(CONTENT);
        assertThat(storage.list(name.value())).containsExactlyInAnyOrder(name, new ObjectName(name + "0"));
    }

    /** Where nothing of an answer has come back, the client of the JDK asks once more by itself. */
    @ParameterizedTest
    @ValueSource(strings = {"lost reply", "cut request", "cut reply", "reset", "black hole"})
    void aGetIsAnsweredWholeOrNotAtAll(String fault) throws Exception {
        storage.put(name, CONTENT);
        network.next(fault(fault), "GET ");

        Optional<byte[]> answer = Optional.of(CONTENT);
        try {
            answer = hasty.get(name, CONTENT.length);
        } catch (StorageException e) {
            assertThat(e.reason()).isEqualTo(Reason.OFFLINE);
        }

        assertThat(answer).hasValue(CONTENT);
        assertThat(network.faults()).isEqualTo(1);
        assertThat(storage.get(name, CONTENT.length)).hasValue(CONTENT);
    }

    @Test
    void contentThatIsCutIsNotTakenForTheWhole() throws Exception {
        storage.put(name, CONTENT);
        network.next(Fault.cutReply(50_000), "GET ");

        assertFails(Reason.OFFLINE, () -> hasty.get(name, CONTENT.length));
    }

    @ParameterizedTest
    @ValueSource(strings = {"lost reply", "cut request", "cut reply", "reset", "black hole"})
    void aListWithoutAWholeAnswerIsNoList(String fault) throws Exception {
        storage.put(name, CONTENT);
        network.next(fault(fault), "PROPFIND ");

        assertFails(Reason.OFFLINE, () -> hasty.list(name.value()));

        assertThat(network.faults()).isEqualTo(1);
        assertThat(storage.list(name.value())).isEqualTo(Set.of(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"lost reply", "cut request", "cut reply", "reset", "black hole"})
    void aDeletionWithoutAnAnswerCanBeRepeated(String fault) throws Exception {
        storage.put(name, CONTENT);
        network.next(fault(fault), "DELETE ");

        assertFails(Reason.OFFLINE, () -> hasty.delete(name));
        storage.delete(name);

        assertThat(network.faults()).isEqualTo(1);
        assertThat(storage.get(name, CONTENT.length)).isEmpty();
    }

    @Test
    void aSlowNetworkIsBorneWhileSomethingMoves() throws Exception {
        network.next(Fault.slow(500_000));

        storage.put(name, CONTENT);

        assertThat(storage.get(name, CONTENT.length)).hasValue(CONTENT);
    }

    @Test
    void aNetworkThatHardlyMovesIsOffline() {
        network.next(Fault.slow(1));

        assertFails(Reason.OFFLINE, () -> hasty.put(name, CONTENT));
    }

    @Test
    void whoWaitsInVainCanBeInterrupted() throws Exception {
        network.next(Fault.BLACK_HOLE);
        AtomicReference<Optional<Reason>> reason = new AtomicReference<>(Optional.empty());
        Thread caller = new Thread(() -> {
            try {
                storage.list("");
            } catch (StorageException e) {
                reason.set(Optional.of(e.reason())
                        .filter(any -> Thread.currentThread().isInterrupted()));
            }
        });
        caller.start();
        while (network.faults() == 0) {
            Thread.onSpinWait();
        }

        caller.interrupt();
        caller.join();

        assertThat(reason.get()).hasValue(Reason.OFFLINE);
    }

    @Test
    void aRevokedPasswordIsUnauthorized() {
        WebDavStorage revoked = WebDavStorage.in(
                WebDavSettings.of(server.uri()), WebDavCredentials.of(DavServer.USER, "old".toCharArray()));

        assertFails(Reason.UNAUTHORIZED, () -> revoked.put(name, CONTENT));
        assertFails(Reason.UNAUTHORIZED, () -> revoked.get(name, 1));
        assertFails(Reason.UNAUTHORIZED, () -> revoked.list(""));
        assertFails(Reason.UNAUTHORIZED, () -> revoked.delete(name));
    }

    private static void assertFails(Reason reason, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        StorageException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }
}
