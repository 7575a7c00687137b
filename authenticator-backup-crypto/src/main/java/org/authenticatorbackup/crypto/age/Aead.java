package org.authenticatorbackup.crypto.age;

import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.modes.ChaCha20Poly1305;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;

/**
 * ChaCha20-Poly1305 (RFC 8439) under one key, without associated data. It never seals twice under one nonce: Bouncy Castle
 * refuses the same nonce twice in a row, and no caller here has another way to repeat one.
 */
final class Aead {

    static final int KEY_BYTES = 32;
    static final int NONCE_BYTES = 12;
    static final int TAG_BYTES = 16;

    private final ChaCha20Poly1305 cipher = new ChaCha20Poly1305();
    private final KeyParameter key;

    /** Copies {@code key}; the caller clears it. */
    Aead(byte[] key) {
        this.key = new KeyParameter(key);
    }

    /** Seals a whole small message. */
    byte[] seal(byte[] nonce, byte[] plaintext) {
        byte[] sealed = new byte[plaintext.length + TAG_BYTES];
        seal(nonce, plaintext, 0, plaintext.length, sealed, 0);
        return sealed;
    }

    /** Writes {@code length + TAG_BYTES} bytes to {@code out} at {@code outOffset}. */
    void seal(byte[] nonce, byte[] in, int offset, int length, byte[] out, int outOffset) {
        cipher.init(true, new ParametersWithIV(key, nonce));
        int written = cipher.processBytes(in, offset, length, out, outOffset);
        try {
            cipher.doFinal(out, outOffset + written);
        } catch (InvalidCipherTextException e) {
            throw new AssertionError("sealing checks no tag", e);
        }
    }

    /**
     * Writes {@code length - TAG_BYTES} bytes to {@code out} at {@code outOffset}, and says whether they are authentic; if
     * not, the caller must wipe them.
     */
    boolean open(byte[] nonce, byte[] in, int offset, int length, byte[] out, int outOffset) {
        cipher.init(false, new ParametersWithIV(key, nonce));
        int written = cipher.processBytes(in, offset, length, out, outOffset);
        try {
            cipher.doFinal(out, outOffset + written);
            return true;
        } catch (InvalidCipherTextException e) {
            return false;
        }
    }
}
