package org.authenticatorbackup.crypto.otp;

/**
 * Time-based one-time codes of RFC 6238, with T0 = 0. Times are whole seconds since 1970-01-01T00:00:00Z and come from
 * the caller. Stateless; safe for use by several threads.
 */
public final class Totp {

    private Totp() {}

    /**
     * Counts the whole periods since the epoch: the moving factor of the code.
     *
     * @param epochSecond 0 or more
     * @param periodSeconds 1 or more
     * @return 0 or more
     * @throws IllegalArgumentException if an argument is out of range
     */
    public static long step(long epochSecond, int periodSeconds) {
        if (epochSecond < 0) {
            throw new IllegalArgumentException("the time is before 1970: " + epochSecond);
        }
        if (periodSeconds < 1) {
            throw new IllegalArgumentException("the period must be 1 second or more, not " + periodSeconds);
        }
        return epochSecond / periodSeconds;
    }

    /**
     * Computes the code that is valid at a time.
     *
     * @param secret the raw shared secret, 1 byte or more; neither kept nor changed
     * @param algorithm the hash function of the account
     * @param digits the length of the code, 1 to {@value Hotp#MAX_DIGITS}
     * @param periodSeconds how long a code is valid, 1 or more; 30 unless the issuer says otherwise
     * @param epochSecond the time, 0 or more
     * @return decimal ASCII digits, with leading zeros
     * @throws IllegalArgumentException if an argument is out of range
     */
    public static String code(byte[] secret, OtpAlgorithm algorithm, int digits, int periodSeconds, long epochSecond) {
        return Hotp.code(secret, algorithm, digits, step(epochSecond, periodSeconds));
    }

    /**
     * Tells when the code of a time is replaced by the next.
     *
     * @param epochSecond the time, 0 or more
     * @param periodSeconds 1 or more
     * @return the first second at which the code is no longer valid
     * @throws IllegalArgumentException if an argument is out of range
     */
    public static long validUntil(long epochSecond, int periodSeconds) {
        return (step(epochSecond, periodSeconds) + 1) * periodSeconds;
    }
}
