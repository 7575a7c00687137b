package org.authenticatorbackup.crypto.vault;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

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
        }
        if (held > 0) {
            text[at] = symbol(buffer << (BITS - held));
        }
        return text;
    }

    static String text(byte[] bytes) {
        return new String(encode(bytes), StandardCharsets.US_ASCII);
    }

    /**
     * The bytes of a text, which the caller wipes, or none if it is not exactly what {@link #encode} gives for {@code length}
     * bytes.
     */
    static Optional<byte[]> decode(CharSequence text, int length) {
        if (text.length() != (length * Byte.SIZE + BITS - 1) / BITS) {
            return Optional.empty();
        }
        byte[] bytes = new byte[length];
        int wrong = 0;
        for (int i = 0; i < text.length(); i++) {
            int value = ALPHABET.indexOf(text.charAt(i));
            wrong |= value;
            for (int bit = 0; bit < BITS; bit++) {
                int at = i * BITS + bit;
                int set = value >> (BITS - 1 - bit) & 1;
                if (at < length * Byte.SIZE) {
                    bytes[at / Byte.SIZE] |= (byte) (set << (Byte.SIZE - 1 - at % Byte.SIZE));
                } else {
                    wrong |= -set;
                }
            }
        }
        if (wrong < 0) {
            Arrays.fill(bytes, (byte) 0);
            return Optional.empty();
        }
        return Optional.of(bytes);
    }

    private static byte symbol(int value) {
        return (byte) ALPHABET.charAt(value & 31);
    }
}
