package org.authenticatorbackup.core.testing;

import java.security.SecureRandom;

/** Draws nothing but canaries, so that keys which the library draws can be searched for. */
@SuppressWarnings("serial") // never written
public final class FixedRandom extends SecureRandom {

    @Override
    public void nextBytes(byte[] bytes) {
        byte[] canary = Canary.bytes();
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = canary[i % canary.length];
        }
    }
}
