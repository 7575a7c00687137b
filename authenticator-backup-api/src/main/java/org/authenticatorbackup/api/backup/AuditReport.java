package org.authenticatorbackup.api.backup;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.authenticatorbackup.api.SnapshotId;

/**
 * What an audit has found and done.
 *
 * @param outcome how far it went
 * @param findings what is not as it should be in this device's own backups
 * @param renewed the backup that was written because the newest one had vanished, or one of several storages has it
 *     otherwise than it was stored
 * @param repaired how many objects were put back into storages that had lost them: ways to open the vault, and backups that
 *     another storage still has
 * @param pruned old backups that were removed because newer ones hold everything that was in them
 * @param purged how many accounts left the trash for good
 */
public record AuditReport(
        Outcome outcome,
        Set<LaneFinding> findings,
        Optional<BackupReceipt> renewed,
        int repaired,
        List<SnapshotId> pruned,
        int purged) {

    /** How far an audit went. */
    public enum Outcome {
        /** The last one was less than a day ago, so the storage was not asked. */
        NOT_DUE,
        /** This device's own backups were looked at. */
        DONE,
        /** The backup was deleted, as the person had asked, and is turned off now. */
        BACKUP_DELETED
    }

    /**
     * Copies the collections.
     *
     * @param outcome how far it went
     * @param findings what is not as it should be
     * @param renewed the backup that was written in place of a vanished one
     * @param repaired how many objects were put back
     * @param pruned old backups that were removed
     * @param purged how many accounts left the trash for good
     */
    public AuditReport {
        findings = Set.copyOf(findings);
        pruned = List.copyOf(pruned);
    }
}
