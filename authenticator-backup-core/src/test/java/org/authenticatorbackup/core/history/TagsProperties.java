package org.authenticatorbackup.core.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.SortedSet;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Tags in an array are what they would be in a tree. */
class TagsProperties {

    @Provide
    Arbitrary<List<Tag>> tags() {
        Arbitrary<Long> numbers = Arbitraries.of(0L, 1L, 2L, Long.MAX_VALUE, Long.MIN_VALUE, -1L);
        return Combinators.combine(numbers, numbers).as(Tag::new).list().ofMaxSize(12);
    }

    @Property
    void theyAreTheSameAsInATree(@ForAll("tags") List<Tag> tags) {
        SortedSet<Tag> tree = new TreeSet<>(tags);

        Tags copy = Tags.copyOf(tags);

        assertThat(copy).isEqualTo(tree).hasSameHashCodeAs(tree);
        assertThat(tree).isEqualTo(copy);
        assertThat(new ArrayList<>(copy)).isEqualTo(new ArrayList<>(tree));
        assertThat(Tags.copyOf(copy)).isSameAs(copy);
        assertThat(tags).allSatisfy(tag -> assertThat(copy.contains(tag)).isTrue());
    }

    @Property
    void unionAndContainmentAreThoseOfSets(@ForAll("tags") List<Tag> left, @ForAll("tags") List<Tag> right) {
        SortedSet<Tag> union = new TreeSet<>(left);
        union.addAll(right);
        Tags ours = Tags.copyOf(left);
        Tags theirs = Tags.copyOf(right);

        assertThat(ours.union(theirs)).isEqualTo(union);
        assertThat(ours.containsAll(theirs)).isEqualTo(new TreeSet<>(left).containsAll(right));
        assertThat(ours.equals(theirs)).isEqualTo(new TreeSet<>(left).equals(new TreeSet<>(right)));
        assertThat(ours.union(theirs).containsAll(ours)).isTrue();
        assertThat(ours.union(ours)).isSameAs(ours);
        assertThat(ours.union(Tags.NONE)).isSameAs(ours);
    }

    @Example
    void theyEnd() {
        assertThat(Tags.NONE).isEmpty();
        assertThatExceptionOfType(NoSuchElementException.class)
                .isThrownBy(() -> Tags.NONE.iterator().next());
        assertThat((Iterable<Tag>) Tags.of(new Tag(1, 2))).containsExactly(new Tag(1, 2));
    }
}
