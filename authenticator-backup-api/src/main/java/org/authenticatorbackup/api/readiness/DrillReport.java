package org.authenticatorbackup.api.readiness;

import java.util.List;
import java.util.Set;
import org.authenticatorbackup.api.VaultId;
import org.authenticatorbackup.api.account.AccountId;
import org.authenticatorbackup.api.recovery.AccountOutcome;
import org.authenticatorbackup.api.recovery.RecoveryWarning;
import org.authenticatorbackup.api.recovery.RejectedAccount;
import org.authenticatorbackup.api.recovery.UnreadableObject;

/**
 * What a recovery on a new device would have brought, had this one been lost at that moment.
 *
 * @param vault the vault
 * @param drill when and how it was opened, and the counts; this is what the device keeps
 * @param outcomes what would have become of each account, in the order the person sees them, then the trash
 * @param missing the accounts of this device that would not have come back, or not with their codes though they are backed
 *     up in full; most often they were added since the last backup
 * @param unreadable the objects that could not be used
 * @param rejected accounts that contradict themselves and could not have been restored
 * @param warnings what the person should know
 */
public record DrillReport(
        VaultId vault,
        Drill drill,
        List<AccountOutcome> outcomes,
        List<AccountId> missing,
        List<UnreadableObject> unreadable,
        List<RejectedAccount> rejected,
        Set<RecoveryWarning> warnings) {

    /** What the storage gave out is known to be old, or not the whole, or another one's. */
    private static final Set<RecoveryWarning> NOT_ALL = Set.of(
            RecoveryWarning.ROLLBACK_SUSPECTED,
            RecoveryWarning.EQUIVOCATION,
            RecoveryWarning.VAULT_ROTATED,
            RecoveryWarning.ACCOUNTS_PURGED);

    /**
     * Copies the collections.
     *
     * @param vault the vault
     * @param drill when and how it was opened
     * @param outcomes what would have become of each account
     * @param missing the accounts of this device that would not have come back
     * @param unreadable the objects that could not be used
     * @param rejected accounts that could not have been restored
     * @param warnings what the person should know
     */
    public DrillReport {
        outcomes = List.copyOf(outcomes);
        missing = List.copyOf(missing);
        unreadable = List.copyOf(unreadable);
        rejected = List.copyOf(rejected);
        warnings = Set.copyOf(warnings);
    }

    /**
     * Whether a new device would have got everything that this one has to back up.
     *
     * @return false if an account is missing or was rejected, or the storage gave out something old or foreign
     */
    public boolean isComplete() {
        return missing.isEmpty() && rejected.isEmpty() && warnings.stream().noneMatch(NOT_ALL::contains);
    }
}
