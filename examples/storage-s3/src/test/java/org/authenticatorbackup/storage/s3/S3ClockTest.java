package org.authenticatorbackup.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLHandshakeException;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.StorageException.Reason;
import org.authenticatorbackup.api.spi.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkGlobalTime;
import software.amazon.awssdk.core.exception.SdkClientException;

/** The clocks of the two sides differ by a day. */
class S3ClockTest {

    private static final Duration DAY = Duration.ofDays(1);
    private static final ObjectName NAME = new ObjectName("a/b");

    private final List<Instant> dates = new CopyOnWriteArrayList<>();
    private volatile boolean stubborn;
    private ServerSocket server;
    private S3Storage storage;

    @BeforeEach
    void start() throws IOException {
        SdkGlobalTime.setGlobalTimeOffset(0); // the SDK keeps it for the whole process
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::serve);
        thread.setDaemon(true);
        thread.start();
        storage = S3Storage.in(
                S3Settings.parse("s3://backups?endpoint=http://127.0.0.1:" + server.getLocalPort()),
                () -> S3Credentials.of("key", "hunter2".toCharArray()));
    }

    @AfterEach
    void stop() throws IOException {
        storage.close();
        server.close();
    }

    @Test
    void theStoresClockIsTakenOver() throws Exception {
        storage.put(NAME, new byte[0]);
        storage.delete(NAME);

        assertThat(dates).hasSize(3);
        assertThat(dates.get(0)).isBefore(tomorrow());
        assertThat(dates.get(1)).isAfter(tomorrow());
        assertThat(dates.get(2)).as("and kept").isAfter(tomorrow());
    }

    @Test
    void aStoreThatIsNotContentWithItsOwnClockEitherSaysThatTheClockIsWrong() {
        stubborn = true;

        assertThatThrownBy(() -> storage.put(NAME, new byte[0]))
                .isInstanceOfSatisfying(
                        StorageException.class, e -> assertThat(e.reason()).isEqualTo(Reason.CLOCK_WRONG));
        assertThat(dates).hasSize(2);
    }

    /** The TLS stack wraps it so, as a test of the WebDAV adapter with a real server shows. */
    @Test
    void aCertificateFromTheFutureSaysThatTheClockIsWrong() {
        SSLHandshakeException refused = new SSLHandshakeException("PKIX path validation failed");
        refused.initCause(new CertPathValidatorException(new CertificateNotYetValidException("NotBefore")));

        assertThat(S3Failure.explain(SdkClientException.create("unable to execute", refused), "list")
                        .reason())
                .isEqualTo(Reason.CLOCK_WRONG);
        assertThat(S3Failure.explain(
                                SdkClientException.create("unable to execute", new SSLHandshakeException("unknown CA")),
                                "list")
                        .reason())
                .isEqualTo(Reason.BROKEN);
    }

    private static Instant tomorrow() {
        return Instant.now().plus(DAY).minusSeconds(3_600);
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                answer(socket);
            } catch (IOException e) {
                assertThat(server.isClosed()).isTrue();
            }
        }
    }

    private void answer(Socket socket) throws IOException {
        BufferedReader request =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
        for (String line = request.readLine(); !line.isEmpty(); line = request.readLine()) {
            if (line.toLowerCase(Locale.ROOT).startsWith("x-amz-date:")) {
                dates.add(DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'")
                        .withZone(ZoneOffset.UTC)
                        .parse(line.substring(11).trim(), Instant::from));
            }
        }
        boolean right = !stubborn && dates.get(dates.size() - 1).isAfter(tomorrow());
        String body = right ? "" : "<Error><Code>RequestTimeTooSkewed</Code></Error>";
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                Instant.now().plus(DAY).atZone(ZoneOffset.UTC));
        String answer = "HTTP/1.1 " + (right ? "200 OK" : "403 Forbidden") + "\r\nDate: " + date
                + "\r\nConnection: close\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
        socket.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }
}
