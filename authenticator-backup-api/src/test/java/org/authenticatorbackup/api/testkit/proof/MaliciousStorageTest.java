package org.authenticatorbackup.api.testkit.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.spi.ObjectName;
import org.authenticatorbackup.api.spi.StorageProvider;
import org.authenticatorbackup.api.testkit.MaliciousStorage;
import org.authenticatorbackup.api.testkit.MaliciousStorage.Attack;
import org.authenticatorbackup.api.testkit.MapStorage;
import org.authenticatorbackup.api.testkit.StorageProviderContract;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An operator who does nothing yet keeps the contract; then he does what he is told. */
class MaliciousStorageTest extends StorageProviderContract {

    private static final int MAX = StorageProvider.MAX_OBJECT_BYTES;
    private static final ObjectName ONE = new ObjectName("one");
    private static final ObjectName TWO = new ObjectName("two");
    private static final byte[] FIRST = {1};
    private static final byte[] SECOND = {2, 2};

    private final MapStorage honest = new MapStorage();
    private final MaliciousStorage storage = MaliciousStorage.around(new MapStorage());

    @Override
    protected StorageProvider connect() {
        return MaliciousStorage.around(honest);
    }

    @BeforeEach
    void putTwo() throws StorageException {
        storage.put(ONE, FIRST);
        storage.put(TWO, SECOND);
    }

    private byte[] read(ObjectName name) throws StorageException {
        return storage.get(name, MAX).orElseThrow();
    }

    @Test
    void everythingIsRolledBack() throws Exception {
        int moment = storage.moment();
        storage.delete(ONE);
        storage.put(ONE, SECOND);
        storage.put(new ObjectName("three"), FIRST);
        storage.delete(TWO);

        storage.rollBackTo(moment);

        assertThat(storage.list("")).containsExactly(ONE, TWO);
        assertThat(read(ONE)).isEqualTo(FIRST);
        assertThat(read(TWO)).isEqualTo(SECOND);
        storage.rollBackTo(0);
        assertThat(storage.list("")).isEmpty();
        storage.rollBackTo(storage.moment());
        assertThat(storage.list("")).hasSize(2);
    }

    @Test
    void twoObjectsAreSwapped() throws Exception {
        storage.swap(ONE, TWO);

        assertThat(read(ONE)).isEqualTo(SECOND);
        assertThat(read(TWO)).isEqualTo(FIRST);
    }

    @Test
    void anObjectIsForgedUnderAnOldOrANewName() throws Exception {
        storage.forge(ONE, SECOND);
        storage.forge(new ObjectName("three"), FIRST);

        assertThat(read(ONE)).isEqualTo(SECOND);
        assertThat(storage.list("")).hasSize(3);
    }

    @Test
    void anObjectIsHiddenAndShownAgain() throws Exception {
        storage.hide(ONE);

        assertThat(storage.list("")).containsExactly(TWO);
        assertThat(storage.get(ONE, MAX)).isEmpty();
        storage.showAll();
        assertThat(read(ONE)).isEqualTo(FIRST);
    }

    @Test
    void whatWasRemovedCanBeReplayed() throws Exception {
        storage.remove(ONE);
        assertThat(storage.list("")).containsExactly(TWO);

        storage.forge(ONE, storage.everPut().get(0));

        assertThat(read(ONE)).isEqualTo(FIRST);
    }

    @Test
    void differentDevicesCanBeShownDifferentThings() throws Exception {
        MapStorage shared = new MapStorage();
        MaliciousStorage toOne = MaliciousStorage.around(shared);
        MaliciousStorage toOther = MaliciousStorage.around(shared);
        toOne.put(ONE, FIRST);

        toOther.hide(ONE);

        assertThat(toOne.list("")).containsExactly(ONE);
        assertThat(toOther.list("")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void eachAttackIsDecidedByTheSeed(Attack attack) throws Exception {
        List<String> first = attacked(attack, 3);

        assertThat(attacked(attack, 3)).isEqualTo(first);
        assertThat(attacked(attack, 4)).isNotEqualTo(first);
        assertThat(first).anyMatch(each -> each.startsWith(attack.name()));
    }

    /** What was done and what is seen, after each of twenty rounds. */
    private static List<String> attacked(Attack attack, long seed) throws StorageException {
        MaliciousStorage storage = MaliciousStorage.around(new MapStorage());
        SplittableRandom random = new SplittableRandom(seed);
        List<String> seen = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            storage.put(new ObjectName("n" + i), new byte[] {(byte) i, 1, 2});
            if (i % 3 == 2) {
                storage.attack(random, List.of(attack)).ifPresent(seen::add);
                storage.showAll();
            }
            for (ObjectName each : storage.list("")) {
                seen.add(each + Arrays.toString(storage.get(each, MAX).orElseThrow()));
            }
        }
        return seen;
    }

    @Test
    void thereIsNothingToAttackInAnEmptyStorage() throws Exception {
        MaliciousStorage empty = MaliciousStorage.around(new MapStorage());

        assertThat(empty.attack(new SplittableRandom(1), List.of(Attack.SWAP))).isEmpty();
    }
}
