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

@Command(description = "Puts an account into a group, which is made if there is none of that name; or into none.")
final class GroupCommand implements CliCommand {

    @Parameters(index = "0", paramLabel = "ID", description = "The account's id, or how it begins.")
    String id = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "NAME", description = "The group; without it, none.")
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
            String words = name == null ? " is in no group" : " is in the group " + name;
            return new Answer(json, List.of(Columns.printable(AccountView.title(account) + words)));
        }
    }

    private static GroupId named(String name, List<Group> groups, AccountService accounts) throws DeviceStateException {
        Optional<Group> there =
                groups.stream().filter(group -> group.name().equals(name)).findFirst();
        return there.isPresent() ? there.get().id() : accounts.addGroup(name).id();
    }
}
