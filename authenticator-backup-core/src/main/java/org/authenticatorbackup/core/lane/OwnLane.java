package org.authenticatorbackup.core.lane;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.authenticatorbackup.api.BackupRefusedException;
import org.authenticatorbackup.api.DeviceId;
import org.authenticatorbackup.api.DeviceStateException;
import org.authenticatorbackup.api.backup.LaneFinding;
import org.authenticatorbackup.api.backup.PendingDeletion;
import org.authenticatorbackup.core.policy.SteadyClock;
import org.authenticatorbackup.core.policy.TrashRule;
import org.authenticatorbackup.core.vault.Enrollment;
import org.authenticatorbackup.core.vault.LaneMemory;
import org.authenticatorbackup.core.vault.LaneRecord;
import org.authenticatorbackup.core.vault.Outbox;
import org.authenticatorbackup.core.vault.Surroundings;
import org.authenticatorbackup.core.vault.WrittenSnapshot;
import org.authenticatorbackup.crypto.vault.ObjectRejectedException;
import org.authenticatorbackup.crypto.vault.WriteCapability;

/** What this device remembers of its own lane, kept up to date. The caller holds the lock of the device's memory. */
public final class OwnLane {

    /** The clock is kept at most that often, unless something else is kept too. */
    private static final Duration CLOCK_INTERVAL = Duration.ofHours(1);

    private final Surroundings here;
    private final Enrollment enrollment;
    private final DeviceId device;
    private final LaneMemory memory;

    private OwnLane(Surroundings here, Enrollment enrollment, DeviceId device) {
        this.here = here;
        this.enrollment = enrollment;
        this.device = device;
        this.memory = new LaneMemory(here.device(), enrollment.vault(), device);
    }

    /** {@return the lane of this device in a vault} */
    public static OwnLane of(Surroundings here, Enrollment enrollment) throws DeviceStateException {
        try (WriteCapability capability = capability(enrollment)) {
            return of(here, enrollment, capability);
        }
    }

    /** {@return the lane of this device in a vault, whose capability is open already} */
    public static OwnLane of(Surroundings here, Enrollment enrollment, WriteCapability capability) {
        return new OwnLane(here, enrollment, new DeviceId(capability.deviceId()));
    }

    /** {@return what this device writes with, which the caller closes} */
    public static WriteCapability capability(Enrollment enrollment) throws DeviceStateException {
        byte[] encoded = enrollment.capability().bytes();
        try {
            return WriteCapability.decode(encoded);
        } catch (ObjectRejectedException e) {
            throw new DeviceStateException(
                    DeviceStateException.Reason.DAMAGED, "the write capability is damaged", List.of(), e);
        } finally {
            Arrays.fill(encoded, (byte) 0);
        }
    }

    /** {@return this device's name within the vault} */
    public DeviceId device() {
        return device;
    }

    /** {@return this device's place in the vault} */
    public Enrollment enrollment() {
        return enrollment;
    }

    /** {@return where all this is remembered} */
    public LaneMemory memory() {
        return memory;
    }

    /** {@return what is remembered, with the clock read anew} */
    public LaneRecord read() throws DeviceStateException {
        Instant now = here.now();
        LaneRecord lane = memory.lane()
                .orElseGet(() -> LaneRecord.begin(enrollment.vault(), device, SteadyClock.startingAt(now)));
        return lane.at(lane.clock().tick(now));
    }

    /** Keeps what the clock shows, so that ages count on. */
    public LaneRecord tick() throws DeviceStateException {
        LaneRecord lane = read();
        boolean isNew = !memory.lane()
                .filter(known -> known.clock().since().equals(lane.clock().since())
                        && Duration.between(known.clock().last(), lane.clock().last())
                                        .abs()
                                        .compareTo(CLOCK_INTERVAL)
                                < 0)
                .isPresent();
        if (isNew) {
            memory.save(lane);
        }
        return lane;
    }

    /** Remembers a snapshot that was read back, before anybody is told. */
    public void verified(Outbox outbox, Collection<String> inTrash) throws DeviceStateException {
        verified(new WrittenSnapshot(
                outbox.name(), outbox.snapshot(), outbox.sealed().sha256(), outbox.contentsDigest(), here.now()));
        sawTrash(inTrash);
    }

    /** Remembers a snapshot that was read back. */
    public void verified(WrittenSnapshot written) throws DeviceStateException {
        memory.save(read().with(written));
    }

    /** Takes note of which accounts are in the trash. */
    public void sawTrash(Collection<String> inTrash) throws DeviceStateException {
        Map<String, TrashRule.Sighting> known = memory.trash();
        Map<String, TrashRule.Sighting> seen = TrashRule.seen(known, inTrash, here.now());
        if (!seen.equals(known)) {
            memory.saveTrash(seen);
        }
    }

    /** Nothing is added to what is being deleted. */
    public void requireNotBeingDeleted() throws BackupRefusedException, DeviceStateException {
        boolean begun = memory.deletion()
                .filter(deletion -> deletion.phase() == PendingDeletion.Phase.BEGUN)
                .isPresent();
        if (begun) {
            throw new BackupRefusedException(
                    BackupRefusedException.Reason.DELETION_BEGUN, enrollment.vault() + " is being deleted");
        }
    }

    /** Remembers that somebody else writes in this device's name. */
    void forked() throws DeviceStateException {
        LaneRecord lane = read();
        if (!lane.findings().contains(LaneFinding.LANE_FORKED)) {
            memory.save(lane.finding(LaneFinding.LANE_FORKED));
        }
    }
}
