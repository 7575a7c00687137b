package org.authenticatorbackup.core.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that shows what it is told. */
public final class TestClock extends Clock {

    private Instant shown;

    public TestClock(Instant start) {
        this.shown = start;
    }

    public void pass(Duration time) {
        shown = shown.plus(time);
    }

    public void show(Instant moment) {
        shown = moment;
    }

    @Override
    public Instant instant() {
        return shown;
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
