package org.authenticatorbackup.examples.cli;

import java.util.Map;
import org.authenticatorbackup.api.ProblemException;
import org.authenticatorbackup.api.SlotId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** What is done to one way into the backup. */
@Command(synopsisSubcommandLabel = "${bundle:label.command}")
final class SlotCommand {

    /** Both need the backup opened, and say which slot. */
    private abstract static class OfOneSlot implements CliCommand {

        @Parameters(index = "0", paramLabel = "${bundle:label.id}", descriptionKey = "id")
        String id = "";

        @Mixin
        final UnlockOptions unlock = new UnlockOptions();

        private final Device device;

        OfOneSlot(Device device) {
            this.device = device;
        }

        @Override
        public Answer run() throws ProblemException, CliException {
            SlotId slot = slotId();
            try (Home home = device.openHome();
                    OwnVault own = OwnVault.open(device, home, unlock)) {
                return change(own, slot);
            }
        }

        abstract Answer change(OwnVault own, SlotId slot) throws ProblemException;

        private SlotId slotId() {
            try {
                return new SlotId(id);
            } catch (IllegalArgumentException e) {
                throw new UsageException("wrong.slot_id");
            }
        }
    }

    @Command
    static final class Remove extends OfOneSlot {

        Remove(Device device) {
            super(device);
        }

        @Override
        Answer change(OwnVault own, SlotId slot) throws ProblemException {
            own.library().vault().removeSlot(own.opened(), slot);
            return Answer.of(Map.of("removed", slot), Phrase.of("said.slot_removed", slot));
        }
    }

    @Command
    static final class Label extends OfOneSlot {

        @Parameters(index = "1", arity = "0..1", paramLabel = "${bundle:label.name}", descriptionKey = "name")
        String label = "";

        Label(Device device) {
            super(device);
        }

        @Override
        Answer change(OwnVault own, SlotId slot) throws ProblemException {
            try {
                own.library().vault().labelSlot(own.opened(), slot, label);
            } catch (IllegalArgumentException e) {
                throw new UsageException("wrong.slot_name");
            }
            return Answer.of(Json.object("id", slot, "label", label), Phrase.of("said.slot_named", slot, label));
        }
    }
}
