package org.authenticatorbackup.examples.cli;

import java.util.List;
import java.util.Map;
import org.authenticatorbackup.api.ProblemException;
import org.authenticatorbackup.api.SlotId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** What is done to one way into the backup. */
@Command(description = "Adds, names or removes a way to open the backup.")
final class SlotCommand {

    /** Both need the backup opened, and say which slot. */
    private abstract static class OfOneSlot implements CliCommand {

        @Parameters(index = "0", paramLabel = "ID", description = "The slot; see \"slots\".")
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
                throw new UsageException("a slot is named by 16 hex digits; see \"slots\"");
            }
        }
    }

    @Command(description = "Removes a way to open the backup. Copies that somebody kept still open it.")
    static final class Remove extends OfOneSlot {

        Remove(Device device) {
            super(device);
        }

        @Override
        Answer change(OwnVault own, SlotId slot) throws ProblemException {
            own.library().vault().removeSlot(own.opened(), slot);
            return new Answer(Map.of("removed", slot), List.of("Removed " + slot));
        }
    }

    @Command(description = "Gives a way to open the backup a name, or takes its name away.")
    static final class Label extends OfOneSlot {

        @Parameters(
                index = "1",
                arity = "0..1",
                paramLabel = "NAME",
                description = "Up to 100 characters; none to take it away.")
        String label = "";

        Label(Device device) {
            super(device);
        }

        @Override
        Answer change(OwnVault own, SlotId slot) throws ProblemException {
            try {
                own.library().vault().labelSlot(own.opened(), slot, label);
            } catch (IllegalArgumentException e) {
                throw new UsageException("a name has up to 100 characters");
            }
            return new Answer(
                    Json.object("id", slot, "label", label), List.of(Columns.printable(slot + " is " + label)));
        }
    }
}
