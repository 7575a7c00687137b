package org.authenticatorbackup.core.vault;

import java.util.List;
import java.util.Optional;
import org.authenticatorbackup.api.DeviceId;
import org.authenticatorbackup.api.VaultId;
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
 * @param enrollment this device's place in the new vault, once that is complete
 */
public record Rotation(
        Phase phase,
        VaultId replaced,
        List<SlotSummary> formerSlots,
        VaultId vault,
        DeviceId device,
        List<SlotSummary> slots,
        Optional<Enrollment> enrollment) {

    /** What has happened. */
    public enum Phase {
        /** Objects of the new vault may be there; nobody was told of them. */
        MAKING,
        /** The new vault is complete, and the old one is in use. */
        READY,
        /** The new vault is in use, or about to be, and slots of the old one may be gone. There is no way back. */
        SWITCHING
    }

    /** Copies the lists. */
    public Rotation {
        formerSlots = List.copyOf(formerSlots);
        slots = List.copyOf(slots);
    }

    /** {@return a copy that has come elsewhere} */
    public Rotation in(Phase other) {
        return new Rotation(other, replaced, formerSlots, vault, device, slots, enrollment);
    }

    /** {@return a copy of which the new vault is complete} */
    public Rotation ready(Enrollment complete) {
        return new Rotation(Phase.READY, replaced, formerSlots, vault, device, slots, Optional.of(complete));
    }

    @Override
    public String toString() {
        return "Rotation[" + phase + ", " + replaced + ", " + vault + "]";
    }
}
