package org.authenticatorbackup.crypto.otp;

import java.util.Arrays;

/** Counter-based one-time codes of RFC 4226. Stateless; safe for use by several threads. */
public final class Hotp {

    /** The longest code, in digits; a 31-bit number has no more. */
    public static final int MAX_DIGITS = 10;

    private Hotp() {}

    /**
     * Computes the code for a counter value.
     *
     * @param secret the raw shared secret, 1 byte or more; neither kept nor changed
     * @param algorithm the hash function of the account, {@link OtpAlgorithm#SHA1} in the RFC
     * @param digits the length of the code, 1 to {@value #MAX_DIGITS}; the RFC allows 6 and more
     * @param counter 0 or more
     * @return decimal ASCII digits, with leading zeros; a tenth digit is never above 2, as in other implementations
     * @throws IllegalArgumentException if an argument is out of range
     */
    public static String code(byte[] secret, OtpAlgorithm algorithm, int digits, long counter) {
        if (digits < 1 || digits > MAX_DIGITS) {
            throw new IllegalArgumentException("digits must be 1 to " + MAX_DIGITS + ", not " + digits);
        }
        long rest = algorithm.truncatedMac(secret, counter);
        char[] code = new char[digits];
        for (int i = digits - 1; i >= 0; i--) {
            code[i] = (char) ('0' + rest % 10);
            rest /= 10;
        }
        String text = new String(code);
        Arrays.fill(code, '0');
        return text;
    }
}
