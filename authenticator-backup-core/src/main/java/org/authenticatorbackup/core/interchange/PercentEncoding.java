package org.authenticatorbackup.core.interchange;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.authenticatorbackup.core.interchange.KeyUriException.Reason;

/**
 * Percent-encoding of UTF-8, RFC 3986 section 2.1. Reading takes characters that should have been encoded as they are;
 * a plus sign is a plus sign.
 */
final class PercentEncoding {

    private static final String HEX = "0123456789ABCDEF";

    private PercentEncoding() {}

    /**
     * Decodes a text.
     *
     * @return the characters, in an array that the caller wipes if they are a secret
     * @throws KeyUriException with {@code BAD_ENCODING} for a broken escape, for bytes that are not UTF-8, a NUL, or a
     *     surrogate without its partner
     */
    static char[] decode(CharSequence text) throws KeyUriException {
        char[] decoded = new char[text.length()];
        int length = 0;
        int i = 0;
        while (i < text.length()) {
            if (text.charAt(i) != '%') {
                decoded[length++] = text.charAt(i++);
                continue;
            }
            int end = endOfEscapes(text, i);
            CharBuffer run = decodeEscapes(text, i, end);
            while (run.hasRemaining()) {
                decoded[length++] = run.get();
            }
            i = end;
        }
        char[] exact = Arrays.copyOf(decoded, length);
        Arrays.fill(decoded, '\0');
        requireText(exact);
        return exact;
    }

    /** Encodes everything but the unreserved characters of RFC 3986, and leaves out NUL, which readers refuse. */
    static String encode(String text) {
        StringBuilder encoded = new StringBuilder(text.length());
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            if (isUnreserved(each)) {
                encoded.append((char) each);
            } else if (each != 0) {
                encoded.append('%').append(HEX.charAt((each >> 4) & 15)).append(HEX.charAt(each & 15));
            }
        }
        return encoded.toString();
    }

    private static int endOfEscapes(CharSequence text, int start) {
        int end = start;
        while (end < text.length() && text.charAt(end) == '%') {
            end += 3;
        }
        return end;
    }

    private static CharBuffer decodeEscapes(CharSequence text, int start, int end) throws KeyUriException {
        if (end > text.length()) {
            throw new KeyUriException(Reason.BAD_ENCODING);
        }
        byte[] bytes = new byte[(end - start) / 3];
        for (int i = 0; i < bytes.length; i++) {
            int high = hexDigit(text.charAt(start + 3 * i + 1));
            int low = hexDigit(text.charAt(start + 3 * i + 2));
            if (high < 0 || low < 0) {
                throw new KeyUriException(Reason.BAD_ENCODING);
            }
            bytes[i] = (byte) (high << 4 | low);
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes));
        } catch (CharacterCodingException e) {
            throw new KeyUriException(Reason.BAD_ENCODING);
        }
    }

    private static void requireText(char[] text) throws KeyUriException {
        for (int i = 0; i < text.length; i++) {
            if (Character.isHighSurrogate(text[i]) && i + 1 < text.length && Character.isLowSurrogate(text[i + 1])) {
                i++;
            } else if (text[i] == '\0' || Character.isSurrogate(text[i])) {
                throw new KeyUriException(Reason.BAD_ENCODING);
            }
        }
    }

    private static boolean isUnreserved(byte each) {
        return (each >= 'a' && each <= 'z')
                || (each >= 'A' && each <= 'Z')
                || (each >= '0' && each <= '9')
                || each == '-'
                || each == '.'
                || each == '_'
                || each == '~';
    }

    /** Unlike {@link Character#digit}, takes ASCII digits only. */
    private static int hexDigit(char digit) {
        if (digit >= '0' && digit <= '9') {
            return digit - '0';
        }
        if (digit >= 'a' && digit <= 'f') {
            return digit - 'a' + 10;
        }
        if (digit >= 'A' && digit <= 'F') {
            return digit - 'A' + 10;
        }
        return -1;
    }
}
