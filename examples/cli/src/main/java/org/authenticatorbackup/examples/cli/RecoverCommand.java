package org.authenticatorbackup.examples.cli;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.authenticatorbackup.api.ProblemException;
import org.authenticatorbackup.api.RecoveryService;
import org.authenticatorbackup.api.VaultId;
import org.authenticatorbackup.api.account.AccountId;
import org.authenticatorbackup.api.recovery.RecoveryPreview;
import org.authenticatorbackup.api.recovery.RestoreMode;
import org.authenticatorbackup.api.recovery.RestoreOptions;
import org.authenticatorbackup.api.vault.UnlockSecret;
import org.authenticatorbackup.api.vault.UnlockedVault;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(description = "Brings the accounts back on this device, which is made if it is not there.")
final class RecoverCommand implements CliCommand {

    @Option(
            names = "--storage",
            required = true,
            paramLabel = "URI",
            description = "Where backups are: file:///path. Several are read together.")
    List<String> storages = List.of();

    @Option(names = "--vault", paramLabel = "V", description = "Which vault, if the storage holds several.")
    @Nullable
    String vault;

    @Mixin
    final UnlockOptions unlock = new UnlockOptions();

    @Option(
            names = "--mode",
            paramLabel = "block|merge|replace",
            description =
                    "What to do about accounts that are here: refuse (the default), join both, or put the backup in"
                            + " their place; see also \"undo\".")
    String mode = "block";

    @Option(names = "--at", paramLabel = "VERSION", description = "Go back to a version; see \"history\".")
    @Nullable
    String version;

    @Option(
            names = "--account",
            paramLabel = "ID",
            description = "Bring back this account and leave all others as they are. May be given several times.")
    List<String> accounts = List.of();

    @Option(names = "--preview", description = "Only show what would be recovered.")
    boolean preview;

    private final Device device;

    RecoverCommand(Device device) {
        this.device = device;
    }

    @Override
    public Answer run() throws ProblemException, CliException {
        Optional<VaultId> named = vaultId();
        RestoreOptions options = options();
        Destinations.of(storages)
                .forEach(device::storage); // a wrong URI is a wrong usage, even before the passphrase is asked for
        try (UnlockSecret secret = unlock.read(device.terminal());
                Home home = device.openOrCreateHome()) {
            HomeSettings before = home.settings();
            HomeSettings connected = before.connectedTo(Destinations.of(storages), unlock.recoveryAccount());
            RecoveryService recovery = device.connect(home, connected).recovery();
            try (UnlockedVault opened = VaultChoice.unlock(recovery, named, secret)) {
                RecoveryPreview found = recovery.preview(opened, options);
                return preview ? RecoveryView.preview(found) : commit(home, before, connected, recovery, opened, found);
            }
        }
    }

    /** The settings come first: once the library has joined the vault, they must not be missing. */
    private static Answer commit(
            Home home,
            HomeSettings before,
            HomeSettings connected,
            RecoveryService recovery,
            UnlockedVault opened,
            RecoveryPreview found)
            throws ProblemException {
        home.store(connected);
        try {
            return RecoveryView.report(recovery.commit(opened, found), found);
        } catch (ProblemException | RuntimeException e) {
            home.store(before);
            throw e;
        }
    }

    private RestoreOptions options() {
        RestoreOptions options = RestoreOptions.defaults().withMode(mode());
        if (version != null) {
            options = options.at(Versions.parse(version));
        }
        if (accounts.isEmpty()) {
            return options;
        }
        if (options.mode() != RestoreMode.MERGE) {
            throw new UsageException("--account goes with --mode merge");
        }
        try {
            return options.only(accounts.stream().map(AccountId::new).collect(Collectors.toSet()));
        } catch (IllegalArgumentException e) {
            throw new UsageException("--account is an id of 32 hex digits");
        }
    }

    private RestoreMode mode() {
        try {
            return Words.parse(RestoreMode.class, mode);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--mode is block, merge or replace");
        }
    }

    private Optional<VaultId> vaultId() {
        try {
            return Optional.ofNullable(vault).map(VaultId::new);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--vault is 32 characters of a-z and 2-7");
        }
    }
}
