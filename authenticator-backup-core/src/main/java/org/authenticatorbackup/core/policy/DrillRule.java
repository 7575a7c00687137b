package org.authenticatorbackup.core.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.authenticatorbackup.api.readiness.DrillPolicy;

/** When a person is to rehearse a recovery (behaviour B3). It is advice, so a wall clock will do. */
public final class DrillRule {

    private DrillRule() {}

    /**
     * What is known of drills.
     *
     * @param since when the first backup was verified
     * @param passed when the newest drill opened the vault, if one has
     * @param streak how many drills in a row have opened it
     * @param failed when the newest drill failed, if none has opened the vault since
     */
    public record History(Instant since, Optional<Instant> passed, int streak, Optional<Instant> failed) {

        /** {@return the history of a vault in which nothing was rehearsed} */
        public static History startingAt(Instant since) {
            return new History(since, Optional.empty(), 0, Optional.empty());
        }

        /** {@return the history after a drill that opened the vault} */
        public History afterPassing(Instant at) {
            return new History(
                    since, Optional.of(at), streak == Integer.MAX_VALUE ? streak : streak + 1, Optional.empty());
        }

        /** {@return the history after a drill that did not} */
        public History afterFailing(Instant at) {
            return new History(since, passed, 0, Optional.of(at));
        }
    }

    /**
     * Decides when the next drill is due. After a failed one it is due at once. What a clock dates after now says nothing
     * of when it was, so the drill is due now.
     */
    public static Instant due(DrillPolicy policy, History history, Instant now) {
        if (history.failed().isPresent()) {
            return earlier(history.failed().get(), now);
        }
        Instant last = history.passed().orElse(history.since());
        return last.isAfter(now) ? now : last.plus(interval(policy, history.streak()));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Duration interval(DrillPolicy policy, int streak) {
        Duration interval = policy.first();
        for (int drill = 1; drill < streak && interval.compareTo(policy.longest()) < 0; drill++) {
            interval = interval.multipliedBy(2);
        }
        return interval.compareTo(policy.longest()) < 0 ? interval : policy.longest();
    }
}
