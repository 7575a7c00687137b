package org.authenticatorbackup.examples.cli;

import java.util.List;
import java.util.Map;
import org.authenticatorbackup.api.ProblemException;
import picocli.CommandLine.Command;

@Command(description = "Calls the deletion of the backup off.")
final class UndeleteBackupCommand implements CliCommand {

    private final Device device;

    UndeleteBackupCommand(Device device) {
        this.device = device;
    }

    @Override
    public Answer run() throws ProblemException, CliException {
        try (Home home = device.openHome()) {
            device.connect(home).upkeep().undeleteBackup();
            return new Answer(Map.of("kept", true), List.of("The backup stays."));
        }
    }
}
