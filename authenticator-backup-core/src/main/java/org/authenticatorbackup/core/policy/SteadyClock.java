package org.authenticatorbackup.core.policy;

import java.time.Duration;
import java.time.Instant;

/**
 * A wall clock as far as a device can trust it: as long as no two readings that follow each other are more than a day
 * apart. After a larger step, forwards or back, every age counts anew. So a clock that jumps, or a device that lay in a
 * drawer, makes things younger and never older.
 *
 * @param last the newest reading
 * @param since the reading from which on all steps were small
 */
public record SteadyClock(Instant last, Instant since) {

    /** The largest step between two readings of a clock that runs. */
    public static final Duration LARGEST_STEP = Duration.ofDays(1);

    /** {@return a clock that was read for the first time} */
    public static SteadyClock startingAt(Instant now) {
        return new SteadyClock(now, now);
    }

    /** {@return the clock after another reading} */
    public SteadyClock tick(Instant now) {
        boolean steady = Duration.between(last, now).abs().compareTo(LARGEST_STEP) <= 0;
        return steady ? new SteadyClock(now, since) : startingAt(now);
    }

    /** {@return for how long something is known to have been there, 0 or more, if it was there at a moment of this clock} */
    public Duration age(Instant at) {
        Instant start = at.isAfter(since) ? at : since;
        return start.isBefore(last) ? Duration.between(start, last) : Duration.ZERO;
    }
}
