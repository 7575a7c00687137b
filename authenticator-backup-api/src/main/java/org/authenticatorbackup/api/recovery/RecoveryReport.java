package org.authenticatorbackup.api.recovery;

import java.util.List;
import java.util.Set;
import org.authenticatorbackup.api.DeviceId;
import org.authenticatorbackup.api.VaultId;

/**
 * What became of each account of a committed recovery.
 *
 * @param vault the vault that this device now belongs to
 * @param device the name of this device within it
 * @param outcomes one for each account, in the order the person sees them, then the trash
 * @param rejected accounts that contradict themselves and could not be restored
 * @param warnings what the person should know
 */
public record RecoveryReport(
        VaultId vault,
        DeviceId device,
        List<AccountOutcome> outcomes,
        List<RejectedAccount> rejected,
        Set<RecoveryWarning> warnings) {

    /**
     * Copies the collections.
     *
     * @param vault the vault that this device now belongs to
     * @param device the name of this device within it
     * @param outcomes one for each account
     * @param rejected accounts that could not be restored
     * @param warnings what the person should know
     */
    public RecoveryReport {
        outcomes = List.copyOf(outcomes);
        rejected = List.copyOf(rejected);
        warnings = Set.copyOf(warnings);
    }
}
