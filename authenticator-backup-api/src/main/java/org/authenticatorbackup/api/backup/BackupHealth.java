package org.authenticatorbackup.api.backup;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.authenticatorbackup.api.Problem;
import org.authenticatorbackup.api.VaultId;
import org.authenticatorbackup.api.account.Account;
import org.authenticatorbackup.api.vault.SlotSummary;

/**
 * How well a device's accounts are protected.
 *
 * @param status the one word for it
 * @param vault the vault, unless backup is off
 * @param lastVerified the newest backup that was stored and found intact; of its destinations, those that have it
 * @param changes whether the device holds anything that the newest verified backup does not
 * @param slots the ways to open the vault that this device made or opened it with
 * @param lastFailure why the newest attempt failed, unless it succeeded
 * @param nameOnly accounts that are backed up by name alone: after a recovery their providers must verify the person
 * @param destinations how each destination is doing, the main one first; empty if backup is off
 * @param findings what the last audit found amiss in this device's own stored backups
 * @param deletion that the backup is going to be deleted, if the person has asked for that here
 */
public record BackupHealth(
        Status status,
        Optional<VaultId> vault,
        Optional<BackupReceipt> lastVerified,
        Changes changes,
        List<SlotSummary> slots,
        Optional<Failure> lastFailure,
        List<Account> nameOnly,
        List<DestinationHealth> destinations,
        Set<LaneFinding> findings,
        Optional<PendingDeletion> deletion) {

    /** The one word for it. */
    public enum Status {

        /** Backup is not turned on. */
        OFF,

        /**
         * A verified backup holds all that this device has to back up, and the newest attempt succeeded. Of several
         * destinations one that has it is enough; see {@link BackupHealth#destinations()}.
         */
        PROTECTED,

        /** A verified backup exists; something newer is not in it, or the newest attempt failed. */
        BEHIND,

        /** Backup is on and no verified backup is known. */
        UNPROTECTED
    }

    /** Whether something waits to be backed up. */
    public enum Changes {

        /** The newest verified backup has all. */
        NONE,

        /** Something on the device is not in the newest verified backup. */
        WAITING
    }

    /**
     * The newest attempt, which failed.
     *
     * @param reason why
     * @param at when, in whole seconds, by this device's clock
     */
    public record Failure(Problem reason, Instant at) {}

    /**
     * Copies the lists.
     *
     * @param status the one word for it
     * @param vault the vault, unless backup is off
     * @param lastVerified the newest verified backup
     * @param changes whether something waits to be backed up
     * @param slots the known ways to open the vault
     * @param lastFailure why the newest attempt failed
     * @param nameOnly accounts that are backed up by name alone
     * @param destinations how each destination is doing
     * @param findings what the last audit found amiss
     * @param deletion that the backup is going to be deleted
     */
    public BackupHealth {
        slots = List.copyOf(slots);
        nameOnly = List.copyOf(nameOnly);
        findings = Set.copyOf(findings);
        destinations = List.copyOf(destinations);
    }

    /**
     * How old the newest verified backup is. A clock that was set back makes it younger than it is, but never younger
     * than new.
     *
     * @param now the moment, by this device's clock
     * @return the age, 0 or more; empty if there is no verified backup
     */
    public Optional<Duration> ageOfLastVerified(Instant now) {
        return lastVerified
                .map(receipt -> Duration.between(receipt.verifiedAt(), now))
                .map(age -> age.isNegative() ? Duration.ZERO : age);
    }
}
