package org.authenticatorbackup.crypto.share;

import org.jspecify.annotations.Nullable;

/** A text is no share. Nothing of what was typed is repeated here. */
public final class MalformedShareException extends Exception {

    private static final long serialVersionUID = 1L;

    /** What is wrong, told apart where a person should look somewhere else. */
    public enum Reason {
        /** There are too few or too many words. */
        COUNT,
        /** The word at {@link #position} is not in the list: it is mistyped. */
        UNKNOWN_WORD,
        /** The word at {@link #position} is cut off after fewer than four letters, so that it may be several words. */
        AMBIGUOUS_WORD,
        /** All words exist, but one is not the right one, or two are swapped. */
        CHECKSUM,
        /** A valid share of SLIP-39, but not of a vault: a wallet's, for example. Look for another one. */
        FOREIGN,
        /** The lines around the words are not those of a share: what was sent is incomplete or was made by something else. */
        TEXT
    }

    private final Reason reason;
    private final int position;

    private MalformedShareException(Reason reason, int position, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
        this.position = position;
    }

    static MalformedShareException count(int expected, int found) {
        return new MalformedShareException(Reason.COUNT, 0, "expected " + expected + " words, found " + found, null);
    }

    static MalformedShareException word(int position, Reason reason) {
        String fault = reason == Reason.UNKNOWN_WORD ? " is not in the list" : " is cut off after fewer than 4 letters";
        return new MalformedShareException(reason, position, "word " + position + fault, null);
    }

    static MalformedShareException checksum() {
        return new MalformedShareException(Reason.CHECKSUM, 0, "the check words do not match", null);
    }

    static MalformedShareException foreign() {
        return new MalformedShareException(Reason.FOREIGN, 0, "the share is not one of a vault", null);
    }

    static MalformedShareException text(String message) {
        return new MalformedShareException(Reason.TEXT, 0, message, null);
    }

    static MalformedShareException text(String message, Throwable cause) {
        return new MalformedShareException(Reason.TEXT, 0, message, cause);
    }

    /** {@return what is wrong} */
    public Reason reason() {
        return reason;
    }

    /** {@return which word is wrong, counted from 1, or 0 if that is not known} */
    public int position() {
        return position;
    }
}
