package org.authenticatorbackup.core.recovery;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.authenticatorbackup.api.DeviceStateException;
import org.authenticatorbackup.api.RecoveryAccountException;
import org.authenticatorbackup.api.VaultId;
import org.authenticatorbackup.api.spi.RecoveryAccount;
import org.authenticatorbackup.api.spi.VaultDirectory;
import org.authenticatorbackup.core.vault.Enrollment;
import org.authenticatorbackup.core.vault.Surroundings;

/** Which vaults are known beside what the storage says. Whoever does not answer knows none: this is for advice alone. */
final class KnownVaults {

    private KnownVaults() {}

    /** {@return the vault of this device, and those of the recovery account} */
    static Set<VaultId> of(Surroundings here) {
        Set<VaultId> known = new HashSet<>(ofAccount(here));
        try {
            here.device().device().enrollment().map(Enrollment::vault).ifPresent(known::add);
        } catch (DeviceStateException e) {
            return known;
        }
        return known;
    }

    /** {@return the vaults for which the recovery account keeps something} */
    static Set<VaultId> ofAccount(Surroundings here) {
        Optional<RecoveryAccount> account = here.recoveryAccount();
        try {
            return account.isPresent() && account.get() instanceof VaultDirectory directory
                    ? directory.vaults()
                    : Set.of();
        } catch (RecoveryAccountException | RuntimeException e) {
            return Set.of();
        }
    }
}
