package org.authenticatorbackup.core.upkeep;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.authenticatorbackup.api.BackupRefusedException;
import org.authenticatorbackup.api.BackupService;
import org.authenticatorbackup.api.DeviceId;
import org.authenticatorbackup.api.DeviceStateException;
import org.authenticatorbackup.api.SnapshotId;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.VaultRefusedException;
import org.authenticatorbackup.api.account.VaultContents;
import org.authenticatorbackup.api.backup.BackupReceipt;
import org.authenticatorbackup.api.backup.LaneFinding;
import org.authenticatorbackup.api.backup.MassChange;
import org.authenticatorbackup.api.backup.RetentionPolicy;
import org.authenticatorbackup.api.backup.SyncReport;
import org.authenticatorbackup.api.recovery.RecoveryWarning;
import org.authenticatorbackup.core.backup.LocalState;
import org.authenticatorbackup.core.history.Contents;
import org.authenticatorbackup.core.history.DifferentIdKeyException;
import org.authenticatorbackup.core.history.LocalMerge;
import org.authenticatorbackup.core.history.LocalView;
import org.authenticatorbackup.core.lane.Brake;
import org.authenticatorbackup.core.lane.LaneFreshness;
import org.authenticatorbackup.core.lane.LaneWitness;
import org.authenticatorbackup.core.lane.OwnLane;
import org.authenticatorbackup.core.recovery.OpenedVault;
import org.authenticatorbackup.core.vault.Encoded;
import org.authenticatorbackup.core.vault.Enrollment;
import org.authenticatorbackup.core.vault.JoinedSnapshot;
import org.authenticatorbackup.core.vault.LaneRecord;
import org.authenticatorbackup.core.vault.Surroundings;
import org.authenticatorbackup.crypto.vault.WriteCapability;

/** One sync of an open device: reads, joins, merges into the app, keeps the result, publishes it. */
final class OpenSync {

    private static final int ATTEMPTS = 3;

    /** So many objects hold the state of a device that has nothing to publish. */
    private static final int COPIES = 2;

    /** Warnings that give no reason to keep more than usual. */
    private static final Set<RecoveryWarning> SURE = Set.of(RecoveryWarning.FRESHNESS_UNVERIFIED);

    private final Surroundings here;
    private final BackupService backups;
    private final RetentionPolicy policy;
    private final OpenedVault vault;
    private final LocalState local;

    OpenSync(Surroundings here, BackupService backups, RetentionPolicy policy, OpenedVault vault) {
        this.here = here;
        this.backups = backups;
        this.policy = policy;
        this.vault = vault;
        this.local = new LocalState(here);
    }

    /** What the app and the vault hold after the merge. */
    private record Merged(Contents contents, VaultContents held, int changed, boolean massChange) {}

    SyncReport sync(Optional<MassChange> confirmed)
            throws VaultRefusedException, BackupRefusedException, StorageException, DeviceStateException {
        Enrollment enrollment = membership();
        OwnLane lane = OwnLane.of(here, enrollment);
        lane.requireNotBeingDeleted();
        vault.rememberSlot();
        Contents known = local.known(enrollment);
        SnapshotSource source = new SnapshotSource(here.storage(), vault);
        SyncReading reading = new SyncReading(here, enrollment, lane, local, source, known);
        reading.read();
        boolean forked = reading.isForked() || new LaneWitness(here, lane).isAhead();
        Set<RecoveryWarning> warnings = warnings(reading, forked);
        Merged merged = merge(known, reading.contents(), confirmed);
        if (!merged.contents().equals(known)) {
            local.save(enrollment, merged.contents());
        }
        OwnLane current = forked ? rename(enrollment, lane, reading) : remember(enrollment, lane, reading);
        current.sawTrash(Brake.inTrash(merged.contents(), merged.held()));
        Optional<BackupReceipt> published = publish(enrollment, merged.contents(), reading);
        boolean doubtful = merged.massChange() || forked || !reading.isWhole() || !SURE.containsAll(warnings);
        return new SyncReport(
                reading.snapshotsRead(),
                merged.changed(),
                published,
                reading.unreadable(),
                warnings,
                doubtful ? List.of() : prune(current, reading),
                forked ? Optional.of(current.device()) : Optional.empty());
    }

    private Enrollment membership() throws VaultRefusedException, DeviceStateException {
        return here.device()
                .device()
                .enrollment()
                .filter(enrollment -> enrollment.vault().equals(vault.id()))
                .orElseThrow(() -> new VaultRefusedException(
                        VaultRefusedException.Reason.NOT_A_MEMBER, "this device does not back up to " + vault.id()));
    }

    private Set<RecoveryWarning> warnings(SyncReading reading, boolean forked) {
        Set<RecoveryWarning> warnings = EnumSet.noneOf(RecoveryWarning.class);
        warnings.addAll(reading.warnings());
        if (reading.isWhole()) {
            warnings.addAll(new LaneFreshness(here, vault.identity()).judge(reading.lanes(), reading.unavailable()));
        } else {
            warnings.add(RecoveryWarning.DESTINATION_UNREADABLE);
            warnings.add(RecoveryWarning.FRESHNESS_UNVERIFIED);
        }
        if (forked) {
            warnings.add(RecoveryWarning.LANE_FORKED);
        }
        return warnings;
    }

    /** The app first: what was deleted elsewhere would count as added anew if it were still there at the next backup. */
    private Merged merge(Contents known, Contents read, Optional<MassChange> confirmed)
            throws BackupRefusedException, DeviceStateException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            VaultContents held = local.read();
            Contents joined = joined(local.absorb(known, held), read);
            boolean massChange = Brake.pass(known, joined, local.orWhole(held), confirmed);
            VaultContents next = LocalMerge.of(held, LocalView.view(joined));
            if (next.equals(held) || local.replace(held, next)) {
                return new Merged(joined, next, LocalMerge.changed(held, next), massChange);
            }
        }
        throw new BackupRefusedException(
                BackupRefusedException.Reason.CHANGED_MEANWHILE, "the accounts were changed again and again");
    }

    private static Contents joined(Contents own, Contents read) {
        try {
            return own.join(read);
        } catch (DifferentIdKeyException e) {
            throw new AssertionError("both are under this device's key", e);
        }
    }

    private OwnLane remember(Enrollment enrollment, OwnLane lane, SyncReading reading) throws DeviceStateException {
        lane.tick();
        if (!enrollment.seen().equals(reading.seen())) {
            here.device().save(here.device().device().with(enrollment.withSeen(reading.seen())));
        }
        if (!lane.memory().joined().equals(reading.joined())) {
            lane.memory().saveJoined(reading.joined());
        }
        if (lane.read().findings().contains(LaneFinding.LANE_FORKED)) {
            lane.memory().save(lane.read().withoutFinding(LaneFinding.LANE_FORKED)); // nothing genuine was found
        }
        return lane;
    }

    /**
     * Gives this device a name and a key of its own again. All that it wrote or joined so far is in whatever it writes
     * under the new name.
     */
    private OwnLane rename(Enrollment enrollment, OwnLane lane, SyncReading reading) throws DeviceStateException {
        DeviceId device = new DeviceId(here.randomHex(16));
        SortedMap<String, Long> seen = reading.seen();
        reading.written()
                .values()
                .forEach(each ->
                        seen.merge(lane.device().value(), each.snapshot().sequence(), Math::max));
        List<JoinedSnapshot> joined = new ArrayList<>();
        reading.joined().forEach(each -> joined.add(each.before(1)));
        reading.written().values().forEach(each -> joined.add(JoinedSnapshot.of(each)));
        LaneRecord next =
                LaneRecord.begin(enrollment.vault(), device, lane.read().clock());
        byte[] capability = capability(device);
        try {
            Enrollment renamed = enrollment.renamed(new Encoded(capability), seen);
            here.device().clearOutbox();
            here.device().save(here.device().device().with(renamed));
            OwnLane current = OwnLane.of(here, renamed);
            current.memory().save(next);
            current.memory().saveJoined(joined);
            return current;
        } finally {
            Arrays.fill(capability, (byte) 0);
        }
    }

    private byte[] capability(DeviceId device) {
        try (WriteCapability capability = vault.identity().writeCapability(device.value())) {
            return capability.encode();
        }
    }

    private Optional<BackupReceipt> publish(Enrollment enrollment, Contents contents, SyncReading reading)
            throws BackupRefusedException, StorageException, DeviceStateException {
        Optional<BackupReceipt> published = Optional.empty();
        String digest = local.digest(enrollment, contents);
        for (long copies = reading.copiesOf(digest); copies < COPIES; copies++) {
            published = Optional.of(backups.backUp());
        }
        return published;
    }

    private List<SnapshotId> prune(OwnLane lane, SyncReading reading) throws StorageException, DeviceStateException {
        ForeignPruning pruning =
                new ForeignPruning(here.storage(), vault, reading.written().values());
        Set<JoinedSnapshot> pruned =
                pruning.prune(lane.device(), reading.joined(), lane.read().clock(), policy);
        if (!pruned.isEmpty()) {
            List<JoinedSnapshot> left = new ArrayList<>(reading.joined());
            left.removeAll(pruned);
            lane.memory().saveJoined(left);
        }
        List<SnapshotId> ids = new ArrayList<>();
        pruned.forEach(each -> ids.add(each.snapshot()));
        return ids;
    }
}
