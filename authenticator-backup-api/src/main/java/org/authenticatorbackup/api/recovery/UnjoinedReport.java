package org.authenticatorbackup.api.recovery;

import java.util.List;
import java.util.Set;
import org.authenticatorbackup.api.VaultId;

/**
 * What became of each account that was restored to a device which did not join the vault.
 *
 * @param vault the vault that the accounts came from; this device does not back up to it
 * @param outcomes one for each account, in the order the person sees them, then the trash
 * @param rejected accounts that contradict themselves and could not be restored
 * @param warnings what the person should know
 */
public record UnjoinedReport(
        VaultId vault, List<AccountOutcome> outcomes, List<RejectedAccount> rejected, Set<RecoveryWarning> warnings) {

    /**
     * Copies the collections.
     *
     * @param vault the vault that the accounts came from
     * @param outcomes one for each account
     * @param rejected accounts that could not be restored
     * @param warnings what the person should know
     */
    public UnjoinedReport {
        outcomes = List.copyOf(outcomes);
        rejected = List.copyOf(rejected);
        warnings = Set.copyOf(warnings);
    }
}
