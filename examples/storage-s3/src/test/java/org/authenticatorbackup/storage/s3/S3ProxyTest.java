package org.authenticatorbackup.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.StorageException.Reason;
import org.authenticatorbackup.api.spi.ObjectName;
import org.authenticatorbackup.api.spi.StorageProvider;
import org.authenticatorbackup.api.testkit.StorageProviderContract;
import org.authenticatorbackup.examples.testsupport.S3Proxy;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** The storage contract, held against a real server. */
class S3ProxyTest extends StorageProviderContract {

    private static final Pattern TEMPORARY =
            Pattern.compile(".*-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final String PREFIX = "phones/";
    private static final ObjectName NAME = new ObjectName("some/object");
    private static final List<S3Storage> CONNECTIONS = new ArrayList<>();

    private static S3Proxy server;

    @BeforeAll
    static void startServer() throws IOException {
        server = S3Proxy.start();
    }

    @AfterAll
    static void stopServer() throws IOException {
        CONNECTIONS.forEach(S3Storage::close);
        CONNECTIONS.clear();
        if (server != null) {
            server.close();
        }
    }

    @Override
    protected StorageProvider connect() {
        return storageIn(S3Proxy.BUCKET, S3Proxy.SECRET_KEY);
    }

    @Override
    protected Optional<StorageProvider> connectInVain() {
        return Optional.of(storageIn(S3Proxy.BUCKET, "revoked"));
    }

    /** What it has not received whole, it keeps beside the object, and lists. */
    @Override
    protected boolean isPassing(ObjectName name) {
        return TEMPORARY.matcher(name.value()).matches();
    }

    @Override
    protected boolean plantStranger(String path) {
        try (S3Client client = S3Client.builder()
                .endpointOverride(server.uri())
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(S3Proxy.ACCESS_KEY, S3Proxy.SECRET_KEY)))
                .build()) {
            client.putObject(
                    request -> request.bucket(S3Proxy.BUCKET).key(PREFIX + path), RequestBody.fromString("stranger"));
            return true;
        }
    }

    /** This server keeps the condition also in a race. */
    @Override
    protected boolean isCreateOnly() {
        return true;
    }

    // ---- failures of a real server

    @Test
    void aRefusedSecretAndAnUnknownKeyAreUnauthorized() {
        assertFails(
                Reason.UNAUTHORIZED, () -> storageIn(S3Proxy.BUCKET, "revoked").get(NAME, 1));
        assertFails(
                Reason.UNAUTHORIZED, () -> storageIn(S3Proxy.BUCKET, "revoked").put(NAME, new byte[1]));
    }

    @Test
    void aMissingBucketIsNoEmptyBackup() {
        StorageProvider storage = storageIn("no-such-bucket", S3Proxy.SECRET_KEY);

        assertFails(Reason.MISSING_PLACE, () -> storage.put(NAME, new byte[1]));
        assertFails(Reason.MISSING_PLACE, () -> storage.get(NAME, 1));
        assertFails(Reason.MISSING_PLACE, () -> storage.list(""));
        assertFails(Reason.MISSING_PLACE, () -> storage.list("//"));
    }

    @Test
    void severalBackupsShareABucketByPrefix() throws Exception {
        StorageProvider here = connect();
        StorageProvider above = S3Storage.in(
                S3Settings.parse("s3://" + S3Proxy.BUCKET + "?endpoint=" + server.uri()),
                () -> S3Credentials.of(S3Proxy.ACCESS_KEY, S3Proxy.SECRET_KEY.toCharArray()));
        CONNECTIONS.add((S3Storage) above);
        here.put(NAME, new byte[] {1});

        assertThat(above.get(NAME, 1)).isEmpty();
        assertThat(above.list("some")).isEmpty();
        assertThat(above.get(new ObjectName(PREFIX + NAME), 1)).hasValue(new byte[] {1});
        assertThat(here.list("some")).containsExactly(NAME);
        here.delete(NAME);
    }

    private static void assertFails(Reason reason, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        StorageException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    private StorageProvider storageIn(String bucket, String secret) {
        S3Storage storage = S3Storage.in(
                S3Settings.parse("s3://" + bucket + "/" + PREFIX + "?endpoint=" + server.uri()),
                () -> S3Credentials.of(S3Proxy.ACCESS_KEY, secret.toCharArray()));
        CONNECTIONS.add(storage);
        return storage;
    }
}
