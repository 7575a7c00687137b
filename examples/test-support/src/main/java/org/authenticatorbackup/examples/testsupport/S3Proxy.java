package org.authenticatorbackup.examples.testsupport;

import java.io.Closeable;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** An S3 server with one bucket in a folder of its own. */
public final class S3Proxy implements Closeable {

    /** The access key. */
    public static final String ACCESS_KEY = "keeper";

    /** The secret of the access key. */
    public static final String SECRET_KEY = "p4ssword";

    /** The bucket. */
    public static final String BUCKET = "backups";

    /** The system property that says where the server's jar is. */
    public static final String JAR = "authbackup.s3proxy";

    private static final Path MEMORY = Path.of("/dev/shm");

    private final Path place;
    private final int port;
    private final LocalServer server;

    private S3Proxy(Path place, int port, LocalServer server) {
        this.place = place;
        this.port = port;
        this.server = server;
    }

    /**
     * Starts a server, or skips the test where its jar is not there.
     *
     * @return the running server
     * @throws IOException if it does not come up
     */
    public static S3Proxy start() throws IOException {
        Path jar = Path.of(System.getProperty(JAR, "s3proxy.jar"));
        if (!Files.isRegularFile(jar)) {
            throw Tools.missing("there is no S3Proxy");
        }
        Path place =
                Files.isWritable(MEMORY) ? Files.createTempDirectory(MEMORY, "s3") : Files.createTempDirectory("s3");
        try {
            int port = LocalServer.freePort();
            Files.createDirectories(place.resolve("data"));
            Path configuration = Files.writeString(
                    place.resolve("s3proxy.conf"),
                    String.join(
                            "\n",
                            "s3proxy.endpoint=http://127.0.0.1:" + port,
                            "s3proxy.authorization=aws-v2-or-v4",
                            "s3proxy.identity=" + ACCESS_KEY,
                            "s3proxy.credential=" + SECRET_KEY,
                            "s3proxy.v4-max-non-chunked-request-size=100000000",
                            "jclouds.provider=filesystem-nio2",
                            "jclouds.filesystem.basedir=" + place.resolve("data"),
                            ""));
            Path java = Path.of(System.getProperty("java.home"), "bin", "java");
            List<String> command = List.of(
                    java.toString(),
                    "-Xmx256m",
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "-jar",
                    jar.toAbsolutePath().toString(),
                    "--properties",
                    configuration.toString());
            S3Proxy proxy = new S3Proxy(place, port, LocalServer.start(port, place.resolve("log"), command));
            proxy.makeBucket();
            return proxy;
        } catch (IOException | RuntimeException | Error e) {
            delete(place);
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
     * The server's address.
     *
     * @return its root
     */
    public URI uri() {
        return uri(port);
    }

    /**
     * The server's address, by way of a proxy.
     *
     * @param otherPort the proxy's port of loopback
     * @return its root
     */
    public URI uri(int otherPort) {
        return URI.create("http://127.0.0.1:" + otherPort);
    }

    @Override
    public void close() throws IOException {
        server.close();
        delete(place);
    }

    /** Asks for the bucket, signed by the older and shorter of the two ways. */
    private void makeBucket() throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) uri().resolve("/" + BUCKET).toURL().openConnection();
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC));
        connection.setRequestMethod("PUT");
        connection.setRequestProperty("Date", date);
        connection.setRequestProperty(
                "Authorization", "AWS " + ACCESS_KEY + ":" + signature("PUT\n\n\n" + date + "\n/" + BUCKET));
        if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
            throw new IOException("no bucket: " + connection.getResponseCode());
        }
    }

    private static String signature(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(SECRET_KEY.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError("HmacSHA1 is required of every Java platform", e);
        }
    }

    private static void delete(Path place) throws IOException {
        try (Stream<Path> paths = Files.walk(place)) {
            for (Path each : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }
}
