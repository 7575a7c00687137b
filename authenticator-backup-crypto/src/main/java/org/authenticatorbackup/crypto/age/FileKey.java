package org.authenticatorbackup.crypto.age;

import java.security.SecureRandom;

/**
 * The secret that one age file is sealed with: 16 random bytes, new for each file. The bytes themselves are never shown; a
 * format built on age binds to a file by a key {@linkplain #derive derived} from them.
 *
 * <p>Whoever was given a file key closes it, unless told otherwise. Not for use by several threads.
 */
public final class FileKey implements AutoCloseable {

    static final int BYTES = 16;

    private static final String HEADER_LABEL = "header";
    private static final String PAYLOAD_LABEL = "payload";

    private final SecretBytes bytes;

    private FileKey(SecretBytes bytes) {
        this.bytes = bytes;
    }

    static FileKey generate(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return owning(bytes);
    }

    /** Takes over {@code bytes}. */
    static FileKey owning(byte[] bytes) {
        return new FileKey(SecretBytes.owning(bytes));
    }

    /**
     * Derives a key that only those who can open this file can know: HKDF-SHA-256 with the file key as input, no salt and
     * the label as info.
     *
     * @param label what the key is for, one or more characters from {@code !} to {@code ~}, such as
     *     {@code "authbackup/v1/sender-file-key"}
     * @return 32 bytes, the same for the same file and label; the caller clears them
     * @throws IllegalArgumentException if the label is not of that form, or is one that age itself uses: {@code "header"}
     *     or {@code "payload"}
     * @throws IllegalStateException if this key is closed
     */
    public byte[] derive(String label) {
        if (label.isEmpty() || !label.chars().allMatch(Stanza::isWordCharacter)) {
            throw new IllegalArgumentException("a label is one or more characters from ! to ~");
        }
        if (label.equals(HEADER_LABEL) || label.equals(PAYLOAD_LABEL)) {
            throw new IllegalArgumentException("age itself uses this label");
        }
        return Hkdf.derive(bytes.expose(), Bytes.EMPTY, label);
    }

    byte[] headerKey() {
        return Hkdf.derive(bytes.expose(), Bytes.EMPTY, HEADER_LABEL);
    }

    byte[] payloadKey(byte[] nonce) {
        return Hkdf.derive(bytes.expose(), nonce, PAYLOAD_LABEL);
    }

    /** The bytes themselves, which the caller neither keeps nor changes. */
    byte[] expose() {
        return bytes.expose();
    }

    /** Wipes the key. Closing twice is the same as closing once. */
    @Override
    public void close() {
        bytes.close();
    }

    /** {@return a text without the key} */
    @Override
    public String toString() {
        return "FileKey[hidden]";
    }
}
