package org.authenticatorbackup.api.backup;

import java.time.Instant;
import org.authenticatorbackup.api.SnapshotId;
import org.authenticatorbackup.api.VaultId;

/**
 * Proof that a backup was stored, read back and opened.
 *
 * @param vault the vault
 * @param snapshot the snapshot within it
 * @param bytes the size of the stored object
 * @param verifiedCopies in how many places it was read back and found intact, 1 or more
 * @param accounts how many accounts a person would see after recovering it; those in the trash do not count
 * @param verifiedAt when it was found intact, in whole seconds, by this device's clock
 */
public record BackupReceipt(
        VaultId vault, SnapshotId snapshot, long bytes, int verifiedCopies, int accounts, Instant verifiedAt) {}
