package org.authenticatorbackup.examples.testsupport.simulation;

import java.security.SecureRandom;
import java.util.SplittableRandom;

/** Draws from a seed, so that a history that is run again has the same keys, ids and names. */
@SuppressWarnings("serial") // never written
final class SeededRandom extends SecureRandom {

    private final SplittableRandom source;

    SeededRandom(long seed) {
        this.source = new SplittableRandom(seed);
    }

    @Override
    public void nextBytes(byte[] bytes) {
        source.nextBytes(bytes);
    }
}
