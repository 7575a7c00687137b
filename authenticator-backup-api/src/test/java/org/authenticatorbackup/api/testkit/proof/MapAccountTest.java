package org.authenticatorbackup.api.testkit.proof;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.authenticatorbackup.api.spi.RecoveryAccount;
import org.authenticatorbackup.api.testkit.MapAccount;
import org.authenticatorbackup.api.testkit.RecoveryAccountContract;

/** The healthy account passes every point. */
class MapAccountTest extends RecoveryAccountContract {

    private final Shown clock = new Shown();
    private final MapAccount account = MapAccount.of(clock, Duration.ofDays(3));

    /** A clock that shows what it is told; its seconds are not whole. */
    static final class Shown extends Clock {

        Instant now = Instant.parse("2026-12-01T10:00:00.25Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @Override
    protected RecoveryAccount connect() {
        return account;
    }

    @Override
    protected Optional<RecoveryAccount> connectAsSomebodyElse() {
        return Optional.of(MapAccount.of(clock, Duration.ofDays(3)));
    }

    @Override
    protected void pass(Duration time) {
        clock.now = clock.now.plus(time);
    }
}
