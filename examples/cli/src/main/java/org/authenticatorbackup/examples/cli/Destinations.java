package org.authenticatorbackup.examples.cli;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.authenticatorbackup.api.Problem;
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
            throw new UsageException("wrong.storage_twice");
        }
        if (storages.size() > MOST) {
            throw new UsageException("wrong.storage_many", MOST);
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
    static List<List<Object>> rows(List<DestinationHealth> healths, List<String> storages) {
        List<List<Object>> rows = new ArrayList<>();
        for (DestinationHealth health : healths) {
            rows.add(List.of(
                    Phrase.of("heading.storage"),
                    Phrase.of("said.storage", uri(health.name(), storages), told(health))));
        }
        return rows;
    }

    private static Phrase told(DestinationHealth health) {
        Phrase state = Words.told("copy", health.state());
        Phrase since = health.newest()
                .map(copy -> Phrase.of("said.storage_since", state, copy.verifiedAt()))
                .orElse(state);
        Phrase lost = health.lastMissing()
                .map(at -> Phrase.of("said.storage_lost", since, at))
                .orElse(since);
        return health.lastFailure()
                .map(failure -> Phrase.of("said.storage_why", lost, Sentences.of(failure.reason(), List.of())))
                .orElse(lost);
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
    static List<List<Object>> failures(List<DestinationOutcome> outcomes, List<String> storages) {
        List<List<Object>> rows = new ArrayList<>();
        for (DestinationOutcome outcome : outcomes) {
            outcome.failure()
                    .ifPresent(reason -> rows.add(List.of(
                            Phrase.of("heading.not_stored"),
                            Phrase.of(
                                    "said.storage",
                                    uri(outcome.destination(), storages),
                                    Sentences.of(reason, List.of())))));
        }
        return rows;
    }

    private static String uri(String name, List<String> storages) {
        int place = names(storages).indexOf(name);
        return place < 0 ? name : storages.get(place);
    }
}
