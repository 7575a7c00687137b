package org.authenticatorbackup.storage.webdav;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.StorageException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A device whose clock was set back, as by an empty battery, takes the server's certificate for one of the future. */
class WebDavClockTest {

    private static final String PASSWORD = "changeit";

    private final List<IOException> hungUp = new CopyOnWriteArrayList<>();

    @TempDir
    Path folder;

    @Test
    void aCertificateFromTheFutureSaysThatTheClockIsWrong() throws Exception {
        assertThat(reasonFor("+2d", "127.0.0.1")).isEqualTo(Reason.CLOCK_WRONG);
    }

    @Test
    void aCertificateOfAnotherServerDoesNot() throws Exception {
        assertThat(reasonFor("-2d", "127.0.0.2")).isEqualTo(Reason.BROKEN);
    }

    private Reason reasonFor(String start, String address) throws Exception {
        Path keys = folder.resolve("keys.p12");
        keytool(keys, "-genkeypair", "-alias", "ca", "-dname", "CN=ca", "-ext", "bc:c", "-startdate", "-3d");
        keytool(
                keys,
                "-genkeypair",
                "-alias",
                "server",
                "-dname",
                "CN=server",
                "-signer",
                "ca",
                "-ext",
                "san=ip:" + address,
                "-startdate",
                start);
        KeyStore both = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keys)) {
            both.load(in, PASSWORD.toCharArray());
        }
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("ca", both.getCertificate("ca"));
        both.deleteEntry("ca");
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(both, PASSWORD.toCharArray());
        TrustManagerFactory others = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        others.init(trusted);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(own.getKeyManagers(), others.getTrustManagers(), new SecureRandom());

        try (ServerSocket server =
                tls.getServerSocketFactory().createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread thread = new Thread(() -> serve(server));
            thread.setDaemon(true);
            thread.start();
            WebDavStorage storage = WebDavStorage.in(
                    WebDavSettings.of(URI.create("https://127.0.0.1:" + server.getLocalPort() + "/")),
                    Optional.empty(),
                    HttpClient.newBuilder().sslContext(tls).build(),
                    new SecureRandom());
            StorageException refused = catchThrowableOfType(StorageException.class, () -> storage.list(""));
            return refused.reason();
        }
    }

    private void serve(ServerSocket server) {
        while (!server.isClosed()) {
            try (SSLSocket socket = (SSLSocket) server.accept()) {
                socket.startHandshake();
            } catch (IOException e) {
                hungUp.add(e);
            }
        }
    }

    private static void keytool(Path keys, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of(
                "-keystore",
                keys.toString(),
                "-storepass",
                PASSWORD,
                "-keyalg",
                "EC",
                "-storetype",
                "PKCS12",
                "-validity",
                "10"));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }
}
