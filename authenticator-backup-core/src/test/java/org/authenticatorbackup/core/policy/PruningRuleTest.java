package org.authenticatorbackup.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.authenticatorbackup.api.backup.RetentionPolicy;
import org.authenticatorbackup.core.policy.PruningRule.Kept;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PruningRuleTest {

    private static final Instant START = Instant.parse("2026-12-01T10:00:00Z");
    private static final SteadyClock A_WEEK_LATER = new SteadyClock(START.plus(Duration.ofDays(7)), START);

    /** The snapshots 1 to {@code count} of a device, all of one day. */
    private static List<Kept> lane(String device, int count) {
        List<Kept> lane = new ArrayList<>();
        for (int sequence = 1; sequence <= count; sequence++) {
            lane.add(kept(device, sequence, START, count - sequence));
        }
        return lane;
    }

    private static Kept kept(String device, long sequence, Instant created, int publishes) {
        return new Kept(device + "/" + sequence, device, sequence, created, START, publishes);
    }

    private static List<String> chosen(List<Kept> verified) {
        return chosen(verified, A_WEEK_LATER, RetentionPolicy.defaults());
    }

    private static List<String> chosen(List<Kept> verified, SteadyClock clock, RetentionPolicy policy) {
        List<String> names = new ArrayList<>();
        PruningRule.choose(verified, clock, policy).forEach(each -> names.add(each.name()));
        return names;
    }

    @Test
    void theNewestTenOfALaneStay() {
        assertThat(chosen(lane("a", 10))).isEmpty();
        assertThat(chosen(lane("a", 11))).containsExactly("a/1");
        assertThat(chosen(lane("a", 12))).containsExactly("a/1", "a/2");
    }

    @Test
    void twoGoAtOnceAndTheOldestFirst() {
        List<Kept> shuffled = lane("a", 40);
        Collections.reverse(shuffled);

        assertThat(chosen(shuffled)).containsExactly("a/1", "a/2");
    }

    @Test
    void everyLaneKeepsItsOwnNewest() {
        List<Kept> two = lane("a", 11);
        two.addAll(lane("b", 11));

        assertThat(chosen(two)).containsExactly("a/1", "b/1");
    }

    @Test
    void whatIsYoungerThanAWeekStays() {
        SteadyClock clock = new SteadyClock(START.plus(Duration.ofDays(7)).minusSeconds(1), START);

        assertThat(chosen(lane("a", 20), clock, RetentionPolicy.defaults())).isEmpty();
    }

    @Test
    void afterAJumpOfTheClockEverythingIsYoung() {
        SteadyClock clock = new SteadyClock(START, START).tick(START.plus(Duration.ofDays(9000)));

        assertThat(chosen(lane("a", 20), clock, RetentionPolicy.defaults())).isEmpty();
    }

    @Test
    void whatFewerThanTwoOthersHoldStays() {
        List<Kept> lane = lane("a", 11).subList(1, 11);
        for (int publishes = 0; publishes < 2; publishes++) {
            List<Kept> all = new ArrayList<>(lane);
            all.add(kept("a", 1, START, publishes));
            assertThat(chosen(all)).isEmpty();
        }
        List<Kept> all = new ArrayList<>(lane);
        all.add(kept("a", 1, START, 2));
        assertThat(chosen(all)).containsExactly("a/1");
    }

    @Test
    void theNewestOfEachOfTwelveMonthsStays() {
        List<Kept> lane = new ArrayList<>();
        for (int month = 0; month < 14; month++) {
            Instant created = START.minus(Duration.ofDays(31L * (14 - month)));
            lane.add(kept("a", 2L * month + 1, created, 40));
            lane.add(kept("a", 2L * month + 2, created.plusSeconds(60), 40));
        }
        List<Kept> newest = lane("a", 50).subList(40, 50);
        lane.addAll(newest);
        List<String> all = new ArrayList<>();
        for (List<String> next = chosen(lane); !next.isEmpty(); next = chosen(lane)) {
            List<String> gone = next;
            lane.removeIf(each -> gone.contains(each.name()));
            all.addAll(next);
        }

        // this month and the eleven before it keep one each
        assertThat(lane)
                .extracting(Kept::sequence)
                .filteredOn(each -> each <= 28)
                .containsExactly(8L, 10L, 12L, 14L, 16L, 18L, 20L, 22L, 24L, 26L, 28L);
        assertThat(all).hasSize(17);
    }

    @Test
    void noneGoesIfItIsSwitchedOff() {
        RetentionPolicy off = RetentionPolicy.defaults().withPruning(RetentionPolicy.Pruning.OFF);

        assertThat(chosen(lane("a", 40), A_WEEK_LATER, off)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"9, 12, 30", "10001, 12, 30", "10, 11, 30", "10, 1201, 30", "10, 12, 29", "10, 12, 3651"})
    void aPolicyThatKeepsLessOrAbsurdlyMuchIsRefused(int newest, int months, int days) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RetentionPolicy(RetentionPolicy.Pruning.ON, newest, months, days));
    }

    @ParameterizedTest
    @CsvSource({"10, 12, 30", "10000, 1200, 3650"})
    void theBoundsOfAPolicyAreWithinIt(int newest, int months, int days) {
        assertThat(new RetentionPolicy(RetentionPolicy.Pruning.ON, newest, months, days).newest())
                .isEqualTo(newest);
    }
}
