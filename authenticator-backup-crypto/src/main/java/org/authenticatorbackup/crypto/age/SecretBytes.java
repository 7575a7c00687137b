package org.authenticatorbackup.crypto.age;

import java.security.MessageDigest;

/** Secret bytes with one owner, who closes them. Not for use by several threads. */
final class SecretBytes implements AutoCloseable {

    private final byte[] bytes;
    private boolean closed;

    private SecretBytes(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Copies; the caller clears {@code bytes}. */
    static SecretBytes copyOf(byte[] bytes) {
        return new SecretBytes(bytes.clone());
    }

    /** Takes over {@code bytes}, which the caller uses no more. */
    static SecretBytes owning(byte[] bytes) {
        return new SecretBytes(bytes);
    }

    /** The bytes themselves, which the caller neither keeps nor changes. */
    byte[] expose() {
        if (closed) {
            throw new IllegalStateException("closed");
        }
        return bytes;
    }

    boolean matches(SecretBytes other) {
        return MessageDigest.isEqual(expose(), other.expose());
    }

    @Override
    public void close() {
        closed = true;
        Bytes.wipe(bytes);
    }

    @Override
    public String toString() {
        return "SecretBytes[hidden]";
    }
}
