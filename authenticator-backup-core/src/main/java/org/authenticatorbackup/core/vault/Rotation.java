package org.authenticatorbackup.core.vault;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.authenticatorbackup.api.DeviceId;
import org.authenticatorbackup.api.VaultId;
import org.authenticatorbackup.api.spi.ObjectName;
import org.authenticatorbackup.api.vault.SlotSummary;

/**
 * How far a rotation has come. Holds a write capability once it is prepared; {@link #toString} shows names only.
 *
 * @param phase what has happened
 * @param replaced the old vault
 * @param formerSlots the slots of the old vault that this device knew
 * @param vault the new vault
 * @param device this device's name within the new vault
 * @param slots the slots of the new vault
 * @param slotDigests the digest of each of them, in their order and in hex, once that vault is complete
 * @param carriedOver the snapshots of the old vault of which the contents are in the new one
 * @param enrollment this device's place in the new vault, once that is complete
 */
public record Rotation(
        Phase phase,
        VaultId replaced,
        List<SlotSummary> formerSlots,
        VaultId vault,
        DeviceId device,
        List<SlotSummary> slots,
        List<String> slotDigests,
        Set<ObjectName> carriedOver,
        Optional<Enrollment> enrollment) {

    /** What has happened. */
    public enum Phase {
        /** Objects of the new vault may be there; nobody was told of them. */
        MAKING,
        /** The new vault is complete, and the old one is in use. */
        READY,
        /** The device moves to the new vault. As long as it is in the old one, that has all its slots. */
        SWITCHING,
        /** The newest backup is in the new vault, and slots of the old one may be gone. There is no way back. */
        RETIRING
    }

    /** Copies the collections. */
    public Rotation {
        formerSlots = List.copyOf(formerSlots);
        slots = List.copyOf(slots);
        slotDigests = List.copyOf(slotDigests);
        carriedOver = Collections.unmodifiableSet(new TreeSet<>(carriedOver));
    }

    /** {@return a rotation of which nothing was made yet} */
    public static Rotation planned(
            VaultId replaced, List<SlotSummary> formerSlots, VaultId vault, DeviceId device, List<SlotSummary> slots) {
        return new Rotation(
                Phase.MAKING, replaced, formerSlots, vault, device, slots, List.of(), Set.of(), Optional.empty());
    }

    /** {@return a copy that has come elsewhere} */
    public Rotation in(Phase other) {
        return new Rotation(other, replaced, formerSlots, vault, device, slots, slotDigests, carriedOver, enrollment);
    }

    /** {@return a copy of which the new vault is complete} */
    public Rotation ready(List<String> digests, Set<ObjectName> carried, Enrollment complete) {
        return new Rotation(
                Phase.READY, replaced, formerSlots, vault, device, slots, digests, carried, Optional.of(complete));
    }

    /**
     * {@return what is left to do once the device has forgotten its vault, without the write capability: to shut the old
     * vault, or to take the new one away; nothing if the new one is in use and the old one may hold what that lacks}
     *
     * @param now the vault of the device until now, if it still knows
     */
    public Optional<Rotation> abandoned(Optional<VaultId> now) {
        if (phase == Phase.RETIRING) {
            return Optional.of(withoutEnrollment(phase));
        }
        boolean unused = !now.filter(vault::equals).isPresent() && (phase != Phase.SWITCHING || now.isPresent());
        return unused ? Optional.of(withoutEnrollment(Phase.MAKING)) : Optional.empty();
    }

    private Rotation withoutEnrollment(Phase other) {
        return new Rotation(
                other, replaced, formerSlots, vault, device, slots, slotDigests, carriedOver, Optional.empty());
    }

    @Override
    public String toString() {
        return "Rotation[" + phase + ", " + replaced + ", " + vault + "]";
    }
}
