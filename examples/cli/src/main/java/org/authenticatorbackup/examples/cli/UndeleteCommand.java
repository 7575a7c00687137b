package org.authenticatorbackup.examples.cli;

import org.authenticatorbackup.api.DeviceStateException;
import org.authenticatorbackup.api.account.Account;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command
final class UndeleteCommand implements CliCommand {

    @Parameters(paramLabel = "${bundle:label.id}", descriptionKey = "id")
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
            return Answer.of(AccountView.json(account), Phrase.of("said.account_back", AccountView.title(account)));
        }
    }
}
