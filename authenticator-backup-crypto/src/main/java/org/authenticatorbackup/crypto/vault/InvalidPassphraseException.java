package org.authenticatorbackup.crypto.vault;

/** A new passphrase could not be typed again reliably on another device. Nothing of it is repeated here. */
public final class InvalidPassphraseException extends Exception {

    private static final long serialVersionUID = 1L;

    /** What is wrong with the passphrase. */
    public enum Reason {
        /** Nothing is left of it but white space. */
        EMPTY,
        /** It holds half a character: a surrogate without its partner. */
        LONE_SURROGATE,
        /** It holds a control character, such as a tab or a line feed. */
        CONTROL,
        /** It holds a code point that this platform does not know, and which another may normalize differently. */
        UNASSIGNED
    }

    /** What is wrong with the passphrase. */
    private final Reason reason;

    InvalidPassphraseException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** {@return what is wrong with the passphrase} */
    public Reason reason() {
        return reason;
    }
}
