package org.authenticatorbackup.crypto.age;

import java.security.SecureRandom;
import java.util.Arrays;

/** Gives out the bytes of a test vector, in order and once. */
final class FixedRandom extends SecureRandom {

    private static final long serialVersionUID = 1L;

    private final byte[] bytes;
    private int used;

    FixedRandom(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    @Override
    public void nextBytes(byte[] out) {
        if (used + out.length > bytes.length) {
            throw new IllegalStateException("the vector's randomness is used up");
        }
        byte[] next = Arrays.copyOfRange(bytes, used, used + out.length);
        System.arraycopy(next, 0, out, 0, out.length);
        used += out.length;
    }
}
