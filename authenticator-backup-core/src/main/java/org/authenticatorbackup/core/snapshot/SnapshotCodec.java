package org.authenticatorbackup.core.snapshot;

import java.util.Optional;
import org.authenticatorbackup.core.json.JsonException;
import org.authenticatorbackup.core.json.JsonReader;
import org.authenticatorbackup.core.snapshot.SnapshotFormatException.Reason;

/**
 * Snapshots as canonical JSON: no white space, members in the order of the format and unknown ones after them by UTF-8
 * bytes, accounts and groups by id, tags and keys ascending, defaults omitted, numbers as written.
 */
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
        return new SnapshotWriter(
                        (writer, id, account) -> SnapshotWriter.account(writer, id.value(), account),
                        SnapshotWriter.AROUND)
                .write(snapshot);
    }

    /**
     * Reads a snapshot, in canonical form or not.
     *
     * @param json JSON in UTF-8; not retained
     * @return the snapshot and the accounts that contradict themselves
     * @throws SnapshotFormatException if it is not a snapshot, is of a newer version, or exceeds a limit
     */
    public static Decoded decode(byte[] json) throws SnapshotFormatException {
        return decode(json, Optional.empty());
    }

    /**
     * Does the same for one of several snapshots of a vault.
     *
     * @param json JSON in UTF-8; not retained
     * @param cores what the others held; and this one, from then on
     * @return the snapshot and the accounts that contradict themselves
     * @throws SnapshotFormatException if it is not a snapshot, is of a newer version, or exceeds a limit
     */
    public static Decoded decode(byte[] json, KnownCores cores) throws SnapshotFormatException {
        return decode(json, Optional.of(cores));
    }

    private static Decoded decode(byte[] json, Optional<KnownCores> cores) throws SnapshotFormatException {
        if (json.length > MAX_BYTES) {
            throw new SnapshotFormatException(Reason.TOO_LARGE, "a snapshot is at most 31 MiB, not " + json.length);
        }
        return decode(json, JsonReader.Limit.FOREIGN, cores);
    }

    /**
     * Reads what this device has kept. A join of snapshots that are each within the limits may be beyond them, and must
     * be read all the same.
     *
     * @param json JSON in UTF-8, written by this device; not retained
     * @return the snapshot and the accounts that contradict themselves
     * @throws SnapshotFormatException if it is not a snapshot, or is of a newer version
     */
    public static Decoded decodeOwn(byte[] json) throws SnapshotFormatException {
        return decode(json, JsonReader.Limit.OWN, Optional.empty());
    }

    private static Decoded decode(byte[] json, JsonReader.Limit limit, Optional<KnownCores> cores)
            throws SnapshotFormatException {
        try {
            return decode(new SnapshotReader(json, limit, cores));
        } catch (JsonException e) {
            throw refused(e);
        }
    }

    private static Decoded decode(SnapshotReader reader) throws JsonException, SnapshotFormatException {
        try {
            return reader.read();
        } catch (JsonException e) {
            if (reader.isNewer()) {
                throw new SnapshotFormatException(Reason.NEWER_VERSION, "written by a newer version of the library");
            }
            throw e;
        }
    }

    private static SnapshotFormatException refused(JsonException e) {
        Reason reason = switch (e.reason()) {
            case MALFORMED -> Reason.MALFORMED;
            case TOO_LARGE -> Reason.TOO_LARGE;
        };
        return new SnapshotFormatException(reason, String.valueOf(e.getMessage()));
    }
}
