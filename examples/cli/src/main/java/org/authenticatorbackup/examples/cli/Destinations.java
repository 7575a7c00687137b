package org.authenticatorbackup.examples.cli;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.authenticatorbackup.api.Problem;
import org.authenticatorbackup.api.backup.BackupHealth;
import org.authenticatorbackup.api.backup.DestinationHealth;
import org.authenticatorbackup.api.backup.DestinationHealth.Copy;
import org.authenticatorbackup.api.backup.DestinationOutcome;
import org.authenticatorbackup.api.spi.Destination;

/** The storages of one device: each has a copy of every backup. */
final class Destinations {

    /** As many as the library takes. */
    private static final int MOST = 8;

    private Destinations() {}

    /** Checks the storages that a person named. */
    static List<String> of(List<String> storages) {
        if (new HashSet<>(storages).size() < storages.size()) {
            throw new UsageException("one --storage is given twice");
        }
        if (storages.size() > MOST) {
            throw new UsageException("--storage can be given " + MOST + " times");
        }
        return storages;
    }

    /** What the library calls the storages, in their order. */
    static List<String> names(List<String> storages) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < storages.size(); i++) {
            names.add(i == 0 ? Destination.MAIN : "copy" + i);
        }
        return names;
    }

    static List<Map<String, Object>> json(List<DestinationHealth> healths, List<String> storages) {
        return healths.stream().map(health -> json(health, storages)).toList();
    }

    private static Map<String, Object> json(DestinationHealth health, List<String> storages) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("storage", uri(health.name(), storages));
        json.put("state", health.state());
        json.put("lastVerified", health.newest().map(Copy::verifiedAt));
        json.put("snapshot", health.newest().map(Copy::snapshot));
        json.put("reason", health.lastFailure().map(failure -> failure.reason().name()));
        json.put("lastMissing", health.lastMissing());
        return json;
    }

    /** One line for each storage. */
    static List<List<String>> rows(List<DestinationHealth> healths, List<String> storages) {
        List<List<String>> rows = new ArrayList<>();
        for (DestinationHealth health : healths) {
            String state = switch (health.state()) {
                case CURRENT -> "up to date";
                case LAGGING -> "behind";
                case NO_COPY -> "NO copy";
            };
            String since = health.newest().map(copy -> ", " + copy.verifiedAt()).orElse("");
            String why = health.lastFailure()
                    .map(BackupHealth.Failure::reason)
                    .map(reason -> ". " + Sentences.of(reason, List.of()))
                    .orElse("");
            String lost = health.lastMissing()
                    .map(at -> ". It had lost the backup on " + at)
                    .orElse("");
            rows.add(List.of("Storage", uri(health.name(), storages) + ": " + state + since + lost + why));
        }
        return rows;
    }

    static List<Map<String, Object>> outcomes(List<DestinationOutcome> outcomes, List<String> storages) {
        List<Map<String, Object>> json = new ArrayList<>();
        for (DestinationOutcome outcome : outcomes) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("storage", uri(outcome.destination(), storages));
            one.put("verified", outcome.isVerified());
            one.put("reason", outcome.failure().map(Problem::name));
            json.add(one);
        }
        return json;
    }

    /** One line for each storage that has no verified copy. */
    static List<List<String>> failures(List<DestinationOutcome> outcomes, List<String> storages) {
        List<List<String>> rows = new ArrayList<>();
        for (DestinationOutcome outcome : outcomes) {
            outcome.failure()
                    .ifPresent(reason -> rows.add(List.of(
                            "NOT stored",
                            uri(outcome.destination(), storages) + ": " + Sentences.of(reason, List.of()))));
        }
        return rows;
    }

    private static String uri(String name, List<String> storages) {
        int place = names(storages).indexOf(name);
        return place < 0 ? name : storages.get(place);
    }
}
