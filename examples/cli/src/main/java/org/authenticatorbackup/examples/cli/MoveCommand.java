package org.authenticatorbackup.examples.cli;

import org.authenticatorbackup.api.DeviceStateException;
import org.authenticatorbackup.api.account.Account;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command
final class MoveCommand implements CliCommand {

    @Parameters(index = "0", paramLabel = "${bundle:label.id}", descriptionKey = "id")
    String id = "";

    @Parameters(index = "1", paramLabel = "${bundle:label.position}", descriptionKey = "position")
    int position;

    private final Device device;

    MoveCommand(Device device) {
        this.device = device;
    }

    @Override
    public Answer run() throws CliException, DeviceStateException {
        if (position < 1) {
            throw new UsageException("wrong.position");
        }
        try (Home home = device.openHome()) {
            Account account =
                    AccountChoice.byIdStart(home.accounts().load().contents().accounts(), id);
            device.connect(home).accounts().move(account.id(), position - 1);
            return Answer.of(AccountView.json(account), Phrase.of("said.account_moved", AccountView.title(account)));
        }
    }
}
