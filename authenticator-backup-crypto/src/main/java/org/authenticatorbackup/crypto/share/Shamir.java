package org.authenticatorbackup.crypto.share;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Shamir's sharing as SLIP-39 does it, with a digest of the secret as one more point. */
final class Shamir {

    private static final int SECRET_AT = 255;
    private static final int DIGEST_AT = 254;
    private static final int DIGEST_BYTES = 4;
    private static final String HMAC = "HmacSHA256";

    private Shamir() {}

    /** The values at 0 to {@code count} - 1, which the caller wipes. */
    static byte[][] split(byte[] secret, int threshold, int count, SecureRandom random) {
        byte[][] values = new byte[count][];
        if (threshold == 1) {
            Arrays.setAll(values, i -> secret.clone());
            return values;
        }
        int[] xs = new int[threshold];
        byte[][] points = new byte[threshold][];
        for (int i = 0; i < threshold - 2; i++) {
            xs[i] = i;
            points[i] = new byte[secret.length];
            random.nextBytes(points[i]);
        }
        xs[threshold - 2] = DIGEST_AT;
        points[threshold - 2] = digestPoint(secret, random);
        xs[threshold - 1] = SECRET_AT;
        points[threshold - 1] = secret;
        for (int i = 0; i < count; i++) {
            values[i] = Gf256.interpolate(i, xs, points);
        }
        for (int i = 0; i < threshold - 1; i++) {
            Arrays.fill(points[i], (byte) 0);
        }
        return values;
    }

    /**
     * The secret, which the caller wipes.
     *
     * @param xs where the values are, all different, as many as the threshold
     * @param values neither kept nor changed
     * @throws SharesRejectedException if the digest shows that one of the values is wrong
     */
    static byte[] combine(int[] xs, byte[][] values) throws SharesRejectedException {
        if (xs.length == 1) {
            return values[0].clone();
        }
        byte[] secret = Gf256.interpolate(SECRET_AT, xs, values);
        byte[] point = Gf256.interpolate(DIGEST_AT, xs, values);
        byte[] key = Arrays.copyOfRange(point, DIGEST_BYTES, point.length);
        byte[] digest = digest(key, secret);
        boolean right = MessageDigest.isEqual(digest, Arrays.copyOf(point, DIGEST_BYTES));
        Arrays.fill(point, (byte) 0);
        Arrays.fill(key, (byte) 0);
        if (!right) {
            Arrays.fill(secret, (byte) 0);
            throw SharesRejectedException.wrongShare();
        }
        return secret;
    }

    private static byte[] digestPoint(byte[] secret, SecureRandom random) {
        byte[] key = new byte[secret.length - DIGEST_BYTES];
        random.nextBytes(key);
        byte[] point = Arrays.copyOf(digest(key, secret), secret.length);
        System.arraycopy(key, 0, point, DIGEST_BYTES, key.length);
        Arrays.fill(key, (byte) 0);
        return point;
    }

    private static byte[] digest(byte[] key, byte[] secret) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            return Arrays.copyOf(mac.doFinal(secret), DIGEST_BYTES);
        } catch (GeneralSecurityException e) {
            throw new AssertionError("HmacSHA256 is required of every Java platform", e);
        }
    }
}
