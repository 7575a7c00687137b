package org.authenticatorbackup.core.vault;

import java.security.MessageDigest;

/** Secret bytes on their way into or out of the device's memory. Copies in and out; shows nothing. */
public final class Encoded {

    private final byte[] bytes;

    /** Takes a copy. */
    public Encoded(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    /** {@return a copy, which the caller clears when done} */
    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Encoded that && MessageDigest.isEqual(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return bytes.length;
    }

    @Override
    public String toString() {
        return "Encoded[hidden]";
    }
}
