package org.authenticatorbackup.api.account;

import java.security.MessageDigest;
import java.util.Arrays;

/**
 * The shared secret of an account: 1 to {@value #MAX_BYTES} bytes, raw, not in base32.
 *
 * <p>{@link #toString} shows nothing of it, {@link #equals} takes the same time wherever two secrets of one length
 * differ, and {@link #hashCode} depends on the length alone. {@link #close} overwrites the bytes, as far as a Java
 * program can; a closed secret equals itself only. Safe for use by several threads.
 *
 * <p>Whoever made a secret closes it. The library never closes one that an app made; those that it makes itself, in a
 * recovery, belong to the app.
 */
public final class Secret implements AutoCloseable {

    /** The longest secret, in bytes. */
    public static final int MAX_BYTES = 1024;

    private final byte[] bytes;
    private boolean closed;

    private Secret(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Takes a copy of raw bytes.
     *
     * @param bytes 1 to {@value #MAX_BYTES} bytes; copied, the caller clears its own
     * @return the secret
     * @throws IllegalArgumentException if there are none or too many
     */
    public static Secret of(byte[] bytes) {
        if (bytes.length == 0 || bytes.length > MAX_BYTES) {
            throw new IllegalArgumentException("a secret has 1 to " + MAX_BYTES + " bytes, not " + bytes.length);
        }
        return new Secret(bytes.clone());
    }

    /**
     * The raw bytes.
     *
     * @return a copy, which the caller clears when done
     * @throws IllegalStateException if this secret is closed
     */
    public synchronized byte[] bytes() {
        if (closed) {
            throw new IllegalStateException("secret is closed");
        }
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        if (this == other) {
            return true;
        }
        return other instanceof Secret that
                && !isClosed()
                && !that.isClosed()
                && MessageDigest.isEqual(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return bytes.length;
    }

    @Override
    public synchronized void close() {
        closed = true;
        Arrays.fill(bytes, (byte) 0);
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    @Override
    public String toString() {
        return "Secret[hidden]";
    }
}
