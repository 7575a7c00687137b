package org.authenticatorbackup.examples.cli;

import java.util.List;
import java.util.Map;
import org.authenticatorbackup.api.DeviceStateException;
import org.authenticatorbackup.api.account.Account;
import picocli.CommandLine.Command;

@Command
final class TrashCommand implements CliCommand {

    private final Device device;

    TrashCommand(Device device) {
        this.device = device;
    }

    @Override
    public Answer run() throws CliException, DeviceStateException {
        try (Home home = device.openHome()) {
            List<Account> trash = home.accounts().load().contents().trash();
            List<List<Object>> rows = trash.stream()
                    .map(account -> List.of(
                            account.id(), AccountView.typeTold(account.credential()), AccountView.title(account)))
                    .toList();
            Map<String, Object> json = Map.of("trash", AccountView.json(trash));
            return rows.isEmpty() ? Answer.of(json, Phrase.of("said.trash_empty")) : new Answer(json, rows);
        }
    }
}
