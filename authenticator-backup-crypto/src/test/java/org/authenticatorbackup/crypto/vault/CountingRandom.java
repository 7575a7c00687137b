package org.authenticatorbackup.crypto.vault;

import java.security.SecureRandom;

/** Gives out some bytes first, and then those of a counter: for vectors that come out the same in each run. */
final class CountingRandom extends SecureRandom {

    private static final long serialVersionUID = 1L;

    private final byte[] first;
    private int used;

    CountingRandom(byte[] first) {
        this.first = first.clone();
    }

    @Override
    public void nextBytes(byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = used < first.length ? first[used] : (byte) (17 * used);
            used++;
        }
    }
}
