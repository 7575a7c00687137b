package org.authenticatorbackup.core.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** P1 to P5, P8 to P13 and P32 on many short histories of the merge alone. */
class MergeLawsTest {

    private static final int HISTORIES = Integer.getInteger("authbackup.mergeHistories", 20_000);
    private static final long FIRST_SEED = Long.getLong("authbackup.firstSeed", 0);

    @Test
    void noHistoryBreaksALawOfTheMerge() {
        MergeLaws laws = new MergeLaws(Joins::library);

        assertThat(laws.search(FIRST_SEED, HISTORIES)).isEmpty();

        System.out.println("Merge laws: " + HISTORIES + " histories, " + laws.events() + " events, violations = 0");
        assertThat(laws.events()).isGreaterThan(4 * HISTORIES);
    }
}
