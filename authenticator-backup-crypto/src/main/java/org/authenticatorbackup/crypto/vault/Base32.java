package org.authenticatorbackup.crypto.vault;

import java.nio.charset.StandardCharsets;

/** The base32 of RFC 4648, in lower case and without padding. */
final class Base32 {

    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int BITS = 5;

    private Base32() {}

    /** Returns ASCII bytes rather than a string, so that they can be wiped. */
    static byte[] encode(byte[] bytes) {
        byte[] text = new byte[(bytes.length * Byte.SIZE + BITS - 1) / BITS];
        int buffer = 0;
        int held = 0;
        int at = 0;
        for (byte next : bytes) {
            buffer = buffer << Byte.SIZE | (next & 0xff);
            held += Byte.SIZE;
            while (held >= BITS) {
                held -= BITS;
                text[at++] = symbol(buffer >> held);
            }
            buffer &= (1 << held) - 1;
        }
        if (held > 0) {
            text[at] = symbol(buffer << (BITS - held));
        }
        return text;
    }

    static String text(byte[] bytes) {
        return new String(encode(bytes), StandardCharsets.US_ASCII);
    }

    private static byte symbol(int value) {
        return (byte) ALPHABET.charAt(value & 31);
    }
}
