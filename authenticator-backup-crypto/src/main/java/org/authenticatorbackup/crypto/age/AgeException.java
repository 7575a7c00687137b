package org.authenticatorbackup.crypto.age;

/**
 * An age file that was not opened, and {@link #reason() why}. The message says which rule of the format was broken; it
 * never holds a secret or a part of the file. A wrong key and an altered file cannot always be told apart, and no reason
 * says which byte was wrong.
 */
public final class AgeException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Why; documented since exceptions are serializable. */
    private final Reason reason;

    AgeException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** {@return why the file was not opened} */
    public Reason reason() {
        return reason;
    }

    /** What a caller can do about a file that was not opened. */
    public enum Reason {
        /** Not the text form of an age file, or one that lost or gained characters. Copy the whole text again. */
        ARMOR,
        /** Not an age v1 file, or one cut short or damaged in its header. Fetch it anew, or try another file. */
        HEADER,
        /**
         * The file asks for more scrypt work than the identity allows; nothing was computed. If a person trusts the file
         * and the machine has the memory, open it with an identity of a higher limit.
         */
        WORK_FACTOR_TOO_HIGH,
        /** The file was sealed to somebody else, or the passphrase is wrong. Ask for it again, or try another key. */
        NO_MATCH,
        /** The header was altered after it was written, or the file key is another file's. Do not use the file. */
        HEADER_MAC,
        /** The content was altered, reordered, cut short or extended. Nothing of it was released; fetch it anew. */
        PAYLOAD,
        /** A limit of this library is exceeded, so the file was not looked at any further. Try another file. */
        TOO_LARGE
    }
}
