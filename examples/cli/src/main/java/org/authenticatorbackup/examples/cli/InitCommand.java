package org.authenticatorbackup.examples.cli;

import java.util.Map;
import org.authenticatorbackup.api.DeviceStateException;
import picocli.CommandLine.Command;

@Command
final class InitCommand implements CliCommand {

    private final Device device;

    InitCommand(Device device) {
        this.device = device;
    }

    @Override
    public Answer run() throws CliException, DeviceStateException {
        try (Home home = device.createHome()) {
            String name = home.settings().device();
            return Answer.of(Map.of("device", name), Phrase.of("said.device_made", name));
        }
    }
}
