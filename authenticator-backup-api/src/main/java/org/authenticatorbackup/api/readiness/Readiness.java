package org.authenticatorbackup.api.readiness;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.authenticatorbackup.api.account.Account;
import org.authenticatorbackup.api.vault.SlotSummary;

/**
 * What a recovery would be like if this device were lost now, as far as it can tell without asking anybody.
 *
 * @param needVerification the accounts that would come back by name alone: their providers must verify the person
 * @param waysIn the slots that this device knows to open the vault. A recovery kit is no slot: whether the person has one,
 *     only a drill with it tells
 * @param lastDrill the newest drill that opened the vault
 * @param drillDue when the next drill is due, by this device's clock; empty as long as nothing was backed up
 * @param lockOuts sign-ins whose second factor is in the vault
 * @param warnings what would stand in the way
 */
public record Readiness(
        List<Account> needVerification,
        List<SlotSummary> waysIn,
        Optional<Drill> lastDrill,
        Optional<Instant> drillDue,
        List<LockOut> lockOuts,
        Set<ReadinessWarning> warnings) {

    /**
     * Copies the collections.
     *
     * @param needVerification the accounts that would come back by name alone
     * @param waysIn the slots that this device knows
     * @param lastDrill the newest drill that opened the vault
     * @param drillDue when the next drill is due
     * @param lockOuts sign-ins whose second factor is in the vault
     * @param warnings what would stand in the way
     */
    public Readiness {
        needVerification = List.copyOf(needVerification);
        waysIn = List.copyOf(waysIn);
        lockOuts = List.copyOf(lockOuts);
        warnings = Set.copyOf(warnings);
    }
}
