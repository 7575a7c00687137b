package org.authenticatorbackup.core.history;

import java.time.Duration;
import java.time.Instant;

/**
 * Makes stamps that are larger than all this device has seen, near the wall clock where that is plausible: a wall
 * clock before the day preceding the build, or more than 50 years after the build, is ignored. If a stamp was seen
 * than which none is larger, that one's time is repeated. Not safe for use by several threads.
 */
public final class HybridClock {

    private static final Duration BEFORE_BUILD = Duration.ofDays(1);
    private static final Duration AFTER_BUILD = Duration.ofDays(50L * 365);

    private final long session;
    private final long earliestMillis;
    private final long latestMillis;
    private Stamp last = Stamp.NEVER;

    /**
     * A clock that has seen nothing.
     *
     * @param session 64 random bits of this session
     * @param buildDate when the running version was built
     */
    public HybridClock(long session, Instant buildDate) {
        this.session = session;
        this.earliestMillis = buildDate.minus(BEFORE_BUILD).toEpochMilli();
        this.latestMillis = buildDate.plus(AFTER_BUILD).toEpochMilli();
    }

    /**
     * Takes note of all stamps of some contents.
     *
     * @param contents from this or another device
     */
    public void observe(Contents contents) {
        observe(contents.newest());
    }

    /**
     * Takes note of a stamp.
     *
     * @param stamp from this or another device
     */
    public void observe(Stamp stamp) {
        if (stamp.compareTo(last) > 0) {
            last = stamp;
        }
    }

    /**
     * Makes a stamp.
     *
     * @param wallMillis the wall clock, in milliseconds since 1970
     * @return a stamp of this session, larger than all it has made or observed
     */
    public Stamp next(long wallMillis) {
        boolean plausible = wallMillis >= earliestMillis && wallMillis <= latestMillis;
        if (plausible && Long.compareUnsigned(wallMillis, last.milliseconds()) > 0) {
            last = new Stamp(wallMillis, 0, session);
        } else if (last.logical() != -1) {
            last = new Stamp(last.milliseconds(), last.logical() + 1, session);
        } else if (last.milliseconds() != -1) {
            last = new Stamp(last.milliseconds() + 1, 0, session);
        } else {
            last = new Stamp(-1, -1, session);
        }
        return last;
    }
}
