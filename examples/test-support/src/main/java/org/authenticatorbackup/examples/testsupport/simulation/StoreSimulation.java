package org.authenticatorbackup.examples.testsupport.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.spi.StorageProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Two or three phones of one person, which add accounts, back up, sync, are lost and recover by the kit, over a real adapter
 * and a real store behind a network that loses, cuts, resets, swallows and delays. Extend it in a test and say how to reach
 * the store.
 *
 * <p>After every step that reaches the store, a new device with nothing but the kit looks at what is stored, past that network. Oracles: whatever
 * failed, the next backup over a network that is well succeeds, and no torn object is in the way (P14); what is acknowledged
 * is there at that moment, intact (P15); no acknowledged account is ever lost (P18).
 *
 * <p>A history is made from its seed, and so are the keys. What the network does is counted in requests, so that a history
 * which is run again goes alike as far as threads and servers do. {@code -Dauthbackup.storeHistories=1000} runs more,
 * {@code -Dauthbackup.firstSeed=2000} other ones.
 */
public abstract class StoreSimulation {

    private static final int HISTORIES = Integer.getInteger("authbackup.storeHistories", 4);
    private static final long FIRST_SEED = Long.getLong("authbackup.firstSeed", 0);

    /** For each planted fault. */
    private static final int BUDGET = 30;

    private final Counts counts = new Counts();

    private static final class Made {

        static final Lab LAB = Lab.make();
    }

    /** For subclasses. */
    protected StoreSimulation() {}

    /** Where the phones of a history keep their backups. */
    public interface Place {

        /**
         * Where the server listens.
         *
         * @return a port of loopback
         */
        int port();

        /**
         * How many requests a few calls make: faults are planned for one of so many.
         *
         * @return 1 or more
         */
        int requests();

        /**
         * Connects, without a request; with little patience, since nobody answers at times.
         *
         * @param throughPort the server's port, or that of a proxy before it
         * @return a connection, which is closed if it is {@link AutoCloseable}
         */
        StorageProvider connect(int throughPort);
    }

    /**
     * Makes a place in which nothing is stored yet.
     *
     * @param name a name that no other place has, in lower-case letters and digits
     * @return the place
     * @throws IOException if it cannot be made
     */
    protected abstract Place newPlace(String name) throws IOException;

    @Test
    void noHistoryLosesWhatWasAcknowledged() throws Exception {
        Optional<Violation> found = search(HISTORIES, () -> storage -> storage);

        assertThat(found).isEmpty();
        System.out.println(getClass().getSimpleName() + ": " + counts + ", lost = 0");
        assertThat(counts.histories).isEqualTo(HISTORIES);
        assertThat(counts.faults).isGreaterThan(HISTORIES);
        assertThat(counts.failures).isPositive();
        assertThat(counts.enabled).isGreaterThanOrEqualTo(HISTORIES / 4);
        assertThat(counts.acknowledgements).isGreaterThan(2 * HISTORIES);
        assertThat(counts.acknowledgedAccounts).isGreaterThan(counts.acknowledgements);
        assertThat(counts.recovered).isGreaterThan(HISTORIES);
    }

    /** An oracle that never finds anything proves nothing. It takes a minute for each store: {@code -Dtest.excluded=}. */
    @ParameterizedTest
    @Tag("campaign")
    @EnumSource
    void findsWhatAnAdapterDoesWrong(PlantedFault fault) throws Exception {
        Optional<Violation> found = search(BUDGET, fault::wiring);

        System.out.println(fault + " was looked for in " + (counts.histories + 1) + " histories");
        assertThat(found.map(Violation::property)).as(fault.name()).hasValue(fault.property());
        assertThat(found.orElseThrow())
                .hasMessageContaining("in the history of seed " + (FIRST_SEED + counts.histories));
    }

    private Optional<Violation> search(int histories, Supplier<UnaryOperator<StorageProvider>> wiring)
            throws IOException, StorageException {
        for (long seed = FIRST_SEED; seed < FIRST_SEED + histories; seed++) {
            String name = "h" + seed + "t" + Long.toString(System.nanoTime(), Character.MAX_RADIX);
            try (World world = new World(seed, newPlace(name), Made.LAB, wiring.get(), counts)) {
                world.run();
            } catch (Violation e) {
                return Optional.of(e);
            }
        }
        return Optional.empty();
    }
}
