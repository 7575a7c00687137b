package org.authenticatorbackup.crypto.age;

import java.security.SecureRandom;
import java.util.Arrays;
import javax.security.auth.DestroyFailedException;
import org.bouncycastle.crypto.SecretWithEncapsulation;
import org.bouncycastle.crypto.digests.SHA3Digest;
import org.bouncycastle.crypto.digests.SHAKEDigest;
import org.bouncycastle.crypto.kems.MLKEMExtractor;
import org.bouncycastle.crypto.kems.MLKEMGenerator;
import org.bouncycastle.crypto.params.MLKEMParameters;
import org.bouncycastle.crypto.params.MLKEMPrivateKeyParameters;
import org.bouncycastle.crypto.params.MLKEMPublicKeyParameters;

/** X-Wing (draft-connolly-cfrg-xwing-kem): ML-KEM-768 and X25519, so that one of them may fall. */
final class XWing {

    static final int SEED_BYTES = 32;
    static final int SECRET_BYTES = 32;
    static final int PUBLIC_KEY_BYTES = 1184 + Curve25519.BYTES;
    static final int ENCAPSULATION_BYTES = 1088 + Curve25519.BYTES;

    private static final int ML_KEM_SEED_BYTES = 64;
    private static final int SHAKE_BITS = 256;
    private static final byte[] LABEL = {'\\', '.', '/', '/', '^', '\\'};

    private XWing() {}

    static byte[] publicKey(byte[] seed) {
        try (SecretKey key = new SecretKey(seed)) {
            return key.publicKey();
        }
    }

    /** Refuses an ML-KEM key whose coefficients are not reduced (FIPS 203, section 7.2), and a low-order X25519 key. */
    static void requirePublicKey(byte[] publicKey) throws MalformedKeyException {
        try {
            mlKemKey(publicKey);
        } catch (IllegalArgumentException e) {
            throw new MalformedKeyException("the ML-KEM encapsulation key is not valid");
        }
        Curve25519.requirePublicKey(x25519Part(publicKey));
    }

    /** Writes the shared secret to {@code secret}; the result is what its receiver needs. */
    static byte[] encapsulate(byte[] publicKey, SecureRandom random, byte[] secret) {
        SecretWithEncapsulation mlKem = new MLKEMGenerator(random).generateEncapsulated(mlKemKey(publicKey));
        byte[] mlKemSecret = mlKem.getSecret();
        byte[] x25519Secret = new byte[Curve25519.BYTES];
        byte[] ephemeral = new byte[Curve25519.BYTES];
        random.nextBytes(ephemeral);
        try {
            byte[] share = Curve25519.publicKey(ephemeral);
            byte[] point = x25519Part(publicKey);
            if (!Curve25519.agree(ephemeral, point, x25519Secret)) {
                throw new AssertionError("a recipient of low order was refused when parsed");
            }
            combine(mlKemSecret, x25519Secret, share, point, secret);
            return Bytes.concat(mlKem.getEncapsulation(), share);
        } finally {
            Bytes.wipe(mlKemSecret, x25519Secret, ephemeral);
            destroy(mlKem);
        }
    }

    private static void combine(byte[] mlKemSecret, byte[] x25519Secret, byte[] share, byte[] point, byte[] out) {
        SHA3Digest digest = new SHA3Digest(SECRET_BYTES * Byte.SIZE);
        for (byte[] part : new byte[][] {mlKemSecret, x25519Secret, share, point, LABEL}) {
            digest.update(part, 0, part.length);
        }
        digest.doFinal(out, 0);
    }

    private static MLKEMPublicKeyParameters mlKemKey(byte[] publicKey) {
        return new MLKEMPublicKeyParameters(MLKEMParameters.ml_kem_768, withoutX25519Part(publicKey));
    }

    private static byte[] withoutX25519Part(byte[] both) {
        return Arrays.copyOf(both, both.length - Curve25519.BYTES);
    }

    private static byte[] x25519Part(byte[] both) {
        return Arrays.copyOfRange(both, both.length - Curve25519.BYTES, both.length);
    }

    private static void destroy(SecretWithEncapsulation secret) {
        try {
            secret.destroy();
        } catch (DestroyFailedException e) {
            throw new AssertionError("this object's secret can be wiped", e);
        }
    }

    /** The two secret keys that a seed expands to. Not for use by several threads. */
    static final class SecretKey implements AutoCloseable {

        private final MLKEMPrivateKeyParameters mlKem;
        private final byte[] scalar;
        private final byte[] point;

        SecretKey(byte[] seed) {
            byte[] expanded = new byte[ML_KEM_SEED_BYTES + Curve25519.BYTES];
            SHAKEDigest shake = new SHAKEDigest(SHAKE_BITS);
            shake.update(seed, 0, seed.length);
            shake.doFinal(expanded, 0, expanded.length);
            byte[] mlKemSeed = Arrays.copyOf(expanded, ML_KEM_SEED_BYTES);
            mlKem = new MLKEMPrivateKeyParameters(MLKEMParameters.ml_kem_768, mlKemSeed);
            scalar = x25519Part(expanded);
            point = Curve25519.publicKey(scalar);
            Bytes.wipe(expanded, mlKemSeed);
        }

        byte[] publicKey() {
            return Bytes.concat(mlKem.getPublicKeyParameters().getEncoded(), point);
        }

        /** The shared secret, which the caller clears. An altered encapsulation gives another secret, or is refused. */
        byte[] decapsulate(byte[] encapsulation) throws AgeException {
            byte[] share = x25519Part(encapsulation);
            byte[] secret = new byte[SECRET_BYTES];
            byte[] x25519Secret = new byte[Curve25519.BYTES];
            byte[] mlKemSecret = Bytes.EMPTY;
            try {
                if (!Curve25519.agree(scalar, share, x25519Secret)) {
                    throw new AgeException(AgeException.Reason.HEADER, "an X25519 share is a point of low order");
                }
                mlKemSecret = new MLKEMExtractor(mlKem).extractSecret(withoutX25519Part(encapsulation));
                combine(mlKemSecret, x25519Secret, share, point, secret);
                return secret;
            } finally {
                Bytes.wipe(mlKemSecret, x25519Secret);
            }
        }

        @Override
        public void close() {
            Bytes.wipe(scalar);
            mlKem.destroy();
        }
    }
}
