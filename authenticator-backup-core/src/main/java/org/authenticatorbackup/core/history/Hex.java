package org.authenticatorbackup.core.history;

/** Unsigned 64-bit numbers as 16 lower-case hex digits. */
final class Hex {

    private static final int BITS = 4;

    private Hex() {}

    /** Writes the last {@code count} digits of a number. */
    static void put(long number, int count, char[] out, int from) {
        for (int i = 0; i < count; i++) {
            int digit = (int) (number >>> (BITS * (count - 1 - i))) & 0xf;
            out[from + i] = (char) (digit < 10 ? '0' + digit : 'a' - 10 + digit);
        }
    }

    /** Whether a part of a text is lower-case hex digits and nothing else. */
    static boolean isIn(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!isDigit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDigit(char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    }

    /** The number of a part of a text, at most 16 digits, which the caller has checked. */
    static long parse(String text, int from, int to) {
        long number = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            number = number << BITS | (c <= '9' ? c - '0' : c - 'a' + 10);
        }
        return number;
    }
}
