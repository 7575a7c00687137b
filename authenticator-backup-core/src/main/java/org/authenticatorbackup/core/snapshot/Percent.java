package org.authenticatorbackup.core.snapshot;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;

/** Percent-encoding of RFC 3986, section 2: all but the unreserved characters, in upper-case hex of UTF-8. */
final class Percent {

    private static final String HEX = "0123456789ABCDEF";

    /** Room for a few, such as that of an at sign. */
    private static final int ESCAPES = 16;

    private Percent() {}

    static String encode(String text) {
        if (isUnreserved(text)) {
            return text;
        }
        StringBuilder encoded = new StringBuilder(text.length() + ESCAPES);
        for (byte next : text.getBytes(UTF_8)) {
            if (isUnreserved((char) next)) {
                encoded.append((char) next);
            } else {
                encoded.append('%').append(HEX.charAt(next >> 4 & 0xf)).append(HEX.charAt(next & 0xf));
            }
        }
        return encoded.toString();
    }

    private static boolean isUnreserved(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isUnreserved(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isUnreserved(char c) {
        boolean isLetter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
        return isLetter || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' || c == '~';
    }

    static String decode(String encoded) throws CoreFormatException {
        if (isPlain(encoded)) {
            return encoded;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(encoded.length());
        for (int i = 0; i < encoded.length(); i++) {
            char c = encoded.charAt(i);
            if (c == '%') {
                bytes.write(digit(encoded, i + 1) << 4 | digit(encoded, i + 2));
                i += 2;
            } else if (c > ' ' && c < 0x7f) {
                bytes.write(c);
            } else {
                throw new CoreFormatException("the uri holds a character that must be percent-encoded");
            }
        }
        byte[] decoded = bytes.toByteArray();
        if (isAscii(decoded)) {
            return new String(decoded, US_ASCII);
        }
        try {
            return UTF_8.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(decoded))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new CoreFormatException("the uri is not in UTF-8");
        }
    }

    private static boolean isAscii(byte[] bytes) {
        for (byte each : bytes) {
            if (each < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%' || c <= ' ' || c >= 0x7f) {
                return false;
            }
        }
        return true;
    }

    private static int digit(String text, int index) throws CoreFormatException {
        int digit = index < text.length() ? Character.digit(text.charAt(index), 16) : -1;
        if (digit < 0 || text.charAt(index) > 'f') {
            throw new CoreFormatException("the uri holds a percent sign without two hex digits");
        }
        return digit;
    }
}
