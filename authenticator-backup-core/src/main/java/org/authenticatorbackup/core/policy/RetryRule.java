package org.authenticatorbackup.core.policy;

import java.time.Duration;
import org.authenticatorbackup.api.backup.BackupPace;

/** When a failed backup is tried again. */
public final class RetryRule {

    private RetryRule() {}

    /**
     * Decides. The longest wait doubles with each failure; a random half of it is left out, so that many devices that failed
     * together do not come back together.
     *
     * @param pace how fast
     * @param failures how many attempts in a row have failed, 1 or more
     * @param fraction a random number from 0, and below 1
     * @return how long to wait
     */
    public static Duration delay(BackupPace pace, int failures, double fraction) {
        Duration longest = pace.firstRetry();
        for (int i = 1; i < failures && longest.compareTo(pace.longestRetry()) < 0; i++) {
            longest = longest.multipliedBy(2);
        }
        if (longest.compareTo(pace.longestRetry()) > 0) {
            longest = pace.longestRetry();
        }
        long half = longest.toMillis() / 2;
        return Duration.ofMillis(half + (long) (half * fraction));
    }
}
