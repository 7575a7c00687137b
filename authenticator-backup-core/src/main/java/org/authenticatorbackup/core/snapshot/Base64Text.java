package org.authenticatorbackup.core.snapshot;

import java.util.Base64;
import org.authenticatorbackup.core.json.JsonException;

/** Base64 of RFC 4648, section 4, without padding; one text for each sequence of bytes. */
final class Base64Text {

    private Base64Text() {}

    static String encode(byte[] bytes) {
        return Base64.getEncoder().withoutPadding().encodeToString(bytes);
    }

    static byte[] decode(String text, String what) throws JsonException {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            if (encode(bytes).equals(text)) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            // its message quotes the text
        }
        throw JsonException.malformed(what + " is not unpadded base64");
    }
}
