package org.authenticatorbackup.core.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.function.UnaryOperator;
import org.authenticatorbackup.api.spi.StorageProvider;
import org.authenticatorbackup.core.backup.LocalState;
import org.authenticatorbackup.core.backup.VaultBackup;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * An oracle that never finds anything proves nothing: each of these bugs must be found within its budget. Minutes long, so
 * that it is left to {@code .ci/run}.
 */
@Tag("campaign")
class PlantedBugsTest {

    private static final int BUDGET = 2_000;
    private static final int MERGE_BUDGET = 2_000;

    @Test
    void catchesReadingTheNewestSnapshotsOnly() {
        assertThat(findingWith(PlantedStorages::newestOnly)).isNotIn("nothing", "typed errors");
    }

    @Test
    void catchesPruningWithoutDomination() {
        assertThat(findingWith(PlantedStorages::prunesWithoutDomination)).isNotIn("nothing", "typed errors");
    }

    @Test
    void catchesPruningThatCountsTheUnreadable() {
        assertThat(findingWith(PlantedStorages::countsTheUnreadable)).isNotIn("nothing", "typed errors");
    }

    @Test
    void catchesAcknowledgingBeforeReadingBack() {
        assertThat(findingWith(PlantedStorages::acknowledgesBeforeReadingBack)).isEqualTo("P15");
    }

    @Test
    void catchesAcknowledgingAfterAnException() {
        assertThat(findingWith(PlantedStorages::acknowledgesAfterAnException)).isEqualTo("P15");
    }

    @Test
    void catchesTakingATornObjectForACopy() {
        assertThat(findingWith(PlantedStorages::takesTheTornForACopy)).isEqualTo("P15");
    }

    @Test
    void catchesTakingAFailedListingForAnEmptyOne() {
        assertThat(findingWith(PlantedStorages::takesAFailedListingForAnEmptyOne))
                .isEqualTo("P7");
    }

    @Test
    void catchesOverwritingNames() {
        assertThat(findingWith(PlantedStorages::overwritesNames)).isNotIn("nothing", "typed errors");
    }

    @Test
    void catchesAcknowledgingAnOlderStateThatWasOnItsWay() {
        assertThat(findingIn(Planting.sameText(LocalState.class, "digest"))).isNotIn("nothing", "typed errors");
    }

    @Test
    void catchesABackupThatOverlooksWhatWasEdited() {
        assertThat(findingIn(Planting.noAccounts(LocalState.class, "news"))).isNotIn("nothing", "typed errors");
    }

    @Test
    void catchesAStatusThatIsAlwaysGood() {
        assertThat(findingIn(Planting.goodStatus(VaultBackup.class, "status"))).isEqualTo("P6");
    }

    @ParameterizedTest
    @EnumSource
    void catchesAMergeWithABug(PlantedJoins bug) {
        Optional<MergeLaws.Finding> finding = new MergeLaws(bug.joins()).search(0, MERGE_BUDGET);

        assertThat(finding).as(bug.name()).isPresent();
        System.out.println(
                bug + " found in merge history " + finding.get().history().seed());
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PURGE_BEATS_EDIT")
    void catchesALibraryWhoseMergeHasABug(PlantedJoins bug) {
        assertThat(findingIn(Planting.join(bug))).as(bug.name()).isNotEqualTo("nothing");
    }

    @Test
    void findsNothingOnceTheBugIsGone() {
        assertThat(findingIn(Planting.join(PlantedJoins.DELETION_BY_ABSENCE))).isNotEqualTo("nothing");

        assertThat(new Simulation(storage -> storage).first(0, 20)).isEmpty();
    }

    @Test
    void makesAFailingHistoryShortAndItFailsAgainAlike() {
        UnaryOperator<StorageProvider> bug = PlantedStorages::acknowledgesBeforeReadingBack;

        Simulation.Finding finding = new Simulation(bug).search(0, BUDGET).orElseThrow();

        assertThat(finding.history().steps()).hasSizeLessThanOrEqualTo(4);
        assertThat(finding.toString())
                .contains("History.of(" + finding.history().seed() + "L, ", "step(");
        assertThatThrownBy(() -> World.run(finding.history(), bug))
                .isInstanceOf(Violation.class)
                .hasMessage(finding.violation().getMessage());
        assertThat(World.run(finding.history(), storage -> storage).histories).isEqualTo(1);
    }

    /** Takes the bug out again, whatever is found. */
    private static String findingIn(Planting bug) {
        try {
            return findingWith(storage -> storage);
        } finally {
            bug.close();
        }
    }

    private static String findingWith(UnaryOperator<StorageProvider> wiring) {
        Optional<Simulation.Finding> finding = new Simulation(wiring).first(0, BUDGET);
        finding.ifPresent(found -> System.out.println("Found in history "
                + found.history().seed() + ": " + found.violation().getMessage()));
        return finding.map(found -> found.violation().property()).orElse("nothing");
    }
}
