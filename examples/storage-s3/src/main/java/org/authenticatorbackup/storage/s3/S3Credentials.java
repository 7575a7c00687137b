package org.authenticatorbackup.storage.s3;

import java.util.Arrays;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/**
 * An access key with its secret, and the token of a session where the key is a temporary one. Shows none of them; safe for
 * use by several threads.
 *
 * <p>Wiping is best effort: the S3 client wants text, which lives until the garbage collector takes it.
 */
public final class S3Credentials implements AutoCloseable {

    private final String accessKey;
    private final char[] secretKey;
    private final Optional<char[]> sessionToken;
    private volatile boolean closed;

    private S3Credentials(String accessKey, char[] secretKey, Optional<char[]> sessionToken) {
        if (accessKey.isBlank() || secretKey.length == 0) {
            throw new IllegalArgumentException("no access key, or no secret");
        }
        this.accessKey = accessKey;
        this.secretKey = secretKey.clone();
        this.sessionToken = sessionToken.map(char[]::clone);
    }

    /**
     * Copies a lasting key.
     *
     * @param accessKey names the key
     * @param secretKey its secret; not retained, the caller clears it
     * @return the credentials, which the caller closes when the storage is no longer used
     * @throws IllegalArgumentException if one of them is empty
     */
    public static S3Credentials of(String accessKey, char[] secretKey) {
        return new S3Credentials(accessKey, secretKey, Optional.empty());
    }

    /**
     * Copies a temporary key.
     *
     * @param accessKey names the key
     * @param secretKey its secret; not retained, the caller clears it
     * @param sessionToken the token that was given out with it; not retained, the caller clears it
     * @return the credentials, which the caller closes when they have expired
     * @throws IllegalArgumentException if one of the first two is empty
     */
    public static S3Credentials ofSession(String accessKey, char[] secretKey, char[] sessionToken) {
        return new S3Credentials(accessKey, secretKey, Optional.of(sessionToken));
    }

    AwsCredentials forClient() {
        if (closed) {
            throw new IllegalStateException("the credentials are closed");
        }
        String secret = new String(secretKey);
        return sessionToken.isPresent()
                ? AwsSessionCredentials.create(accessKey, secret, new String(sessionToken.get()))
                : AwsBasicCredentials.create(accessKey, secret);
    }

    @Override
    public void close() {
        closed = true;
        Arrays.fill(secretKey, '\0');
        sessionToken.ifPresent(each -> Arrays.fill(each, '\0'));
    }

    @Override
    public String toString() {
        return "S3Credentials[hidden]";
    }
}
