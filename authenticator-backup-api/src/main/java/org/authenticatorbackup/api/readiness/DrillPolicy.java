package org.authenticatorbackup.api.readiness;

import java.time.Duration;

/**
 * When a person is reminded to rehearse a recovery. The first time comes soon; each drill that succeeds doubles the time
 * to the next one, up to the longest; one that fails brings the person back to the beginning.
 *
 * @param first the time from the first backup to the first drill, and from a drill after a failed one to the next, 1 to
 *     365 days
 * @param longest the longest time between two drills, at least {@code first} and at most 1,095 days
 */
public record DrillPolicy(Duration first, Duration longest) {

    private static final Duration SHORTEST = Duration.ofDays(1);
    private static final Duration LATEST_FIRST = Duration.ofDays(365);
    private static final Duration LONGEST = Duration.ofDays(1_095);

    /**
     * Checks the ranges.
     *
     * @param first the time to the first drill
     * @param longest the longest time between two drills
     * @throws IllegalArgumentException if one is out of range
     */
    public DrillPolicy {
        if (first.compareTo(SHORTEST) < 0 || first.compareTo(LATEST_FIRST) > 0) {
            throw new IllegalArgumentException("the first drill comes after 1 to 365 days");
        }
        if (longest.compareTo(first) < 0 || longest.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("the longest time is at least the first and at most 1095 days");
        }
    }

    /** {@return after 7 days, then ever more seldom, up to 90 days} */
    public static DrillPolicy defaults() {
        return new DrillPolicy(Duration.ofDays(7), Duration.ofDays(90));
    }
}
