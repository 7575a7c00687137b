package org.authenticatorbackup.api.backup;

import java.time.Instant;
import java.util.List;
import org.authenticatorbackup.api.SnapshotId;
import org.authenticatorbackup.api.VaultId;

/**
 * Proof that a backup was stored, read back and opened.
 *
 * @param vault the vault
 * @param snapshot the snapshot within it
 * @param bytes the size of the stored object
 * @param accounts how many accounts a person would see after recovering it; those in the trash do not count
 * @param verifiedAt when it was found intact, in whole seconds, by this device's clock
 * @param destinations how each destination fared, the main one first; at least one has a verified copy
 */
public record BackupReceipt(
        VaultId vault,
        SnapshotId snapshot,
        long bytes,
        int accounts,
        Instant verifiedAt,
        List<DestinationOutcome> destinations) {

    /**
     * Copies the list.
     *
     * @param vault the vault
     * @param snapshot the snapshot within it
     * @param bytes the size of the stored object
     * @param accounts how many accounts a person would see after recovering it
     * @param verifiedAt when it was found intact
     * @param destinations how each destination fared
     */
    public BackupReceipt {
        destinations = List.copyOf(destinations);
    }

    /** {@return in how many places it was read back and found intact, 1 or more} */
    public int verifiedCopies() {
        return Math.toIntExact(
                destinations.stream().filter(DestinationOutcome::isVerified).count());
    }
}
