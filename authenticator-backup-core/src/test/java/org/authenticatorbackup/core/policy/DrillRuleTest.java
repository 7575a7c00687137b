package org.authenticatorbackup.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.authenticatorbackup.api.readiness.DrillPolicy;
import org.authenticatorbackup.core.policy.DrillRule.History;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DrillRuleTest {

    private static final Instant START = Instant.parse("2026-12-01T10:00:00Z");
    private static final Instant LATER = START.plus(Duration.ofDays(400));
    private static final DrillPolicy POLICY = DrillPolicy.defaults();

    private static Duration wait(History history) {
        return Duration.between(START, DrillRule.due(POLICY, history, LATER));
    }

    @Test
    void b3_theFirstDrillIsDueAWeekAfterTheFirstBackup() {
        assertThat(wait(History.startingAt(START))).isEqualTo(Duration.ofDays(7));
    }

    @ParameterizedTest
    @CsvSource({"1, 7", "2, 14", "3, 28", "4, 56", "5, 90", "6, 90", "1000000, 90", "2147483647, 90"})
    void b3_eachDrillThatPassesDoublesTheTimeUpToTheLongest(int streak, long days) {
        History history = new History(START, Optional.of(START), streak, Optional.empty());

        assertThat(wait(history)).isEqualTo(Duration.ofDays(days));
    }

    @Test
    void b3_afterAFailedDrillTheNextIsDueAtOnceAndTheOneAfterThatSoon() {
        History failed = History.startingAt(START)
                .afterPassing(START)
                .afterPassing(START)
                .afterFailing(START);
        assertThat(wait(failed)).isZero();

        assertThat(wait(failed.afterPassing(START))).isEqualTo(Duration.ofDays(7));
    }

    @Test
    void whatTheClockDatesAfterNowIsDueNow() {
        History passed = History.startingAt(START).afterPassing(LATER);
        assertThat(DrillRule.due(POLICY, passed, START)).isEqualTo(START);
        assertThat(DrillRule.due(POLICY, History.startingAt(LATER), START)).isEqualTo(START);
        assertThat(DrillRule.due(POLICY, passed.afterFailing(LATER), START)).isEqualTo(START);
    }

    @Test
    void aStreakEndsAtTheLargestNumber() {
        History longest = new History(START, Optional.of(START), Integer.MAX_VALUE, Optional.empty());

        assertThat(longest.afterPassing(START).streak()).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void aPolicyKeepsToItsLimits() {
        assertThat(new DrillPolicy(Duration.ofDays(1), Duration.ofDays(1)).first())
                .isEqualTo(Duration.ofDays(1));
        assertThat(new DrillPolicy(Duration.ofDays(365), Duration.ofDays(1_095)).longest())
                .isEqualTo(Duration.ofDays(1_095));
        for (Duration[] wrong : new Duration[][] {
            {Duration.ofDays(1).minusSeconds(1), Duration.ofDays(90)},
            {Duration.ofDays(365).plusSeconds(1), Duration.ofDays(1_095)},
            {Duration.ofDays(7), Duration.ofDays(7).minusSeconds(1)},
            {Duration.ofDays(7), Duration.ofDays(1_095).plusSeconds(1)}
        }) {
            assertThatIllegalArgumentException().isThrownBy(() -> new DrillPolicy(wrong[0], wrong[1]));
        }
    }
}
