package org.authenticatorbackup.examples.cli;

import java.util.List;
import java.util.Set;
import org.authenticatorbackup.api.BackupRefusedException;
import org.authenticatorbackup.api.DeviceStateException;
import org.authenticatorbackup.api.account.Account;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(description = "Removes an account from the trash for good. Older backups still hold it.")
final class PurgeCommand implements CliCommand {

    @Parameters(paramLabel = "ID", description = "The account's id, or how it begins.")
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
            return new Answer(
                    AccountView.json(account),
                    List.of(Columns.printable("Removed for good: " + AccountView.title(account))));
        }
    }
}
