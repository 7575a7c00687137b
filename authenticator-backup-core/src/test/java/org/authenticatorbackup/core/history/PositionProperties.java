package org.authenticatorbackup.core.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PositionProperties {

    @Property(tries = 200)
    void betweenAnyTwoThereAreOthers(@ForAll @Size(max = 40) List<@IntRange(max = 40) Integer> indices) {
        List<String> positions = new ArrayList<>();
        for (int index : indices) {
            int at = Math.min(index, positions.size());
            String low = at == 0 ? Position.NONE : positions.get(at - 1);
            String high = at == positions.size() ? Position.NONE : positions.get(at);
            positions.addAll(at, Position.between(low, high, 1 + index % 3));
        }

        assertThat(positions).isSorted().doesNotHaveDuplicates().allMatch(Position::isValid);
    }

    @Test
    void appending10000TimesMakesShortTexts() {
        List<String> positions = new ArrayList<>();
        String last = Position.NONE;
        for (int i = 0; i < 10_000; i++) {
            last = Position.between(last, Position.NONE, 1).get(0);
            positions.add(last);
        }

        assertThat(positions).isSorted().doesNotHaveDuplicates().allMatch(position -> position.length() <= 4);
    }

    @Test
    void prepending10000TimesMakesShortTexts() {
        String first = Position.NONE;
        for (int i = 0; i < 10_000; i++) {
            String before = Position.between(Position.NONE, first, 1).get(0);
            assertThat(first.isEmpty() || before.compareTo(first) < 0).isTrue();
            first = before;
        }

        assertThat(first).hasSizeLessThanOrEqualTo(4);
    }

    @Test
    void manyAtOnceAreInOrder() {
        assertThat(Position.between("a0", "a1", 1000))
                .isSorted()
                .doesNotHaveDuplicates()
                .hasSize(1000);
        assertThat(Position.between(Position.NONE, "a0", 1000)).isSorted().hasSize(1000);
    }

    @Test
    void thereIsRoomBesideTheOutermostValidPositions() {
        String smallest = "C" + "0".repeat(24);
        String largest = "x" + "z".repeat(24);

        assertThat(Position.isValid(smallest)).isTrue();
        assertThat(Position.isValid(largest)).isTrue();
        assertThat(Position.between(Position.NONE, smallest, 1).get(0)).isLessThan(smallest);
        assertThat(Position.between(largest, Position.NONE, 1).get(0)).isGreaterThan(largest);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "a", "a0V0", "a-", "b0", "B0000000000000000000000000", "y", "a\u00e9", "~~"})
    void foreignTextsAreNotValid(String position) {
        assertThat(Position.isValid(position)).isFalse();
        assertThat(Position.isValid("a0" + "V".repeat(63))).isFalse();
    }
}
