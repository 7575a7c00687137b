package org.authenticatorbackup.examples.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.authenticatorbackup.api.DeviceStateException;
import org.authenticatorbackup.api.account.Account;
import org.authenticatorbackup.api.account.Group;
import org.authenticatorbackup.api.account.GroupId;
import picocli.CommandLine.Command;

@Command
final class ListCommand implements CliCommand {

    private final Device device;

    ListCommand(Device device) {
        this.device = device;
    }

    @Override
    public Answer run() throws CliException, DeviceStateException {
        try (Home home = device.openHome()) {
            return answer(home.accounts().load());
        }
    }

    private static Answer answer(StoredAccounts stored) {
        Map<GroupId, String> groups =
                stored.contents().groups().stream().collect(Collectors.toMap(Group::id, Group::name));
        List<Map<String, Object>> accounts = new ArrayList<>();
        List<List<Object>> rows = new ArrayList<>();
        for (Account account : stored.contents().accounts()) {
            String state = stored.isReady(account) ? "READY" : "NAME_ONLY";
            String type = AccountView.type(account.credential());
            String kind = Words.of(account.label().kind());
            Map<String, Object> json = AccountView.json(account);
            json.put("kind", kind);
            json.put("type", type);
            json.put("state", state);
            json.put("position", accounts.size() + 1);
            json.put("group", account.group().map(groups::get));
            accounts.add(json);
            rows.add(List.of(
                    account.id(),
                    AccountView.typeTold(account.credential()),
                    Words.told("kind", account.label().kind()),
                    Phrase.of("state." + state.toLowerCase(Locale.ROOT)),
                    AccountView.title(account)));
        }
        Map<String, Object> json = Map.of("accounts", accounts);
        return rows.isEmpty() ? Answer.of(json, Phrase.of("said.no_accounts")) : new Answer(json, rows);
    }
}
