package org.authenticatorbackup.storage.s3;

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
import org.authenticatorbackup.examples.testsupport.Fault;
import org.authenticatorbackup.examples.testsupport.FaultProxy;
import org.authenticatorbackup.examples.testsupport.S3Proxy;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A real server behind a network that fails. */
class S3NetworkTest {

    /** To wait in vain for; enough for a server on the same machine. */
    private static final Duration HASTE = Duration.ofMillis(500);

    private static final byte[] CONTENT = new byte[100_000];

    private static S3Proxy server;
    private static int tests;

    private FaultProxy network;
    private S3Storage storage;
    private S3Storage hasty;
    private ObjectName name;

    @BeforeAll
    static void startServer() throws IOException {
        server = S3Proxy.start();
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
        storage = connect(S3Settings.PATIENCE);
        hasty = connect(HASTE);
    }

    private S3Storage connect(Duration patience) {
        return S3Storage.in(
                S3Settings.parse("s3://" + S3Proxy.BUCKET + "?endpoint=" + server.uri(network.port()))
                        .withPatience(patience),
                () -> S3Credentials.of(S3Proxy.ACCESS_KEY, S3Proxy.SECRET_KEY.toCharArray()));
    }

    @AfterEach
    void disconnect() throws IOException {
        storage.close();
        hasty.close();
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
        "lost reply, true",
        "cut request, false",
        "cut reply, true",
        "reset, false",
        "black hole, false",
    })
    void aPutWithoutAnAnswerIsUnknown(String fault, boolean happened) throws Exception {
        network.next(fault(fault), "PUT ");

        assertFails(Reason.OFFLINE, () -> hasty.put(name, CONTENT));

        assertThat(network.faults()).isEqualTo(1);
        assertThat(storage.get(name, CONTENT.length).isPresent()).isEqualTo(happened);
        if (happened) {
            assertFails(Reason.ALREADY_EXISTS, () -> storage.put(name, CONTENT));
        } else {
            storage.put(name, CONTENT);
        }
        assertThat(storage.get(name, CONTENT.length)).hasValue(CONTENT);
        assertThat(storage.list(name.value())).containsExactly(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"lost reply", "cut request", "cut reply", "black hole"})
    void aGetWithoutAWholeAnswerIsNoAbsence(String fault) throws Exception {
        storage.put(name, CONTENT);
        network.next(fault(fault), "GET ");

        assertFails(Reason.OFFLINE, () -> hasty.get(name, CONTENT.length));

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
        network.next(fault(fault), "GET ");

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
                hasty.list("");
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

    private static void assertFails(Reason reason, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        StorageException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }
}
