package org.authenticatorbackup.examples.cli;

import java.util.List;
import java.util.Map;
import org.authenticatorbackup.api.ProblemException;
import org.authenticatorbackup.api.vault.NewSlot;
import org.authenticatorbackup.api.vault.Passphrase;
import org.authenticatorbackup.api.vault.SlotPlan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command
final class SlotAddCommand implements CliCommand {

    @Mixin
    final UnlockOptions unlock = new UnlockOptions();

    @Mixin
    final NewPassphraseOptions next = new NewPassphraseOptions();

    private final Device device;

    SlotAddCommand(Device device) {
        this.device = device;
    }

    @Override
    public Answer run() throws ProblemException, CliException {
        next.requireOneSource();
        try (Home home = device.openHome();
                OwnVault own = OwnVault.open(device, home, unlock);
                Passphrase passphrase = next.read(device, own.library().backups())) {
            SlotPlan plan = NewPassphraseOptions.plan(
                    passphrase, unlock.connected(home.settings()).recoveryAccount());
            try (NewSlot slot = own.library().vault().addSlot(own.opened(), plan, next.weakLocks())) {
                return Answer.of(
                        Map.of("slot", SlotView.json(List.of(slot.slot())).get(0)),
                        Phrase.of("said.opens_with", SlotView.text(slot.slot())));
            }
        }
    }
}
