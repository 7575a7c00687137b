package org.authenticatorbackup.core.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.authenticatorbackup.api.spi.TaskScheduler;

/** A scheduler whose time passes when a test says so, on the test's own thread. */
public final class TestScheduler implements TaskScheduler {

    private final List<Waiting> waiting = new ArrayList<>();
    private Duration now = Duration.ZERO;
    private int count;

    private record Waiting(Duration at, int number, Runnable task) {}

    @Override
    public Task schedule(Duration delay, Runnable task) {
        Waiting added = new Waiting(now.plus(delay), count++, task);
        waiting.add(added);
        return () -> waiting.removeIf(each -> each.number() == added.number());
    }

    /** Lets time pass, and runs what becomes due in between. */
    public void pass(Duration time) {
        Duration end = now.plus(time);
        for (Optional<Waiting> due = due(end); due.isPresent(); due = due(end)) {
            now = due.get().at();
            waiting.remove(due.get());
            due.get().task().run();
        }
        now = end;
    }

    private Optional<Waiting> due(Duration end) {
        return waiting.stream().filter(each -> each.at().compareTo(end) <= 0).min(Comparator.comparing(Waiting::at));
    }

    /** {@return how many tasks wait} */
    public int waiting() {
        return waiting.size();
    }
}
