package org.authenticatorbackup.examples.cli;

import java.util.List;
import java.util.Optional;
import org.authenticatorbackup.api.DeviceStateException;
import org.authenticatorbackup.api.account.Account;
import org.authenticatorbackup.api.account.AccountName;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(description = "Changes what an account is called.")
final class RenameCommand implements CliCommand {

    @Parameters(paramLabel = "ID", description = "The account's id, or how it begins.")
    String id = "";

    @Option(names = "--issuer", paramLabel = "NAME", description = "The provider, as shown from now on.")
    @Nullable
    String issuer;

    @Option(names = "--name", paramLabel = "NAME", description = "The user name, as shown from now on.")
    @Nullable
    String name;

    private final Device device;

    RenameCommand(Device device) {
        this.device = device;
    }

    @Override
    public Answer run() throws CliException, DeviceStateException {
        if (issuer == null && name == null) {
            throw new UsageException("expected --issuer, --name or both");
        }
        try (Home home = device.openHome()) {
            Account account =
                    AccountChoice.byIdStart(home.accounts().load().contents().accounts(), id);
            AccountName before = account.label().name();
            AccountName after = new AccountName(
                    Optional.ofNullable(issuer).orElse(before.issuer()),
                    Optional.ofNullable(name).orElse(before.name()));
            device.connect(home)
                    .accounts()
                    .relabel(account.id(), account.label().withName(after));
            Account renamed = account.withLabel(account.label().withName(after));
            return new Answer(
                    AccountView.json(renamed), List.of(Columns.printable("Renamed to " + AccountView.title(renamed))));
        }
    }
}
