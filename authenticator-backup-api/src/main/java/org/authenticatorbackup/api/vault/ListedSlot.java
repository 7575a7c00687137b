package org.authenticatorbackup.api.vault;

import java.time.LocalDate;
import java.util.Optional;

/**
 * One way to open a vault, with what the vault itself says of it.
 *
 * @param slot its name and locks, as far as its object name tells
 * @param label what the person calls it, if they gave it a name
 * @param created when it was made, by the clock of the device that made it, if that is known
 * @param origin whether it is known to be the vault's own
 */
public record ListedSlot(SlotSummary slot, Optional<String> label, Optional<LocalDate> created, Origin origin) {

    /** Whether a slot is known to be the vault's own. */
    public enum Origin {

        /** This device made it or opened it, or the vault's snapshots name it. */
        KNOWN,

        /** Only its object name tells of it: another device made it, or somebody planted it. */
        UNPROVEN
    }

    /** Shows the slot; the label is personal. */
    @Override
    public String toString() {
        return "ListedSlot[" + slot + ", " + origin + "]";
    }
}
