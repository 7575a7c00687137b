package org.authenticatorbackup.examples.cli;

import java.util.List;
import org.authenticatorbackup.api.DeviceStateException;
import org.authenticatorbackup.api.account.Account;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(description = "Moves an account to another place in the list.")
final class MoveCommand implements CliCommand {

    @Parameters(index = "0", paramLabel = "ID", description = "The account's id, or how it begins.")
    String id = "";

    @Parameters(index = "1", paramLabel = "POSITION", description = "Its place from now on; the first is 1.")
    int position;

    private final Device device;

    MoveCommand(Device device) {
        this.device = device;
    }

    @Override
    public Answer run() throws CliException, DeviceStateException {
        if (position < 1) {
            throw new UsageException("POSITION is 1 or more");
        }
        try (Home home = device.openHome()) {
            Account account =
                    AccountChoice.byIdStart(home.accounts().load().contents().accounts(), id);
            device.connect(home).accounts().move(account.id(), position - 1);
            return new Answer(
                    AccountView.json(account), List.of(Columns.printable("Moved " + AccountView.title(account))));
        }
    }
}
