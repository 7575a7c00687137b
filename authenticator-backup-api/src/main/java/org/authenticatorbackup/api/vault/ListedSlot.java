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

        /** This device made it or opened it, or a device of the vault has noted in a snapshot that it made it. */
        KNOWN,

        /**
         * Only its object name tells of it, or a label, which a person may give to any slot: a device made it of which no
         * snapshot was read yet, or somebody planted it. So is one whose name claims other locks than it was made with.
         */
        UNPROVEN,

        /**
         * A device of the vault has removed it, and it is there again, or still: the removal was cut short, or somebody
         * brought an old copy back. What opened it then still opens it. Remove it once more; if it comes back, replace the
         * vault by {@link org.authenticatorbackup.api.VaultService#rotate}.
         */
        REMOVED
    }

    /** Shows the slot; the label is personal. */
    @Override
    public String toString() {
        return "ListedSlot[" + slot + ", " + origin + "]";
    }
}
