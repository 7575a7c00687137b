package org.authenticatorbackup.api.readiness;

import java.time.Instant;
import java.util.Optional;
import org.authenticatorbackup.api.vault.SlotSummary;

/**
 * A restore drill that opened the vault.
 *
 * @param at when, in whole seconds, by this device's clock
 * @param openedBy the slot that opened the vault; empty if it was the recovery kit
 * @param accounts how many accounts a new device would have got, without the trash, 0 or more
 * @param missing how many accounts of this device it would not have got as they were backed up to be, 0 or more
 */
public record Drill(Instant at, Optional<SlotSummary> openedBy, int accounts, int missing) {

    /**
     * Checks the numbers.
     *
     * @param at when
     * @param openedBy the slot that opened the vault, if it was one
     * @param accounts how many accounts a new device would have got
     * @param missing how many accounts it would not have got
     * @throws IllegalArgumentException if a number is negative
     */
    public Drill {
        if (accounts < 0 || missing < 0) {
            throw new IllegalArgumentException("a drill counts from 0 on");
        }
    }
}
