package org.authenticatorbackup.examples.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.authenticatorbackup.api.DeviceStateException;
import org.authenticatorbackup.api.Problem;
import org.authenticatorbackup.api.ProblemException;
import org.authenticatorbackup.api.backup.AuditReport;
import org.authenticatorbackup.api.backup.AuditReport.Outcome;
import org.authenticatorbackup.api.backup.BackupHealth;
import org.authenticatorbackup.core.AuthenticatorBackup;

/**
 * The look after the stored backups that an app takes at each of its starts; at most once a day it asks the storages.
 *
 * @param report what was found and done
 * @param failure why it could not be taken
 */
record DailyAudit(Optional<AuditReport> report, Optional<Problem> failure) {

    /** Takes the look if backup is on. That it failed keeps nobody from going on. */
    static DailyAudit run(Home home, AuthenticatorBackup library) throws DeviceStateException {
        if (library.backups().health().status() == BackupHealth.Status.OFF) {
            return new DailyAudit(Optional.empty(), Optional.empty());
        }
        try {
            DailyAudit audit = new DailyAudit(Optional.of(library.upkeep().audit()), Optional.empty());
            if (audit.hasDeleted()) {
                home.store(home.settings().disconnected());
            }
            return audit;
        } catch (ProblemException e) {
            return new DailyAudit(Optional.empty(), Optional.of(e.reason()));
        }
    }

    /** Whether the backup was deleted, as the person had asked a week ago. */
    boolean hasDeleted() {
        return report.filter(each -> each.outcome() == Outcome.BACKUP_DELETED).isPresent();
    }

    /** For programs. */
    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("outcome", report.map(AuditReport::outcome));
        json.put("reason", failure.map(Problem::name));
        json.put("repaired", report.map(AuditReport::repaired).orElse(0));
        json.put("pruned", report.map(AuditReport::pruned).orElse(List.of()));
        json.put("renewed", report.flatMap(AuditReport::renewed).map(receipt -> receipt.snapshot()));
        return json;
    }

    /** For people: one row if there is something to say. */
    List<List<Object>> rows() {
        if (hasDeleted()) {
            return List.of(List.of(Phrase.of("heading.deleted"), Phrase.of("said.deleted_as_asked")));
        }
        List<List<Object>> rows = new ArrayList<>();
        failure.ifPresent(
                reason -> rows.add(List.of(Phrase.of("heading.not_looked_after"), Sentences.of(reason, List.of()))));
        return rows;
    }
}
