package org.authenticatorbackup.crypto.vault;

import java.util.regex.Pattern;

/**
 * Which snapshot of a device one is, and its bytes in short.
 *
 * @param seq the device's count of snapshots, 1 or more
 * @param sha256 the SHA-256 of the stored object, 64 lower-case hex digits
 */
public record SnapshotDigest(long seq, String sha256) {

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    /**
     * Checks the form of each part.
     *
     * @param seq the device's count of snapshots, 1 or more
     * @param sha256 the SHA-256 of the stored object, 64 lower-case hex digits
     * @throws IllegalArgumentException if one is malformed
     */
    public SnapshotDigest {
        if (seq < 1) {
            throw new IllegalArgumentException("seq must be 1 or more, not " + seq);
        }
        if (!SHA256.matcher(sha256).matches()) {
            throw new IllegalArgumentException("a SHA-256 has 64 lower-case hex digits");
        }
    }

    /**
     * {@return the digest of a stored object}
     *
     * @param seq the device's count of snapshots, 1 or more
     * @param object the whole object; neither kept nor changed
     */
    public static SnapshotDigest of(long seq, byte[] object) {
        return new SnapshotDigest(seq, Secrets.hexText(Secrets.sha256(object)));
    }
}
