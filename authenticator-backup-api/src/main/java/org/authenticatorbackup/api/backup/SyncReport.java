package org.authenticatorbackup.api.backup;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.authenticatorbackup.api.DeviceId;
import org.authenticatorbackup.api.SnapshotId;
import org.authenticatorbackup.api.recovery.RecoveryWarning;
import org.authenticatorbackup.api.recovery.UnreadableObject;

/**
 * What a sync has brought.
 *
 * @param joined how many backups were read that this device had not joined before
 * @param changed how many accounts came, went, or look different on this device now
 * @param published the newest backup that was written, if one was needed
 * @param unreadable objects that could not be used, by name
 * @param warnings what the person should know
 * @param pruned old backups of other devices that were removed because newer ones hold everything that was in them
 * @param renamed this device's new name within the vault, if somebody else wrote in its former one
 */
public record SyncReport(
        int joined,
        int changed,
        Optional<BackupReceipt> published,
        List<UnreadableObject> unreadable,
        Set<RecoveryWarning> warnings,
        List<SnapshotId> pruned,
        Optional<DeviceId> renamed) {

    /**
     * Copies the collections.
     *
     * @param joined how many backups were new
     * @param changed how many accounts are other ones now
     * @param published the newest backup that was written
     * @param unreadable objects that could not be used
     * @param warnings what the person should know
     * @param pruned old backups that were removed
     * @param renamed this device's new name
     */
    public SyncReport {
        unreadable = List.copyOf(unreadable);
        warnings = Set.copyOf(warnings);
        pruned = List.copyOf(pruned);
    }
}
