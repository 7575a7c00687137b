package org.authenticatorbackup.core.history;

/** Unsigned 64-bit numbers as 16 lower-case hex digits. */
final class Hex {

    private static final String DIGITS = "0123456789abcdef";

    private Hex() {}

    static String format(long number) {
        char[] digits = new char[16];
        for (int i = 0; i < 16; i++) {
            digits[i] = DIGITS.charAt((int) (number >>> (60 - 4 * i)) & 0xf);
        }
        return new String(digits);
    }

    /** Whether a part of a text is lower-case hex digits and nothing else. */
    static boolean isIn(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (DIGITS.indexOf(text.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    /** The number of 16 digits, which the caller has checked. */
    static long parse(String digits) {
        return Long.parseUnsignedLong(digits, 16);
    }
}
