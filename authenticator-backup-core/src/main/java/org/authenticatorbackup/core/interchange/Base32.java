package org.authenticatorbackup.core.interchange;

import java.util.Arrays;
import org.authenticatorbackup.api.account.Secret;
import org.authenticatorbackup.core.interchange.KeyUriException.Reason;

/**
 * The base32 text of a secret, RFC 4648 section 6, read as people and apps write it: either case, white space, hyphens
 * and underscores between the letters, padding or none, and lengths that a strict encoder never makes.
 */
final class Base32 {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int BITS_PER_SYMBOL = 5;

    private final byte[] bytes = new byte[Secret.MAX_BYTES];
    private int length;
    private int pending;
    private int pendingBits;
    private int symbols;
    private boolean padded;

    private Base32() {}

    /**
     * Decodes a text. Bits at the end that do not fill a byte are dropped.
     *
     * @throws KeyUriException with {@code MISSING_SECRET} for a text without symbols, {@code BAD_SECRET} or
     *     {@code TOO_LONG}
     */
    static Base32 decode(char[] text) throws KeyUriException {
        Base32 decoded = new Base32();
        try {
            for (char symbol : text) {
                decoded.accept(symbol);
            }
            if (decoded.symbols == 0) {
                throw new KeyUriException(Reason.MISSING_SECRET);
            }
            if (decoded.length == 0) {
                throw new KeyUriException(Reason.BAD_SECRET);
            }
            return decoded;
        } catch (KeyUriException e) {
            decoded.wipe();
            throw e;
        }
    }

    /** Encodes in upper case without padding. */
    static String encode(byte[] bytes) {
        StringBuilder text = new StringBuilder((bytes.length * 8 + BITS_PER_SYMBOL - 1) / BITS_PER_SYMBOL);
        int buffer = 0;
        int bits = 0;
        for (byte each : bytes) {
            buffer = (buffer << 8) | (each & 0xff);
            bits += 8;
            while (bits >= BITS_PER_SYMBOL) {
                bits -= BITS_PER_SYMBOL;
                text.append(ALPHABET.charAt((buffer >> bits) & 31));
            }
            buffer &= (1 << bits) - 1;
        }
        if (bits > 0) {
            text.append(ALPHABET.charAt((buffer << (BITS_PER_SYMBOL - bits)) & 31));
        }
        return text.toString();
    }

    /** Takes a copy of the bytes and overwrites those of this object. */
    Secret toSecret() {
        byte[] exact = Arrays.copyOf(bytes, length);
        try {
            return Secret.of(exact);
        } finally {
            Arrays.fill(exact, (byte) 0);
            wipe();
        }
    }

    /** Whether no information was dropped: fewer bits than a symbol were left over, and all of them zero. */
    boolean isExact() {
        return pendingBits < BITS_PER_SYMBOL && pending == 0;
    }

    private void accept(char symbol) throws KeyUriException {
        if (symbol == '=') {
            padded = true;
            return;
        }
        if (isSeparator(symbol)) {
            return;
        }
        int value = valueOf(symbol);
        if (value < 0 || padded) {
            throw new KeyUriException(Reason.BAD_SECRET);
        }
        symbols++;
        pending = (pending << BITS_PER_SYMBOL) | value;
        pendingBits += BITS_PER_SYMBOL;
        if (pendingBits >= 8) {
            if (length == bytes.length) {
                throw new KeyUriException(Reason.TOO_LONG);
            }
            pendingBits -= 8;
            bytes[length++] = (byte) (pending >> pendingBits);
            pending &= (1 << pendingBits) - 1;
        }
    }

    private void wipe() {
        Arrays.fill(bytes, (byte) 0);
    }

    private static boolean isSeparator(char symbol) {
        return symbol == '-' || symbol == '_' || Character.isWhitespace(symbol) || Character.isSpaceChar(symbol);
    }

    private static int valueOf(char symbol) {
        if (symbol >= 'A' && symbol <= 'Z') {
            return symbol - 'A';
        }
        if (symbol >= 'a' && symbol <= 'z') {
            return symbol - 'a';
        }
        if (symbol >= '2' && symbol <= '7') {
            return symbol - '2' + 26;
        }
        return -1;
    }
}
