package org.authenticatorbackup.api.backup;

import java.util.List;
import org.authenticatorbackup.api.VaultId;
import org.authenticatorbackup.api.vault.SlotSummary;

/**
 * What turning backup on has made; all of it was read back and opened.
 *
 * @param vault the new vault
 * @param slots the ways to open it
 * @param firstBackup its first snapshot
 */
public record EnableReceipt(VaultId vault, List<SlotSummary> slots, BackupReceipt firstBackup) {

    /**
     * Copies the list.
     *
     * @param vault the new vault
     * @param slots the ways to open it
     * @param firstBackup its first snapshot
     */
    public EnableReceipt {
        slots = List.copyOf(slots);
    }
}
