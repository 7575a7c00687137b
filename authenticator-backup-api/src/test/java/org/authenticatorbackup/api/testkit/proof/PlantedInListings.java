package org.authenticatorbackup.api.testkit.proof;

import static java.util.stream.Collectors.toSet;
import static org.authenticatorbackup.api.testkit.proof.PlantedFault.fault;

import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.StorageException.Reason;
import org.authenticatorbackup.api.spi.ObjectName;

/** Faults in listings. */
final class PlantedInListings {

    private PlantedInListings() {}

    static Stream<PlantedFault> all() {
        return Stream.of(
                fault(
                        "the second page is not read",
                        it -> it.listing(prefix ->
                                it.objects.list(prefix).stream().limit(1_000).collect(toSet()))),
                fault(
                        "a prefix is taken for a folder",
                        it -> it.listing(prefix ->
                                it.objects.list(prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/"))),
                fault(
                        "an underline in a prefix stands for any character",
                        it -> it.listing(prefix -> it.objects.list("").stream()
                                .filter(name ->
                                        name.value().matches("(?s)\\Q" + prefix.replace("_", "\\E.\\Q") + "\\E.*"))
                                .collect(toSet()))),
                fault(
                        "temporary files are listed",
                        it -> it.putting((name, content) -> {
                            it.objects.put(name, content);
                            it.objects.plant(name.value().substring(0, 33) + "/part", content);
                        })),
                fault(
                        "names are made lower-case",
                        it -> it.listing(prefix -> foldedEntries(it).stream()
                                .filter(name -> ObjectName.isLegal(name) && name.startsWith(prefix))
                                .map(ObjectName::new)
                                .collect(toSet()))),
                fault("a connection lists what it put itself", it -> {
                    Set<ObjectName> own = ConcurrentHashMap.newKeySet();
                    return it.putting((name, content) -> {
                                it.objects.put(name, content);
                                own.add(name);
                            })
                            .listing(prefix -> it.objects.list(prefix).stream()
                                    .filter(own::contains)
                                    .collect(toSet()));
                }),
                fault(
                        "an empty folder is an error",
                        it -> it.listing(prefix -> {
                            Set<ObjectName> names = it.objects.list(prefix);
                            if (names.isEmpty() && prefix.endsWith("/")) {
                                throw PlantedFault.failure(Reason.BROKEN);
                            }
                            return names;
                        })),
                fault(
                        "an interrupted thread lists",
                        it -> it.listing(prefix -> {
                            boolean interrupted = Thread.interrupted();
                            try {
                                return it.objects.list(prefix);
                            } finally {
                                if (interrupted) {
                                    Thread.currentThread().interrupt();
                                }
                            }
                        })));
    }

    private static Set<String> foldedEntries(Through it) throws StorageException {
        it.objects.list("");
        return it.objects.entries().stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(toSet());
    }
}
