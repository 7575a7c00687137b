package org.authenticatorbackup.examples.cli;

import java.util.Optional;
import org.authenticatorbackup.api.BackupRefusedException;
import org.authenticatorbackup.api.ProblemException;
import org.authenticatorbackup.api.VaultId;
import org.authenticatorbackup.api.vault.UnlockSecret;
import org.authenticatorbackup.api.vault.UnlockedVault;
import org.authenticatorbackup.core.AuthenticatorBackup;

/**
 * The vault that a home backs up to, opened with what the person has.
 *
 * @param library connected to the home's storages
 * @param opened the vault
 */
record OwnVault(AuthenticatorBackup library, UnlockedVault opened) implements AutoCloseable {

    static OwnVault open(Device device, Home home, UnlockOptions unlock) throws ProblemException, CliException {
        AuthenticatorBackup library = device.connect(home, unlock.connected(home.settings()));
        VaultId vault = library.backups()
                .health()
                .vault()
                .orElseThrow(
                        () -> new BackupRefusedException(BackupRefusedException.Reason.NOT_ENABLED, "backup is off"));
        try (UnlockSecret secret = unlock.read(device.terminal())) {
            return new OwnVault(library, VaultChoice.unlock(library.recovery(), Optional.of(vault), secret));
        }
    }

    @Override
    public void close() {
        opened.close();
    }
}
