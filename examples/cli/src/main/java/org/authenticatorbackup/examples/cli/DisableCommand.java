package org.authenticatorbackup.examples.cli;

import java.util.Map;
import org.authenticatorbackup.api.DeviceStateException;
import picocli.CommandLine.Command;

@Command
final class DisableCommand implements CliCommand {

    private final Device device;

    DisableCommand(Device device) {
        this.device = device;
    }

    @Override
    public Answer run() throws CliException, DeviceStateException {
        try (Home home = device.openHome()) {
            HomeSettings settings = home.settings();
            device.connect(home, settings).backups().disable();
            home.store(settings.disconnected());
            return Answer.of(Map.of("disabled", true), Phrase.of("said.backup_off"));
        }
    }
}
