package org.authenticatorbackup.api.vault;

import java.util.List;
import org.authenticatorbackup.api.SlotId;

/**
 * One way to open a vault, as far as its object name tells.
 *
 * @param id the slot's name
 * @param locks what is needed, all together; outermost lock first
 */
public record SlotSummary(SlotId id, List<Lock> locks) {

    /** One layer of a slot. */
    public enum Lock {

        /** Something the person knows or has written down. */
        PASSPHRASE,

        /** A secret that the recovery account keeps. */
        ACCOUNT,

        /** Enough of the shares that contacts hold. */
        CONTACTS,

        /** A lock that this release does not know. */
        UNKNOWN
    }

    /**
     * Copies the list.
     *
     * @param id the slot's name
     * @param locks outermost first
     */
    public SlotSummary {
        locks = List.copyOf(locks);
    }
}
