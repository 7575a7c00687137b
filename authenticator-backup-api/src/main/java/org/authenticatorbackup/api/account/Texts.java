package org.authenticatorbackup.api.account;

/** The limits that hold for every text of a vault. */
public final class Texts {

    /** The longest text, in bytes of UTF-8: 64 KiB. */
    public static final int MAX_UTF8_BYTES = 64 * 1024;

    private Texts() {}

    /** Whether a text is a number of lower-case hex digits. Ids are checked by the thousand, so this takes no pattern. */
    static boolean isHex(String text, int digits) {
        if (text.length() != digits) {
            return false;
        }
        for (int i = 0; i < digits; i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return true;
    }

    /** Refuses text that is too long, or that has a surrogate without its partner and so no UTF-8. */
    static void require(String what, String text) {
        int ascii = 0;
        while (ascii < text.length() && text.charAt(ascii) < 0x80) {
            ascii++;
        }
        long bytes = ascii;
        for (int i = ascii; i < text.length(); ) {
            int point = text.codePointAt(i);
            if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
                throw new IllegalArgumentException(what + " holds a surrogate without its partner");
            }
            bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
            i += Character.charCount(point);
        }
        if (bytes > MAX_UTF8_BYTES) {
            throw new IllegalArgumentException(what + " is longer than 64 KiB");
        }
    }
}
