package org.authenticatorbackup.core.history;

/** The app's own accounts cannot be backed up as they are. Nothing was changed. The message names ids only. */
public final class InvalidContentsException extends Exception {

    private static final long serialVersionUID = 1L;

    /** What is wrong with them. */
    public enum Reason {
        /** An account's id is not the one its credential and enrolled name give: the app has changed one of them. */
        WRONG_ID,
        /** There are more accounts, groups or settings than a vault holds, or a setting is too large. */
        TOO_LARGE,
        /** A setting is not one JSON text, or its name is not a text. */
        MALFORMED_SETTING
    }

    private final Reason reason;

    InvalidContentsException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** {@return what is wrong} */
    public Reason reason() {
        return reason;
    }
}
