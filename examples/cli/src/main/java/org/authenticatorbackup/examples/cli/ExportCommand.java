package org.authenticatorbackup.examples.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.authenticatorbackup.api.DeviceStateException;
import org.authenticatorbackup.api.account.Account;
import org.authenticatorbackup.api.account.AccountKind;
import org.authenticatorbackup.api.account.AccountLabel;
import org.authenticatorbackup.core.interchange.KeyUriList;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command
final class ExportCommand implements CliCommand {

    @Parameters(paramLabel = "${bundle:label.file}", descriptionKey = "file")
    Path file = Path.of("");

    @Option(names = "--format", paramLabel = "${bundle:label.form}")
    String format = "uri-list";

    private final Device device;

    ExportCommand(Device device) {
        this.device = device;
    }

    @Override
    public Answer run() throws CliException, DeviceStateException {
        Formats.require(format);
        try (Home home = device.openHome()) {
            List<Account> accounts = home.accounts().load().contents().accounts();
            KeyUriList.Exported list = KeyUriList.format(accounts);
            TextFile.create(file, list.text().toCharArray());
            return answer(accounts, list.omitted());
        }
    }

    private static Answer answer(List<Account> accounts, List<Account> omitted) {
        List<Map<String, Object>> lost = new ArrayList<>();
        List<List<Object>> rows = new ArrayList<>();
        rows.add(List.of(Phrase.of("heading.written"), String.valueOf(accounts.size() - omitted.size())));
        for (Account account : accounts) {
            for (String field : omitted.contains(account) ? List.of("credential") : lostFields(account)) {
                lost.add(Json.object("id", account.id(), "field", field));
                rows.add(List.of(Phrase.of("heading.lost", Phrase.of("field." + field)), AccountView.title(account)));
            }
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("written", accounts.size() - omitted.size());
        json.put("lost", lost);
        return new Answer(json, rows);
    }

    private static List<String> lostFields(Account account) {
        AccountLabel label = account.label();
        List<String> lost = new ArrayList<>();
        if (label.kind() != AccountKind.THIRD_PARTY) {
            lost.add("kind");
        }
        if (!label.note().isEmpty()) {
            lost.add("note");
        }
        if (label.favourite()) {
            lost.add("favourite");
        }
        if (label.icon().isPresent()) {
            lost.add("icon");
        }
        if (account.group().isPresent()) {
            lost.add("group");
        }
        return lost;
    }
}
