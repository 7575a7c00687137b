package org.authenticatorbackup.examples.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
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
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command
final class KitCommand implements CliCommand {

    @Option(names = "--out", paramLabel = "${bundle:label.file}")
    @Nullable
    Path out;

    @Option(names = "--check", paramLabel = "${bundle:label.file}")
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
            throw new UsageException("wrong.kit_work");
        }
        if (unlock.isGiven()) {
            throw new UsageException("wrong.check_alone");
        }
        return check(check);
    }

    private Answer write(Path file, KitForm form) throws ProblemException, CliException {
        try (Home home = device.openHome()) {
            HomeSettings settings = unlock.connected(home.settings());
            AuthenticatorBackup library = device.connect(home, settings);
            VaultId vault = vault(library);
            KitNote note = KitForm.note(device, settings);
            try (UnlockSecret secret = unlock.read(device.terminal());
                    UnlockedVault opened = VaultChoice.unlock(library.recovery(), Optional.of(vault), secret);
                    RecoveryKit kit = opened.recoveryKit(note.storageHint())) {
                TextFile.create(file, form.of(kit, note));
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
        return Answer.of(json, Phrase.of("said.kit_written", file), Phrase.of("said.kit_secret"));
    }

    private static Answer right(VaultId vault, Path file) {
        return Answer.of(Json.object("vault", vault, "opens", true), Phrase.of("said.kit_opens", file, vault.value()));
    }
}
