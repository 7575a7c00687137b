package org.authenticatorbackup.api.testkit.proof;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Which points of the contract see which fault, by the names of their methods. */
final class ExpectedPoints {

    private static final String TABLE = """
            get returns the internal array:
              getReturnsAnArrayOfTheCallersOwn
            put keeps the caller's array:
              putDoesNotKeepTheCallersArray
            put wipes the caller's array:
              aPutThatIsInterruptedOnItsWayTellsWhatIsSo anObjectBelowTheReadersLimitIsRead
              atMostOneOfManyConcurrentPutsSucceedsWhereDeclared concurrentReadersGetTheWholeObject
              contentThatLooksLikeTextIsKeptAsBytes everyByteValueIsKept getReturnsWhatPutStored
              namesThatDifferInTheFirstCharacterAreDifferentObjects
              namesThatDifferInTheLastCharacterAreDifferentObjects oneConnectionServesManyThreads
              putLeavesTheCallersArrayAsItWas similarNamesAreDifferentObjects theLargestObjectFits
              whatIsAboveAnObjectIsNoObject
            an absent object is an error:
              aDeletedObjectIsGoneAndItsNameIsFree aPutThatIsInterruptedOnItsWayTellsWhatIsSo
              anAbsentObjectIsEmptyNotAnError anAbsentObjectIsNeverTooLarge
              anInterruptedDeleteIsOfflineAndStaysInterrupted anInterruptedPutLeavesNothingHalfStoredWhereDeclared
              anotherConnectionNoticesTheDeletion concurrentDeletionsOfOneObjectAllSucceed everyLegalNameIsKept
              oneByteAboveTheLargestIsRefusedOrStoredWhole whatIsAboveAnObjectIsNoObject
              whatWasDeletedStaysSoAfterReopening
            the reader's limit is ignored:
              anObjectAboveTheReadersLimitIsTooLarge
            the reader's limit is missed by one:
              anObjectAtTheReadersLimitIsRead theLargestObjectFits
            too large is called broken:
              anObjectAboveTheReadersLimitIsTooLarge
            empty objects are refused:
              anEmptyObjectFitsALimitOfZero getReturnsWhatPutStored
            objects of 16 MiB are refused:
              getReturnsWhatPutStored
            objects of 32 MiB are refused:
              theLargestObjectFits
            what is too large is cut:
              oneByteAboveTheLargestIsRefusedOrStoredWhole
            line ends are converted:
              contentThatLooksLikeTextIsKeptAsBytes
            names are cut after 60 characters:
              everyLegalNameIsKept namesThatDifferInTheLastCharacterAreDifferentObjects theLongestNameIsKept
            dots at the end are dropped:
              everyLegalNameIsKept namesThatDifferInTheLastCharacterAreDifferentObjects
              similarNamesAreDifferentObjects
            names of devices are refused:
              everyLegalNameIsKept
            an interrupted thread gets:
              anInterruptedGetIsOfflineAndStaysInterrupted
            the second page is not read:
              listIsCompleteBeyondOnePage
            a prefix is taken for a folder:
              aPrefixCanBeAWholeName aPrefixIsAnyTextNotAFolder noCharacterOfAPrefixStandsForAnother
              theLongestNameIsKept
            an underline in a prefix stands for any character:
              noCharacterOfAPrefixStandsForAnother
            temporary files are listed:
              aDeletedObjectIsGoneAndItsNameIsFree aListingCanBeRepeated aPrefixIsAnyTextNotAFolder
              anInterruptedListIsOfflineAndStaysInterrupted anotherConnectionListsAndMissesAtOnceWhereDeclared
              concurrentPutsOfDifferentNamesAllSucceed deletingOneObjectLeavesTheOthers everyLegalNameIsKept
              everythingIsThereAfterReopening listIsCompleteBeyondOnePage
              listingsDuringPutsShowWhatIsThereAndNothingElse
              namesThatDifferInTheFirstCharacterAreDifferentObjects
              namesThatDifferInTheLastCharacterAreDifferentObjects oneConnectionServesManyThreads
              similarNamesAreDifferentObjects theEmptyPrefixMatchesAll theLongestNameIsKept
              whatIsNoLegalNameIsNotListed whatWasDeletedStaysSoAfterReopening
            names are made lower-case:
              whatIsNoLegalNameIsNotListed
            a connection lists what it put itself:
              anotherConnectionListsAndMissesAtOnceWhereDeclared concurrentPutsOfDifferentNamesAllSucceed
              everythingIsThereAfterReopening listIsCompleteBeyondOnePage
            an empty folder is an error:
              aPrefixCanBeAWholeName aPrefixThatNoNameHasMatchesNothing anEmptyPlaceHasAnEmptyList
            an interrupted thread lists:
              anInterruptedListIsOfflineAndStaysInterrupted
            deleting what is absent is an error:
              concurrentDeletionsOfOneObjectAllSucceed deletingAgainSucceeds deletingWhatNeverWasSucceeds
              whatIsAboveAnObjectIsNoObject
            all is deleted that begins so:
              deletingOneObjectLeavesTheOthers whatIsAboveAnObjectIsNoObject
            a second put overwrites:
              atMostOneOfManyConcurrentPutsSucceedsWhereDeclared putNeverReplacesAnObjectWhereDeclared
              putRefusesEvenTheSameBytesWhereDeclared
            two can win a race:
              atMostOneOfManyConcurrentPutsSucceedsWhereDeclared
            one of two threads at a time is not served:
              listingsDuringPutsShowWhatIsThereAndNothingElse oneConnectionServesManyThreads
            an object is torn when interrupted:
              aPutThatIsInterruptedOnItsWayTellsWhatIsSo anInterruptedPutLeavesNothingHalfStoredWhereDeclared
            an unknown outcome is called success:
              aPutThatIsInterruptedOnItsWayTellsWhatIsSo anInterruptedPutIsOfflineAndStaysInterrupted
              callsAfterAnInterruptedOneSucceed
            the interrupt status is swallowed:
              aPutThatIsInterruptedOnItsWayTellsWhatIsSo anInterruptedPutIsOfflineAndStaysInterrupted
              callsAfterAnInterruptedOneSucceed
            an interruption is called broken:
              anInterruptedDeleteIsOfflineAndStaysInterrupted
            nothing survives a restart:
              everythingIsThereAfterReopening
            deletions do not survive a restart:
              whatWasDeletedStaysSoAfterReopening
            no answer is taken for an empty storage:
              aDeleteOutOfReachFails aPlaceOutOfReachIsNotAnEmptyOne aPutOutOfReachFails
              anObjectOutOfReachIsNotAbsent
            the traits change:
              traitsAreTheSameAtEveryCallAndConnection
            the operator is a blank:
              traitsNameTheOperator
            """;

    private ExpectedPoints() {}

    static Set<String> of(String fault) {
        Set<String> points = new TreeSet<>();
        boolean found = false;
        for (String line : TABLE.lines().toList()) {
            if (line.endsWith(":")) {
                found = line.equals(fault + ":");
            } else if (found) {
                points.addAll(List.of(line.trim().split(" ")));
            }
        }
        return points;
    }
}
