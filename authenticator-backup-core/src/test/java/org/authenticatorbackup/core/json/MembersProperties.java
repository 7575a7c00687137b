package org.authenticatorbackup.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Members in arrays are what they would be in a tree, and never change. */
class MembersProperties {

    @Provide
    Arbitrary<List<String>> names() {
        Arbitrary<String> names = Arbitraries.strings()
                .withChars('a', 'b', '\u00e9', '\ud7ff', '\ue000', '\uffff')
                .ofMaxLength(3);
        return Arbitraries.oneOf(names.list().ofMaxSize(6), names.list().ofMaxSize(60));
    }

    private static SortedMap<String, Json> tree(List<String> names) {
        SortedMap<String, Json> tree = new TreeMap<>(Utf8Order.BY_BYTES);
        names.forEach(name -> tree.put(name, Json.Num.of(tree.size())));
        return tree;
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void theyAreTheSameAsInATree(@ForAll("names") List<String> names) {
        SortedMap<String, Json> tree = tree(names);

        SortedMap<String, Json> members = Members.copyOf(tree);

        assertThat(members).isEqualTo(tree).hasSameHashCodeAs(tree);
        assertThat(tree).isEqualTo(members);
        assertThat(new ArrayList<>(members.keySet())).isEqualTo(new ArrayList<>(tree.keySet()));
        assertThat(new ArrayList<>(members.values())).isEqualTo(new ArrayList<>(tree.values()));
        assertThat(members.comparator()).isEqualTo(tree.comparator());
        assertThat(Members.copyOf(members)).isSameAs(members);
        List<String> visited = new ArrayList<>();
        members.forEach((name, value) -> visited.add(name));
        assertThat(visited).isEqualTo(new ArrayList<>(tree.keySet()));
        for (String name : List.of("", "a", "ab", "\ue000", "nobody")) {
            assertThat(members.get(name)).isEqualTo(tree.get(name));
            assertThat(members.containsKey(name)).isEqualTo(tree.containsKey(name));
        }
        for (String name : names) {
            assertThat(members.get(name)).isEqualTo(tree.get(name));
            assertThat(members.headMap(name)).isEqualTo(tree.headMap(name));
            assertThat(members.tailMap(name)).isEqualTo(tree.tailMap(name));
            assertThat(members.subMap(tree.firstKey(), name)).isEqualTo(tree.subMap(tree.firstKey(), name));
            assertThat(members.firstKey()).isEqualTo(tree.firstKey());
            assertThat(members.lastKey()).isEqualTo(tree.lastKey());
        }
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void aBuilderPutsThemInOrderAndRefusesANameTwice(@ForAll("names") List<String> names) throws JsonException {
        MembersBuilder builder = new MembersBuilder();
        names.forEach(name -> builder.put(name, new Json.Text(name)));
        boolean distinct = new HashSet<>(names).size() == names.size();
        if (!distinct) {
            assertThatExceptionOfType(JsonException.class)
                    .isThrownBy(builder::build)
                    .satisfies(e -> assertThat(e.reason()).isEqualTo(JsonException.Reason.MALFORMED));
            return;
        }
        SortedMap<String, Json> expected = new TreeMap<>(Utf8Order.BY_BYTES);
        names.forEach(name -> expected.put(name, new Json.Text(name)));

        assertThat(builder.size()).isEqualTo(names.size());
        SortedMap<String, Json> built = builder.build();

        assertThat(built).isEqualTo(expected);
        assertThat(new ArrayList<>(built.keySet())).isEqualTo(new ArrayList<>(expected.keySet()));
        assertThat(builder.build()).isEmpty();
        builder.put("next", Json.Word.TRUE);
        assertThat(builder.build()).isEqualTo(Map.of("next", Json.Word.TRUE));
        assertThat(built).isEqualTo(expected);
    }

    @Example
    void nobodyChangesThem() {
        SortedMap<String, Json> members = Members.copyOf(Map.of("a", Json.Word.TRUE, "b", Json.Word.FALSE));

        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> members.put("c", Json.Word.NULL));
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> members.remove("a"));
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> members.clear());
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> members.entrySet().iterator().next().setValue(Json.Word.NULL));
        SortedMap<String, Json> head = members.headMap("b");
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> head.clear());
        assertThat(members).hasSize(2);
    }

    @Example
    void ofNoneThereIsNoFirst() {
        assertThat(Members.none()).isEmpty();
        assertThatExceptionOfType(NoSuchElementException.class)
                .isThrownBy(() -> Members.none().firstKey());
        assertThatExceptionOfType(NoSuchElementException.class)
                .isThrownBy(() -> Members.none().lastKey());
        assertThatExceptionOfType(NoSuchElementException.class)
                .isThrownBy(() -> Members.none().entrySet().iterator().next());
    }
}
