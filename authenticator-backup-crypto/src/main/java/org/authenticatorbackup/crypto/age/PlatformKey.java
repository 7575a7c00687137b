package org.authenticatorbackup.crypto.age;

import javax.crypto.SecretKey;

/**
 * A key for the platform's ciphers, in an array that its owner clears. {@code SecretKeySpec} would make a copy that nobody
 * can wipe; the copies that a cipher makes for itself remain.
 */
final class PlatformKey implements SecretKey {

    private static final long serialVersionUID = 1L;

    private final String algorithm;
    private final byte[] material;

    /** Reads {@code material} as long as it is used. */
    PlatformKey(String algorithm, byte[] material) {
        this.algorithm = algorithm;
        this.material = material;
    }

    @Override
    public String getAlgorithm() {
        return algorithm;
    }

    @Override
    public String getFormat() {
        return "RAW";
    }

    @Override
    public byte[] getEncoded() {
        return material.clone();
    }

    @Override
    public String toString() {
        return "PlatformKey[hidden]";
    }
}
