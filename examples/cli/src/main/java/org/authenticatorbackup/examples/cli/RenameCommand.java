package org.authenticatorbackup.examples.cli;

import java.util.Optional;
import org.authenticatorbackup.api.DeviceStateException;
import org.authenticatorbackup.api.account.Account;
import org.authenticatorbackup.api.account.AccountName;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command
final class RenameCommand implements CliCommand {

    @Parameters(paramLabel = "${bundle:label.id}", descriptionKey = "id")
    String id = "";

    @Option(names = "--issuer", paramLabel = "${bundle:label.name}")
    @Nullable
    String issuer;

    @Option(names = "--name", paramLabel = "${bundle:label.name}")
    @Nullable
    String name;

    private final Device device;

    RenameCommand(Device device) {
        this.device = device;
    }

    @Override
    public Answer run() throws CliException, DeviceStateException {
        if (issuer == null && name == null) {
            throw new UsageException("wrong.rename");
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
            return Answer.of(AccountView.json(renamed), Phrase.of("said.account_renamed", AccountView.title(renamed)));
        }
    }
}
