package org.authenticatorbackup.examples.cli;

import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.authenticatorbackup.api.BackupRefusedException;
import org.authenticatorbackup.api.ProblemException;
import org.authenticatorbackup.api.RecoveryRefusedException;
import org.authenticatorbackup.api.VaultId;
import org.authenticatorbackup.api.vault.RecoveryKit;
import org.authenticatorbackup.api.vault.UnlockSecret;
import org.authenticatorbackup.api.vault.UnlockedVault;
import org.authenticatorbackup.core.AuthenticatorBackup;
import org.authenticatorbackup.crypto.share.KitNote;
import org.authenticatorbackup.crypto.share.WordLanguage;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        description = {
            "Writes the recovery kit, which opens the vault by itself, or checks one.",
            "Print it, put it in a safe place, and delete the file."
        })
final class KitCommand implements CliCommand {

    @Option(
            names = "--out",
            paramLabel = "F",
            description =
                    "A new file, for the owner alone: .html is the page to print, .png and .svg its QR code, .txt text.")
    @Nullable
    Path out;

    @Option(
            names = "--check",
            paramLabel = "F",
            description = "Prove that this kit opens the backup of this device, without recovering anything.")
    @Nullable
    Path check;

    @Mixin
    final UnlockOptions unlock = new UnlockOptions();

    private final Device device;

    KitCommand(Device device) {
        this.device = device;
    }

    @Override
    public Answer run() throws ProblemException, CliException {
        if (out != null && check == null) {
            return write(out, KitForm.ofFile(out));
        }
        if (check == null || out != null) {
            throw new UsageException("one of --out and --check is needed");
        }
        if (unlock.isGiven()) {
            throw new UsageException("--check needs nothing but the kit");
        }
        return check(check);
    }

    private Answer write(Path file, KitForm form) throws ProblemException, CliException {
        try (Home home = device.openHome()) {
            HomeSettings settings = unlock.connected(home.settings());
            AuthenticatorBackup library = device.connect(home, settings);
            VaultId vault = vault(library);
            String hint = String.join(" ", settings.storages());
            String today = device.clock()
                    .instant()
                    .atOffset(ZoneOffset.UTC)
                    .toLocalDate()
                    .toString();
            try (UnlockSecret secret = unlock.read(device.terminal());
                    UnlockedVault opened = VaultChoice.unlock(library.recovery(), Optional.of(vault), secret);
                    RecoveryKit kit = opened.recoveryKit(hint)) {
                TextFile.create(file, form.of(kit, new KitNote(hint, today, WordLanguage.ENGLISH)));
                return written(opened.id(), file);
            }
        }
    }

    private Answer check(Path file) throws ProblemException, CliException {
        try (Home home = device.openHome();
                RecoveryKit kit = KitFile.read(file)) {
            AuthenticatorBackup library = device.connect(home);
            VaultId vault = vault(library);
            return switch (library.vault().checkKit(vault, kit)) {
                case RIGHT -> right(vault, file);
                case OTHER_VAULT ->
                    throw new RecoveryRefusedException(
                            RecoveryRefusedException.Reason.WRONG_KIT, "the kit belongs to another vault");
                case NOT_A_KIT ->
                    throw new RecoveryRefusedException(RecoveryRefusedException.Reason.MALFORMED_KIT, "this is no kit");
            };
        }
    }

    private static VaultId vault(AuthenticatorBackup library) throws ProblemException {
        return library.backups()
                .health()
                .vault()
                .orElseThrow(
                        () -> new BackupRefusedException(BackupRefusedException.Reason.NOT_ENABLED, "backup is off"));
    }

    private static Answer written(VaultId vault, Path file) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("vault", vault);
        json.put("out", file.toString());
        return new Answer(
                json,
                List.of(Columns.printable("Recovery kit written to " + file), "Whoever has it can read every backup."));
    }

    private static Answer right(VaultId vault, Path file) {
        return new Answer(
                Json.object("vault", vault, "opens", true),
                List.of(Columns.printable(file + " opens the backup of this device: vault " + vault.value())));
    }
}
