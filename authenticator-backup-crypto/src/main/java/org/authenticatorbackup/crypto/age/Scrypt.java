package org.authenticatorbackup.crypto.age;

import org.bouncycastle.crypto.generators.SCrypt;

/** scrypt (RFC 7914) with the parameters of age: r = 8, p = 1, so that a work factor of n takes 2 to the n KiB. */
final class Scrypt {

    static final String STANZA_TYPE = "scrypt";
    static final int SALT_BYTES = 16;
    static final int MIN_LOG2_N = 1;
    /** 1 GiB. */
    static final int MAX_LOG2_N = 20;

    private static final byte[] LABEL = Bytes.ascii("age-encryption.org/v1/scrypt");
    private static final int BLOCK_SIZE = 8;
    private static final int PARALLELIZATION = 1;

    private Scrypt() {}

    /** The wrapping key, which the caller clears. */
    static byte[] derive(SecretBytes passphrase, byte[] salt, int log2N) {
        byte[] labeled = Bytes.concat(LABEL, salt);
        return SCrypt.generate(passphrase.expose(), labeled, 1 << log2N, BLOCK_SIZE, PARALLELIZATION, Aead.KEY_BYTES);
    }

    static SecretBytes passphrase(byte[] utf8) {
        if (utf8.length == 0) {
            throw new IllegalArgumentException("the passphrase is empty");
        }
        return SecretBytes.copyOf(utf8);
    }

    static int workFactor(int log2N) {
        if (log2N < MIN_LOG2_N || log2N > MAX_LOG2_N) {
            throw new IllegalArgumentException(
                    "a work factor is " + MIN_LOG2_N + " to " + MAX_LOG2_N + ", found " + log2N);
        }
        return log2N;
    }
}
