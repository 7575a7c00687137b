package org.authenticatorbackup.crypto.age;

import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.modes.ChaCha20Poly1305;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;

/** Bouncy Castle's cipher, which is there on every platform. */
final class BouncyCastleAead implements Aead {

    private final ChaCha20Poly1305 cipher = new ChaCha20Poly1305();
    private final KeyParameter key;

    /** Copies {@code key}; the caller clears it. */
    BouncyCastleAead(byte[] key) {
        this.key = new KeyParameter(key);
    }

    @Override
    public void seal(byte[] nonce, byte[] in, int offset, int length, byte[] out, int outOffset) {
        cipher.init(true, new ParametersWithIV(key, nonce));
        int written = cipher.processBytes(in, offset, length, out, outOffset);
        try {
            cipher.doFinal(out, outOffset + written);
        } catch (InvalidCipherTextException e) {
            throw new AssertionError("sealing checks no tag", e);
        }
    }

    @Override
    public boolean open(byte[] nonce, byte[] in, int offset, int length, byte[] out, int outOffset) {
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
