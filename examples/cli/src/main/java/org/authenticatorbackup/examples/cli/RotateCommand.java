package org.authenticatorbackup.examples.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.authenticatorbackup.api.ProblemException;
import org.authenticatorbackup.api.VaultService;
import org.authenticatorbackup.api.backup.BackupReceipt;
import org.authenticatorbackup.api.vault.Passphrase;
import org.authenticatorbackup.api.vault.PreparedRotation;
import org.authenticatorbackup.api.vault.RecoveryKit;
import org.authenticatorbackup.api.vault.RotationReceipt;
import org.authenticatorbackup.api.vault.SlotPlan;
import org.authenticatorbackup.crypto.share.KitNote;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command
final class RotateCommand implements CliCommand {

    private enum Work {
        REPLACE,
        FINISH,
        CANCEL
    }

    @Mixin
    final UnlockOptions unlock = new UnlockOptions();

    @Mixin
    final NewPassphraseOptions next = new NewPassphraseOptions();

    @Option(names = "--kit", paramLabel = "${bundle:label.file}")
    @Nullable
    Path kit;

    @Option(names = "--finish")
    boolean finish;

    @Option(names = "--cancel")
    boolean cancel;

    private final Device device;

    RotateCommand(Device device) {
        this.device = device;
    }

    @Override
    public Answer run() throws ProblemException, CliException {
        Work work = work();
        next.requireOneSource();
        try (Home home = device.openHome()) {
            HomeSettings settings = unlock.connected(home.settings());
            return switch (work) {
                case REPLACE -> replace(home, settings);
                case FINISH -> finished(device.connect(home, settings).vault());
                case CANCEL -> {
                    device.connect(home, settings).vault().cancelRotation();
                    yield Answer.of(Map.of("cancelled", true), Phrase.of("said.rotation_canceled"));
                }
            };
        }
    }

    private Work work() {
        if (finish && cancel) {
            throw new UsageException("wrong.finish_or_cancel");
        }
        if (!finish && !cancel) {
            return Work.REPLACE;
        }
        if (unlock.passphrase.isGiven() || unlock.kit != null || kit != null || next.generate) {
            throw new UsageException("wrong.finish_secrets");
        }
        return finish ? Work.FINISH : Work.CANCEL;
    }

    /** The person has what opens the new backup before the old ways in go. */
    private Answer replace(Home home, HomeSettings settings) throws ProblemException, CliException {
        try (OwnVault own = OwnVault.open(device, home, unlock);
                Passphrase passphrase = next.read(device, own.library().backups())) {
            VaultService vaults = own.library().vault();
            SlotPlan plan = NewPassphraseOptions.plan(passphrase, settings.recoveryAccount());
            try (PreparedRotation prepared = vaults.rotate(own.opened(), List.of(plan), next.weakLocks())) {
                if (kit != null) {
                    writeKit(prepared, kit, settings);
                }
            }
            return finished(vaults);
        }
    }

    private void writeKit(PreparedRotation prepared, Path file, HomeSettings settings)
            throws ProblemException, CliException {
        KitNote note = KitForm.note(device, settings);
        try (RecoveryKit fresh = prepared.vault().recoveryKit(note.storageHint())) {
            TextFile.create(file, KitForm.TXT.of(fresh, note));
        }
    }

    private static Answer finished(VaultService vaults) throws ProblemException {
        RotationReceipt receipt = vaults.finishRotation();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("vault", receipt.vault());
        json.put("replaced", receipt.replaced());
        json.put("snapshot", receipt.backup().map(BackupReceipt::snapshot));
        json.put("removed", SlotView.json(receipt.removed()));
        json.put("secretsKept", SlotView.json(receipt.secretsKept()));
        return new Answer(
                json,
                List.of(
                        List.of(Phrase.of("heading.backs_up_to"), receipt.vault()),
                        List.of(Phrase.of("heading.instead_of"), receipt.replaced()),
                        List.of(
                                Phrase.of("heading.removed"),
                                Phrase.of(
                                        "said.slots_removed", receipt.removed().size()))));
    }
}
