package org.authenticatorbackup.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/**
 * The primary is killed while others write, and the standby takes its place. In every second round the line between the two is
 * cut before, so that the standby lacks what the primary has.
 *
 * <p>{@code -Dauthbackup.failovers=20} does it as often with the same database.
 */
class FailoverTest {

    private static final int ROUNDS = Integer.getInteger("authbackup.failovers", 2);
    private static final long MILLI = 1_000_000;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final SplittableRandom random = new SplittableRandom(ROUNDS);

    @Test
    void noAcknowledgedWriteIsLostWithASynchronousStandby() throws Exception {
        try (Pair pair = Pair.start(Pair.Standby.SYNCHRONOUS)) {
            Load load = new Load(pair.primarySource());
            Set<String> lost = new TreeSet<>();
            for (int i = 0; i < ROUNDS; i++) {
                lost.addAll(round(pair, load, i % 2 == 0));
            }

            System.out.printf(
                    "%d failovers: %s; the longest time without an acknowledgement took %d ms, lost = %d%n",
                    ROUNDS, load.summary(pair.primarySource()), load.longestPauseNanos() / MILLI, lost.size());
            assertThat(lost).isEmpty();
            assertThat(load.puts()).isGreaterThan(10L * ROUNDS);
            assertThat(load.backups()).isGreaterThanOrEqualTo(ROUNDS);
        }
    }

    /** Which nobody but the operator can see: the same rounds must show it. */
    @Test
    void anAsynchronousStandbyLosesWhatWasAcknowledged() throws Exception {
        try (Pair pair = Pair.start(Pair.Standby.ASYNCHRONOUS)) {
            Load load = new Load(pair.primarySource());

            Set<String> lost = round(pair, load, true);

            System.out.println("an asynchronous standby: " + lost.size() + " lost of " + load.puts() + " puts and "
                    + load.backups() + " backups");
            assertThat(lost).isNotEmpty();
        }
    }

    /** What is lost after it, of all that was ever acknowledged. */
    private Set<String> round(Pair pair, Load load, boolean cutBefore) throws Exception {
        pair.attach();
        try (HikariDataSource pool = Databases.pool(pair.source())) {
            List<Thread> threads = load.start(pool);
            try {
                LockSupport.parkNanos((300 + random.nextInt(900)) * MILLI);
                if (cutBefore) {
                    pair.cutTheLine();
                    if (pair.standbyIs(Pair.Standby.ASYNCHRONOUS)) {
                        awaitPutsAfter(System.nanoTime(), load);
                    }
                    LockSupport.parkNanos((100 + random.nextInt(300)) * MILLI);
                }
                pair.failOver();
                awaitPutsAfter(System.nanoTime(), load);
            } finally {
                load.stop(threads);
            }
        }
        assertThat(load.broken()).isEmpty();
        try (HikariDataSource pool = Databases.pool(pair.primarySource())) {
            return load.lost(pool);
        }
    }

    private static void awaitPutsAfter(long moment, Load load) {
        while (load.lastAcknowledgement() < moment) {
            assertThat(System.nanoTime() - moment).as("waiting for a put").isLessThan(PATIENCE_NANOS);
            LockSupport.parkNanos(MILLI);
        }
    }
}
