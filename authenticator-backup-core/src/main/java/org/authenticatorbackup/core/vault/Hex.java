package org.authenticatorbackup.core.vault;

/** Lower-case hex. */
public final class Hex {

    private static final String DIGITS = "0123456789abcdef";

    private Hex() {}

    /** {@return whether a text is so many digits} */
    static boolean is(String text, int digits) {
        if (text.length() != digits) {
            return false;
        }
        for (int i = 0; i < digits; i++) {
            if (DIGITS.indexOf(text.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    /** {@return two digits for each byte} */
    public static String of(byte[] bytes) {
        StringBuilder text = new StringBuilder(2 * bytes.length);
        for (byte each : bytes) {
            text.append(DIGITS.charAt(each >> 4 & 15)).append(DIGITS.charAt(each & 15));
        }
        return text.toString();
    }
}
