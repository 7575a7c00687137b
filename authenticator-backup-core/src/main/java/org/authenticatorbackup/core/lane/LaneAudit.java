package org.authenticatorbackup.core.lane;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.authenticatorbackup.api.DeviceStateException;
import org.authenticatorbackup.api.SnapshotId;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.backup.LaneFinding;
import org.authenticatorbackup.api.backup.RetentionPolicy;
import org.authenticatorbackup.api.spi.Destination;
import org.authenticatorbackup.api.spi.ObjectName;
import org.authenticatorbackup.api.spi.StorageProvider;
import org.authenticatorbackup.core.policy.LaneRule;
import org.authenticatorbackup.core.policy.PruningRule;
import org.authenticatorbackup.core.vault.LaneRecord;
import org.authenticatorbackup.core.vault.MirroredStorage;
import org.authenticatorbackup.core.vault.Surroundings;
import org.authenticatorbackup.core.vault.VaultObject;
import org.authenticatorbackup.core.vault.VaultObject.SnapshotObject;
import org.authenticatorbackup.core.vault.WrittenSnapshot;

/** Looks at this device's own lane, which needs no secret of the person; then removes what is dispensable there. */
public final class LaneAudit {

    /** The time between two looks. */
    public static final Duration INTERVAL = Duration.ofDays(1);

    /** So many objects of unknown origin are read to see whether they are copies. */
    private static final int MOST_LOOKED_AT = 8;

    private final Surroundings here;
    private final OwnLane lane;

    /** Looks at a lane. */
    public LaneAudit(Surroundings here, OwnLane lane) {
        this.here = here;
        this.lane = lane;
    }

    /** {@return whether the last look was a day ago, or the clock does not say} */
    public boolean isDue() throws DeviceStateException {
        Instant now = here.now();
        return !lane.read()
                .auditedAt()
                .filter(at -> Duration.between(at, now).abs().compareTo(INTERVAL) < 0)
                .isPresent();
    }

    /** {@return what is there, as {@link #prune} needs it} */
    public MirroredStorage.Survey look() throws StorageException, DeviceStateException {
        LaneRecord record = lane.read();
        MirroredStorage.Survey survey =
                here.storage().survey(VaultObject.lanePrefix(lane.enrollment().vault(), lane.device()));
        Set<LaneFinding> findings = EnumSet.noneOf(LaneFinding.class);
        if (record.newest().isPresent() && !isIntact(record.newest().get())) {
            findings.add(LaneFinding.BACKUP_VANISHED);
        }
        if (record.findings().contains(LaneFinding.LANE_FORKED) || isForked(record, survey.names())) {
            findings.add(LaneFinding.LANE_FORKED);
        }
        if (!findings.equals(record.findings())) {
            lane.memory().save(record.found(findings));
        }
        return survey;
    }

    /** Remembers that the look was taken and all that followed from it was done: one that was cut short is due again. */
    public void done() throws DeviceStateException {
        lane.memory().save(lane.read().audited(here.now()));
    }

    private boolean isIntact(WrittenSnapshot written) throws StorageException {
        Optional<StorageException> failure = Optional.empty();
        for (Destination each : here.storage().destinations()) {
            try {
                if (read(each.storage(), written.name()).filter(written::isIn).isPresent()) {
                    return true;
                }
            } catch (StorageException e) {
                failure = Optional.of(failure.orElse(e));
            }
        }
        if (failure.isPresent()) {
            throw failure.get(); // it may be intact there
        }
        return false;
    }

    /** What is larger than any snapshot is none. */
    private static Optional<byte[]> read(StorageProvider storage, ObjectName name) throws StorageException {
        try {
            return storage.get(name, StorageProvider.MAX_OBJECT_BYTES);
        } catch (StorageException e) {
            if (e.reason() == StorageException.Reason.TOO_LARGE) {
                return Optional.of(new byte[0]);
            }
            throw e;
        }
    }

    /** A copy of what this device wrote, under another name, is nobody else's writing: any storage can make one. */
    private boolean isForked(LaneRecord record, Set<ObjectName> names) throws StorageException {
        List<LaneRule.Entry> strange =
                LaneRule.strange(entries(record), lane.enrollment().nextSequence(), entries(names));
        int looked = 0;
        for (LaneRule.Entry entry : strange) {
            if (looked++ == MOST_LOOKED_AT) {
                return true;
            }
            Optional<byte[]> object = read(here.storage(), new ObjectName(entry.name()));
            boolean isCopy =
                    object.isPresent() && record.written().stream().anyMatch(written -> written.isIn(object.get()));
            if (object.isPresent() && !isCopy) {
                return true;
            }
        }
        return false;
    }

    private static List<LaneRule.Entry> entries(LaneRecord record) {
        List<LaneRule.Entry> entries = new ArrayList<>();
        record.written()
                .forEach(each -> entries.add(
                        new LaneRule.Entry(each.name().value(), each.snapshot().sequence())));
        return entries;
    }

    private List<LaneRule.Entry> entries(Set<ObjectName> names) {
        List<LaneRule.Entry> entries = new ArrayList<>();
        for (ObjectName name : new TreeSet<>(names)) {
            Optional<VaultObject> object = VaultObject.parse(name);
            if (object.isPresent()
                    && object.get() instanceof SnapshotObject snapshot
                    && snapshot.snapshot().device().equals(lane.device())) {
                entries.add(new LaneRule.Entry(name.value(), snapshot.snapshot().sequence()));
            }
        }
        return entries;
    }

    /**
     * Removes what newer snapshots make dispensable. Not after anything that gave reason to doubt: a finding, a failed
     * backup, a destination that did not answer, or two snapshots that are to stay and do not come back as they were stored.
     *
     * @param survey what {@link #look} has found
     * @return what was removed
     */
    public List<SnapshotId> prune(MirroredStorage.Survey survey, RetentionPolicy policy)
            throws StorageException, DeviceStateException {
        LaneRecord record = lane.read();
        Set<ObjectName> names = survey.names();
        if (!survey.unread().isEmpty()
                || !record.findings().isEmpty()
                || lane.enrollment().lastFailure().isPresent()) {
            return List.of();
        }
        List<WrittenSnapshot> there = new ArrayList<>();
        record.written().stream().filter(each -> names.contains(each.name())).forEach(there::add);
        List<PruningRule.Kept> kept = new ArrayList<>();
        for (int index = 0; index < there.size(); index++) {
            kept.add(kept(there.get(index), there.size() - 1 - index));
        }
        List<PruningRule.Kept> chosen = PruningRule.choose(kept, record.clock(), policy);
        if (chosen.isEmpty() || !areIntact(there.subList(there.size() - PruningRule.CONTAINING, there.size()))) {
            return List.of();
        }
        return delete(there, chosen);
    }

    private static PruningRule.Kept kept(WrittenSnapshot written, int publishes) {
        return new PruningRule.Kept(
                written.name().value(),
                written.snapshot().device().value(),
                written.snapshot().sequence(),
                written.at(),
                written.at(),
                publishes);
    }

    private boolean areIntact(List<WrittenSnapshot> newest) throws StorageException {
        for (WrittenSnapshot each : newest) {
            if (!isIntact(each)) {
                return false;
            }
        }
        return true;
    }

    private List<SnapshotId> delete(List<WrittenSnapshot> there, List<PruningRule.Kept> chosen)
            throws StorageException, DeviceStateException {
        Set<WrittenSnapshot> deleted = new LinkedHashSet<>();
        for (PruningRule.Kept each : chosen) {
            for (WrittenSnapshot written : there) {
                if (written.name().value().equals(each.name())) {
                    here.storage().delete(written.name());
                    deleted.add(written);
                }
            }
        }
        lane.memory().save(lane.read().without(deleted));
        List<SnapshotId> ids = new ArrayList<>();
        deleted.forEach(each -> ids.add(each.snapshot()));
        return ids;
    }
}
