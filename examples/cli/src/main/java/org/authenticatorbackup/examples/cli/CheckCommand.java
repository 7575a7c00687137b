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

@Command(
        description = {
            "Tries whether a storage is fit for backups: puts, reads, lists and deletes objects of its own.",
            "Nothing else in the storage is touched."
        })
final class CheckCommand implements CliCommand {

    private static final Set<StorageFlaw> WITH_REASON = Set.of(StorageFlaw.STOPPED, StorageFlaw.PUT_FAILS);

    @Option(names = "--storage", required = true, paramLabel = "URI", description = "What to try: file:///path")
    String storage = "";

    @Option(
            names = "--thorough",
            description = "Also try objects of 16 and 32 MiB, and a thousand small ones: up to 100 MiB each way.")
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
        return new Answer(json(report), lines(report));
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

    private static List<String> lines(StorageReport report) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("Fit for backups", report.isFit() ? "yes" : "NO"));
        rows.add(List.of(
                "Tried",
                report.requests() + " calls, " + report.bytesSent() + " bytes sent, " + report.bytesReceived()
                        + " received"));
        for (StorageFinding finding : report.findings()) {
            boolean unfit = finding.severity() == StorageFinding.Severity.UNFIT;
            rows.add(List.of(unfit ? "Unfit" : "Weak", sentence(finding) + " (" + finding.step() + ")"));
        }
        report.leftovers().forEach(name -> rows.add(List.of("Left over", name.value())));
        return Columns.align(rows);
    }

    /** Why nothing could be done is a sentence of its own. */
    private static String sentence(StorageFinding finding) {
        String sentence = Sentences.of(finding.flaw());
        return finding.failure()
                .filter(reason -> WITH_REASON.contains(finding.flaw()))
                .map(reason -> sentence + " " + Sentences.of(reason, List.of()))
                .orElse(sentence);
    }
}
