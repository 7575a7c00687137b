package org.authenticatorbackup.api.testkit.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.StorageException.Reason;
import org.authenticatorbackup.api.check.StorageCheck;
import org.authenticatorbackup.api.check.StorageCheck.Extent;
import org.authenticatorbackup.api.check.StorageFinding;
import org.authenticatorbackup.api.check.StorageFinding.Severity;
import org.authenticatorbackup.api.check.StorageFlaw;
import org.authenticatorbackup.api.check.StorageReport;
import org.authenticatorbackup.api.spi.ObjectName;
import org.authenticatorbackup.api.spi.StorageProvider;
import org.authenticatorbackup.api.spi.StorageTraits;
import org.authenticatorbackup.api.testkit.FaultyStorage;
import org.authenticatorbackup.api.testkit.FaultyStorage.Call;
import org.authenticatorbackup.api.testkit.FaultyStorage.Fault;
import org.authenticatorbackup.api.testkit.MapStorage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;

/** What a check of a storage sees of each planted mistake, what it cannot see, and what it leaves behind. */
@Tag("slow")
class StorageCheckTest {

    /** The mistakes of the contract's own proof, and what a check says of each. */
    private static final String SEEN = """
            get returns the internal array: ARRAY_SHARED
            put keeps the caller's array: ARRAY_SHARED
            put wipes the caller's array: ARRAY_SHARED
            an absent object is an error: ABSENT_OBJECT_FAILS GET_FAILS
            the reader's limit is ignored: READER_LIMIT_IGNORED
            the reader's limit is missed by one: GET_FAILS LARGE_OBJECT_FAILS
            too large is called broken: READER_LIMIT_IGNORED
            empty objects are refused: EMPTY_OBJECT_FAILS
            objects of 16 MiB are refused: LARGE_OBJECT_FAILS
            objects of 32 MiB are refused: LARGE_OBJECT_FAILS
            line ends are converted: READ_BACK_DIFFERS
            names are cut after 60 characters: NAMES_COLLIDE LIST_INCOMPLETE LIST_EXCEEDS
            dots at the end are dropped: NAMES_COLLIDE
            names of devices are refused: NAME_FAILS
            the second page is not read: LIST_INCOMPLETE
            a prefix is taken for a folder: LIST_INCOMPLETE
            an underline in a prefix stands for any character: LIST_EXCEEDS
            temporary files are listed: LIST_EXCEEDS LEFTOVERS
            a connection lists what it put itself: CONNECTIONS_DIFFER
            an empty folder is an error: LIST_FAILS
            deleting what is absent is an error: DELETE_FAILS
            all is deleted that begins so: DELETE_EXCEEDS
            a second put overwrites: REPLACES
            the traits change: TRAITS_DIFFER
            the operator is a blank: OPERATOR_UNNAMED
            """;

    /** What shows only when several work at once, or is interrupted, restarted or out of reach; or what nobody asks for. */
    private static final Set<String> UNSEEN = Set.of(
            "what is too large is cut",
            "names are made lower-case",
            "two can win a race",
            "one of two threads at a time is not served",
            "an interrupted thread gets",
            "an interrupted thread lists",
            "an object is torn when interrupted",
            "an unknown outcome is called success",
            "the interrupt status is swallowed",
            "an interruption is called broken",
            "nothing survives a restart",
            "deletions do not survive a restart",
            "no answer is taken for an empty storage");

    static final List<PlantedFault> FAULTS = PlantedFault.all().toList();

    private static final ObjectName SNAPSHOT = new ObjectName("brucekqlaqedexidov6nr7tf5uwcxkfv/snapshots/1.age");
    private static final byte[] BACKUP = {1, 2, 3};

    private final SecureRandom random = new SecureRandom();

    @Test
    void everyPlantedMistakeIsEitherSeenOrSaidToBeBeyondACheck() {
        Set<String> told = new TreeSet<>(table().keySet());
        assertThat(told).doesNotContainAnyElementsOf(UNSEEN);
        told.addAll(UNSEEN);

        assertThat(told)
                .isEqualTo(FAULTS.stream().map(PlantedFault::name).collect(Collectors.toCollection(TreeSet::new)));
    }

    @ParameterizedTest
    @FieldSource("FAULTS")
    void eachMistakeIsNamedAsWhatItIs(PlantedFault fault) {
        MapStorage objects = new MapStorage();

        StorageReport report = StorageCheck.of(fault.plant().apply(new Through(objects)), random)
                .alsoBy(fault.plant().apply(new Through(objects)))
                .run(Extent.THOROUGH);

        assertThat(flaws(report)).isEqualTo(table().getOrDefault(fault.name(), Set.of()));
    }

    @ParameterizedTest
    @EnumSource
    void aHealthyStorageIsFitAndAsBefore(Extent extent) throws StorageException {
        MapStorage objects = new MapStorage();
        objects.put(SNAPSHOT, BACKUP);

        StorageReport report = StorageCheck.of(objects, random).alsoBy(objects).run(extent);

        assertThat(report.findings()).isEmpty();
        assertThat(report.isFit()).isTrue();
        assertThat(report.leftovers()).isEmpty();
        assertThat(objects.entries()).containsExactly(SNAPSHOT.value());
        assertThat(report.requests()).isBetween(50, extent.maxRequests());
        assertThat(report.bytesSent()).isBetween(1_000L, extent.maxBytes());
        assertThat(report.bytesReceived()).isBetween(1_000L, extent.maxBytes());
    }

    @Test
    void theCheckPutsAndDeletesUnderOneFreshNameAlone() {
        MapStorage objects = new MapStorage();
        Set<String> touched = new TreeSet<>();
        Through storage = new Through(objects)
                .putting((name, content) -> {
                    touched.add(name.value());
                    objects.put(name, content);
                })
                .getting((name, maxBytes) -> {
                    touched.add(name.value());
                    return objects.get(name, maxBytes);
                })
                .deleting(name -> {
                    touched.add(name.value());
                    objects.delete(name);
                });

        StorageCheck check = StorageCheck.of(storage, random);
        check.run(Extent.QUICK);
        Set<String> first = Set.copyOf(touched);
        touched.clear();
        check.run(Extent.QUICK);

        assertThat(places(first)).hasSize(1).allMatch(place -> place.startsWith("check-"));
        assertThat(places(touched)).hasSize(1).doesNotContainAnyElementsOf(places(first));
    }

    /** Whichever call it is that goes wrong, the check ends, tells, and harms nothing; what it could not clean up it names. */
    @ParameterizedTest
    @EnumSource
    void anyCallMayGoWrongInAnyWay(Fault fault) throws StorageException {
        int told = 0;
        int struck = 0;
        for (Call call : Call.values()) {
            boolean more = fault.fits(call);
            for (int n = 1; more; n++) {
                MapStorage objects = new MapStorage();
                objects.put(SNAPSHOT, BACKUP);
                FaultyStorage storage = FaultyStorage.around(objects).failing(call, n, fault);

                StorageReport report = StorageCheck.of(storage, random).run(Extent.QUICK);
                storage.settle();

                assertThat(objects.get(SNAPSHOT, 100)).hasValue(BACKUP);
                assertThat(report.requests()).isLessThanOrEqualTo(Extent.QUICK.maxRequests());
                more = !storage.strikes().isEmpty();
                struck += more ? 1 : 0;
                told += report.findings().isEmpty() ? 0 : 1;
                if (isSettled(fault)) {
                    assertThat(objects.entries())
                            .as("%s at the %d. %s", fault, n, call)
                            .isSubsetOf(expected(report));
                }
            }
        }
        assertThat(struck).isPositive();
        if (!isHarmless(fault)) {
            assertThat(told).isPositive();
        }
    }

    @Test
    void aStorageThatStopsAnsweringIsNotAskedAThousandTimes() {
        int[] calls = {0};
        MapStorage objects = new MapStorage();
        Through storage = new Through(objects)
                .putting((name, content) -> {
                    if (++calls[0] > 500) {
                        throw new StorageException(Reason.OFFLINE, "planted");
                    }
                    objects.put(name, content);
                })
                .deleting(name -> {
                    if (calls[0] > 500) {
                        calls[0]++;
                        throw new StorageException(Reason.OFFLINE, "planted");
                    }
                    objects.delete(name);
                });

        StorageReport report = StorageCheck.of(storage, random).run(Extent.THOROUGH);

        assertThat(flaws(report)).isEqualTo(EnumSet.of(StorageFlaw.STOPPED, StorageFlaw.LEFTOVERS));
        assertThat(report.findings().get(0).failure()).hasValue(Reason.OFFLINE);
        assertThat(report.isFit()).isFalse();
        assertThat(calls[0]).isLessThan(510);
        assertThat(report.leftovers()).extracting(ObjectName::value).containsAll(objects.entries());
    }

    @Test
    void aPlaceThatIsNotThereIsSaidAfterOneCall() {
        FaultyStorage storage = FaultyStorage.around(new MapStorage()).failingOnAll(Fault.UNAUTHORIZED);

        StorageReport report = StorageCheck.of(storage, random).run(Extent.THOROUGH);

        assertThat(report.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.flaw()).isEqualTo(StorageFlaw.STOPPED);
            assertThat(finding.severity()).isEqualTo(Severity.UNFIT);
            assertThat(finding.failure()).hasValue(Reason.UNAUTHORIZED);
        });
        assertThat(report.requests()).isOne();
    }

    @Test
    void aReadOnlyPlaceIsUnfit() {
        Through storage = new Through(new MapStorage()).putting((name, content) -> {
            throw new StorageException(Reason.REFUSED, "planted");
        });

        StorageReport report = StorageCheck.of(storage, random).run(Extent.QUICK);

        assertThat(report.findings())
                .extracting(StorageFinding::flaw, StorageFinding::failure)
                .containsExactly(tuple(StorageFlaw.PUT_FAILS, Optional.of(Reason.REFUSED)));
        assertThat(report.isFit()).isFalse();
    }

    @Test
    void noRoomForALargeObjectIsAWeakness() {
        MapStorage objects = new MapStorage();
        Through storage = new Through(objects).putting((name, content) -> {
            if (content.length > 100_000) {
                throw new StorageException(Reason.QUOTA_EXCEEDED, "planted");
            }
            objects.put(name, content);
        });

        StorageReport report = StorageCheck.of(storage, random).run(Extent.QUICK);

        assertThat(flaws(report)).isEqualTo(EnumSet.of(StorageFlaw.LARGE_OBJECT_FAILS));
        assertThat(report.isFit()).isTrue();
    }

    @Test
    void aPutThatMeetsItsOwnObjectIsToldFromAnotherOnes() {
        MapStorage objects = new MapStorage();
        Through storage = new Through(objects).putting((name, content) -> {
            objects.put(name, content);
            objects.put(name, content);
        });

        StorageReport report = StorageCheck.of(storage, random).run(Extent.QUICK);

        assertThat(flaws(report)).contains(StorageFlaw.CONFLICTS_WITH_ITSELF).doesNotContain(StorageFlaw.NAMES_COLLIDE);
    }

    @Test
    void tornReadsAreAWeaknessIfTheNextOneIsWhole() {
        MapStorage objects = new MapStorage();
        Set<ObjectName> read = new TreeSet<>();
        Through storage = new Through(objects)
                .getting((name, maxBytes) ->
                        objects.get(name, maxBytes).map(whole -> read.add(name) ? new byte[0] : whole));

        StorageReport report = StorageCheck.of(storage, random).run(Extent.QUICK);

        assertThat(flaws(report)).contains(StorageFlaw.READS_TORN);
    }

    @Test
    void deletionsWithoutEffectAreUnfit() {
        MapStorage objects = new MapStorage();
        Through storage = new Through(objects).deleting(name -> {});

        StorageReport report = StorageCheck.of(storage, random).run(Extent.QUICK);

        assertThat(flaws(report)).contains(StorageFlaw.DELETE_WITHOUT_EFFECT);
        assertThat(report.isFit()).isFalse();
        assertThat(report.leftovers())
                .extracting(ObjectName::value)
                .containsExactlyInAnyOrderElementsOf(objects.entries());
    }

    @Test
    void aSecondConnectionToAnotherPlaceIsNoticed() {
        StorageReport report = StorageCheck.of(new MapStorage(), random)
                .alsoBy(new MapStorage())
                .run(Extent.QUICK);

        assertThat(flaws(report)).isEqualTo(EnumSet.of(StorageFlaw.CONNECTIONS_DIFFER));
        assertThat(report.isFit()).isFalse();
    }

    @Test
    void aListingThatIsLateIsAWeaknessWhereNobodyPromisedOtherwise() {
        MapStorage objects = new MapStorage();
        StorageTraits modest = new StorageTraits(Set.of(), "example.com");
        Through storage = new Through(objects).declaring(() -> modest).listing(prefix -> Set.of());

        StorageReport report = StorageCheck.of(storage, random).run(Extent.QUICK);

        assertThat(flaws(report)).isEqualTo(EnumSet.of(StorageFlaw.LIST_INCOMPLETE));
        assertThat(report.isFit()).isTrue();
    }

    /** The mistakes of whoever has just begun to write a provider. */
    @Test
    void aProviderThatThrowsWhateverItLikesDoesNotBringTheCheckDown() {
        for (StorageProvider broken : broken()) {
            StorageReport report =
                    StorageCheck.of(broken, random).alsoBy(broken).run(Extent.QUICK);

            assertThat(flaws(report)).contains(StorageFlaw.FAILS_UNTYPED);
            assertThat(report.isFit()).isFalse();
        }
    }

    @Test
    void anInterruptedThreadStopsTheCheckAndStaysInterrupted() {
        MapStorage objects = new MapStorage();
        int[] puts = {0};
        Through storage = new Through(objects).putting((name, content) -> {
            objects.put(name, content);
            if (++puts[0] == 3) {
                Thread.currentThread().interrupt();
            }
        });

        StorageReport report = StorageCheck.of(storage, random).run(Extent.THOROUGH);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(flaws(report)).isEqualTo(EnumSet.of(StorageFlaw.STOPPED, StorageFlaw.LEFTOVERS));
        assertThat(report.leftovers()).extracting(ObjectName::value).containsAll(objects.entries());
        assertThat(puts[0]).isEqualTo(3);
    }

    private static List<StorageProvider> broken() {
        return List.of(
                new Through(new MapStorage()).putting((name, content) -> {
                    throw new IllegalStateException("planted");
                }),
                new Through(new MapStorage()).getting((name, maxBytes) -> {
                    throw new IllegalStateException("planted");
                }),
                new Through(new MapStorage()).getting((name, maxBytes) -> nothing()),
                new Through(new MapStorage()).listing(prefix -> nothing()),
                new Through(new MapStorage()).listing(prefix -> {
                    throw new IllegalStateException("planted");
                }),
                new Through(new MapStorage()).deleting(name -> {
                    throw new IllegalStateException("planted");
                }),
                new Through(new MapStorage()).declaring(StorageCheckTest::nothing));
    }

    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"}) // what foreign code gives out
    private static <T> T nothing() {
        return null;
    }

    /** Whether everything has happened when the check ends, so that it can know what is left. */
    private static boolean isSettled(Fault fault) {
        return !EnumSet.of(Fault.SUCCEEDS_LATE, Fault.REORDERS).contains(fault);
    }

    /** Whether a caller cannot or need not notice it. */
    private static boolean isHarmless(Fault fault) {
        return fault == Fault.SHUFFLES_THE_LIST;
    }

    private static Set<String> expected(StorageReport report) {
        return Stream.concat(Stream.of(SNAPSHOT), report.leftovers().stream())
                .map(ObjectName::value)
                .collect(Collectors.toSet());
    }

    private static Set<String> places(Set<String> names) {
        return names.stream().map(name -> name.split("/", -1)[0]).collect(Collectors.toSet());
    }

    private static Set<StorageFlaw> flaws(StorageReport report) {
        Set<StorageFlaw> flaws = EnumSet.noneOf(StorageFlaw.class);
        report.findings().forEach(finding -> flaws.add(finding.flaw()));
        return flaws;
    }

    private static Map<String, Set<StorageFlaw>> table() {
        Map<String, Set<StorageFlaw>> table = new TreeMap<>();
        for (String line : SEEN.lines().toList()) {
            String[] cells = line.split(": ", -1);
            Set<StorageFlaw> flaws = EnumSet.noneOf(StorageFlaw.class);
            for (String flaw : cells[1].split(" ", -1)) {
                flaws.add(StorageFlaw.valueOf(flaw));
            }
            table.put(cells[0], flaws);
        }
        return table;
    }
}
