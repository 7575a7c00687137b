package org.authenticatorbackup.crypto.otp;

/**
 * The codes of Steam Guard: RFC 6238 with SHA-1, written in an alphabet of 26 symbols instead of digits. Steam has no
 * public specification; this agrees with the vectors of other authenticator apps. Stateless; safe for use by several
 * threads.
 */
public final class SteamCode {

    /** The length of a code, in symbols. */
    public static final int SYMBOLS = 5;

    /** How long a code is valid, in seconds. */
    public static final int PERIOD_SECONDS = 30;

    private static final String ALPHABET = "23456789BCDFGHJKMNPQRTVWXY";

    private SteamCode() {}

    /**
     * Computes the code that is valid at a time, for {@value #PERIOD_SECONDS} seconds.
     *
     * @param secret the raw shared secret, 1 byte or more; neither kept nor changed
     * @param epochSecond the time in whole seconds since 1970-01-01T00:00:00Z, 0 or more
     * @return {@value #SYMBOLS} upper-case letters and digits
     * @throws IllegalArgumentException if an argument is out of range
     */
    public static String code(byte[] secret, long epochSecond) {
        return code(secret, PERIOD_SECONDS, epochSecond);
    }

    /**
     * Computes the code that is valid at a time, for accounts stored with a period of their own.
     *
     * @param secret the raw shared secret, 1 byte or more; neither kept nor changed
     * @param periodSeconds how long a code is valid, 1 or more
     * @param epochSecond the time in whole seconds since 1970-01-01T00:00:00Z, 0 or more
     * @return {@value #SYMBOLS} upper-case letters and digits
     * @throws IllegalArgumentException if an argument is out of range
     */
    public static String code(byte[] secret, int periodSeconds, long epochSecond) {
        int rest = OtpAlgorithm.SHA1.truncatedMac(secret, Totp.step(epochSecond, periodSeconds));
        StringBuilder code = new StringBuilder(SYMBOLS);
        for (int i = 0; i < SYMBOLS; i++) {
            code.append(ALPHABET.charAt(rest % ALPHABET.length()));
            rest /= ALPHABET.length();
        }
        return code.toString();
    }
}
