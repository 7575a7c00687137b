package org.authenticatorbackup.api.vault;

import java.util.List;
import java.util.Optional;
import org.authenticatorbackup.api.VaultId;
import org.authenticatorbackup.api.backup.BackupReceipt;

/**
 * What a finished rotation has done.
 *
 * @param vault the vault that this device backs up to from now on
 * @param replaced the former vault; its snapshots are still stored, and kits, shares and copies of slots that somebody
 *     kept still open them
 * @param backup the backup that was made into the new vault before the old slots were removed; none if backup was turned
 *     off since, and an earlier call had made it
 * @param removed the slots of the former vault that were removed by this call
 * @param secretsKept those of them whose secret a recovery account still keeps, because none was connected
 */
public record RotationReceipt(
        VaultId vault,
        VaultId replaced,
        Optional<BackupReceipt> backup,
        List<SlotSummary> removed,
        List<SlotSummary> secretsKept) {

    /**
     * Copies the lists.
     *
     * @param vault the vault that this device backs up to from now on
     * @param replaced the former vault
     * @param backup the backup into the new vault
     * @param removed the slots that were removed
     * @param secretsKept those whose secret is still kept
     */
    public RotationReceipt {
        removed = List.copyOf(removed);
        secretsKept = List.copyOf(secretsKept);
    }
}
