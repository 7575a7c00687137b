package org.authenticatorbackup.examples.cli;

import java.util.List;
import java.util.Map;
import org.authenticatorbackup.api.ProblemException;
import picocli.CommandLine.Command;

@Command(description = "Takes the newest recovery on this device back.")
final class UndoCommand implements CliCommand {

    private final Device device;

    UndoCommand(Device device) {
        this.device = device;
    }

    @Override
    public Answer run() throws ProblemException, CliException {
        try (Home home = device.openHome()) {
            boolean undone = device.connect(home).recovery().undo();
            return new Answer(
                    Map.of("undone", undone),
                    List.of(
                            undone
                                    ? "The accounts are as they were before the recovery."
                                    : "There is no recovery to undo."));
        }
    }
}
