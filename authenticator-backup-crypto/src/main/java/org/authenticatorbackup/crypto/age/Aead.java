package org.authenticatorbackup.crypto.age;

/**
 * ChaCha20-Poly1305 (RFC 8439) under one key, without associated data. A nonce is used once: an implementation refuses the
 * same one twice in a row, and no caller here has another way to repeat one.
 */
interface Aead {

    int KEY_BYTES = 32;
    int NONCE_BYTES = 12;
    int TAG_BYTES = 16;

    /** For one short message. Reads {@code key} as long as it is used; the caller clears it then. */
    static Aead forMessage(byte[] key) {
        // quicker to set up than the platform's, and loaded anyway
        return new BouncyCastleAead(key);
    }

    /** For the chunks of a payload of so many bytes. Reads {@code key} as long as it is used; the caller clears it then. */
    static Aead forPayload(byte[] key, int bytes) {
        return PlatformAead.pays(bytes) ? new PlatformAead(key) : new BouncyCastleAead(key);
    }

    /** Writes {@code length + TAG_BYTES} bytes to {@code out} at {@code outOffset}. */
    void seal(byte[] nonce, byte[] in, int offset, int length, byte[] out, int outOffset);

    /**
     * Writes {@code length - TAG_BYTES} bytes to {@code out} at {@code outOffset}, and says whether they are authentic; if
     * not, the caller must wipe them.
     */
    boolean open(byte[] nonce, byte[] in, int offset, int length, byte[] out, int outOffset);

    /** Seals a whole small message. */
    default byte[] seal(byte[] nonce, byte[] plaintext) {
        byte[] sealed = new byte[plaintext.length + TAG_BYTES];
        seal(nonce, plaintext, 0, plaintext.length, sealed, 0);
        return sealed;
    }
}
