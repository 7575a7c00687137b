package org.authenticatorbackup.core.snapshot;

/**
 * Bytes are not a snapshot that this version reads. Neither message nor causes hold any of the input, which may be a
 * secret.
 */
public final class SnapshotFormatException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Reason {
        /** Not a snapshot, or a damaged one. */
        MALFORMED,
        /** Written by a newer version of the library: the app must be updated; the snapshot must not be deleted. */
        NEWER_VERSION,
        /** A limit of the format is exceeded. */
        TOO_LARGE
    }

    private final Reason reason;

    SnapshotFormatException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** {@return why} */
    public Reason reason() {
        return reason;
    }
}
