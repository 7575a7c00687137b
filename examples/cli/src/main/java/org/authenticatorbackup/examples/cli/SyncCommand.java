package org.authenticatorbackup.examples.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.authenticatorbackup.api.ProblemException;
import org.authenticatorbackup.api.UpkeepService;
import org.authenticatorbackup.api.backup.BackupReceipt;
import org.authenticatorbackup.api.backup.MassChange;
import org.authenticatorbackup.api.backup.SyncReport;
import org.authenticatorbackup.api.recovery.RecoveryWarning;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command
final class SyncCommand implements CliCommand {

    @Mixin
    final UnlockOptions unlock = new UnlockOptions();

    @Mixin
    final Agreement agreement = new Agreement();

    private final Device device;

    SyncCommand(Device device) {
        this.device = device;
    }

    @Override
    public Answer run() throws ProblemException, CliException {
        Optional<MassChange> agreed = agreement.change();
        try (Home home = device.openHome();
                OwnVault own = OwnVault.open(device, home, unlock)) {
            UpkeepService upkeep = own.library().upkeep();
            return answer(agreed.isPresent() ? upkeep.sync(own.opened(), agreed.get()) : upkeep.sync(own.opened()));
        }
    }

    private static Answer answer(SyncReport report) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("joined", report.joined());
        json.put("changed", report.changed());
        json.put("published", report.published().map(BackupReceipt::snapshot));
        json.put(
                "unreadable",
                report.unreadable().stream()
                        .map(o -> Json.object("name", o.name(), "reason", o.reason()))
                        .toList());
        json.put("warnings", new TreeSet<>(report.warnings()));
        json.put("pruned", report.pruned());
        json.put("renamed", report.renamed());
        List<List<Object>> rows = new ArrayList<>();
        rows.add(List.of(Phrase.of("heading.joined"), Phrase.of("said.backups_joined", report.joined())));
        rows.add(List.of(Phrase.of("heading.changed_here"), Words.accounts(report.changed())));
        rows.add(List.of(
                Phrase.of("heading.backed_up"),
                report.published().<Object>map(BackupReceipt::snapshot).orElse(Phrase.of("said.not_needed"))));
        for (RecoveryWarning warning : new TreeSet<>(report.warnings())) {
            rows.add(List.of(Phrase.of("heading.note"), Sentences.of(warning)));
        }
        return new Answer(json, rows);
    }
}
