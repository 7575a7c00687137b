package org.authenticatorbackup.api.testkit.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.StorageException.Reason;
import org.authenticatorbackup.api.spi.ObjectName;
import org.authenticatorbackup.api.spi.StorageProvider;
import org.authenticatorbackup.api.testkit.FaultyStorage;
import org.authenticatorbackup.api.testkit.FaultyStorage.Call;
import org.authenticatorbackup.api.testkit.FaultyStorage.Fault;
import org.authenticatorbackup.api.testkit.FaultyStorage.Strike;
import org.authenticatorbackup.api.testkit.MapStorage;
import org.authenticatorbackup.api.testkit.StorageProviderContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Without a plan it keeps the contract; with one, what was planned happens and nothing else. */
class FaultyStorageTest extends StorageProviderContract {

    private static final int MAX = StorageProvider.MAX_OBJECT_BYTES;
    private static final ObjectName ONE = new ObjectName("one");
    private static final ObjectName TWO = new ObjectName("two");
    private static final byte[] CONTENT = {1, 2, 3, 4};

    private final MapStorage objects = new MapStorage();
    private final FaultyStorage faulty = FaultyStorage.around(objects);

    @Override
    protected StorageProvider connect() {
        return FaultyStorage.around(objects);
    }

    private Optional<byte[]> stored(ObjectName name) throws StorageException {
        return objects.get(name, MAX);
    }

    private static void assertFails(Reason reason, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        StorageException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    @ParameterizedTest
    @CsvSource({"FAILS_BEFORE, OFFLINE", "QUOTA, QUOTA_EXCEEDED", "UNAUTHORIZED, UNAUTHORIZED", "BROKEN, BROKEN"})
    void plainFailuresChangeNothing(Fault fault, Reason reason) throws Exception {
        objects.put(TWO, CONTENT);
        faulty.failingOnAll(fault);

        assertFails(reason, () -> faulty.put(ONE, CONTENT));
        assertFails(reason, () -> faulty.get(TWO, MAX));
        assertFails(reason, () -> faulty.list(""));
        assertFails(reason, () -> faulty.delete(TWO));

        assertThat(objects.list("")).containsExactly(TWO);
    }

    @Test
    void onlyThePlannedCallGoesWrong() throws Exception {
        faulty.failing(Call.PUT, 2, Fault.FAILS_BEFORE);

        faulty.put(ONE, CONTENT);
        assertFails(Reason.OFFLINE, () -> faulty.put(TWO, CONTENT));
        faulty.put(TWO, CONTENT);

        assertThat(faulty.count(Call.PUT)).isEqualTo(3);
        assertThat(faulty.count(Call.GET)).isZero();
        assertThat(faulty.strikes()).containsExactly(new Strike(Call.PUT, "two", Fault.FAILS_BEFORE));
    }

    @Test
    void aLostAnswerIsOfSomethingThatHappened() throws Exception {
        faulty.failing(Call.PUT, 1, Fault.FAILS_AFTER);
        assertFails(Reason.OFFLINE, () -> faulty.put(ONE, CONTENT));
        assertThat(stored(ONE)).contains(CONTENT);

        faulty.failing(Call.DELETE, 1, Fault.FAILS_AFTER);
        assertFails(Reason.OFFLINE, () -> faulty.delete(ONE));
        assertThat(stored(ONE)).isEmpty();

        for (Call call : List.of(Call.GET, Call.LIST)) {
            faulty.failing(call, 1, Fault.FAILS_AFTER);
            assertFails(Reason.OFFLINE, () -> {
                faulty.get(ONE, MAX);
                faulty.list("");
            });
        }
    }

    @Test
    void aTornPutStoresHalfAndSaysSoOrNot() throws Exception {
        faulty.failing(Call.PUT, 1, Fault.TORN);
        assertFails(Reason.OFFLINE, () -> faulty.put(ONE, CONTENT));
        faulty.failing(Call.PUT, 1, Fault.TRUNCATES_SILENTLY);
        faulty.put(TWO, CONTENT);

        assertThat(stored(ONE)).contains(new byte[] {1, 2});
        assertThat(stored(TWO)).contains(new byte[] {1, 2});
    }

    @Test
    void aLateWriteHappensBeforeTheNextCall() throws Exception {
        faulty.failing(Call.PUT, 1, Fault.SUCCEEDS_LATE);
        byte[] content = CONTENT.clone();
        assertFails(Reason.OFFLINE, () -> faulty.put(ONE, content));
        content[0] = 9;
        assertThat(stored(ONE)).isEmpty();

        assertThat(faulty.get(ONE, MAX)).contains(CONTENT);

        faulty.failing(Call.DELETE, 1, Fault.SUCCEEDS_LATE);
        assertFails(Reason.OFFLINE, () -> faulty.delete(ONE));
        assertThat(stored(ONE)).isPresent();
        faulty.settle();
        assertThat(stored(ONE)).isEmpty();
    }

    @Test
    void anOvertakenWriteIsAcknowledgedAndHappensAfterTheNext() throws Exception {
        faulty.failing(Call.PUT, 1, Fault.REORDERS);
        faulty.put(ONE, CONTENT);
        assertThat(faulty.get(ONE, MAX)).isEmpty();

        faulty.put(TWO, CONTENT);

        assertThat(objects.list("")).containsExactlyInAnyOrder(ONE, TWO);
    }

    @Test
    void aLateWriteThatFailsIsKnownToTheTestAlone() throws Exception {
        faulty.failing(Call.PUT, 1, Fault.SUCCEEDS_LATE);
        assertFails(Reason.OFFLINE, () -> faulty.put(ONE, CONTENT));
        objects.put(ONE, new byte[] {9});

        faulty.settle();

        assertThat(faulty.lost()).extracting(StorageException::reason).containsExactly(Reason.ALREADY_EXISTS);
        assertThat(stored(ONE)).contains(new byte[] {9});
    }

    /** As a client does that retries a put by itself. */
    @Test
    void aDoubledPutMeetsItself() throws Exception {
        faulty.failing(Call.PUT, 1, Fault.DUPLICATES);

        assertFails(Reason.ALREADY_EXISTS, () -> faulty.put(ONE, CONTENT));

        assertThat(stored(ONE)).contains(CONTENT);
        faulty.failing(Call.DELETE, 1, Fault.DUPLICATES);
        faulty.delete(ONE);
        assertThat(stored(ONE)).isEmpty();
    }

    @Test
    void aReadCanBeCorruptWhileTheObjectIsNot() throws Exception {
        objects.put(ONE, CONTENT);

        faulty.failing(Call.GET, 1, Fault.FLIPS_A_BIT);
        byte[] flipped = faulty.get(ONE, MAX).orElseThrow();
        faulty.failing(Call.GET, 1, Fault.CUTS_SHORT);
        byte[] cut = faulty.get(ONE, MAX).orElseThrow();
        faulty.failing(Call.GET, 1, Fault.DENIES);

        assertThat(faulty.get(ONE, MAX)).isEmpty();
        assertThat(flipped).hasSameSizeAs(CONTENT).isNotEqualTo(CONTENT);
        assertThat(cut).isEqualTo(new byte[] {1, 2});
        assertThat(faulty.get(ONE, MAX)).contains(CONTENT);
    }

    @Test
    void aListingCanBeOfThePast() throws Exception {
        faulty.put(ONE, CONTENT);
        faulty.delete(ONE);
        faulty.put(TWO, CONTENT);
        faulty.failingAtRandom(new SplittableRandom(1), 1_000, Set.of(Fault.LISTS_THE_PAST));
        Set<Set<ObjectName>> seen = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            seen.add(faulty.list(""));
        }

        assertThat(seen).containsExactlyInAnyOrder(Set.of(), Set.of(ONE));
    }

    @Test
    void aListingCanBeShuffledOrLackOneName() throws Exception {
        Set<ObjectName> all = new TreeSet<>();
        for (int i = 10; i < 40; i++) {
            all.add(new ObjectName("n" + i));
            objects.put(new ObjectName("n" + i), CONTENT);
        }

        faulty.failing(Call.LIST, 1, Fault.SHUFFLES_THE_LIST);
        List<ObjectName> shuffled = new ArrayList<>(faulty.list(""));
        faulty.failing(Call.LIST, 1, Fault.LISTS_IN_PART);

        assertThat(faulty.list("")).hasSize(29).isSubsetOf(all);
        assertThat(shuffled).containsExactlyInAnyOrderElementsOf(all).isNotEqualTo(List.copyOf(all));
    }

    @Test
    void recoveringEndsThePlan() throws Exception {
        faulty.failingAlways(Call.PUT, Fault.FAILS_BEFORE);
        assertFails(Reason.OFFLINE, () -> faulty.put(ONE, CONTENT));

        faulty.recover();
        faulty.put(ONE, CONTENT);

        assertThat(stored(ONE)).contains(CONTENT);
    }

    @Test
    void whatCannotGoWrongSoIsNotPlanned() {
        assertThatThrownBy(() -> faulty.failing(Call.GET, 1, Fault.TORN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> faulty.failingOnAll(Fault.DENIES)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void oneSeedIsOneRunAndUsesTheWholeMenu() {
        List<Strike> first = runOfSeed(7);

        assertThat(runOfSeed(7)).isEqualTo(first);
        assertThat(runOfSeed(8)).isNotEqualTo(first);
        assertThat(first).extracting(Strike::fault).containsAll(EnumSet.allOf(Fault.class));
        assertThat(first).allMatch(each -> each.fault().fits(each.call()));
        assertThat(first).hasSizeBetween(1_000, 1_400);
    }

    /** 4,000 calls, of which three in ten go wrong. */
    private static List<Strike> runOfSeed(long seed) {
        FaultyStorage storage = FaultyStorage.around(new MapStorage())
                .failingAtRandom(new Random(seed), 300, EnumSet.allOf(Fault.class));
        for (int i = 0; i < 1_000; i++) {
            ObjectName name = new ObjectName("n" + i % 50);
            List<ThrowingCallable> calls = List.of(
                    () -> storage.put(name, CONTENT),
                    () -> storage.get(name, MAX),
                    () -> storage.list(""),
                    () -> storage.delete(name));
            for (ThrowingCallable each : calls) {
                assertThat(reasonOf(each)).isNotEqualTo(Reason.TOO_LARGE);
            }
        }
        return storage.strikes();
    }

    private static Reason reasonOf(ThrowingCallable call) {
        Throwable thrown = catchThrowable(call);
        return thrown instanceof StorageException e ? e.reason() : Reason.OFFLINE;
    }
}
