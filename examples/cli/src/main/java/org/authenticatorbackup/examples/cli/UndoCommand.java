package org.authenticatorbackup.examples.cli;

import java.util.Map;
import org.authenticatorbackup.api.ProblemException;
import picocli.CommandLine.Command;

@Command
final class UndoCommand implements CliCommand {

    private final Device device;

    UndoCommand(Device device) {
        this.device = device;
    }

    @Override
    public Answer run() throws ProblemException, CliException {
        try (Home home = device.openHome()) {
            boolean undone = device.connect(home).recovery().undo();
            return Answer.of(Map.of("undone", undone), Phrase.of(undone ? "said.recovery_undone" : "said.no_recovery"));
        }
    }
}
