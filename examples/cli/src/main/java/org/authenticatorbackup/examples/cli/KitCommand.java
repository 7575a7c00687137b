package org.authenticatorbackup.examples.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.authenticatorbackup.api.BackupRefusedException;
import org.authenticatorbackup.api.ProblemException;
import org.authenticatorbackup.api.VaultId;
import org.authenticatorbackup.api.vault.RecoveryKit;
import org.authenticatorbackup.api.vault.UnlockSecret;
import org.authenticatorbackup.api.vault.UnlockedVault;
import org.authenticatorbackup.core.AuthenticatorBackup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        description = {
            "Writes the recovery kit: one page that opens the vault by itself.",
            "Print it, put it in a safe place, and delete the file."
        })
final class KitCommand implements CliCommand {

    @Option(names = "--out", required = true, paramLabel = "F", description = "a new text file, for the owner alone")
    Path out = Path.of("");

    @Mixin
    final UnlockOptions unlock = new UnlockOptions();

    private final Device device;

    KitCommand(Device device) {
        this.device = device;
    }

    @Override
    public Answer run() throws ProblemException, CliException {
        try (Home home = device.openHome()) {
            HomeSettings settings = settings(home);
            AuthenticatorBackup library = device.connect(home, settings);
            Optional<VaultId> vault = library.backups().health().vault();
            if (vault.isEmpty()) {
                throw new BackupRefusedException(BackupRefusedException.Reason.NOT_ENABLED, "backup is off");
            }
            try (UnlockSecret secret = unlock.read(device.terminal());
                    UnlockedVault opened = VaultChoice.unlock(library.recovery(), vault, secret);
                    RecoveryKit kit = opened.recoveryKit(settings.storage().orElse(""))) {
                TextFile.create(out, kit.text());
                return answer(opened.id());
            }
        }
    }

    private HomeSettings settings(Home home) throws ProblemException {
        HomeSettings kept = home.settings();
        return new HomeSettings(
                kept.device(), kept.storage(), unlock.recoveryAccount().or(kept::recoveryAccount));
    }

    private Answer answer(VaultId vault) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("vault", vault);
        json.put("out", out);
        return new Answer(
                json,
                List.of(Columns.printable("Recovery kit written to " + out), "Whoever has it can read every backup."));
    }
}
