package org.authenticatorbackup.core.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which tests cover which of the properties P1 to P32 of the design. */
class PropertiesIndexTest {

    /** Property, then tests as {@code Class#method}; the simulation's oracles are named by the test that runs them. */
    private static final String INDEX = """
            P1  ContentsProperties#p1JoinIsCommutative ContentsProperties#p1JoinIsAssociative
            P1  ContentsProperties#p1JoinIsIdempotent MergeLawsTest#noHistoryBreaksALawOfTheMerge
            P2  ContentsProperties#p2AJoinKeepsEveryCoreButOfAccountsPurgedAndNotVisible
            P2  MergeLawsTest#noHistoryBreaksALawOfTheMerge SimulationTest#noHistoryLosesWhatWasAcknowledged
            P3  ContentsProperties#p3WhatIsVisibleHasACore MergeLawsTest#noHistoryBreaksALawOfTheMerge
            P4  LocalViewProperties#p4AbsorbingIsInflationary LocalViewProperties#p4PurgingIsInflationary
            P4  MergeLawsTest#noHistoryBreaksALawOfTheMerge
            P5  LocalViewProperties#p5WhatTheAppLacksIsNotDeleted SimulationTest#noHistoryLosesWhatWasAcknowledged
            P6  RecoveryServiceTest#aDamagedNewestSnapshotIsNamedAndTheOneBeforeItIsUsed
            P6  BackupServiceTest#healthTellsWhetherSomethingWaits SimulationTest#noHistoryLosesWhatWasAcknowledged
            P7  RecoveryServiceTest#aStorageThatFailsIsNeverTakenForAnEmptyVault
            P7  SimulationTest#noHistoryLosesWhatWasAcknowledged
            P8  LocalViewProperties#p8DeletingAndRestoringGivesTheSameCoreLabelAndCounter
            P8  MergeLawsTest#noHistoryBreaksALawOfTheMerge
            P9  ContentsProperties#p9TheWinnerOfARegisterIsTheSameForAllOrders
            P10 ContentsProperties#p10JoiningOftenIsJoiningOnce LocalViewProperties#p10AbsorbingTwiceIsAbsorbingOnce
            P10 LocalViewProperties#p10AbsorbingWhatIsShownChangesNothing
            P11 ContentsProperties#p11CountersNeverGoBack MergeLawsTest#noHistoryBreaksALawOfTheMerge
            P11 LocalViewProperties#p11ALargerCounterIsTakenAndASmallerOneIgnored
            P12 LocalViewProperties#p12AddingAnAccountChangesNoOther
            P12 LocalViewProperties#p12TheSameAccountOnTwoDevicesIsOne
            P13 SnapshotCodecProperties#p13WhatWasEncodedIsDecoded SnapshotCodecProperties#p13AnAppsAccountsSurviveASnapshot
            P13 SimulationTest#noHistoryLosesWhatWasAcknowledged
            P14 EveryCallFailsOnceTest#backingUp EveryCallFailsOnceTest#finishingASnapshotThatIsOnItsWay
            P14 SimulationTest#noHistoryLosesWhatWasAcknowledged
            P15 SimulationTest#noHistoryLosesWhatWasAcknowledged PlantedBugsTest#catchesAcknowledgingAfterAnException
            P16 CorruptionTest#everyFlippedBitOfASnapshotIsRejected
            P16 CorruptionTest#everyTruncatedOrExtendedSnapshotIsRejected CorruptionTest#everyFlippedBitOfASlotIsRejected
            P17 SimulationTest#noHistoryLosesWhatWasAcknowledged
            P18 SimulationTest#noHistoryLosesWhatWasAcknowledged
            P19 PlantedBugsTest#catchesPruningWithoutDomination PlantedBugsTest#catchesPruningThatCountsTheUnreadable
            P20 RecoveryServiceTest#theFirstBackupAfterARecoveryOfAnUnchangedDeviceHoldsWhatWasRecovered
            P20 SimulationTest#noHistoryLosesWhatWasAcknowledged
            P21 BackupServiceTest#noStoredByteHoldsASecretANameOrAPassphrase
            P22 RecoveryServiceTest#aWrongPassphraseChangesNothing
            P23 SwappedObjectsTest#noObjectCountsAsASnapshotThatItIsNot SwappedObjectsTest#noObjectOpensAVaultWhoseSlotItIsNot
            P24 MergeLawsTest#noHistoryBreaksALawOfTheMerge
            P25 CorruptionTest#everyFlippedBitOfASnapshotIsRejected
            P26 RotationInterruptedTest#whateverCallGoesWrongNothingIsLostAndTheRotationCanBeFinished
            P27 WorkLimitTest#t13ABombIsRefusedBeforeMemoryIsSpentOnIt WorkLimitTest#aSlotAtTheLimitOpens
            P27 SnapshotCodecTest#limitsOfJsonHold
            P28 KeyUriProperties#everyEntryOfAnyListIsReadOrRejected KeyUriListTest#aRejectedEntryIsNamedAndLosesNoOther
            P29 SnapshotCodecProperties#arbitraryBytesGiveATypedAnswer SnapshotCodecProperties#mutatedSnapshotsGiveATypedAnswer
            P30 PassphraseTextTest#allFormsOfAnAccentUnlockAlike PassphraseTextTest#whatCouldNotBeTypedAgainIsRefused
            P31 CanaryTest#noTextOfAnObjectShowsACanary CanaryMessagesTest#noMessageShowsACanary
            P31 HeapDumpTest#noSecretIsReachableOnceEverythingIsClosed
            P32 LocalViewProperties#p32ConcurrentMovesGiveOneOrderOfAllVisibleAccounts
            P32 MergeLawsTest#noHistoryBreaksALawOfTheMerge
            """;

    private static final int PROPERTIES = 32;

    @Test
    void everyPropertyHasATestThatExists() throws IOException {
        TreeMap<Integer, List<String>> tests = new TreeMap<>();
        for (String line : INDEX.lines().toList()) {
            List<String> words = List.of(line.trim().split(" +"));
            tests.merge(
                    Integer.parseInt(words.get(0).substring(1)),
                    words.subList(1, words.size()),
                    (one, other) -> Stream.concat(one.stream(), other.stream()).toList());
        }

        assertThat(tests.keySet()).hasSize(PROPERTIES);
        for (List<String> each : tests.values()) {
            for (String test : each) {
                assertThat(source(test.substring(0, test.indexOf('#'))))
                        .as(test)
                        .contains(" void " + test.substring(test.indexOf('#') + 1) + "(");
            }
        }
    }

    private static String source(String test) throws IOException {
        for (String module : List.of("authenticator-backup-core", "authenticator-backup-crypto")) {
            try (Stream<Path> files = Files.walk(Path.of("..", module, "src", "test", "java"))) {
                List<Path> found =
                        files.filter(file -> file.endsWith(test + ".java")).toList();
                if (!found.isEmpty()) {
                    return Files.readString(found.get(0));
                }
            }
        }
        throw new AssertionError("there is no " + test);
    }
}
