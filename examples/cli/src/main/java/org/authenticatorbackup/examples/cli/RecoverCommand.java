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

@Command
final class RecoverCommand implements CliCommand {

    @Option(names = "--storage", required = true, paramLabel = "URI")
    List<String> storages = List.of();

    @Option(names = "--vault", paramLabel = "${bundle:label.vault}")
    @Nullable
    String vault;

    @Mixin
    final UnlockOptions unlock = new UnlockOptions();

    @Option(names = "--mode", paramLabel = "block|merge|replace")
    String mode = "block";

    @Option(names = "--at", paramLabel = "${bundle:label.version}")
    @Nullable
    String version;

    @Option(names = "--account", paramLabel = "${bundle:label.id}")
    List<String> accounts = List.of();

    @Option(names = "--preview")
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
    static Answer commit(
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
            throw new UsageException("wrong.account_mode");
        }
        try {
            return options.only(accounts.stream().map(AccountId::new).collect(Collectors.toSet()));
        } catch (IllegalArgumentException e) {
            throw new UsageException("wrong.account_id");
        }
    }

    private RestoreMode mode() {
        try {
            return Words.parse(RestoreMode.class, mode);
        } catch (IllegalArgumentException e) {
            throw new UsageException("wrong.mode");
        }
    }

    private Optional<VaultId> vaultId() {
        try {
            return Optional.ofNullable(vault).map(VaultId::new);
        } catch (IllegalArgumentException e) {
            throw new UsageException("wrong.vault_id");
        }
    }
}
