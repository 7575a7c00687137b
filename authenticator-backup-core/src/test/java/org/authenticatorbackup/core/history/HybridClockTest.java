package org.authenticatorbackup.core.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HybridClockTest {

    private static final long BUILT = Device.BUILT.toEpochMilli();
    private static final long DAY = 86_400_000L;

    private final HybridClock clock = new HybridClock(0x0011223344556677L, Device.BUILT);

    @Provide
    Arbitrary<Stamp> stamps() {
        return Combinators.combine(Arbitraries.longs(), Arbitraries.integers(), Arbitraries.longs())
                .as(Stamp::new);
    }

    @Property
    void theOrderOfTextsIsTheOrderOfStamps(@ForAll("stamps") Stamp left, @ForAll("stamps") Stamp right) {
        assertThat(Integer.signum(left.format().compareTo(right.format())))
                .isEqualTo(Integer.signum(left.compareTo(right)));
        assertThat(Stamp.parse(left.format())).contains(left);
    }

    @Property
    void theOrderOfTextsIsTheOrderOfTags(@ForAll long a, @ForAll long b, @ForAll long c, @ForAll long d) {
        Tag left = new Tag(a, b);
        Tag right = new Tag(c, d);

        assertThat(Integer.signum(left.toString().compareTo(right.toString())))
                .isEqualTo(Integer.signum(left.compareTo(right)));
        assertThat(Tag.parse(left.format())).contains(left);
    }

    @Property
    void aStampIsLargerThanAllThatWereMadeOrObserved(@ForAll List<Long> walls, @ForAll("stamps") Stamp observed) {
        Assume.that(observed.milliseconds() != -1); // nothing is larger: see theLastTimeOfAllIsRepeated
        HybridClock clock = new HybridClock(7, Device.BUILT);
        clock.observe(observed);
        List<Stamp> made = walls.stream().map(clock::next).collect(Collectors.toList());

        Stamp last = observed;
        for (Stamp stamp : made) {
            assertThat(stamp).isGreaterThan(last);
            last = stamp;
        }
    }

    @Test
    void aPlausibleWallClockIsTaken() {
        assertThat(clock.next(Device.NOW)).isEqualTo(new Stamp(Device.NOW, 0, 0x0011223344556677L));
        assertThat(clock.next(Device.NOW)).isEqualTo(new Stamp(Device.NOW, 1, 0x0011223344556677L));
        assertThat(clock.next(BUILT - DAY).milliseconds()).isEqualTo(Device.NOW);
    }

    @Test
    void theDayBeforeTheBuildAnd50YearsAfterItArePlausible() {
        assertThat(clock.next(BUILT - DAY).milliseconds()).isEqualTo(BUILT - DAY);
        assertThat(clock.next(BUILT + 50 * 365 * DAY).milliseconds()).isEqualTo(BUILT + 50 * 365 * DAY);
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -1, 0, Long.MAX_VALUE})
    void anImplausibleWallClockIsIgnored(long wall) {
        assertThat(clock.next(wall)).isEqualTo(new Stamp(0, 1, 0x0011223344556677L));
        assertThat(clock.next(BUILT - DAY - 1).milliseconds()).isZero();
        assertThat(clock.next(BUILT + 50 * 365 * DAY + 1).milliseconds()).isZero();
    }

    @Test
    void aFullLogicalCounterMovesTheTime() {
        clock.observe(new Stamp(Device.NOW, -1, -1));

        assertThat(clock.next(Device.NOW)).isEqualTo(new Stamp(Device.NOW + 1, 0, 0x0011223344556677L));
    }

    @Test
    void theLastTimeOfAllIsRepeated() {
        clock.observe(new Stamp(-1, -1, 0));

        assertThat(clock.next(Device.NOW)).isEqualTo(new Stamp(-1, -1, 0x0011223344556677L));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0000019aa0000000-00000000-001122334455667",
                "0000019AA0000000-00000000-0011223344556677",
                "0000019aa0000000-00000000-00112233445566770"
            })
    void anotherFormIsNoStampAndNoTag(String text) {
        assertThat(Stamp.parse(text)).isEmpty();
        assertThat(Tag.parse(text)).isEmpty();
    }
}
