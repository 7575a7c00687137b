package org.authenticatorbackup.examples.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.authenticatorbackup.api.DeviceStateException;
import org.authenticatorbackup.api.ProblemException;
import org.authenticatorbackup.api.RecoveryAccountException;
import org.authenticatorbackup.api.account.Account;
import org.authenticatorbackup.api.backup.BackupHealth;
import org.authenticatorbackup.api.backup.BackupReceipt;
import org.authenticatorbackup.api.backup.LaneFinding;
import org.authenticatorbackup.api.readiness.Drill;
import org.authenticatorbackup.api.readiness.Readiness;
import org.authenticatorbackup.api.readiness.ReadinessWarning;
import org.authenticatorbackup.api.vault.PendingRelease;
import org.authenticatorbackup.core.AuthenticatorBackup;
import picocli.CommandLine.Command;

@Command
final class StatusCommand implements CliCommand {

    private final Device device;

    StatusCommand(Device device) {
        this.device = device;
    }

    @Override
    public Answer run() throws ProblemException, CliException {
        try (Home home = device.openHome()) {
            HomeSettings settings = home.settings();
            AuthenticatorBackup library = device.connect(home, settings);
            DailyAudit audit = DailyAudit.run(home, library);
            List<PendingRelease> releases = releases(library);
            BackupHealth health = library.backups().health();
            Readiness readiness = library.readiness().readiness();
            int accounts = home.accounts().load().contents().accounts().size();
            Map<String, Object> json = json(health, readiness, settings, accounts);
            json.put("audit", audit.json());
            json.put("releases", releasesJson(releases));
            List<List<Object>> rows = rows(health, readiness, settings);
            releases.forEach(each -> rows.add(
                    List.of(Phrase.of("heading.asked_for"), Phrase.of("said.release", each.id(), each.releaseAt()))));
            rows.addAll(audit.rows());
            return new Answer(json, rows);
        }
    }

    /** An account that does not answer keeps nobody from reading the rest. */
    private static List<PendingRelease> releases(AuthenticatorBackup library) throws DeviceStateException {
        try {
            return library.vault().pendingReleases();
        } catch (RecoveryAccountException e) {
            return List.of();
        }
    }

    private static List<Map<String, Object>> releasesJson(List<PendingRelease> releases) {
        List<Map<String, Object>> all = new ArrayList<>();
        for (PendingRelease each : releases) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("id", each.id());
            json.put("slot", each.slot());
            json.put("requestedAt", each.requestedAt());
            json.put("releaseAt", each.releaseAt());
            all.add(json);
        }
        return all;
    }

    private static Map<String, Object> json(
            BackupHealth health, Readiness readiness, HomeSettings settings, int accounts) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("protected", health.status() == BackupHealth.Status.PROTECTED);
        json.put("status", health.status());
        json.put("vault", health.vault());
        json.put("lastVerified", health.lastVerified().map(BackupReceipt::verifiedAt));
        json.put("snapshot", health.lastVerified().map(BackupReceipt::snapshot));
        json.put("dirty", health.changes() == BackupHealth.Changes.WAITING);
        json.put("slots", SlotView.json(health.slots()));
        json.put("destinations", Destinations.json(health.destinations(), settings.storages()));
        json.put("deletion", health.deletion().map(DeleteBackupCommand::json));
        json.put("warnings", warnings(health, readiness));
        json.put("readiness", readiness(readiness, accounts));
        return json;
    }

    private static List<Map<String, Object>> warnings(BackupHealth health, Readiness readiness) {
        List<Map<String, Object>> warnings = new ArrayList<>();
        health.lastFailure().ifPresent(failure -> {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("code", "LAST_BACKUP_FAILED");
            json.put("reason", failure.reason().name());
            json.put("at", failure.at());
            json.put("message", Sentences.of(failure.reason(), List.of()));
            warnings.add(json);
        });
        for (LaneFinding finding : new TreeSet<>(health.findings())) {
            warnings.add(Json.object("code", finding, "message", Sentences.of(finding)));
        }
        for (ReadinessWarning warning : new TreeSet<>(readiness.warnings())) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("code", warning);
            json.put("message", Sentences.of(warning));
            if (warning == ReadinessWarning.NEEDS_VERIFICATION) {
                json.put("accounts", AccountView.json(readiness.needVerification()));
            }
            warnings.add(json);
        }
        return warnings;
    }

    private static Map<String, Object> readiness(Readiness readiness, int accounts) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("accounts", accounts);
        json.put("needVerification", AccountView.json(readiness.needVerification()));
        json.put("waysIn", readiness.waysIn().size());
        json.put("lastDrill", readiness.lastDrill().map(Drill::at));
        json.put("drillDue", readiness.drillDue());
        return json;
    }

    private static List<List<Object>> rows(BackupHealth health, Readiness readiness, HomeSettings settings) {
        List<List<Object>> rows = new ArrayList<>();
        rows.add(List.of(Phrase.of("heading.status"), Words.told("status", health.status())));
        health.vault().ifPresent(vault -> rows.add(List.of(Phrase.of("heading.vault"), vault.value())));
        if (health.vault().isPresent()) {
            rows.addAll(Destinations.rows(health.destinations(), settings.storages()));
            Optional<BackupReceipt> last = health.lastVerified();
            rows.add(List.of(
                    Phrase.of("heading.last_backup"),
                    last.map(r -> r.verifiedAt().toString()).orElse("-")));
            rows.add(List.of(
                    Phrase.of("heading.waiting"),
                    health.changes() == BackupHealth.Changes.WAITING ? Phrase.of("said.changes_waiting") : "-"));
        }
        health.slots().forEach(slot -> rows.add(List.of(Phrase.of("heading.opens_with"), SlotView.text(slot))));
        health.lastFailure()
                .ifPresent(failure -> rows.add(List.of(
                        Phrase.of("heading.last_failure"),
                        Phrase.of("said.failure", failure.at(), Sentences.of(failure.reason(), List.of())))));
        for (Account account : health.nameOnly()) {
            rows.add(List.of(Phrase.of("heading.by_name_only"), AccountView.title(account)));
        }
        readiness
                .lastDrill()
                .ifPresent(drill -> rows.add(
                        List.of(Phrase.of("heading.last_drill"), drill.at().toString())));
        for (ReadinessWarning warning : new TreeSet<>(readiness.warnings())) {
            rows.add(List.of(Phrase.of("heading.note"), Sentences.of(warning)));
        }
        for (LaneFinding finding : new TreeSet<>(health.findings())) {
            rows.add(List.of(Phrase.of("heading.note"), Sentences.of(finding)));
        }
        health.deletion()
                .ifPresent(deletion ->
                        rows.add(List.of(Phrase.of("heading.deletion"), DeleteBackupCommand.sentence(deletion))));
        return rows;
    }
}
