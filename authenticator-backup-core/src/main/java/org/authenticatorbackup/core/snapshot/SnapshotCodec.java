package org.authenticatorbackup.core.snapshot;

/** Snapshots as canonical JSON. */
@SuppressWarnings("DoNotCallSuggester") // signatures only, so far
public final class SnapshotCodec {

    /** The longest JSON text that is read, in bytes: 31 MiB. Whoever writes checks that it stays below. */
    public static final int MAX_BYTES = 31 << 20;

    private SnapshotCodec() {}

    /**
     * Writes the canonical form.
     *
     * @param snapshot the snapshot
     * @return JSON in UTF-8, which may be longer than {@link #MAX_BYTES}; it holds secrets, and the caller clears it
     */
    public static byte[] encode(Snapshot snapshot) {
        throw new UnsupportedOperationException();
    }

    /**
     * Reads a snapshot, in canonical form or not.
     *
     * @param json JSON in UTF-8; not retained
     * @return the snapshot and the accounts that contradict themselves
     * @throws SnapshotFormatException if it is not a snapshot, is of a newer version, or exceeds a limit
     */
    public static Decoded decode(byte[] json) throws SnapshotFormatException {
        throw new UnsupportedOperationException();
    }
}
