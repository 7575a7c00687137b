package org.authenticatorbackup.core.upkeep;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.authenticatorbackup.api.DeviceId;
import org.authenticatorbackup.api.DeviceStateException;
import org.authenticatorbackup.api.SnapshotId;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.recovery.RecoveryWarning;
import org.authenticatorbackup.api.recovery.UnreadableObject;
import org.authenticatorbackup.api.spi.ObjectName;
import org.authenticatorbackup.core.backup.LocalState;
import org.authenticatorbackup.core.history.Contents;
import org.authenticatorbackup.core.history.DifferentIdKeyException;
import org.authenticatorbackup.core.lane.OwnLane;
import org.authenticatorbackup.core.vault.Enrollment;
import org.authenticatorbackup.core.vault.JoinedSnapshot;
import org.authenticatorbackup.core.vault.MirroredStorage;
import org.authenticatorbackup.core.vault.Surroundings;
import org.authenticatorbackup.core.vault.VaultObject;
import org.authenticatorbackup.core.vault.VaultObject.SnapshotObject;
import org.authenticatorbackup.core.vault.WrittenSnapshot;
import org.authenticatorbackup.crypto.vault.SnapshotDigest;

/** Reads what this device has not joined yet, and changes nothing. */
final class SyncReading {

    /** So many joined snapshots are remembered; others are read again. */
    private static final int MOST = 16_384;

    private final Surroundings here;
    private final Enrollment enrollment;
    private final OwnLane lane;
    private final LocalState local;
    private final SnapshotSource source;
    private final Map<ObjectName, WrittenSnapshot> written = new HashMap<>();
    private final Map<ObjectName, JoinedSnapshot> joined = new LinkedHashMap<>();
    private final List<UnreadableObject> unreadable = new ArrayList<>();
    private final Set<SnapshotId> unavailable = new HashSet<>();
    private final Set<RecoveryWarning> warnings = EnumSet.noneOf(RecoveryWarning.class);
    private final Map<SnapshotId, Set<String>> digests = new HashMap<>();
    private Contents contents;
    private int snapshotsRead;
    private boolean whole;

    SyncReading(
            Surroundings here,
            Enrollment enrollment,
            OwnLane lane,
            LocalState local,
            SnapshotSource source,
            Contents own) {
        this.here = here;
        this.enrollment = enrollment;
        this.lane = lane;
        this.local = local;
        this.source = source;
        this.contents = own;
    }

    /** Any order and any part of what is there will do. */
    void read() throws StorageException, DeviceStateException {
        Map<ObjectName, JoinedSnapshot> known = new HashMap<>();
        lane.memory().joined().forEach(each -> known.put(each.name(), each));
        Map<ObjectName, WrittenSnapshot> own = new HashMap<>();
        lane.read().written().forEach(each -> own.put(each.name(), each));
        MirroredStorage.Survey survey = here.storage().survey(VaultObject.snapshotPrefix(enrollment.vault()));
        whole = survey.unread().isEmpty();
        for (ObjectName name : new TreeSet<>(survey.names())) {
            Optional<VaultObject> object = VaultObject.parse(name);
            if (own.containsKey(name)) {
                written.put(name, own.get(name));
            } else if (known.containsKey(name)) {
                joined.put(name, known.get(name));
            } else if (object.isPresent() && object.get() instanceof SnapshotObject snapshot) {
                read(snapshot);
            }
        }
        written.values().forEach(each -> note(each.snapshot(), each.sha256()));
        joined.values().forEach(each -> note(each.snapshot(), each.sha256()));
        if (digests.values().stream().anyMatch(each -> each.size() > 1)) {
            warnings.add(RecoveryWarning.LANE_FORKED);
        }
        if (!unreadable.isEmpty()) {
            warnings.add(RecoveryWarning.UNREADABLE_OBJECTS);
        }
    }

    /** The same object under two names is a copy, which any storage can make, and no fork. */
    private void note(SnapshotId snapshot, String sha256) {
        digests.computeIfAbsent(snapshot, id -> new HashSet<>()).add(sha256);
    }

    private void read(SnapshotObject object) throws StorageException {
        SnapshotSource.Found found = source.read(object);
        if (found instanceof SnapshotSource.Intact intact) {
            join(object, intact);
        } else if (found instanceof SnapshotSource.Unusable unusable) {
            unreadable.add(new UnreadableObject(object.name().value(), unusable.reason()));
            if (unusable.reason() == UnreadableObject.Reason.NEWER_VERSION) {
                unavailable.add(object.snapshot());
            }
        } else {
            unavailable.add(object.snapshot());
        }
    }

    private void join(SnapshotObject object, SnapshotSource.Intact intact) {
        Contents read = intact.snapshot().contents();
        contents = joined(contents, read);
        snapshotsRead++;
        joined.put(
                object.name(),
                new JoinedSnapshot(
                        object.name(),
                        object.snapshot(),
                        intact.sha256(),
                        local.digest(enrollment, read),
                        intact.snapshot().created(),
                        here.now(),
                        enrollment.nextSequence()));
    }

    /** All devices make account ids with one key; where one was tampered with, this device's own key decides. */
    private Contents joined(Contents own, Contents read) {
        try {
            if (own.idKey().length == 0 || read.idKey().length == 0 || Arrays.equals(own.idKey(), read.idKey())) {
                return own.join(read);
            }
            warnings.add(RecoveryWarning.ID_KEYS_DIFFER);
            return own.join(read.underIdKey(own.idKey()));
        } catch (DifferentIdKeyException e) {
            throw new AssertionError("both are under one key", e);
        }
    }

    /** {@return this device's contents with all that was read} */
    Contents contents() {
        return contents;
    }

    /** {@return whether every destination answered; if not, nothing is concluded from what is missing} */
    boolean isWhole() {
        return whole;
    }

    /** {@return how many snapshots were new} */
    int snapshotsRead() {
        return snapshotsRead;
    }

    /** {@return what was joined, now or earlier, and is listed now} */
    List<JoinedSnapshot> joined() {
        List<JoinedSnapshot> all = new ArrayList<>(joined.values());
        return all.subList(Math.max(0, all.size() - MOST), all.size());
    }

    /** {@return what this device wrote and is listed now} */
    Map<ObjectName, WrittenSnapshot> written() {
        return written;
    }

    List<UnreadableObject> unreadable() {
        return unreadable;
    }

    Set<SnapshotId> unavailable() {
        return unavailable;
    }

    Set<RecoveryWarning> warnings() {
        return warnings;
    }

    /** {@return of each lane the snapshots that are there} */
    Map<DeviceId, Set<SnapshotDigest>> lanes() {
        Map<DeviceId, Set<SnapshotDigest>> lanes = new HashMap<>();
        digests.forEach((snapshot, sha256) ->
                sha256.forEach(each -> lanes.computeIfAbsent(snapshot.device(), device -> new HashSet<>())
                        .add(new SnapshotDigest(snapshot.sequence(), each))));
        return lanes;
    }

    /** {@return of each other device the highest number that was ever joined} */
    SortedMap<String, Long> seen() {
        SortedMap<String, Long> seen = new TreeMap<>(enrollment.seen());
        for (JoinedSnapshot each : joined.values()) {
            if (!each.snapshot().device().equals(lane.device())) {
                seen.merge(each.snapshot().device().value(), each.snapshot().sequence(), Math::max);
            }
        }
        return seen;
    }

    /** {@return whether somebody else holds this device's key: there is a genuine snapshot that it did not write} */
    boolean isForked() {
        Set<String> own = new HashSet<>();
        Set<Long> numbers = new HashSet<>();
        written.values().forEach(each -> {
            own.add(each.sha256());
            numbers.add(each.snapshot().sequence());
        });
        return joined.values().stream()
                .filter(each -> each.snapshot().device().equals(lane.device()))
                .filter(each -> !own.contains(each.sha256()))
                .anyMatch(each -> each.snapshot().sequence() >= enrollment.nextSequence()
                        || numbers.contains(each.snapshot().sequence()));
    }

    /** {@return how many objects that are there hold just these contents} */
    long copiesOf(String contentsDigest) {
        return written.values().stream()
                        .filter(each -> each.contentsDigest().equals(contentsDigest))
                        .count()
                + joined.values().stream()
                        .filter(each -> each.contentsDigest().equals(contentsDigest))
                        .count();
    }
}
