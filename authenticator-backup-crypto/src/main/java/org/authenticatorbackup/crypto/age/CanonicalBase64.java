package org.authenticatorbackup.crypto.age;

import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/** RFC 4648 base64 in the one form that age allows: standard alphabet, no padding, no stray bits, no white space. */
final class CanonicalBase64 {

    private CanonicalBase64() {}

    static String encode(byte[] bytes) {
        return Base64.getEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Empty if {@code text} is not what {@link #encode} gives for any bytes. */
    static Optional<byte[]> decode(byte[] text) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            boolean canonical =
                    Arrays.equals(text, Base64.getEncoder().withoutPadding().encode(bytes));
            return canonical ? Optional.of(bytes) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
