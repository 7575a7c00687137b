package org.authenticatorbackup.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SteadyClockTest {

    private static final Instant START = Instant.parse("2026-12-01T10:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);

    @Test
    void readDailyItCountsEveryDay() {
        SteadyClock clock = SteadyClock.startingAt(START);
        for (int day = 1; day <= 7; day++) {
            clock = clock.tick(START.plus(DAY.multipliedBy(day)));
        }

        assertThat(clock.age(START)).isEqualTo(Duration.ofDays(7));
        assertThat(clock.age(START.plus(DAY))).isEqualTo(Duration.ofDays(6));
    }

    @Test
    void aStepOfADayIsNoJumpAndASecondMoreIs() {
        SteadyClock clock = SteadyClock.startingAt(START);

        assertThat(clock.tick(START.plus(DAY)).age(START)).isEqualTo(DAY);
        assertThat(clock.tick(START.plus(DAY).plusSeconds(1)).age(START)).isZero();
        assertThat(clock.tick(START.minus(DAY)).since()).isEqualTo(START);
        assertThat(clock.tick(START.minus(DAY).minusSeconds(1)).since())
                .isEqualTo(START.minus(DAY).minusSeconds(1));
    }

    @Test
    void whatIsSaidToComeFromTheFutureHasNoAge() {
        SteadyClock clock = SteadyClock.startingAt(START).tick(START.plusSeconds(60));

        assertThat(clock.age(Instant.MAX)).isZero();
        assertThat(clock.age(Instant.MIN)).isEqualTo(Duration.ofSeconds(60));
    }

    /** However the clock jumps, an age is at most what passed since the last jump, by small steps. */
    @Property
    void noJumpMakesAnythingOlder(
            @ForAll @Size(min = 1, max = 40) List<@LongRange(min = -2_000_000, max = 2_000_000) Long> steps) {
        SteadyClock clock = SteadyClock.startingAt(START);
        Instant shown = START;
        Duration counted = Duration.ZERO;
        for (long step : steps) {
            shown = shown.plusSeconds(step);
            clock = clock.tick(shown);
            counted = Math.abs(step) > DAY.toSeconds() ? Duration.ZERO : counted.plusSeconds(Math.abs(step));
            assertThat(clock.age(START)).isBetween(Duration.ZERO, counted);
        }
    }
}
