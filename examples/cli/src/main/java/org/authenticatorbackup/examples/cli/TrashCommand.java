package org.authenticatorbackup.examples.cli;

import java.util.List;
import java.util.Map;
import org.authenticatorbackup.api.DeviceStateException;
import org.authenticatorbackup.api.account.Account;
import picocli.CommandLine.Command;

@Command(description = "Lists the accounts in the trash.")
final class TrashCommand implements CliCommand {

    private final Device device;

    TrashCommand(Device device) {
        this.device = device;
    }

    @Override
    public Answer run() throws CliException, DeviceStateException {
        try (Home home = device.openHome()) {
            List<Account> trash = home.accounts().load().contents().trash();
            List<List<String>> rows = trash.stream()
                    .map(account -> List.of(
                            account.id().value(), AccountView.type(account.credential()), AccountView.title(account)))
                    .toList();
            return new Answer(
                    Map.of("trash", AccountView.json(trash)),
                    rows.isEmpty() ? List.of("The trash is empty") : Columns.align(rows));
        }
    }
}
