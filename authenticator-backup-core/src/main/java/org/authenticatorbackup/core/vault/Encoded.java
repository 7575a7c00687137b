package org.authenticatorbackup.core.vault;

import java.security.MessageDigest;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Secret bytes on their way into or out of the device's memory. Copies in and out; shows nothing. */
public final class Encoded {

    private final byte[] bytes;

    /** Of large bytes it takes a while, and is asked for more than once; two threads may compute the same. */
    private volatile @Nullable String sha256;

    /** Takes a copy. */
    public Encoded(byte[] bytes) {
        this(bytes::clone);
    }

    private Encoded(Supplier<byte[]> bytes) {
        this.bytes = bytes.get();
    }

    /**
     * Takes the bytes themselves, which may be large; the caller touches them no more.
     *
     * @return them
     */
    public static Encoded handedOver(byte[] bytes) {
        return new Encoded(() -> bytes);
    }

    /** {@return how many bytes there are} */
    public int length() {
        return bytes.length;
    }

    /** {@return their SHA-256 in lower-case hex} */
    public String sha256() {
        String known = sha256;
        if (known == null) {
            known = Sha256.hex(bytes);
            sha256 = known;
        }
        return known;
    }

    /** Copies the bytes into a larger document. */
    void copyTo(byte[] document, int position) {
        System.arraycopy(bytes, 0, document, position, bytes.length);
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
