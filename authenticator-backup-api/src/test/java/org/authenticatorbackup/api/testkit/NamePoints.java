package org.authenticatorbackup.api.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.authenticatorbackup.api.spi.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every legal name is an object of its own, and goes when it is deleted; nothing else is one. */
abstract class NamePoints extends SharingPoints {

    /** All that a name can have. */
    private static List<String> characters() {
        return "abcdefghijklmnopqrstuvwxyz0123456789._-"
                .chars()
                .mapToObj(Character::toString)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "0",
                "-",
                "_",
                "a.b",
                "a..b",
                "a.",
                "a..",
                "a-._",
                "-rf",
                "con",
                "nul",
                "aux.txt",
                "com1/lpt1/prn",
                "null",
                "index.html",
                "0102.age",
                "x.tmp",
                "x.part",
                "desktop.ini",
                "tmp-0123456789abcdef0123456789abcdef",
                "a/b/c",
                "a./b./c.",
                "-/_/0",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
            })
    void everyLegalNameIsKept(String name) throws Exception {
        storage.put(named(name), CONTENT);

        assertArrayEquals(CONTENT, read(storage, named(name)));
        assertLists(Set.of(named(name)), place);
        storage.delete(named(name));
        assertEquals(Optional.empty(), storage.get(named(name), MAX));
    }

    @Test
    void theLongestNameIsKept() throws Exception {
        String filler = "x".repeat(64);
        ObjectName longest = new ObjectName(place
                + filler.substring(place.length())
                + ("/" + filler.replace('x', 'y'))
                + ("/" + filler.replace('x', 'z'))
                + ("/" + filler));

        storage.put(longest, CONTENT);

        assertArrayEquals(CONTENT, read(storage, longest));
        assertLists(Set.of(longest), place);
    }

    @Test
    void namesThatDifferInTheLastCharacterAreDifferentObjects() throws Exception {
        List<String> names = new ArrayList<>();
        for (String each : characters()) {
            names.add("n".repeat(63) + each);
        }

        assertAllDifferent(names);
    }

    @Test
    void namesThatDifferInTheFirstCharacterAreDifferentObjects() throws Exception {
        List<String> names = new ArrayList<>();
        for (String each : characters()) {
            if (!each.equals(".")) {
                names.add(each + "/" + each + "name");
            }
        }

        assertAllDifferent(names);
    }

    @Test
    void similarNamesAreDifferentObjects() throws Exception {
        assertAllDifferent(List.of("ab", "a.b", "a-b", "a_b", "a..b", "ab.", "a/b", "aa/b", "b/a", "abc", "ab-c/d"));
    }

    private void assertAllDifferent(List<String> names) throws Exception {
        Map<ObjectName, byte[]> expected = new TreeMap<>();
        for (String each : names) {
            expected.put(named(each), each.getBytes(StandardCharsets.US_ASCII));
            storage.put(named(each), expected.get(named(each)));
        }
        for (Map.Entry<ObjectName, byte[]> each : expected.entrySet()) {
            assertArrayEquals(
                    each.getValue(), read(storage, each.getKey()), each.getKey().value());
        }
        assertLists(expected.keySet(), place);
    }

    @ParameterizedTest
    @ValueSource(strings = {".tmp-x", ".hidden/object", "Upper", "a b", "a/b/c/d", "n~1", "copy (1)", "\u00e9"})
    void whatIsNoLegalNameIsNotListed(String path) throws Exception {
        storage.put(named("object"), CONTENT);
        assumeTrue(
                plantStranger(place + "/" + path), "the storage cannot hold it, or nobody knows how to put it there");

        assertLists(Set.of(named("object")), place);
        assertTrue(storage.list("").stream().allMatch(each -> ObjectName.isLegal(each.value())));
    }

    // ---- deletion

    @Test
    void aDeletedObjectIsGoneAndItsNameIsFree() throws Exception {
        storage.put(named("object"), CONTENT);

        storage.delete(named("object"));

        assertTrue(isGone(connect(), named("object")));
        assertLists(Set.of(), place);
        storage.put(named("object"), OTHER);
        assertArrayEquals(OTHER, read(storage, named("object")));
    }

    @Test
    void deletingAgainSucceeds() throws Exception {
        storage.put(named("object"), CONTENT);
        storage.delete(named("object"));

        assertDoesNotThrow(() -> storage.delete(named("object")));
        assertDoesNotThrow(() -> connect().delete(named("object")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"absent", "no/folder", "no/such/folder"})
    void deletingWhatNeverWasSucceeds(String name) {
        assertDoesNotThrow(() -> storage.delete(named(name)));
    }

    @Test
    void deletingOneObjectLeavesTheOthers() throws Exception {
        for (String each : List.of("a/one", "a/one2", "a/on", "b/one")) {
            storage.put(named(each), CONTENT);
        }

        storage.delete(named("a/one"));

        assertLists(Set.of(named("a/one2"), named("a/on"), named("b/one")), place);
        assertArrayEquals(CONTENT, read(storage, named("a/one2")));
    }
}
