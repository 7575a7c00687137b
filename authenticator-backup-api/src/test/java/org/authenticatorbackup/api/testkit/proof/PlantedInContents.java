package org.authenticatorbackup.api.testkit.proof;

import static org.authenticatorbackup.api.testkit.proof.PlantedFault.failure;
import static org.authenticatorbackup.api.testkit.proof.PlantedFault.fault;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.StorageException.Reason;
import org.authenticatorbackup.api.spi.ObjectName;
import org.authenticatorbackup.api.spi.StorageProvider;

/** Faults in contents, names and reading. */
final class PlantedInContents {

    private static final int MAX = StorageProvider.MAX_OBJECT_BYTES;

    private PlantedInContents() {}

    static Stream<PlantedFault> all() {
        return Stream.of(
                fault("get returns the internal array", PlantedInContents::withOneArray),
                fault("put keeps the caller's array", PlantedInContents::withTheCallersArray),
                fault(
                        "put wipes the caller's array",
                        it -> it.putting((name, content) -> {
                            it.objects.put(name, content);
                            Arrays.fill(content, (byte) 0);
                        })),
                fault(
                        "an absent object is an error",
                        it -> it.getting((name, maxBytes) -> {
                            Optional<byte[]> content = it.objects.get(name, maxBytes);
                            if (content.isEmpty()) {
                                throw failure(Reason.BROKEN);
                            }
                            return content;
                        })),
                fault("the reader's limit is ignored", it -> it.getting((name, limit) -> it.objects.get(name, MAX))),
                fault(
                        "the reader's limit is missed by one",
                        it -> it.getting((name, maxBytes) -> it.objects.get(name, maxBytes == 0 ? 0 : maxBytes - 1))),
                fault(
                        "too large is called broken",
                        it -> it.getting((name, maxBytes) -> {
                            try {
                                return it.objects.get(name, maxBytes);
                            } catch (StorageException e) {
                                throw e.reason() == Reason.TOO_LARGE ? failure(Reason.BROKEN) : e;
                            }
                        })),
                fault("empty objects are refused", refusing(it -> it.length == 0)),
                fault(
                        "objects of 16 MiB are refused",
                        refusing(it -> it.length >= 16 * 1024 * 1024 && it.length < MAX)),
                fault("objects of 32 MiB are refused", refusing(it -> it.length == MAX)),
                fault(
                        "what is too large is cut",
                        it -> it.putting((name, content) ->
                                it.objects.put(name, content.length > MAX ? Arrays.copyOf(content, MAX) : content))),
                fault(
                        "line ends are converted",
                        it -> it.putting((name, content) -> it.objects.put(
                                name, Arrays.equals(content, new byte[] {'\r', '\n'}) ? new byte[] {'\n'} : content))),
                fault("names are cut after 60 characters", renaming("([^/]{60})[^/]*", "$1")),
                fault("dots at the end are dropped", renaming("\\.+(/|$)", "$1")),
                fault(
                        "names of devices are refused",
                        it -> it.putting((name, content) -> {
                            if (name.value().matches(".*/(con|nul|aux|com1|prn)([./].*)?")) {
                                throw failure(Reason.REFUSED);
                            }
                            it.objects.put(name, content);
                        })),
                fault(
                        "an interrupted thread gets",
                        it -> it.getting((name, maxBytes) -> {
                            boolean interrupted = Thread.interrupted();
                            try {
                                return it.objects.get(name, maxBytes);
                            } finally {
                                if (interrupted) {
                                    Thread.currentThread().interrupt();
                                }
                            }
                        })));
    }

    private interface Test {
        boolean holds(byte[] content);
    }

    private static UnaryOperator<Through> refusing(Test refused) {
        return it -> it.putting((name, content) -> {
            if (refused.holds(content)) {
                throw failure(Reason.REFUSED);
            }
            it.objects.put(name, content);
        });
    }

    private static UnaryOperator<Through> renaming(String pattern, String by) {
        UnaryOperator<ObjectName> renamed = name -> new ObjectName(name.value().replaceAll(pattern, by));
        return it -> it.putting((name, content) -> it.objects.put(renamed.apply(name), content))
                .getting((name, maxBytes) -> it.objects.get(renamed.apply(name), maxBytes))
                .deleting(name -> it.objects.delete(renamed.apply(name)));
    }

    private static Through withOneArray(Through it) {
        Map<ObjectName, byte[]> own = new ConcurrentHashMap<>();
        return it.getting((name, maxBytes) ->
                        it.objects.get(name, maxBytes).map(content -> own.computeIfAbsent(name, key -> content)))
                .deleting(name -> {
                    own.remove(name);
                    it.objects.delete(name);
                });
    }

    private static Through withTheCallersArray(Through it) {
        Map<ObjectName, byte[]> kept = new ConcurrentHashMap<>();
        return it.putting((name, content) -> {
                    it.objects.put(name, content);
                    kept.put(name, content);
                })
                .getting((name, maxBytes) -> it.objects
                        .get(name, maxBytes)
                        .map(content -> kept.getOrDefault(name, content).clone()));
    }
}
