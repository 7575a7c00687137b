package org.authenticatorbackup.examples.cli;

import java.util.List;
import java.util.Map;
import org.authenticatorbackup.api.DeviceStateException;
import picocli.CommandLine.Command;

@Command(description = "Makes a home: a new device without accounts.")
final class InitCommand implements CliCommand {

    private final Device device;

    InitCommand(Device device) {
        this.device = device;
    }

    @Override
    public Answer run() throws CliException, DeviceStateException {
        try (Home home = device.createHome()) {
            String name = home.settings().device();
            return new Answer(Map.of("device", name), List.of("New device " + name));
        }
    }
}
