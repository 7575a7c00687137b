package org.authenticatorbackup.crypto.share;

/** Words do not form a recovery kit. Nothing of what was typed is repeated here. */
public final class MalformedWordsException extends Exception {

    private static final long serialVersionUID = 1L;

    /** What is wrong, told apart where a person should look somewhere else. */
    public enum Reason {
        /** There are too few or too many words. */
        COUNT,
        /** The word at {@link #position} is not in the list: it is mistyped, or of another language than the first one. */
        UNKNOWN_WORD,
        /** The word at {@link #position} is cut off after fewer than four letters, so that it may be several words. */
        AMBIGUOUS_WORD,
        /** All words exist, but one is not the right one, or two are swapped. */
        CHECKSUM
    }

    /** What is wrong. */
    private final Reason reason;

    /** Which word is wrong, counted from 1, or 0. */
    private final int position;

    private MalformedWordsException(Reason reason, int position, String message) {
        super(message);
        this.reason = reason;
        this.position = position;
    }

    static MalformedWordsException count(int expected, int found) {
        return new MalformedWordsException(Reason.COUNT, 0, "expected " + expected + " words, found " + found);
    }

    static MalformedWordsException unknownWord(int position) {
        return new MalformedWordsException(Reason.UNKNOWN_WORD, position, "word " + position + " is not in the list");
    }

    static MalformedWordsException ambiguousWord(int position) {
        return new MalformedWordsException(
                Reason.AMBIGUOUS_WORD, position, "word " + position + " is cut off after fewer than 4 letters");
    }

    static MalformedWordsException checksum() {
        return new MalformedWordsException(Reason.CHECKSUM, 0, "the check bits of the last word do not match");
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
