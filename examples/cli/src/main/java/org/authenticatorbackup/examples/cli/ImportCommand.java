package org.authenticatorbackup.examples.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.authenticatorbackup.api.BackupService;
import org.authenticatorbackup.api.DeviceStateException;
import org.authenticatorbackup.api.account.Account;
import org.authenticatorbackup.api.account.AccountKind;
import org.authenticatorbackup.core.interchange.KeyUriException;
import org.authenticatorbackup.core.interchange.KeyUriList;
import org.authenticatorbackup.core.interchange.ParsedAccount;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command
final class ImportCommand implements CliCommand {

    @Parameters(paramLabel = "${bundle:label.file}", descriptionKey = "file")
    Path file = Path.of("");

    @Option(names = "--format", paramLabel = "${bundle:label.form}")
    String format = "uri-list";

    private final Device device;

    ImportCommand(Device device) {
        this.device = device;
    }

    @Override
    public Answer run() throws CliException, DeviceStateException {
        Formats.require(format);
        KeyUriList.Imported list = parse(TextFile.read(file));
        try (Home home = device.openHome()) {
            BackupService backups = device.connect(home).backups();
            StoredAccounts before = home.accounts().load();
            StoredAccounts after = before;
            for (ParsedAccount parsed : list.accounts()) {
                Account account = backups.enroll(parsed.credential(), parsed.name(), AccountKind.THIRD_PARTY);
                after = after.has(account.id()) ? after : after.plus(account);
            }
            int imported = after.contents().accounts().size()
                    - before.contents().accounts().size();
            if (imported > 0) {
                home.accounts().store(after);
            }
            return answer(list, imported);
        }
    }

    private static Answer answer(KeyUriList.Imported list, int imported) {
        int alreadyPresent = list.accounts().size() - imported;
        List<Map<String, Object>> rejected = new ArrayList<>();
        List<List<Object>> rows = new ArrayList<>();
        rows.add(List.of(Phrase.of("heading.imported"), String.valueOf(imported)));
        rows.add(List.of(Phrase.of("heading.already_present"), String.valueOf(alreadyPresent)));
        rows.add(List.of(
                Phrase.of("heading.rejected"), String.valueOf(list.rejected().size())));
        for (KeyUriList.Rejected entry : list.rejected()) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("index", entry.index());
            json.put("line", entry.line());
            json.put("reason", entry.reason());
            rejected.add(json);
            rows.add(List.of(Phrase.of("heading.line", entry.line()), Words.told("entry", entry.reason())));
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("imported", imported);
        json.put("alreadyPresent", alreadyPresent);
        json.put("rejected", rejected);
        json.put("entries", list.entries());
        return new Answer(json, rows);
    }

    private KeyUriList.Imported parse(String text) throws CliException {
        try {
            return KeyUriList.parse(text);
        } catch (KeyUriException e) {
            throw new CliException(CliProblem.FILE_UNREADABLE, e, file.toString());
        }
    }
}
