package org.authenticatorbackup.core.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The library itself, on several phones, over storages that do all that storages do. */
class SimulationTest {

    private static final int HISTORIES = Integer.getInteger("authbackup.histories", 200);
    private static final long FIRST_SEED = Long.getLong("authbackup.firstSeed", 0);

    @Test
    void noHistoryLosesWhatWasAcknowledged() {
        Simulation simulation = new Simulation(provider -> provider);

        assertThat(simulation.search(FIRST_SEED, HISTORIES)).isEmpty();

        Counts counts = simulation.counts();
        System.out.println("Simulation: " + counts + ", lost = 0");
        assertThat(counts.histories).isEqualTo(HISTORIES);
        assertThat(counts.acknowledgedAccounts).isGreaterThan(HISTORIES);
        assertThat(counts.faults).isGreaterThan(HISTORIES);
        assertThat(counts.deaths).isGreaterThan(HISTORIES / 10);
    }
}
