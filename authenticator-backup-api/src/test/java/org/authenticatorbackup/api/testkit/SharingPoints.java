package org.authenticatorbackup.api.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.authenticatorbackup.api.StorageException.Reason;
import org.authenticatorbackup.api.spi.ObjectName;
import org.authenticatorbackup.api.spi.StorageProvider;
import org.authenticatorbackup.api.spi.StorageTraits.Capability;
import org.junit.jupiter.api.Test;

/** Several connections, several threads, several puts under one name, and a restart. */
abstract class SharingPoints extends ContentPoints {

    // ---- other connections

    @Test
    void anotherConnectionReadsTheObject() throws Exception {
        StorageProvider openedBefore = connect();

        storage.put(named("object"), CONTENT);

        assertArrayEquals(CONTENT, readElsewhere(openedBefore, named("object")));
        assertArrayEquals(CONTENT, readElsewhere(connect(), named("object")));
    }

    @Test
    void anotherConnectionNoticesTheDeletion() throws Exception {
        StorageProvider other = connect();
        storage.put(named("object"), CONTENT);
        readElsewhere(other, named("object"));

        storage.delete(named("object"));

        assertTrue(isGone(other, named("object")));
    }

    @Test
    void anotherConnectionListsAndMissesAtOnceWhereDeclared() throws Exception {
        assume(Capability.STRONG_LIST);
        StorageProvider other = connect();

        storage.put(named("object"), CONTENT);
        Set<ObjectName> afterPut = other.list(place);
        storage.delete(named("object"));
        Set<ObjectName> afterDelete = other.list(place);

        assertEquals(Set.of(named("object")), afterPut);
        assertEquals(Set.of(), afterDelete);
    }

    @Test
    void everythingIsThereAfterReopening() throws Exception {
        storage.put(named("one"), CONTENT);
        storage.put(named("folder/two"), OTHER);

        StorageProvider reopened = reopen();

        assertArrayEquals(CONTENT, readElsewhere(reopened, named("one")));
        assertArrayEquals(OTHER, readElsewhere(reopened, named("folder/two")));
        assertLists(Set.of(named("one"), named("folder/two")), reopened, place);
    }

    @Test
    void whatWasDeletedStaysSoAfterReopening() throws Exception {
        storage.put(named("object"), CONTENT);
        storage.delete(named("object"));

        StorageProvider reopened = reopen();

        assertTrue(isGone(reopened, named("object")));
        assertLists(Set.of(), reopened, place);
    }

    // ---- one name, several puts

    @Test
    void aRepeatedPutIsStoredOrAlreadyThere() throws Exception {
        storage.put(named("object"), CONTENT);

        wins(storage, named("object"), CONTENT);
        wins(connect(), named("object"), CONTENT);

        assertArrayEquals(CONTENT, read(storage, named("object")));
    }

    @Test
    void ofTwoDifferentPutsOneIsThereWhole() throws Exception {
        storage.put(named("object"), CONTENT);

        boolean replaced = wins(storage, named("object"), OTHER);

        assertArrayEquals(replaced ? OTHER : CONTENT, read(storage, named("object")));
    }

    @Test
    void putNeverReplacesAnObjectWhereDeclared() throws Exception {
        assumeCreateOnly();
        storage.put(named("object"), CONTENT);

        assertFails(Reason.ALREADY_EXISTS, () -> storage.put(named("object"), OTHER));
        assertFails(Reason.ALREADY_EXISTS, () -> connect().put(named("object"), OTHER));

        assertArrayEquals(CONTENT, read(storage, named("object")));
    }

    @Test
    void putRefusesEvenTheSameBytesWhereDeclared() throws Exception {
        assumeCreateOnly();
        storage.put(named("object"), CONTENT);

        assertFails(Reason.ALREADY_EXISTS, () -> storage.put(named("object"), CONTENT));
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

    // ---- many threads

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
        assertLists(expected, place);
    }

    @Test
    void oneConnectionServesManyThreads() throws Exception {
        TreeMap<ObjectName, byte[]> expected = new TreeMap<>();
        List<Callable<Optional<String>>> workers = new ArrayList<>();
        for (int thread = 0; thread < 8; thread++) {
            List<ObjectName> names = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                names.add(named("t" + thread + "/n" + i));
                expected.put(names.get(i), bytes(1_000 + 10 * thread + i));
            }
            workers.add(() -> {
                for (ObjectName name : names) {
                    storage.put(name, expected.get(name));
                    if (!Arrays.equals(expected.get(name), read(storage, name))) {
                        return Optional.of("other bytes in " + name);
                    }
                    storage.list(place);
                }
                return Optional.empty();
            });
        }

        assertEquals(List.of(), runTogether(workers));

        assertLists(expected.keySet(), place);
        for (ObjectName name : expected.keySet()) {
            assertArrayEquals(expected.get(name), read(storage, name));
        }
    }

    @Test
    void concurrentReadersGetTheWholeObject() throws Exception {
        byte[] content = bytes(300_000);
        storage.put(named("object"), content);
        List<Callable<Optional<byte[]>>> readers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            readers.add(() -> Optional.of(read(storage, named("object"))));
        }

        for (byte[] each : runTogether(readers)) {
            assertTrue(Arrays.equals(content, each));
        }
    }

    @Test
    void concurrentDeletionsOfOneObjectAllSucceed() throws Exception {
        storage.put(named("object"), CONTENT);
        List<Callable<Optional<String>>> deletions = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            StorageProvider connection = connect();
            deletions.add(() -> {
                connection.delete(named("object"));
                return Optional.of("done");
            });
        }

        assertEquals(8, runTogether(deletions).size());

        assertTrue(isGone(storage, named("object")));
    }

    /** No half-written object, no temporary name, and nothing missing that was there before. */
    @Test
    void listingsDuringPutsShowWhatIsThereAndNothingElse() throws Exception {
        Set<ObjectName> before = Set.of(named("before/one"), named("before/two"));
        for (ObjectName each : before) {
            storage.put(each, CONTENT);
        }
        assertLists(before, place);
        List<Callable<Optional<Set<ObjectName>>>> workers = new ArrayList<>();
        Set<ObjectName> after = new HashSet<>(before);
        for (int thread = 0; thread < 4; thread++) {
            List<ObjectName> names = List.of(named("new" + thread + "/one"), named("new" + thread + "/two"));
            after.addAll(names);
            workers.add(() -> {
                for (ObjectName each : names) {
                    storage.put(each, bytes(50_000));
                }
                return Optional.empty();
            });
            workers.add(() -> {
                Set<ObjectName> listed = new HashSet<>(storage.list(place));
                listed.removeIf(this::isPassing);
                return Optional.of(listed);
            });
        }

        for (Set<ObjectName> listed : runTogether(workers)) {
            assertTrue(listed.containsAll(before), "missing in " + listed);
            assertTrue(after.containsAll(listed), "too much in " + listed);
        }
        assertLists(after, place);
    }
}
