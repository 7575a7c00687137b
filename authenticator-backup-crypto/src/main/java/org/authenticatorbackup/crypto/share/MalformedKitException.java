package org.authenticatorbackup.crypto.share;

/** A text is no recovery kit. Nothing of what was typed is repeated here. */
public final class MalformedKitException extends Exception {

    private static final long serialVersionUID = 1L;

    /** What the text was taken for, and therefore where a person should look. */
    public enum Reason {
        /** It starts like an identity, {@code AGE-SECRET-KEY-…}, but is mistyped or incomplete. */
        IDENTITY,
        /**
         * It is no identity, and its words are wrong: the cause is a {@link MalformedWordsException} that says
         * which.
         */
        WORDS
    }

    /** What the text was taken for. */
    private final Reason reason;

    MalformedKitException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** {@return what the text was taken for} */
    public Reason reason() {
        return reason;
    }
}
