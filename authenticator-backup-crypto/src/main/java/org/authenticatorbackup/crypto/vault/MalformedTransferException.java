package org.authenticatorbackup.crypto.vault;

import org.jspecify.annotations.Nullable;

/** A scanned code asks for no device transfer. Nothing of it is repeated here. */
public final class MalformedTransferException extends Exception {

    private static final long serialVersionUID = 1L;

    /** What to tell the person who scanned it. */
    public enum Reason {
        /** Quite another code: scan the one that the new device shows. */
        NOT_A_TRANSFER,
        /** The new device runs a later version of the app: update this one. */
        UNKNOWN_VERSION,
        /** A transfer code that is damaged or altered: show a new one. */
        DAMAGED
    }

    private final Reason reason;

    MalformedTransferException(Reason reason, String message) {
        this(reason, message, null);
    }

    MalformedTransferException(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** {@return what to tell the person} */
    public Reason reason() {
        return reason;
    }
}
