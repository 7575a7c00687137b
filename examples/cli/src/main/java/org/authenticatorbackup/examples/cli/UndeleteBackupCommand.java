package org.authenticatorbackup.examples.cli;

import java.util.Map;
import org.authenticatorbackup.api.ProblemException;
import picocli.CommandLine.Command;

@Command
final class UndeleteBackupCommand implements CliCommand {

    private final Device device;

    UndeleteBackupCommand(Device device) {
        this.device = device;
    }

    @Override
    public Answer run() throws ProblemException, CliException {
        try (Home home = device.openHome()) {
            device.connect(home).upkeep().undeleteBackup();
            return Answer.of(Map.of("kept", true), Phrase.of("said.backup_kept"));
        }
    }
}
