package org.authenticatorbackup.examples.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.authenticatorbackup.api.account.Account;
import org.authenticatorbackup.api.account.Credential;
import org.authenticatorbackup.api.recovery.RecoveryPreview;
import org.authenticatorbackup.api.recovery.RecoveryReport;
import org.authenticatorbackup.api.recovery.RecoveryWarning;
import org.authenticatorbackup.api.recovery.RejectedAccount;

/** What a recovery brought, or would bring. */
final class RecoveryView {

    private RecoveryView() {}

    static Answer preview(RecoveryPreview preview) {
        List<Account> accounts = preview.contents().accounts();
        List<Account> byName =
                accounts.stream().filter(RecoveryView::isByNameOnly).toList();
        List<Account> working = accounts.stream().filter(a -> !isByNameOnly(a)).toList();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("report", report(working, byName, preview.rejected()));
        putRest(json, preview, preview.warnings(), false);
        return new Answer(json, lines("Would restore", working, byName, preview.rejected(), preview.warnings()));
    }

    static Answer report(RecoveryReport report, RecoveryPreview preview) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("report", report(report.restored(), report.needVerification(), report.failed()));
        putRest(json, preview, report.warnings(), true);
        json.put("device", report.device());
        return new Answer(
                json,
                lines("Restored", report.restored(), report.needVerification(), report.failed(), report.warnings()));
    }

    private static Map<String, Object> report(
            List<Account> restored, List<Account> needsVerification, List<RejectedAccount> failed) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("restored", AccountView.json(restored));
        json.put("merged", List.of());
        json.put("alreadyThere", List.of());
        json.put("needsVerification", AccountView.json(needsVerification));
        json.put("skipped", List.of());
        json.put(
                "failed",
                failed.stream()
                        .map(f -> Json.object("id", f.id(), "reason", f.reason()))
                        .toList());
        return json;
    }

    private static void putRest(
            Map<String, Object> json, RecoveryPreview preview, Set<RecoveryWarning> warnings, boolean adopted) {
        boolean isUnverified = warnings.contains(RecoveryWarning.FRESHNESS_UNVERIFIED);
        json.put("freshness", isUnverified ? RecoveryWarning.FRESHNESS_UNVERIFIED : "VERIFIED");
        json.put("adopted", adopted);
        json.put("vault", preview.vault());
        json.put("snapshotsRead", preview.snapshotsRead());
        json.put("warnings", new TreeSet<>(warnings));
        json.put(
                "unreadable",
                preview.unreadable().stream()
                        .map(o -> Json.object("name", o.name(), "reason", o.reason()))
                        .toList());
    }

    private static List<String> lines(
            String verb,
            List<Account> working,
            List<Account> byName,
            List<RejectedAccount> failed,
            Set<RecoveryWarning> warnings) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(verb, working.size() + " accounts"));
        for (Account account : byName) {
            rows.add(List.of("Needs verification", AccountView.title(account)));
        }
        for (RejectedAccount account : failed) {
            rows.add(List.of("Failed", account.id() + ": " + account.reason()));
        }
        for (RecoveryWarning warning : new TreeSet<>(warnings)) {
            rows.add(List.of("Note", Sentences.of(warning)));
        }
        return Columns.align(rows);
    }

    private static boolean isByNameOnly(Account account) {
        return account.credential() instanceof Credential.DeviceBound
                || account.credential() instanceof Credential.Withheld;
    }
}
