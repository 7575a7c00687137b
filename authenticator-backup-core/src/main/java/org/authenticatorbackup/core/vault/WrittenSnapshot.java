package org.authenticatorbackup.core.vault;

import java.time.Instant;
import org.authenticatorbackup.api.SnapshotId;
import org.authenticatorbackup.api.spi.ObjectName;

/**
 * A snapshot that this device wrote and read back.
 *
 * @param name its name in the storage
 * @param snapshot its number
 * @param sha256 the digest of the stored object, in hex
 * @param contentsDigest the digest of the contents in it, in hex
 * @param at when it was verified, in whole seconds, by this device's clock
 */
public record WrittenSnapshot(ObjectName name, SnapshotId snapshot, String sha256, String contentsDigest, Instant at) {

    /** {@return whether bytes that were read are this snapshot} */
    public boolean isIn(byte[] object) {
        return Sha256.hex(object).equals(sha256);
    }
}
