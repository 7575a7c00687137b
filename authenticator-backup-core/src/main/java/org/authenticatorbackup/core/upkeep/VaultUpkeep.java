package org.authenticatorbackup.core.upkeep;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.authenticatorbackup.api.BackupRefusedException;
import org.authenticatorbackup.api.BackupService;
import org.authenticatorbackup.api.DeviceStateException;
import org.authenticatorbackup.api.RecoveryAccountException;
import org.authenticatorbackup.api.SnapshotId;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.UpkeepService;
import org.authenticatorbackup.api.VaultRefusedException;
import org.authenticatorbackup.api.backup.AuditReport;
import org.authenticatorbackup.api.backup.BackupReceipt;
import org.authenticatorbackup.api.backup.LaneFinding;
import org.authenticatorbackup.api.backup.MassChange;
import org.authenticatorbackup.api.backup.PendingDeletion;
import org.authenticatorbackup.api.backup.RetentionPolicy;
import org.authenticatorbackup.api.backup.SyncReport;
import org.authenticatorbackup.api.vault.UnlockedVault;
import org.authenticatorbackup.core.backup.Announcer;
import org.authenticatorbackup.core.backup.LaneRepair;
import org.authenticatorbackup.core.backup.LocalState;
import org.authenticatorbackup.core.backup.PlaceCheck;
import org.authenticatorbackup.core.backup.ReleaseWatch;
import org.authenticatorbackup.core.history.Contents;
import org.authenticatorbackup.core.lane.BackupDeletion;
import org.authenticatorbackup.core.lane.LaneAudit;
import org.authenticatorbackup.core.lane.LaneWitness;
import org.authenticatorbackup.core.lane.OwnLane;
import org.authenticatorbackup.core.recovery.OpenedVault;
import org.authenticatorbackup.core.vault.Enrollment;
import org.authenticatorbackup.core.vault.MirroredStorage;
import org.authenticatorbackup.core.vault.Surroundings;

/** The upkeep service of one device. */
public final class VaultUpkeep implements UpkeepService {

    private final Surroundings here;
    private final BackupService backups;
    private final RetentionPolicy policy;
    private final Announcer announcer;
    private final ReleaseWatch watch;

    /** Works in an app's surroundings; {@code backups} publishes, and {@code announcer} tells of it afterwards. */
    public VaultUpkeep(
            Surroundings here, BackupService backups, RetentionPolicy policy, Announcer announcer, ReleaseWatch watch) {
        this.watch = watch;
        this.here = here;
        this.backups = backups;
        this.policy = policy;
        this.announcer = announcer;
    }

    @Override
    public AuditReport audit()
            throws BackupRefusedException, StorageException, RecoveryAccountException, DeviceStateException {
        try {
            return audited();
        } finally {
            announcer.deliver();
        }
    }

    private AuditReport audited()
            throws BackupRefusedException, StorageException, RecoveryAccountException, DeviceStateException {
        synchronized (here.device()) {
            OwnLane lane = ownLane();
            lane.tick();
            BackupDeletion deletion = new BackupDeletion(here, lane);
            if (deletion.isDue()) {
                deletion.execute();
                return new AuditReport(AuditReport.Outcome.BACKUP_DELETED, Set.of(), Optional.empty(), 0, List.of(), 0);
            }
            watch.glance();
            new LaneWitness(here, lane).bear();
            LaneAudit audit = new LaneAudit(here, lane);
            return audit.isDue()
                    ? look(lane, audit)
                    : new AuditReport(
                            AuditReport.Outcome.NOT_DUE, lane.read().findings(), Optional.empty(), 0, List.of(), 0);
        }
    }

    private AuditReport look(OwnLane lane, LaneAudit audit)
            throws BackupRefusedException, StorageException, DeviceStateException {
        MirroredStorage.Survey survey = audit.look();
        Set<LaneFinding> findings = lane.read().findings();
        Contents known = new LocalState(here).known(lane.enrollment());
        PlaceCheck.Outcome places = new PlaceCheck(here).require(lane.enrollment(), known);
        LaneRepair.Outcome repair = new LaneRepair(lane.read().written(), survey).repair();
        boolean renew = findings.contains(LaneFinding.BACKUP_VANISHED) || repair.newestAltered();
        Optional<BackupReceipt> renewed = renew ? Optional.of(backups.backUp()) : Optional.empty();
        List<SnapshotId> pruned =
                repair.complete() && places.leftOut().isEmpty() ? audit.prune(survey, policy) : List.of();
        int purged = new TrashEmptying(here, lane, policy).empty();
        audit.done();
        return new AuditReport(
                AuditReport.Outcome.DONE, findings, renewed, places.putBack() + repair.putBack(), pruned, purged);
    }

    @Override
    public SyncReport sync(UnlockedVault vault)
            throws VaultRefusedException, BackupRefusedException, StorageException, DeviceStateException {
        return sync(vault, Optional.empty());
    }

    @Override
    public SyncReport sync(UnlockedVault vault, MassChange confirmed)
            throws VaultRefusedException, BackupRefusedException, StorageException, DeviceStateException {
        return sync(vault, Optional.of(confirmed));
    }

    private SyncReport sync(UnlockedVault vault, Optional<MassChange> confirmed)
            throws VaultRefusedException, BackupRefusedException, StorageException, DeviceStateException {
        OpenedVault opened = OpenedVault.of(vault);
        try {
            synchronized (opened) { // closing it waits
                synchronized (here.device()) {
                    return new OpenSync(here, backups, policy, opened).sync(confirmed);
                }
            }
        } finally {
            announcer.deliver();
        }
    }

    @Override
    public PendingDeletion deleteBackup() throws BackupRefusedException, DeviceStateException {
        synchronized (here.device()) {
            return new BackupDeletion(here, ownLane()).request();
        }
    }

    @Override
    public void undeleteBackup() throws BackupRefusedException, DeviceStateException {
        synchronized (here.device()) {
            new BackupDeletion(here, ownLane()).callOff();
        }
    }

    private OwnLane ownLane() throws BackupRefusedException, DeviceStateException {
        Enrollment enrollment = here.device()
                .device()
                .enrollment()
                .orElseThrow(() -> new BackupRefusedException(
                        BackupRefusedException.Reason.NOT_ENABLED, "backup is not turned on"));
        return OwnLane.of(here, enrollment);
    }
}
