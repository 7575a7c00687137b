package org.authenticatorbackup.core.vault;

import java.time.Instant;
import org.authenticatorbackup.api.SnapshotId;
import org.authenticatorbackup.api.spi.ObjectName;

/**
 * A snapshot that this device has read, found intact and joined.
 *
 * @param name its name in the storage
 * @param snapshot its number
 * @param sha256 the digest of the stored object, in hex
 * @param contentsDigest the digest of the contents in it, in hex
 * @param created when it was written, as its writer says
 * @param at when it was joined, in whole seconds, by this device's clock
 * @param before the number of this device's own next snapshot by then: that one and all later ones contain it
 */
public record JoinedSnapshot(
        ObjectName name,
        SnapshotId snapshot,
        String sha256,
        String contentsDigest,
        Instant created,
        Instant at,
        long before) {

    /** {@return a copy that all snapshots from another number on contain} */
    public JoinedSnapshot before(long other) {
        return new JoinedSnapshot(name, snapshot, sha256, contentsDigest, created, at, other);
    }

    /** {@return what this device wrote under a name that it does not bear any more; all that it writes now contains it} */
    public static JoinedSnapshot of(WrittenSnapshot written) {
        return new JoinedSnapshot(
                written.name(),
                written.snapshot(),
                written.sha256(),
                written.contentsDigest(),
                written.at(),
                written.at(),
                1);
    }
}
