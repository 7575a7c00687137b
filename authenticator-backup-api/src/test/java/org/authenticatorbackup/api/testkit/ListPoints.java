package org.authenticatorbackup.api.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.authenticatorbackup.api.spi.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Listings are complete, and a prefix is any text. */
abstract class ListPoints extends NamePoints {

    @Test
    void anEmptyPlaceHasAnEmptyList() throws Exception {
        assertLists(Set.of(), place);
        assertLists(Set.of(), place + "/");
    }

    /** What the prefix, appended to the place, finds of {@code ab}, {@code ac/one} and {@code ab-c/d/two}. */
    @ParameterizedTest
    @CsvSource({
        "'', 3",
        "/, 3",
        "/a, 3",
        "/ab, 2",
        "/ab-, 1",
        "/ab-c, 1",
        "/ab-c/, 1",
        "/ab-c/d/t, 1",
        "/ac/, 1",
        "/ac/on, 1"
    })
    void aPrefixIsAnyTextNotAFolder(String prefix, int found) throws Exception {
        List<ObjectName> all = List.of(named("ab"), named("ac/one"), named("ab-c/d/two"));
        Set<ObjectName> expected = new HashSet<>();
        for (ObjectName each : all) {
            storage.put(each, CONTENT);
            if (each.value().startsWith(place + prefix)) {
                expected.add(each);
            }
        }

        assertLists(expected, place + prefix);
        assertEquals(found, expected.size());
    }

    @Test
    void aPrefixCanBeAWholeName() throws Exception {
        storage.put(named("a/object"), CONTENT);
        storage.put(named("a/object2"), CONTENT);

        assertLists(Set.of(named("a/object"), named("a/object2")), place + "/a/object");
        assertLists(Set.of(named("a/object2")), place + "/a/object2");
        assertLists(Set.of(), place + "/a/object/");
        assertLists(Set.of(), place + "/a/object22");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "//", ".", "..", "../", "*", "%", "_%", "A", " ", "\u0000", "\u00e9", "\\", "a//b", "a/../"
            })
    void aPrefixThatNoNameHasMatchesNothing(String prefix) throws Exception {
        storage.put(named("object"), CONTENT);

        assertEquals(Set.of(), storage.list(prefix));
        assertEquals(Set.of(), storage.list(place + "/" + prefix + "*"));
    }

    /** An underline stands for any character in SQL, a dot in regular expressions. */
    @Test
    void noCharacterOfAPrefixStandsForAnother() throws Exception {
        storage.put(named("a-b"), CONTENT);
        storage.put(named("axb"), CONTENT);

        assertLists(Set.of(), place + "/a_");
        assertLists(Set.of(), place + "/a.");
        assertLists(Set.of(named("a-b")), place + "/a-");
    }

    @Test
    void theEmptyPrefixMatchesAll() throws Exception {
        storage.put(named("object"), CONTENT);
        storage.put(named("a/b/c"), CONTENT);
        assertLists(Set.of(named("object"), named("a/b/c")), place);

        assertTrue(storage.list("").containsAll(Set.of(named("object"), named("a/b/c"))));
    }

    /** Storages page their listings, often by a hundred or a thousand. */
    @Test
    void listIsCompleteBeyondOnePage() throws Exception {
        Set<ObjectName> expected = new HashSet<>();
        Set<ObjectName> lane = new HashSet<>();
        for (int i = 0; i < 1_053; i++) {
            ObjectName name = named("lane" + i % 3 + "/n" + i);
            storage.put(name, new byte[] {(byte) i});
            expected.add(name);
            if (i % 3 == 1) {
                lane.add(name);
            }
        }

        assertLists(expected, place);
        assertLists(lane, place + "/lane1/");
        assertLists(expected, connect(), place);
    }

    @Test
    void aListingCanBeRepeated() throws Exception {
        storage.put(named("one"), CONTENT);
        storage.put(named("two"), CONTENT);

        assertLists(Set.of(named("one"), named("two")), place);
        assertLists(Set.of(named("one"), named("two")), place);
    }
}
