package org.authenticatorbackup.api.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.StorageException.Reason;
import org.authenticatorbackup.api.spi.ObjectName;
import org.authenticatorbackup.api.spi.StorageProvider;
import org.authenticatorbackup.api.spi.StorageTraits.Capability;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.function.Executable;

/** Where a point of the contract is tried: a random prefix of its own, cleared afterwards. */
abstract class StoragePlace {

    static final byte[] CONTENT = {1, 2, 3};
    static final byte[] OTHER = {4, 5, 6, 7};
    static final int MAX = StorageProvider.MAX_OBJECT_BYTES;

    final String place = "k" + UUID.randomUUID().toString().replace("-", "");
    StorageProvider storage;

    // ---- what a provider's author gives

    /** Opens a connection to the storage under test. Connections must share their objects. */
    protected abstract StorageProvider connect() throws Exception;

    /**
     * Opens a connection as after a restart of the process and, where the author runs it, of the store: nothing that was
     * only in memory is left.
     */
    protected StorageProvider reopen() throws Exception {
        return connect();
    }

    /**
     * Opens a connection that cannot reach its place: a wrong address, a revoked credential, a missing folder. Override
     * it to have it tried that no call takes that for an empty storage.
     */
    protected Optional<StorageProvider> connectInVain() throws Exception {
        return Optional.empty();
    }

    /**
     * Puts an entry into the storage by other means, as other programs may.
     *
     * @param path where, as a name of an object is; but no object can have it
     * @return whether the storage can hold such an entry
     */
    protected boolean plantStranger(String path) throws Exception {
        return false;
    }

    /**
     * Whether of several puts under one name at most one succeeds. Override it where the traits promise less than the
     * test's place keeps.
     */
    protected boolean isCreateOnly() {
        return declares(Capability.CREATE_ONLY);
    }

    /**
     * Whether the store may list a name for a moment that nobody has put. Override it where a store shows temporary files of
     * its own, under names that look like those of objects.
     */
    protected boolean isPassing(ObjectName name) {
        return false;
    }

    /** How long listings and other connections may be behind, where {@code STRONG_LIST} is not declared. */
    protected Duration settling() {
        return Duration.ofSeconds(30);
    }

    // ---- what the points need

    @BeforeEach
    final void openConnection() throws Exception {
        storage = connect();
    }

    @AfterEach
    final void tidyUp() throws StorageException {
        Thread.interrupted();
        for (ObjectName each : storage.list(place)) {
            storage.delete(each);
        }
    }

    final boolean declares(Capability capability) {
        return storage.traits().capabilities().contains(capability);
    }

    final void assume(Capability capability) {
        assumeTrue(declares(capability), capability + " is not declared");
    }

    final void assumeCreateOnly() {
        assumeTrue(isCreateOnly(), "CREATE_ONLY is not declared");
    }

    /** A name in the place of this test, with up to three segments of its own. */
    final ObjectName named(String name) {
        return new ObjectName(place + "/" + name);
    }

    /** Lists until the names are the expected, if the storage may take its time. */
    final void assertLists(Set<ObjectName> expected, StorageProvider connection, String prefix) throws Exception {
        Set<ObjectName> listed = settled(expected, () -> Set.copyOf(connection.list(prefix)));
        assertEquals(List.of(), firstOf(expected, listed), () -> "missing from the list of " + prefix);
        assertEquals(List.of(), firstOf(listed, expected), () -> "too much in the list of " + prefix);
    }

    final void assertLists(Set<ObjectName> expected, String prefix) throws Exception {
        assertLists(expected, storage, prefix);
    }

    /** The first few of what some have and others do not. */
    private static List<ObjectName> firstOf(Set<ObjectName> some, Set<ObjectName> others) {
        return some.stream()
                .filter(each -> !others.contains(each))
                .sorted()
                .limit(5)
                .toList();
    }

    private <T> T settled(T expected, Callable<T> question) throws Exception {
        long end = System.nanoTime()
                + (declares(Capability.STRONG_LIST) ? 0 : settling().toNanos());
        T answer = question.call();
        for (long pause = 1; !answer.equals(expected) && System.nanoTime() < end; pause = Math.min(500, 2 * pause)) {
            Thread.sleep(pause);
            answer = question.call();
        }
        return answer;
    }

    /** Reads by another connection, which may take its time to see it. */
    final byte[] readElsewhere(StorageProvider connection, ObjectName name) throws Exception {
        settled(true, () -> connection.get(name, MAX).isPresent());
        return read(connection, name);
    }

    final boolean isGone(StorageProvider connection, ObjectName name) throws Exception {
        return settled(true, () -> connection.get(name, MAX).isEmpty());
    }

    static byte[] bytes(int size) {
        byte[] content = new byte[size];
        new SplittableRandom(size).nextBytes(content);
        return content;
    }

    static byte[] read(StorageProvider storage, ObjectName name) throws StorageException {
        return storage.get(name, MAX).orElseThrow(() -> new AssertionError("absent: " + name));
    }

    static void assertFails(Reason reason, Executable call) {
        assertEquals(reason, assertThrows(StorageException.class, call).reason());
    }

    /** Stores, or finds the name in use. */
    static boolean wins(StorageProvider connection, ObjectName name, byte[] content) throws StorageException {
        try {
            connection.put(name, content);
            return true;
        } catch (StorageException e) {
            assertEquals(Reason.ALREADY_EXISTS, e.reason());
            return false;
        }
    }

    /** Runs tasks at one moment, each in a thread, and returns what they found. */
    static <T> List<T> runTogether(List<Callable<Optional<T>>> tasks) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(tasks.size());
        CountDownLatch ready = new CountDownLatch(tasks.size());
        try {
            List<Future<Optional<T>>> futures = new ArrayList<>();
            for (Callable<Optional<T>> task : tasks) {
                futures.add(pool.submit(() -> {
                    ready.countDown();
                    ready.await();
                    return task.call();
                }));
            }
            List<T> results = new ArrayList<>();
            for (Future<Optional<T>> each : futures) {
                each.get().ifPresent(results::add);
            }
            return results;
        } finally {
            pool.shutdownNow();
        }
    }
}
