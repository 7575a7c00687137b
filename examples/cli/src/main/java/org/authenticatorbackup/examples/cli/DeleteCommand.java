package org.authenticatorbackup.examples.cli;

import org.authenticatorbackup.api.DeviceStateException;
import org.authenticatorbackup.api.account.Account;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command
final class DeleteCommand implements CliCommand {

    @Parameters(paramLabel = "${bundle:label.id}", descriptionKey = "id")
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
            return Answer.of(AccountView.json(account), Phrase.of("said.account_deleted", AccountView.title(account)));
        }
    }
}
