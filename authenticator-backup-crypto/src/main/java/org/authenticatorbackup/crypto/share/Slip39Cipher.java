package org.authenticatorbackup.crypto.share;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The encryption of a secret of up to 64 bytes under a passphrase before it is shared: four rounds of Feistel's network with
 * PBKDF2.
 */
final class Slip39Cipher {

    private static final int ROUNDS = 4;
    private static final int BASE_ITERATIONS = 10_000;
    private static final String HMAC = "HmacSHA256";
    private static final byte[] FIRST_BLOCK = {0, 0, 0, 1};

    private final Slip39Set set;
    private final byte[] passphrase;

    /** Borrows the passphrase, in ASCII. */
    Slip39Cipher(Slip39Set set, byte[] passphrase) {
        this.set = set;
        this.passphrase = passphrase;
    }

    byte[] encrypt(byte[] secret) {
        return run(secret, 0, 1);
    }

    byte[] decrypt(byte[] encrypted) {
        return run(encrypted, ROUNDS - 1, -1);
    }

    private byte[] run(byte[] input, int firstRound, int step) {
        int half = input.length / 2;
        byte[] left = Arrays.copyOf(input, half);
        byte[] right = Arrays.copyOfRange(input, half, input.length);
        for (int i = 0, round = firstRound; i < ROUNDS; i++, round += step) {
            byte[] mask = roundKey(round, right);
            for (int at = 0; at < half; at++) {
                mask[at] ^= left[at];
            }
            Arrays.fill(left, (byte) 0);
            left = right;
            right = mask;
        }
        byte[] output = Arrays.copyOf(right, input.length);
        System.arraycopy(left, 0, output, half, half);
        Arrays.fill(left, (byte) 0);
        Arrays.fill(right, (byte) 0);
        return output;
    }

    private byte[] roundKey(int round, byte[] right) {
        byte[] password = new byte[1 + passphrase.length];
        password[0] = (byte) round;
        System.arraycopy(passphrase, 0, password, 1, passphrase.length);
        byte[] prefix = saltPrefix();
        byte[] salt = Arrays.copyOf(prefix, prefix.length + right.length);
        System.arraycopy(right, 0, salt, prefix.length, right.length);
        try {
            return pbkdf2(password, salt, (BASE_ITERATIONS << set.exponent()) / ROUNDS, right.length);
        } finally {
            Arrays.fill(password, (byte) 0);
            Arrays.fill(salt, (byte) 0);
        }
    }

    /** The first block of RFC 8018, section 5.2, by the platform's HMAC, which is several times faster than Bouncy Castle's. */
    private static byte[] pbkdf2(byte[] password, byte[] salt, int iterations, int length) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(password, HMAC));
            mac.update(salt);
            byte[] block = mac.doFinal(FIRST_BLOCK);
            byte[] sum = block.clone();
            for (int i = 1; i < iterations; i++) {
                mac.update(block);
                mac.doFinal(block, 0);
                for (int at = 0; at < sum.length; at++) {
                    sum[at] ^= block[at];
                }
            }
            byte[] key = Arrays.copyOf(sum, length);
            Arrays.fill(block, (byte) 0);
            Arrays.fill(sum, (byte) 0);
            return key;
        } catch (GeneralSecurityException e) {
            throw new AssertionError("HmacSHA256 is required of every Java platform", e);
        }
    }

    private byte[] saltPrefix() {
        return switch (set.kind()) {
            case EXTENDABLE -> new byte[0];
            case BOUND_TO_IDENTIFIER ->
                new byte[] {
                    's', 'h', 'a', 'm', 'i', 'r', (byte) (set.identifier() >> Byte.SIZE), (byte) set.identifier()
                };
        };
    }
}
