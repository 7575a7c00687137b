package org.authenticatorbackup.examples.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.authenticatorbackup.api.ProblemException;
import org.authenticatorbackup.api.readiness.DrillReport;
import org.authenticatorbackup.api.recovery.RecoveryWarning;
import org.authenticatorbackup.api.vault.SlotSummary;
import org.authenticatorbackup.api.vault.UnlockSecret;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command
final class DrillCommand implements CliCommand {

    @Mixin
    final UnlockOptions unlock = new UnlockOptions();

    private final Device device;

    DrillCommand(Device device) {
        this.device = device;
    }

    @Override
    public Answer run() throws ProblemException, CliException {
        try (Home home = device.openHome()) {
            try (UnlockSecret secret = unlock.read(device.terminal())) {
                DrillReport report = device.connect(home, unlock.connected(home.settings()))
                        .readiness()
                        .drill(secret);
                return new Answer(json(report), rows(report));
            }
        }
    }

    private static Map<String, Object> json(DrillReport report) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("recoverable", report.isComplete());
        json.put("accounts", report.drill().accounts());
        json.put("date", report.drill().at());
        json.put("vault", report.vault());
        json.put("openedBy", report.drill().openedBy().map(SlotSummary::id));
        json.put("missing", report.missing());
        json.put("warnings", new TreeSet<>(report.warnings()));
        return json;
    }

    private static List<List<Object>> rows(DrillReport report) {
        List<List<Object>> rows = new ArrayList<>();
        rows.add(List.of(
                Phrase.of("heading.recoverable"), Phrase.of(report.isComplete() ? "said.yes" : "said.not_everything")));
        rows.add(List.of(
                Phrase.of("heading.accounts"), Words.accounts(report.drill().accounts())));
        rows.add(List.of(
                Phrase.of("heading.opened_by"),
                report.drill().openedBy().map(SlotView::text).orElse(Phrase.of("said.the_kit"))));
        if (!report.missing().isEmpty()) {
            rows.add(List.of(
                    Phrase.of("heading.missing"),
                    Phrase.of("said.missing", Words.accounts(report.missing().size()))));
        }
        for (RecoveryWarning warning : new TreeSet<>(report.warnings())) {
            rows.add(List.of(Phrase.of("heading.note"), Sentences.of(warning)));
        }
        return rows;
    }
}
