package org.authenticatorbackup.examples.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.authenticatorbackup.api.recovery.AccountOutcome;
import org.authenticatorbackup.api.recovery.AccountOutcome.Outcome;
import org.authenticatorbackup.api.recovery.RecoveryPreview;
import org.authenticatorbackup.api.recovery.RecoveryReport;
import org.authenticatorbackup.api.recovery.RecoveryWarning;
import org.authenticatorbackup.api.recovery.RejectedAccount;

/** What a recovery brought, or would bring. */
final class RecoveryView {

    private static final List<RecoveryWarning> FRESHNESS = List.of(
            RecoveryWarning.EQUIVOCATION, RecoveryWarning.ROLLBACK_SUSPECTED, RecoveryWarning.FRESHNESS_UNVERIFIED);

    private RecoveryView() {}

    static Answer preview(RecoveryPreview preview) {
        List<AccountOutcome> outcomes = preview.outcomes();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("report", report(outcomes, preview.rejected()));
        putRest(json, preview, preview.warnings(), false);
        return new Answer(json, rows("heading.would_restore", outcomes, preview.rejected(), preview.warnings()));
    }

    static Answer report(RecoveryReport report, RecoveryPreview preview) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("report", report(report.outcomes(), report.rejected()));
        putRest(json, preview, report.warnings(), true);
        json.put("device", report.device());
        return new Answer(json, rows("heading.restored", report.outcomes(), report.rejected(), report.warnings()));
    }

    private static Map<String, Object> report(List<AccountOutcome> outcomes, List<RejectedAccount> rejected) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("restored", json(outcomes, Outcome.RESTORED));
        json.put("merged", json(outcomes, Outcome.MERGED));
        json.put("alreadyThere", json(outcomes, Outcome.ALREADY_THERE));
        json.put("needsVerification", json(outcomes, Outcome.NEEDS_VERIFICATION));
        json.put("movedToTrash", json(outcomes, Outcome.MOVED_TO_TRASH));
        json.put("skipped", json(outcomes, Outcome.IN_TRASH));
        json.put(
                "failed",
                rejected.stream()
                        .map(r -> Json.object("id", r.id(), "reason", r.reason()))
                        .toList());
        return json;
    }

    private static List<Map<String, Object>> json(List<AccountOutcome> outcomes, Outcome wanted) {
        return outcomes.stream()
                .filter(o -> o.outcome() == wanted)
                .map(RecoveryView::json)
                .toList();
    }

    private static Map<String, Object> json(AccountOutcome outcome) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", outcome.id());
        json.put("issuer", outcome.name().issuer());
        json.put("name", outcome.name().name());
        json.put("kind", Words.of(outcome.kind()));
        json.put("reason", outcome.outcome());
        return json;
    }

    /** The gravest of what was found. */
    private static String freshness(Set<RecoveryWarning> warnings) {
        return FRESHNESS.stream()
                .filter(warnings::contains)
                .findFirst()
                .map(Enum::name)
                .orElse("VERIFIED");
    }

    private static void putRest(
            Map<String, Object> json, RecoveryPreview preview, Set<RecoveryWarning> warnings, boolean adopted) {
        json.put("freshness", freshness(warnings));
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

    /** What is worth a line of its own. */
    private static Optional<Phrase> told(Outcome outcome) {
        return switch (outcome) {
            case NEEDS_VERIFICATION -> Optional.of(Phrase.of("heading.needs_verification"));
            case MERGED -> Optional.of(Phrase.of("heading.merged"));
            case MOVED_TO_TRASH -> Optional.of(Phrase.of("heading.to_trash"));
            case RESTORED, ALREADY_THERE, IN_TRASH -> Optional.empty();
        };
    }

    private static List<List<Object>> rows(
            String verb, List<AccountOutcome> outcomes, List<RejectedAccount> rejected, Set<RecoveryWarning> warnings) {
        List<List<Object>> rows = new ArrayList<>();
        long restored =
                outcomes.stream().filter(o -> o.outcome() == Outcome.RESTORED).count();
        rows.add(List.of(Phrase.of(verb), Words.accounts(restored)));
        for (AccountOutcome outcome : outcomes) {
            told(outcome.outcome()).ifPresent(what -> rows.add(List.of(what, AccountView.title(outcome.name()))));
        }
        for (RejectedAccount account : rejected) {
            rows.add(List.of(Phrase.of("heading.failed"), account.id()));
        }
        for (RecoveryWarning warning : new TreeSet<>(warnings)) {
            rows.add(List.of(Phrase.of("heading.note"), Sentences.of(warning)));
        }
        return rows;
    }
}
