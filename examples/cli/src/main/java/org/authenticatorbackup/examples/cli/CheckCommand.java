package org.authenticatorbackup.examples.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.authenticatorbackup.api.Problem;
import org.authenticatorbackup.api.check.StorageCheck;
import org.authenticatorbackup.api.check.StorageCheck.Extent;
import org.authenticatorbackup.api.check.StorageFinding;
import org.authenticatorbackup.api.check.StorageFlaw;
import org.authenticatorbackup.api.check.StorageReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command
final class CheckCommand implements CliCommand {

    private static final Set<StorageFlaw> WITH_REASON = Set.of(StorageFlaw.STOPPED, StorageFlaw.PUT_FAILS);

    @Option(names = "--storage", required = true, paramLabel = "URI")
    String storage = "";

    @Option(names = "--thorough")
    boolean thorough;

    private final Device device;

    CheckCommand(Device device) {
        this.device = device;
    }

    @Override
    public Answer run() {
        StorageReport report = StorageCheck.of(device.storage(storage), device.random())
                .alsoBy(device.storage(storage))
                .run(thorough ? Extent.THOROUGH : Extent.QUICK);
        return new Answer(json(report), rows(report));
    }

    private static Map<String, Object> json(StorageReport report) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("passed", report.isFit());
        json.put("failed", report.findings().stream().map(CheckCommand::json).toList());
        json.put("requests", report.requests());
        json.put("bytesSent", report.bytesSent());
        json.put("bytesReceived", report.bytesReceived());
        json.put("leftovers", report.leftovers());
        return json;
    }

    private static Map<String, Object> json(StorageFinding finding) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("code", finding.flaw());
        json.put("severity", finding.severity());
        json.put("reason", finding.failure().map(Problem::name));
        json.put("step", finding.step());
        json.put("message", sentence(finding));
        return json;
    }

    private static List<List<Object>> rows(StorageReport report) {
        List<List<Object>> rows = new ArrayList<>();
        rows.add(List.of(Phrase.of("heading.fit"), Phrase.of(report.isFit() ? "said.yes" : "said.no")));
        rows.add(List.of(
                Phrase.of("heading.tried"),
                Phrase.of("said.tried", report.requests(), report.bytesSent(), report.bytesReceived())));
        for (StorageFinding finding : report.findings()) {
            boolean unfit = finding.severity() == StorageFinding.Severity.UNFIT;
            rows.add(List.of(Phrase.of(unfit ? "heading.unfit" : "heading.weak"), sentence(finding)));
        }
        report.leftovers().forEach(name -> rows.add(List.of(Phrase.of("heading.left_over"), name.value())));
        return rows;
    }

    /** Why nothing could be done is a sentence of its own. */
    private static Phrase sentence(StorageFinding finding) {
        Phrase sentence = Sentences.of(finding.flaw());
        return finding.failure()
                .filter(reason -> WITH_REASON.contains(finding.flaw()))
                .map(reason -> Phrase.of("said.flaw", sentence, Sentences.of(reason, List.of())))
                .orElse(sentence);
    }
}
