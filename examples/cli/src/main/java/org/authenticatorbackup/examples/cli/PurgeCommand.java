package org.authenticatorbackup.examples.cli;

import java.util.Set;
import org.authenticatorbackup.api.BackupRefusedException;
import org.authenticatorbackup.api.DeviceStateException;
import org.authenticatorbackup.api.account.Account;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command
final class PurgeCommand implements CliCommand {

    @Parameters(paramLabel = "${bundle:label.id}", descriptionKey = "id")
    String id = "";

    private final Device device;

    PurgeCommand(Device device) {
        this.device = device;
    }

    @Override
    public Answer run() throws CliException, BackupRefusedException, DeviceStateException {
        try (Home home = device.openHome()) {
            Account account =
                    AccountChoice.byIdStart(home.accounts().load().contents().trash(), id);
            device.connect(home).accounts().purge(Set.of(account.id()));
            return Answer.of(AccountView.json(account), Phrase.of("said.account_purged", AccountView.title(account)));
        }
    }
}
