package org.authenticatorbackup.api.backup;

import java.time.Duration;

/**
 * How fast automatic backups follow changes and failures.
 *
 * @param quiet how long nothing must change before a backup begins, 0 to 1 hour
 * @param latest how long after the first change a backup begins at the latest, though changes go on, at least {@code quiet}
 *     and at most 1 day
 * @param firstRetry how long after a failure the next attempt comes at the latest, 1 second to 1 day; it doubles with each
 *     further failure
 * @param longestRetry up to which time it doubles, at least {@code firstRetry} and at most 7 days
 */
public record BackupPace(Duration quiet, Duration latest, Duration firstRetry, Duration longestRetry) {

    private static final Duration MOST_QUIET = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration WEEK = Duration.ofDays(7);

    /**
     * Checks the ranges.
     *
     * @param quiet how long nothing must change
     * @param latest how long after the first change a backup begins at the latest
     * @param firstRetry how long after a failure the next attempt comes at the latest
     * @param longestRetry up to which time it doubles
     * @throws IllegalArgumentException if one is out of range
     */
    public BackupPace {
        requireWithin(Duration.ZERO, quiet, MOST_QUIET, "quiet");
        requireWithin(quiet, latest, DAY, "latest");
        requireWithin(Duration.ofSeconds(1), firstRetry, DAY, "firstRetry");
        requireWithin(firstRetry, longestRetry, WEEK, "longestRetry");
    }

    private static void requireWithin(Duration least, Duration value, Duration most, String what) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(what + " is " + least + " to " + most + ", not " + value);
        }
    }

    /** {@return 5 seconds of quiet, a minute at the latest; 30 seconds after a failure, up to 6 hours} */
    public static BackupPace defaults() {
        return new BackupPace(
                Duration.ofSeconds(5), Duration.ofMinutes(1), Duration.ofSeconds(30), Duration.ofHours(6));
    }
}
