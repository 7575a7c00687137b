package org.authenticatorbackup.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.authenticatorbackup.api.backup.BackupPace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryRuleTest {

    private static final BackupPace PACE = BackupPace.defaults();

    @ParameterizedTest
    @CsvSource({
        "1, 15, 30",
        "2, 30, 60",
        "3, 60, 120",
        "4, 120, 240",
        "10, 7680, 15360",
        "11, 10800, 21600",
        "12, 10800, 21600",
        "2147483647, 10800, 21600"
    })
    void s4_theWaitDoublesUpToTheLongestAndHalfOfItIsRandom(int failures, long least, long most) {
        assertThat(RetryRule.delay(PACE, failures, 0)).isEqualTo(Duration.ofSeconds(least));
        assertThat(RetryRule.delay(PACE, failures, 0.5)).isEqualTo(Duration.ofMillis((least + most) * 500));
        assertThat(RetryRule.delay(PACE, failures, Math.nextDown(1.0)))
                .isLessThan(Duration.ofSeconds(most))
                .isGreaterThan(Duration.ofSeconds(most - 1));
    }

    @Test
    void aPaceKeepsToItsLimits() {
        Duration hour = Duration.ofHours(1);
        Duration day = Duration.ofDays(1);
        Duration week = Duration.ofDays(7);
        Duration second = Duration.ofSeconds(1);
        assertThat(new BackupPace(Duration.ZERO, Duration.ZERO, second, second).latest())
                .isZero();
        assertThat(new BackupPace(hour, day, day, week).longestRetry()).isEqualTo(week);
        for (Duration[] wrong : new Duration[][] {
            {Duration.ofMillis(-1), day, second, day},
            {hour.plusMillis(1), day, second, day},
            {hour, hour.minusMillis(1), second, day},
            {hour, day.plusMillis(1), second, day},
            {hour, day, second.minusMillis(1), day},
            {hour, day, day.plusMillis(1), week},
            {hour, day, day, day.minusMillis(1)},
            {hour, day, day, week.plusMillis(1)}
        }) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new BackupPace(wrong[0], wrong[1], wrong[2], wrong[3]));
        }
    }
}
