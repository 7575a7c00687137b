package org.authenticatorbackup.examples.cli;

import java.util.List;
import org.authenticatorbackup.api.DeviceStateException;
import org.authenticatorbackup.api.account.Account;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(description = "Moves an account to the trash, from which \"undelete\" brings it back.")
final class DeleteCommand implements CliCommand {

    @Parameters(paramLabel = "ID", description = "The account's id, or how it begins.")
    String id = "";

    private final Device device;

    DeleteCommand(Device device) {
        this.device = device;
    }

    @Override
    public Answer run() throws CliException, DeviceStateException {
        try (Home home = device.openHome()) {
            Account account =
                    AccountChoice.byIdStart(home.accounts().load().contents().accounts(), id);
            device.connect(home).accounts().delete(account.id());
            return new Answer(
                    AccountView.json(account),
                    List.of(Columns.printable("In the trash now: " + AccountView.title(account))));
        }
    }
}
