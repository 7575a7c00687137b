package org.authenticatorbackup.examples.cli;

import java.util.List;
import org.authenticatorbackup.api.DeviceStateException;
import org.authenticatorbackup.api.account.Account;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(description = "Brings an account back from the trash.")
final class UndeleteCommand implements CliCommand {

    @Parameters(paramLabel = "ID", description = "The account's id, or how it begins.")
    String id = "";

    private final Device device;

    UndeleteCommand(Device device) {
        this.device = device;
    }

    @Override
    public Answer run() throws CliException, DeviceStateException {
        try (Home home = device.openHome()) {
            Account account =
                    AccountChoice.byIdStart(home.accounts().load().contents().trash(), id);
            device.connect(home).accounts().restore(account.id());
            return new Answer(
                    AccountView.json(account), List.of(Columns.printable("Back: " + AccountView.title(account))));
        }
    }
}
