package org.authenticatorbackup.examples.cli;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.authenticatorbackup.api.ProblemException;
import org.authenticatorbackup.api.RecoveryRefusedException;
import org.authenticatorbackup.api.RecoveryService;
import org.authenticatorbackup.api.VaultId;
import org.authenticatorbackup.api.vault.FoundVault;
import org.authenticatorbackup.api.vault.RecoveryKit;
import org.authenticatorbackup.api.vault.UnlockSecret;
import org.authenticatorbackup.api.vault.UnlockedVault;

/** Finds the vault that a person means, and opens it. */
final class VaultChoice {

    private VaultChoice() {}

    /** Opens the named vault; without a name the only one with a backup, or the one that the kit belongs to. */
    static UnlockedVault unlock(RecoveryService recovery, Optional<VaultId> named, UnlockSecret secret)
            throws ProblemException, CliException {
        if (secret instanceof RecoveryKit kit && named.isEmpty()) {
            return recovery.unlock(kit);
        }
        List<FoundVault> fitting = fitting(recovery.findVaults(), named);
        if (fitting.size() > 1) {
            String names = fitting.stream().map(v -> v.id().value()).collect(Collectors.joining(", "));
            throw new CliException(CliProblem.SEVERAL_VAULTS, names);
        }
        if (fitting.isEmpty()) {
            throw new RecoveryRefusedException(RecoveryRefusedException.Reason.NO_VAULT, "no such vault was found");
        }
        return recovery.unlock(fitting.get(0), secret);
    }

    /** A failed attempt to turn backup on may leave a vault without a snapshot; nobody means that one. */
    private static List<FoundVault> fitting(List<FoundVault> found, Optional<VaultId> named) {
        if (named.isPresent()) {
            return found.stream().filter(v -> v.id().equals(named.get())).toList();
        }
        List<FoundVault> withSnapshots =
                found.stream().filter(v -> !v.newest().isEmpty()).toList();
        return withSnapshots.isEmpty() ? found : withSnapshots;
    }
}
