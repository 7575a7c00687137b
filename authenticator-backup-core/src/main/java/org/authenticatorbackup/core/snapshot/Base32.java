package org.authenticatorbackup.core.snapshot;

/** Base32 of RFC 4648, section 6, in upper case and without padding; one text for each sequence of bytes. */
final class Base32 {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private Base32() {}

    static String encode(byte[] bytes) {
        char[] text = new char[(bytes.length * 8 + 4) / 5];
        int length = 0;
        int buffer = 0;
        int bits = 0;
        for (byte next : bytes) {
            buffer = (buffer << 8 | (next & 0xff)) & 0xfff;
            bits += 8;
            while (bits >= 5) {
                bits -= 5;
                text[length++] = ALPHABET.charAt(buffer >> bits & 0x1f);
            }
        }
        if (bits > 0) {
            text[length++] = ALPHABET.charAt(buffer << (5 - bits) & 0x1f);
        }
        return new String(text, 0, length);
    }

    static byte[] decode(String text) throws CoreFormatException {
        byte[] bytes = new byte[text.length() * 5 / 8];
        int buffer = 0;
        int bits = 0;
        int length = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = digit(text.charAt(i));
            if (digit < 0) {
                throw new CoreFormatException("the secret is not in unpadded base32");
            }
            buffer = (buffer << 5 | digit) & 0xfff;
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                bytes[length++] = (byte) (buffer >> bits);
            }
        }
        if (bits >= 5 || (buffer & ((1 << bits) - 1)) != 0) {
            throw new CoreFormatException("the secret is not whole in base32");
        }
        return bytes;
    }

    private static int digit(char c) {
        if (c >= 'A' && c <= 'Z') {
            return c - 'A';
        }
        return c >= '2' && c <= '7' ? c - '2' + 26 : -1;
    }
}
