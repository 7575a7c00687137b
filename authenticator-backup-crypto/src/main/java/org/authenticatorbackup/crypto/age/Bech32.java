package org.authenticatorbackup.crypto.age;

import java.util.Arrays;

/**
 * Bech32 (BIP 173) as age uses it: without the limit of 90 characters, in one case throughout, and that is the case of the
 * prefix.
 */
final class Bech32 {

    private static final String LOWER = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    private static final String UPPER = "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L";
    private static final int[] GENERATOR = {0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3};
    private static final int SYMBOL_BITS = 5;
    private static final int SYMBOL_MASK = 31;
    private static final int CHECKSUM_SYMBOLS = 6;

    private Bech32() {}

    /** The caller clears the result. */
    static char[] encode(String prefix, byte[] bytes) {
        int dataSymbols = symbols(bytes.length);
        byte[] symbols = new byte[dataSymbols + CHECKSUM_SYMBOLS];
        spread(bytes, symbols);
        int checksum = polymod(prefix, symbols) ^ 1;
        for (int i = 0; i < CHECKSUM_SYMBOLS; i++) {
            symbols[dataSymbols + i] = (byte) ((checksum >>> (SYMBOL_BITS * (CHECKSUM_SYMBOLS - 1 - i))) & SYMBOL_MASK);
        }
        String alphabet = alphabet(prefix);
        char[] text = Arrays.copyOf((prefix + '1').toCharArray(), prefix.length() + 1 + symbols.length);
        for (int i = 0; i < symbols.length; i++) {
            text[prefix.length() + 1 + i] = alphabet.charAt(symbols[i]);
        }
        Bytes.wipe(symbols);
        return text;
    }

    /** The {@code length} bytes that {@code text} holds after {@code prefix}; the caller clears them. */
    static byte[] decode(String prefix, CharSequence text, int length) throws MalformedKeyException {
        int dataSymbols = symbols(length);
        int start = prefix.length() + 1;
        if (text.length() != start + dataSymbols + CHECKSUM_SYMBOLS) {
            throw new MalformedKeyException(
                    "expected " + (start + dataSymbols + CHECKSUM_SYMBOLS) + " characters, found " + text.length());
        }
        for (int i = 0; i < start; i++) {
            if (text.charAt(i) != (i < prefix.length() ? prefix.charAt(i) : '1')) {
                throw new MalformedKeyException("expected the prefix " + prefix + '1');
            }
        }
        byte[] symbols = new byte[dataSymbols + CHECKSUM_SYMBOLS];
        try {
            read(alphabet(prefix), text, start, symbols);
            if (polymod(prefix, symbols) != 1) {
                throw new MalformedKeyException("the checksum is wrong");
            }
            return gather(symbols, length);
        } finally {
            Bytes.wipe(symbols);
        }
    }

    private static void read(String alphabet, CharSequence text, int start, byte[] symbols)
            throws MalformedKeyException {
        for (int i = 0; i < symbols.length; i++) {
            int symbol = alphabet.indexOf(text.charAt(start + i));
            if (symbol < 0) {
                throw new MalformedKeyException("character " + (start + i + 1) + " is not of the alphabet");
            }
            symbols[i] = (byte) symbol;
        }
    }

    private static int symbols(int bytes) {
        return (bytes * Byte.SIZE + SYMBOL_BITS - 1) / SYMBOL_BITS;
    }

    private static String alphabet(String prefix) {
        return isUpper(prefix) ? UPPER : LOWER;
    }

    private static boolean isUpper(String prefix) {
        return Character.isUpperCase(prefix.charAt(0));
    }

    private static void spread(byte[] bytes, byte[] symbols) {
        for (int bit = 0; bit < bytes.length * Byte.SIZE; bit++) {
            int value = (bytes[bit / Byte.SIZE] >>> (Byte.SIZE - 1 - bit % Byte.SIZE)) & 1;
            symbols[bit / SYMBOL_BITS] |= (byte) (value << (SYMBOL_BITS - 1 - bit % SYMBOL_BITS));
        }
    }

    private static byte[] gather(byte[] symbols, int length) throws MalformedKeyException {
        byte[] bytes = new byte[length];
        int used = length * Byte.SIZE;
        for (int bit = 0; bit < symbols(length) * SYMBOL_BITS; bit++) {
            int value = (symbols[bit / SYMBOL_BITS] >>> (SYMBOL_BITS - 1 - bit % SYMBOL_BITS)) & 1;
            if (bit < used) {
                bytes[bit / Byte.SIZE] |= (byte) (value << (Byte.SIZE - 1 - bit % Byte.SIZE));
            } else if (value != 0) {
                Bytes.wipe(bytes);
                throw new MalformedKeyException("the last symbol has stray bits");
            }
        }
        return bytes;
    }

    private static int polymod(String prefix, byte[] symbols) {
        int state = 1;
        for (int i = 0; i < prefix.length(); i++) {
            state = step(state, Character.toLowerCase(prefix.charAt(i)) >>> SYMBOL_BITS);
        }
        state = step(state, 0);
        for (int i = 0; i < prefix.length(); i++) {
            state = step(state, Character.toLowerCase(prefix.charAt(i)) & SYMBOL_MASK);
        }
        for (byte symbol : symbols) {
            state = step(state, symbol);
        }
        return state;
    }

    private static int step(int state, int symbol) {
        int top = state >>> 25;
        int next = ((state & 0x1ffffff) << SYMBOL_BITS) ^ symbol;
        for (int i = 0; i < GENERATOR.length; i++) {
            next ^= ((top >>> i) & 1) == 0 ? 0 : GENERATOR[i];
        }
        return next;
    }
}
