package org.authenticatorbackup.examples.cli;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.authenticatorbackup.api.AccountService;
import org.authenticatorbackup.api.DeviceStateException;
import org.authenticatorbackup.api.account.Account;
import org.authenticatorbackup.api.account.Group;
import org.authenticatorbackup.api.account.GroupId;
import org.authenticatorbackup.api.account.VaultContents;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command
final class GroupCommand implements CliCommand {

    @Parameters(index = "0", paramLabel = "${bundle:label.id}", descriptionKey = "id")
    String id = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "${bundle:label.name}", descriptionKey = "name")
    @Nullable
    String name;

    private final Device device;

    GroupCommand(Device device) {
        this.device = device;
    }

    @Override
    public Answer run() throws CliException, DeviceStateException {
        try (Home home = device.openHome()) {
            VaultContents contents = home.accounts().load().contents();
            Account account = AccountChoice.byIdStart(contents.accounts(), id);
            AccountService accounts = device.connect(home).accounts();
            Optional<GroupId> group =
                    name == null ? Optional.empty() : Optional.of(named(name, contents.groups(), accounts));
            accounts.assign(account.id(), group);
            Map<String, Object> json = AccountView.json(account);
            json.put("group", Optional.ofNullable(name));
            String title = AccountView.title(account);
            return Answer.of(
                    json,
                    name == null
                            ? Phrase.of("said.account_ungrouped", title)
                            : Phrase.of("said.account_grouped", title, name));
        }
    }

    private static GroupId named(String name, List<Group> groups, AccountService accounts) throws DeviceStateException {
        Optional<Group> there =
                groups.stream().filter(group -> group.name().equals(name)).findFirst();
        return there.isPresent() ? there.get().id() : accounts.addGroup(name).id();
    }
}
