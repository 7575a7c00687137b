package org.authenticatorbackup.api.testkit.proof;

import static org.authenticatorbackup.api.testkit.proof.PlantedFault.failure;
import static org.authenticatorbackup.api.testkit.proof.PlantedFault.fault;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.authenticatorbackup.api.StorageException.Reason;
import org.authenticatorbackup.api.spi.ObjectName;
import org.authenticatorbackup.api.spi.StorageTraits;
import org.authenticatorbackup.api.testkit.MapStorage;

/** Faults in putting and deleting, in races, interruptions and restarts. */
final class PlantedInWrites {

    private static final String BIN = ".bin/";

    private PlantedInWrites() {}

    static Stream<PlantedFault> all() {
        return Stream.concat(
                calls(),
                Stream.of(
                        fault("nothing survives a restart", it -> it).withRestart(objects -> new MapStorage()),
                        fault(
                                        "deletions do not survive a restart",
                                        it -> it.deleting(name -> {
                                            if (it.objects
                                                    .get(name, Integer.MAX_VALUE)
                                                    .isPresent()) {
                                                it.objects.plant(BIN + name, new byte[0]);
                                            }
                                            it.objects.delete(name);
                                        }))
                                .withRestart(PlantedInWrites::restored),
                        fault("no answer is taken for an empty storage", it -> it)
                                .withVain(new MapStorage()),
                        fault("the traits change", it -> {
                            AtomicInteger calls = new AtomicInteger();
                            return it.declaring(() -> new StorageTraits(
                                    it.objects.traits().capabilities(), "operator" + calls.incrementAndGet()));
                        }),
                        fault(
                                "the operator is a blank",
                                it -> it.declaring(() ->
                                        new StorageTraits(it.objects.traits().capabilities(), " ")))));
    }

    private static Stream<PlantedFault> calls() {
        return Stream.of(
                fault(
                        "deleting what is absent is an error",
                        it -> it.deleting(name -> {
                            if (it.objects.get(name, Integer.MAX_VALUE).isEmpty()) {
                                throw failure(Reason.REFUSED);
                            }
                            it.objects.delete(name);
                        })),
                fault(
                        "all is deleted that begins so",
                        it -> it.deleting(name -> {
                            for (ObjectName each : it.objects.list(name.value())) {
                                it.objects.delete(each);
                            }
                        })),
                fault(
                        "a second put overwrites",
                        it -> it.putting((name, content) -> {
                            synchronized (it.objects) {
                                it.objects.delete(name);
                                it.objects.put(name, content);
                            }
                        })),
                fault(
                        "two can win a race",
                        it -> it.putting((name, content) -> {
                            if (it.objects.get(name, Integer.MAX_VALUE).isPresent()) {
                                throw failure(Reason.ALREADY_EXISTS);
                            }
                            linger(content);
                            synchronized (it.objects) {
                                it.objects.delete(name);
                                it.objects.put(name, content);
                            }
                        })),
                fault("one of two threads at a time is not served", it -> {
                    AtomicInteger inside = new AtomicInteger();
                    return it.putting((name, content) -> {
                        try {
                            if (inside.incrementAndGet() == 1) {
                                linger(content);
                                it.objects.put(name, content);
                            }
                        } finally {
                            inside.decrementAndGet();
                        }
                    });
                }),
                fault(
                        "an object is torn when interrupted",
                        it -> it.putting((name, content) -> {
                            if (Thread.currentThread().isInterrupted()) {
                                it.objects.plant(name.value(), Arrays.copyOf(content, content.length / 2));
                            }
                            it.objects.put(name, content);
                        })),
                fault(
                        "an unknown outcome is called success",
                        it -> it.putting((name, content) -> {
                            if (!Thread.currentThread().isInterrupted()) {
                                it.objects.put(name, content);
                            }
                        })),
                fault(
                        "the interrupt status is swallowed",
                        it -> it.putting((name, content) -> {
                            if (Thread.interrupted()) {
                                throw failure(Reason.OFFLINE);
                            }
                            it.objects.put(name, content);
                        })),
                fault(
                        "an interruption is called broken",
                        it -> it.deleting(name -> {
                            if (Thread.currentThread().isInterrupted()) {
                                throw failure(Reason.BROKEN);
                            }
                            it.objects.delete(name);
                        })));
    }

    /** Long enough for other threads to come, where the contract has sent some. */
    private static void linger(byte[] content) {
        if (content.length > 100) {
            LockSupport.parkNanos(5_000_000);
        }
    }

    private static MapStorage restored(MapStorage objects) {
        for (String each : objects.entries()) {
            if (each.startsWith(BIN)) {
                objects.plant(each.substring(BIN.length()), new byte[0]);
            }
        }
        return objects;
    }
}
