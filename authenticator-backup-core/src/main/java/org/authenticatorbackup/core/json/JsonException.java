package org.authenticatorbackup.core.json;

/**
 * A text is not the JSON that was expected. It has no cause, and its message holds nothing of the text: the parser's own
 * exceptions quote their input, which may be a secret.
 */
public final class JsonException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Reason {
        /** Not JSON, or not of the expected form. */
        MALFORMED,
        /** A limit is exceeded. */
        TOO_LARGE
    }

    private final Reason reason;

    /**
     * Tells what is wrong.
     *
     * @param reason why
     * @param message for a log; nothing of the text
     */
    public JsonException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /**
     * Something is not of the expected form.
     *
     * @param message for a log; nothing of the text
     * @return the exception
     */
    public static JsonException malformed(String message) {
        return new JsonException(Reason.MALFORMED, message);
    }

    /**
     * A limit is exceeded.
     *
     * @param message for a log; nothing of the text
     * @return the exception
     */
    public static JsonException tooLarge(String message) {
        return new JsonException(Reason.TOO_LARGE, message);
    }

    /** {@return why} */
    public Reason reason() {
        return reason;
    }
}
