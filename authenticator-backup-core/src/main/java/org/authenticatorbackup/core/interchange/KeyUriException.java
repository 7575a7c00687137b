package org.authenticatorbackup.core.interchange;

/**
 * A text is not a Key URI that this library can read, or a list of them exceeds its bounds.
 *
 * <p>The message is that of the {@linkplain #reason reason} and holds nothing of the text, which may be a secret.
 */
public final class KeyUriException extends Exception {

    private static final long serialVersionUID = 1L;

    /** What is wrong with a text, told apart only where the person acts differently. */
    public enum Reason {

        /** The text is something else: it does not begin with {@code otpauth://} and a type. */
        NOT_A_KEY_URI("not a Key URI"),

        /**
         * It is a kind of code that this library does not make, such as mOTP or Yandex. The account is enrolled anew.
         */
        UNSUPPORTED_TYPE("a type of code that is not supported"),

        /** There is no secret, or an empty one. */
        MISSING_SECRET("no secret"),

        /** The secret holds a character that is not base32, or less than one whole byte. */
        BAD_SECRET("the secret is not base32"),

        /** Digits, period or counter is not a number, or out of range. */
        BAD_NUMBER("digits, period or counter is no number in range"),

        /** The hash function is none of SHA-1, SHA-256 and SHA-512. */
        UNKNOWN_ALGORITHM("a hash function that is not supported"),

        /** A percent-escape is broken, what it encodes is not UTF-8, or the text holds a NUL or half a character. */
        BAD_ENCODING("broken percent-encoding or UTF-8"),

        /** The text, a name in it or the secret is longer than this library stores. */
        TOO_LONG("longer than the limit"),

        /** A list has more entries than {@link KeyUriList#MAX_ENTRIES}. */
        TOO_MANY_ENTRIES("more entries than the limit");

        private final String message;

        Reason(String message) {
            this.message = message;
        }
    }

    private final Reason reason;

    KeyUriException(Reason reason) {
        super(reason.message);
        this.reason = reason;
    }

    /** {@return what is wrong with the text} */
    public Reason reason() {
        return reason;
    }
}
