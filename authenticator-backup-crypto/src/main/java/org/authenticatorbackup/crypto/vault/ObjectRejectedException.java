package org.authenticatorbackup.crypto.vault;

import org.jspecify.annotations.Nullable;

/**
 * A stored object is not accepted. Nothing of its content was released, and the others of the vault still count: go on
 * to the next. {@link #reason} says what to tell the person. Neither keys nor content are repeated here.
 */
public final class ObjectRejectedException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Why an object is not accepted. */
    public enum Reason {
        /** It exceeds a cap of the format. No honest writer makes such an object. */
        TOO_LARGE,
        /** It is not an age file, or was cut off or damaged in its header. */
        MALFORMED,
        /** It is an age file, but made for other keys than objects of its kind, or without a sender. */
        UNEXPECTED_STANZAS,
        /**
         * The key is wrong or the object was altered: which of the two cannot be told. For a slot, ask for the
         * secret again.
         */
        WRONG_KEY_OR_ALTERED,
        /** Opening it would cost more than the caller allows. Nothing was computed. */
        WORK_FACTOR_TOO_HIGH,
        /**
         * It was made by another vault or device or under another number than where it was found: replayed, or
         * forged.
         */
        WRONG_SENDER,
        /** The slot opens, but to the identity of another vault: planted. */
        WRONG_VAULT,
        /** It opens, but what is inside does not have the form it must have. */
        BAD_PLAINTEXT,
        /** It answers a transfer that was asked for too long ago. Make a new request. */
        EXPIRED
    }

    /** Why the object is not accepted. */
    private final Reason reason;

    ObjectRejectedException(Reason reason, String message) {
        this(reason, message, null);
    }

    ObjectRejectedException(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** {@return why the object is not accepted} */
    public Reason reason() {
        return reason;
    }
}
