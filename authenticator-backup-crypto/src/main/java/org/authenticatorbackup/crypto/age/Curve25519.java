package org.authenticatorbackup.crypto.age;

import java.util.Arrays;
import org.bouncycastle.math.ec.rfc7748.X25519;

/** X25519 (RFC 7748). */
final class Curve25519 {

    /** Of a scalar, of a point and of a shared secret. */
    static final int BYTES = 32;

    private Curve25519() {}

    static byte[] publicKey(byte[] scalar) {
        byte[] point = new byte[BYTES];
        X25519.scalarMultBase(scalar, 0, point, 0);
        return point;
    }

    /**
     * Writes the secret shared with {@code point} to {@code shared}, and says whether it is one: not if the point has a low
     * order, so that anybody could know the result.
     */
    static boolean agree(byte[] scalar, byte[] point, byte[] shared) {
        return X25519.calculateAgreement(scalar, 0, point, 0, shared, 0);
    }

    /** Refuses what can never share a secret with anybody. */
    static void requirePublicKey(byte[] point) throws MalformedKeyException {
        // clamping makes any scalar a multiple of the cofactor, and this one is no multiple of the large prime orders
        byte[] scalar = new byte[BYTES];
        Arrays.fill(scalar, (byte) 1);
        if (!agree(scalar, point, new byte[BYTES])) {
            throw new MalformedKeyException("the public key is a point of low order");
        }
    }
}
