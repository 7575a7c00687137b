package org.authenticatorbackup.examples.cli;

import java.util.List;
import java.util.Map;
import org.authenticatorbackup.api.DeviceStateException;
import picocli.CommandLine.Command;

@Command(description = "Turns backup off on this device. What is stored stays, and so do the accounts.")
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
            return new Answer(Map.of("disabled", true), List.of("Backup is off. Stored backups are still there."));
        }
    }
}
