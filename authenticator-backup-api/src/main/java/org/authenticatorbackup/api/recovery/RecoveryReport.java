package org.authenticatorbackup.api.recovery;

import java.util.List;
import java.util.Set;
import org.authenticatorbackup.api.DeviceId;
import org.authenticatorbackup.api.VaultId;
import org.authenticatorbackup.api.account.Account;

/**
 * What became of each account of a committed recovery.
 *
 * @param vault the vault that this device now belongs to
 * @param device the name of this device within it
 * @param restored accounts that work as before
 * @param needVerification accounts that are there by name and whose providers must verify the person
 * @param failed accounts that could not be restored
 * @param warnings what the person should know
 */
public record RecoveryReport(
        VaultId vault,
        DeviceId device,
        List<Account> restored,
        List<Account> needVerification,
        List<RejectedAccount> failed,
        Set<RecoveryWarning> warnings) {

    /**
     * Copies the collections.
     *
     * @param vault the vault that this device now belongs to
     * @param device the name of this device within it
     * @param restored accounts that work as before
     * @param needVerification accounts that are there by name alone
     * @param failed accounts that could not be restored
     * @param warnings what the person should know
     */
    public RecoveryReport {
        restored = List.copyOf(restored);
        needVerification = List.copyOf(needVerification);
        failed = List.copyOf(failed);
        warnings = Set.copyOf(warnings);
    }
}
