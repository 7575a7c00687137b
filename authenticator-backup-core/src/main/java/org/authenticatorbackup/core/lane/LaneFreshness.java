package org.authenticatorbackup.core.lane;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.authenticatorbackup.api.DeviceId;
import org.authenticatorbackup.api.DeviceStateException;
import org.authenticatorbackup.api.RecoveryAccountException;
import org.authenticatorbackup.api.SnapshotId;
import org.authenticatorbackup.api.VaultId;
import org.authenticatorbackup.api.recovery.RecoveryWarning;
import org.authenticatorbackup.api.spi.WitnessKeeper;
import org.authenticatorbackup.core.vault.Enrollment;
import org.authenticatorbackup.core.vault.Surroundings;
import org.authenticatorbackup.core.vault.WrittenSnapshot;
import org.authenticatorbackup.crypto.vault.Freshness;
import org.authenticatorbackup.crypto.vault.ObjectRejectedException;
import org.authenticatorbackup.crypto.vault.SnapshotDigest;
import org.authenticatorbackup.crypto.vault.VaultIdentity;
import org.authenticatorbackup.crypto.vault.Witness;

/**
 * Whether the storage gives out the newest of a vault (threat T5): each lane is held against the witness that the recovery
 * account keeps, and against what this device itself knows, if it is one of the vault's devices.
 */
public final class LaneFreshness {

    private final Surroundings here;
    private final VaultIdentity identity;
    private final Set<RecoveryWarning> warnings = EnumSet.noneOf(RecoveryWarning.class);
    private boolean unverified;

    /** Judges once, by an identity that is not closed here. */
    public LaneFreshness(Surroundings here, VaultIdentity identity) {
        this.here = here;
        this.identity = identity;
    }

    /**
     * Judges what was read.
     *
     * @param read of each lane the intact snapshots
     * @param unavailable snapshots that are there and could not be read now; nothing is concluded from these
     * @return the suspicions; without any, {@code FRESHNESS_UNVERIFIED} unless all lanes were found to be the newest
     */
    public Set<RecoveryWarning> judge(Map<DeviceId, Set<SnapshotDigest>> read, Collection<SnapshotId> unavailable) {
        Map<String, Set<SnapshotDigest>> lanes = new HashMap<>();
        read.forEach((device, digests) -> lanes.put(device.value(), digests));
        Map<String, Long> there = new HashMap<>();
        unavailable.forEach(each -> there.merge(each.device().value(), each.sequence(), Math::max));
        Map<String, String> witnesses = witnesses();
        Map<String, SnapshotDigest> own = ownMarks();
        Map<String, Long> seen = seen();
        Set<String> devices = new TreeSet<>(lanes.keySet());
        devices.addAll(witnesses.keySet());
        devices.addAll(own.keySet());
        devices.addAll(seen.keySet());
        for (String device : devices) {
            List<SnapshotDigest> lane = new ArrayList<>(lanes.getOrDefault(device, Set.of()));
            long reachable = Math.max(newest(lane), there.getOrDefault(device, 0L));
            Freshness byWitness = byWitness(Optional.ofNullable(witnesses.get(device)), device, lane);
            note(byWitness == Freshness.ROLLBACK_SUSPECTED && reachable > newest(lane) ? unknown() : byWitness);
            Freshness byMark = byMark(Optional.ofNullable(own.get(device)), lane, reachable);
            note(byMark);
            if (seen.getOrDefault(device, 0L) > reachable) {
                note(Freshness.ROLLBACK_SUSPECTED);
            }
            unverified |= byWitness != Freshness.FRESHNESS_VERIFIED && byMark != Freshness.FRESHNESS_VERIFIED;
        }
        if (unverified) {
            warnings.add(RecoveryWarning.FRESHNESS_UNVERIFIED);
        }
        return warnings;
    }

    private static Freshness unknown() {
        return Freshness.FRESHNESS_UNVERIFIED;
    }

    private void note(Freshness judged) {
        switch (judged) {
            case ROLLBACK_SUSPECTED -> warnings.add(RecoveryWarning.ROLLBACK_SUSPECTED);
            case EQUIVOCATION -> warnings.add(RecoveryWarning.EQUIVOCATION);
            case WITNESS_REJECTED -> warnings.add(RecoveryWarning.WITNESS_REJECTED);
            case FRESHNESS_VERIFIED, FRESHNESS_UNVERIFIED -> {}
        }
    }

    private static long newest(List<SnapshotDigest> lane) {
        return lane.stream()
                .max(Comparator.comparing(SnapshotDigest::seq))
                .map(SnapshotDigest::seq)
                .orElse(0L);
    }

    private Freshness byWitness(Optional<String> text, String device, List<SnapshotDigest> lane) {
        if (!text.isPresent()) {
            return Freshness.FRESHNESS_UNVERIFIED;
        }
        if (text.get().length() > WitnessKeeper.MAX_CHARACTERS) {
            return Freshness.WITNESS_REJECTED;
        }
        try {
            return Witness.parse(text.get()).judge(identity, device, lane);
        } catch (ObjectRejectedException e) {
            return Freshness.WITNESS_REJECTED;
        }
    }

    /** By what this device remembers to have written itself. */
    private static Freshness byMark(Optional<SnapshotDigest> mark, List<SnapshotDigest> lane, long reachable) {
        if (!mark.isPresent()) {
            return Freshness.FRESHNESS_UNVERIFIED;
        }
        if (lane.stream().anyMatch(each -> each.seq() == mark.get().seq() && !each.equals(mark.get()))) {
            return Freshness.EQUIVOCATION;
        }
        if (newest(lane) >= mark.get().seq()) {
            return Freshness.FRESHNESS_VERIFIED;
        }
        return reachable >= mark.get().seq() ? Freshness.FRESHNESS_UNVERIFIED : Freshness.ROLLBACK_SUSPECTED;
    }

    /** An account that does not answer proves nothing; nor does one that gives out nothing. */
    private Map<String, String> witnesses() {
        Map<String, String> witnesses = new HashMap<>();
        Optional<WitnessKeeper> keeper = LaneWitness.keeper(here);
        if (keeper.isPresent()) {
            try {
                keeper.get()
                        .witnesses(new VaultId(identity.vaultId()))
                        .forEach((device, text) -> witnesses.put(device.value(), text));
            } catch (RecoveryAccountException e) {
                unverified = true;
            }
        }
        return witnesses;
    }

    private Map<String, SnapshotDigest> ownMarks() {
        Map<String, SnapshotDigest> marks = new HashMap<>();
        try {
            Optional<Enrollment> enrollment = enrollment();
            if (enrollment.isPresent()) {
                OwnLane lane = OwnLane.of(here, enrollment.get());
                Optional<WrittenSnapshot> newest = lane.read().newest();
                newest.ifPresent(each -> marks.put(
                        lane.device().value(),
                        new SnapshotDigest(each.snapshot().sequence(), each.sha256())));
            }
        } catch (DeviceStateException e) {
            unverified = true;
        }
        return marks;
    }

    private Map<String, Long> seen() {
        try {
            Optional<Enrollment> enrollment = enrollment();
            return enrollment.isPresent() ? enrollment.get().seen() : Map.of();
        } catch (DeviceStateException e) {
            return Map.of();
        }
    }

    private Optional<Enrollment> enrollment() throws DeviceStateException {
        return here.device()
                .device()
                .enrollment()
                .filter(enrollment -> enrollment.vault().value().equals(identity.vaultId()));
    }
}
