package org.authenticatorbackup.core.storage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every {@link StorageProvider} must do. Extend it, return a connection, and run it.
 *
 * <p>Each test works under a random prefix of its own, so that a shared account will do, and deletes what it made. Two
 * promises cannot be tested from here: that an object survives a power cut, and that it appears whole or not at all
 * when the process dies half-way through a put.
 */
public abstract class StorageProviderContract {

    private static final byte[] CONTENT = {1, 2, 3};
    private static final byte[] OTHER = {4, 5, 6, 7};
    private static final int MAX = StorageProvider.MAX_OBJECT_BYTES;

    private final String place = "k" + UUID.randomUUID().toString().replace("-", "");
    private StorageProvider storage;

    /** For subclasses. */
    protected StorageProviderContract() {}

    /** Opens a connection to the storage under test. Connections must share their objects. */
    protected abstract StorageProvider connect() throws Exception;

    /**
     * Whether of several puts under one name at most one succeeds. Override it where the traits promise less than the
     * test's place keeps.
     */
    protected boolean isCreateOnly() {
        return storage.traits().capabilities().contains(Capability.CREATE_ONLY);
    }

    @BeforeEach
    void openConnection() throws Exception {
        storage = connect();
    }

    @AfterEach
    void tidyUp() throws StorageException {
        for (ObjectName each : storage.list(place)) {
            storage.delete(each);
        }
    }

    // ---- content

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 511, 512, 4_096, 65_535, 65_536, 65_537, 1_048_577, 16 * 1024 * 1024})
    void getReturnsWhatPutStored(int size) throws Exception {
        byte[] content = bytes(size);

        storage.put(named("object"), content);

        assertArrayEquals(content, read(storage, named("object")));
    }

    @Test
    void theLargestObjectFits() throws Exception {
        byte[] content = bytes(MAX);

        storage.put(named("object"), content);

        assertTrue(Arrays.equals(content, read(connect(), named("object"))));
    }

    @Test
    void everyByteValueIsKept() throws Exception {
        byte[] content = new byte[256];
        for (int i = 0; i < content.length; i++) {
            content[i] = (byte) i;
        }

        storage.put(named("object"), content);

        assertArrayEquals(content, read(storage, named("object")));
    }

    @Test
    void arraysAreNotSharedWithTheCaller() throws Exception {
        byte[] content = CONTENT.clone();
        storage.put(named("object"), content);

        content[0]++;
        read(storage, named("object"))[1]++;

        assertArrayEquals(CONTENT, read(storage, named("object")));
    }

    @Test
    void putLeavesTheCallersArrayAsItWas() throws Exception {
        byte[] content = CONTENT.clone();

        storage.put(named("object"), content);

        assertArrayEquals(CONTENT, content);
    }

    @Test
    void anAbsentObjectIsEmptyNotAnError() throws Exception {
        assertEquals(Optional.empty(), storage.get(named("absent"), MAX));
        assertEquals(Optional.empty(), storage.get(named("no/such/folder"), MAX));
    }

    @Test
    void whatIsAboveAnObjectIsNoObject() throws Exception {
        storage.put(named("a/b"), CONTENT);

        assertEquals(Optional.empty(), storage.get(named("a"), MAX));
        storage.delete(named("a"));

        assertArrayEquals(CONTENT, read(storage, named("a/b")));
    }

    // ---- the reader's limit

    @Test
    void anObjectAtOrBelowTheReadersLimitIsRead() throws Exception {
        storage.put(named("object"), OTHER);

        assertArrayEquals(OTHER, storage.get(named("object"), OTHER.length).orElseThrow());
        assertArrayEquals(OTHER, storage.get(named("object"), OTHER.length + 1).orElseThrow());
    }

    @Test
    void anObjectAboveTheReadersLimitIsTooLarge() throws Exception {
        storage.put(named("object"), OTHER);

        assertFails(Reason.TOO_LARGE, () -> storage.get(named("object"), OTHER.length - 1));
        assertFails(Reason.TOO_LARGE, () -> storage.get(named("object"), 0));
    }

    @Test
    void anEmptyObjectFitsALimitOfZero() throws Exception {
        storage.put(named("object"), new byte[0]);

        assertArrayEquals(new byte[0], storage.get(named("object"), 0).orElseThrow());
    }

    @Test
    void anAbsentObjectIsNeverTooLarge() throws Exception {
        assertEquals(Optional.empty(), storage.get(named("absent"), 0));
    }

    // ---- other connections

    @Test
    void anotherConnectionReadsTheObject() throws Exception {
        storage.put(named("object"), CONTENT);

        assertArrayEquals(CONTENT, read(connect(), named("object")));
    }

    @Test
    void anotherConnectionListsAndMissesAtOnceWhereDeclared() throws Exception {
        assumeTrue(storage.traits().capabilities().contains(Capability.STRONG_LIST), "STRONG_LIST is not declared");
        StorageProvider other = connect();

        storage.put(named("object"), CONTENT);
        Set<ObjectName> afterPut = other.list(place);
        storage.delete(named("object"));
        Set<ObjectName> afterDelete = other.list(place);

        assertEquals(Set.of(named("object")), afterPut);
        assertEquals(Set.of(), afterDelete);
    }

    // ---- one name, several puts

    @Test
    void putNeverReplacesAnObjectWhereDeclared() throws Exception {
        assumeCreateOnly();
        storage.put(named("object"), CONTENT);

        assertFails(Reason.ALREADY_EXISTS, () -> storage.put(named("object"), OTHER));
        assertFails(Reason.ALREADY_EXISTS, () -> connect().put(named("object"), CONTENT));

        assertArrayEquals(CONTENT, read(storage, named("object")));
    }

    @Test
    void atMostOneOfManyConcurrentPutsSucceedsWhereDeclared() throws Exception {
        assumeCreateOnly();
        for (int round = 0; round < 10; round++) {
            ObjectName name = named("round" + round);
            List<Callable<Optional<byte[]>>> writers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                StorageProvider connection = connect();
                byte[] content = bytes(10_000 + i);
                writers.add(() -> wins(connection, name, content) ? Optional.of(content) : Optional.empty());
            }

            List<byte[]> stored = runTogether(writers);

            assertEquals(1, stored.size(), "puts that succeeded");
            assertArrayEquals(stored.get(0), read(storage, name));
        }
    }

    @Test
    void concurrentPutsOfDifferentNamesAllSucceed() throws Exception {
        Set<ObjectName> expected = new HashSet<>();
        List<Callable<Optional<ObjectName>>> writers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            StorageProvider connection = connect();
            ObjectName name = named("new/folder/n" + i);
            expected.add(name);
            writers.add(() -> {
                connection.put(name, CONTENT);
                return Optional.of(name);
            });
        }

        List<ObjectName> stored = runTogether(writers);

        assertEquals(expected, Set.copyOf(stored));
        assertEquals(expected, storage.list(place));
    }

    // ---- names

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "0",
                "-",
                "_",
                "a.b",
                "a..b",
                "a-._",
                "0102.age",
                "x.tmp",
                "tmp-0123456789abcdef0123456789abcdef",
                "a/b/c",
                "-/_/0",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
                        + "/bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
                        + "/cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc"
            })
    void everyLegalNameIsKept(String name) throws Exception {
        storage.put(named(name), CONTENT);

        assertArrayEquals(CONTENT, read(storage, named(name)));
        assertEquals(Set.of(named(name)), storage.list(place));
        storage.delete(named(name));
        assertEquals(Optional.empty(), storage.get(named(name), MAX));
    }

    @Test
    void similarNamesAreDifferentObjects() throws Exception {
        List<String> names = List.of("ab", "a.b", "a-b", "a_b", "a..b", "a/b", "aa/b", "b/a");
        for (int i = 0; i < names.size(); i++) {
            storage.put(named(names.get(i)), new byte[] {(byte) i});
        }

        for (int i = 0; i < names.size(); i++) {
            assertArrayEquals(new byte[] {(byte) i}, read(storage, named(names.get(i))), names.get(i));
        }
    }

    // ---- lists

    @Test
    void anEmptyPlaceHasAnEmptyList() throws Exception {
        assertEquals(Set.of(), storage.list(place));
        assertEquals(Set.of(), storage.list(place + "/"));
    }

    @Test
    void aPrefixIsAnyTextNotAFolder() throws Exception {
        ObjectName shallow = named("ab");
        ObjectName sibling = named("ac/one");
        ObjectName deep = named("ab-c/d/two");
        for (ObjectName each : List.of(shallow, sibling, deep)) {
            storage.put(each, CONTENT);
        }

        assertEquals(Set.of(shallow, sibling, deep), storage.list(place));
        assertEquals(Set.of(shallow, sibling, deep), storage.list(place + "/"));
        assertEquals(Set.of(shallow, sibling, deep), storage.list(place + "/a"));
        assertEquals(Set.of(shallow, deep), storage.list(place + "/ab"));
        assertEquals(Set.of(deep), storage.list(place + "/ab-"));
        assertEquals(Set.of(deep), storage.list(place + "/ab-c/d/t"));
        assertEquals(Set.of(deep), storage.list(deep.value()));
        assertEquals(Set.of(), storage.list(deep.value() + "x"));
        assertEquals(Set.of(), storage.list(place + "/ab/"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "//", ".", "..", "../", "*", "%", "_%", "A", " ", "\u0000", "é", "\\", "a//b", "a/../"})
    void aPrefixThatNoNameHasMatchesNothing(String prefix) throws Exception {
        storage.put(named("object"), CONTENT);

        assertEquals(Set.of(), storage.list(prefix));
        assertEquals(Set.of(), storage.list(place + "/" + prefix + "*"));
    }

    @Test
    void theEmptyPrefixMatchesAll() throws Exception {
        storage.put(named("object"), CONTENT);
        storage.put(named("a/b/c"), CONTENT);

        Set<ObjectName> all = storage.list("");

        assertTrue(all.containsAll(Set.of(named("object"), named("a/b/c"))));
    }

    /** Storages page their listings, often by a hundred or a thousand. */
    @Test
    void listIsCompleteBeyondOnePage() throws Exception {
        Set<ObjectName> expected = new HashSet<>();
        for (int i = 0; i < 1_053; i++) {
            ObjectName name = named("lane" + i % 3 + "/n" + i);
            storage.put(name, new byte[] {(byte) i});
            expected.add(name);
        }

        assertEquals(expected, storage.list(place));
        assertEquals(351, storage.list(place + "/lane1/").size());
    }

    // ---- deletion

    @Test
    void aDeletedObjectIsGoneAndItsNameIsFree() throws Exception {
        storage.put(named("object"), CONTENT);

        storage.delete(named("object"));

        assertEquals(Optional.empty(), connect().get(named("object"), MAX));
        storage.put(named("object"), OTHER);
        assertArrayEquals(OTHER, read(storage, named("object")));
    }

    @Test
    void deletingAgainOrWhatNeverWasSucceeds() throws Exception {
        storage.put(named("object"), CONTENT);
        storage.delete(named("object"));

        assertDoesNotThrow(() -> storage.delete(named("object")));
        assertDoesNotThrow(() -> connect().delete(named("object")));
        assertDoesNotThrow(() -> storage.delete(named("no/such/folder")));
    }

    @Test
    void deletingOneObjectLeavesTheOthers() throws Exception {
        for (String each : List.of("a/one", "a/one2", "a/on", "b/one")) {
            storage.put(named(each), CONTENT);
        }

        storage.delete(named("a/one"));

        assertEquals(Set.of(named("a/one2"), named("a/on"), named("b/one")), storage.list(place));
    }

    // ---- interruption

    @Test
    void anInterruptedCallIsOfflineAndStaysInterrupted() throws Exception {
        storage.put(named("object"), CONTENT);
        List<Executable> calls = List.of(
                () -> storage.put(named("late"), CONTENT),
                () -> storage.get(named("object"), MAX),
                () -> storage.list(place),
                () -> storage.delete(named("object")));

        for (Executable call : calls) {
            Thread.currentThread().interrupt();
            try {
                assertFails(Reason.OFFLINE, call);
            } finally {
                assertTrue(Thread.interrupted(), "the interrupt status");
            }
        }

        assertArrayEquals(CONTENT, read(storage, named("object")));
        storage.put(named("object2"), CONTENT);
    }

    // ---- traits

    @Test
    void traitsAreTheSameAtEveryCallAndConnection() throws Exception {
        assertNotNull(storage.traits().operator());
        assertEquals(storage.traits(), storage.traits());
        assertEquals(storage.traits(), connect().traits());
    }

    // ---- tools

    /** A name in the place of this test, with up to three segments of its own. */
    private ObjectName named(String name) {
        return new ObjectName(place + "/" + name);
    }

    private void assumeCreateOnly() {
        assumeTrue(isCreateOnly(), "CREATE_ONLY is not declared");
    }

    private static byte[] bytes(int size) {
        byte[] content = new byte[size];
        new Random(size).nextBytes(content);
        return content;
    }

    private static byte[] read(StorageProvider storage, ObjectName name) throws StorageException {
        return storage.get(name, MAX).orElseThrow(() -> new AssertionError("absent: " + name));
    }

    private static void assertFails(Reason reason, Executable call) {
        assertEquals(reason, assertThrows(StorageException.class, call).reason());
    }

    private static boolean wins(StorageProvider connection, ObjectName name, byte[] content) throws StorageException {
        try {
            connection.put(name, content);
            return true;
        } catch (StorageException e) {
            assertEquals(Reason.ALREADY_EXISTS, e.reason());
            return false;
        }
    }

    private static <T> List<T> runTogether(List<Callable<Optional<T>>> tasks) throws Exception {
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
