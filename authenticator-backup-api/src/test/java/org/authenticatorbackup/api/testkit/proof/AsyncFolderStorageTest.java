package org.authenticatorbackup.api.testkit.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.spi.ObjectName;
import org.authenticatorbackup.api.spi.StorageProvider;
import org.authenticatorbackup.api.testkit.AsyncFolderStorage;
import org.authenticatorbackup.api.testkit.AsyncFolderStorage.Habit;
import org.authenticatorbackup.api.testkit.StorageProviderContract;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Late, in any order, in part, in conflict; and the same everywhere in the end. */
class AsyncFolderStorageTest {

    private static final int MAX = StorageProvider.MAX_OBJECT_BYTES;
    private static final ObjectName ONE = new ObjectName("folder/one");
    private static final byte[] CONTENT = {1, 2, 3, 4};
    private static final byte[] OTHER = {5, 6};

    private final AsyncFolderStorage folder = new AsyncFolderStorage(new SplittableRandom(1));
    private final StorageProvider phone = folder.device("phone");
    private final StorageProvider tablet = folder.device("tablet");

    /** Two devices that are told of each other at their calls. */
    @Nested
    class Contract extends StorageProviderContract {

        private final AsyncFolderStorage delivering =
                new AsyncFolderStorage(new SplittableRandom(2), Habit.DELIVERS_ON_CALLS);
        private final List<StorageProvider> devices = List.of(delivering.device("phone"), delivering.device("tablet"));
        private int connections;

        @Override
        protected StorageProvider connect() {
            return devices.get(connections++ % 2);
        }
    }

    @Test
    void aDeviceSeesItsOwnPutsAtOnceAndThoseOfOthersWhenDelivered() throws Exception {
        phone.put(ONE, CONTENT);

        assertThat(phone.get(ONE, MAX)).contains(CONTENT);
        assertThat(tablet.get(ONE, MAX)).isEmpty();
        assertThat(tablet.list("")).isEmpty();
        folder.deliverOne();
        assertThat(tablet.get(ONE, MAX)).contains(CONTENT);
        assertThat(folder.waiting()).isZero();
    }

    @Test
    void aDeviceThatComesLaterIsToldEverything() throws Exception {
        phone.put(ONE, CONTENT);

        StorageProvider late = folder.device("late");
        assertThat(late.list("")).isEmpty();
        folder.deliverTo("late");

        assertThat(late.list("")).containsExactly(ONE);
        assertThat(tablet.list("")).isEmpty();
    }

    @Test
    void aDeletionArrivesLikeAPutAndInAnyOrder() throws Exception {
        for (long seed = 0; seed < 20; seed++) {
            AsyncFolderStorage any = new AsyncFolderStorage(new SplittableRandom(seed));
            StorageProvider writer = any.device("writer");
            StorageProvider reader = any.device("reader");
            writer.put(ONE, CONTENT);
            writer.delete(ONE);

            any.deliverAll();

            assertThat(reader.list("")).isEmpty();
        }
    }

    @Test
    void ofTwoPutsUnderOneNameBothAreKept() throws Exception {
        phone.put(ONE, CONTENT);
        tablet.put(ONE, OTHER);

        folder.deliverAll();

        for (StorageProvider each : List.of(phone, tablet)) {
            assertThat(each.get(ONE, MAX)).contains(OTHER);
            assertThat(each.list("")).containsExactly(ONE);
        }
    }

    @Test
    void aConflictCopyCanHaveALegalName() throws Exception {
        AsyncFolderStorage legal = new AsyncFolderStorage(new SplittableRandom(1), Habit.LEGAL_COPY_NAMES);
        legal.device("phone").put(ONE, CONTENT);
        legal.device("tablet").put(ONE, OTHER);
        legal.deliverAll();
        Set<ObjectName> names = new TreeSet<>(legal.device("phone").list(""));

        assertThat(names).hasSize(2).contains(ONE);
        names.remove(ONE);
        ObjectName copy = names.iterator().next();
        assertThat(legal.device("tablet").get(copy, MAX)).contains(CONTENT);
        legal.device("tablet").delete(copy);
        legal.device("tablet").delete(ONE);
        legal.deliverAll();
        assertThat(legal.device("phone").list("")).isEmpty();
    }

    @Test
    void aLongNameHasALegalCopyToo() throws Exception {
        ObjectName longest = new ObjectName("a/" + "b".repeat(64));
        AsyncFolderStorage legal = new AsyncFolderStorage(new SplittableRandom(1), Habit.LEGAL_COPY_NAMES);
        legal.device("phone").put(longest, CONTENT);
        legal.device("tablet").put(longest, OTHER);
        legal.deliverAll();

        assertThat(legal.device("phone").list("a/")).hasSize(2);
    }

    @Test
    void theSameBytesAreNoConflict() throws Exception {
        phone.put(ONE, CONTENT);
        tablet.put(ONE, CONTENT);
        folder.deliverAll();
        tablet.delete(ONE);
        folder.deliverAll();

        assertThat(phone.get(ONE, MAX)).isEmpty();
    }

    @Test
    void aPutThatNobodySawOutlivesADelete() throws Exception {
        phone.put(ONE, CONTENT);
        folder.deliverAll();
        phone.delete(ONE);
        tablet.delete(ONE);
        tablet.put(ONE, OTHER);

        folder.deliverAll();

        assertThat(phone.get(ONE, MAX)).contains(OTHER);
        assertThat(tablet.get(ONE, MAX)).contains(OTHER);
    }

    @Test
    void aFileCanShowUpInPartFirst() throws Exception {
        AsyncFolderStorage parts = new AsyncFolderStorage(new SplittableRandom(3), Habit.SHOWS_PARTS);
        StorageProvider writer = parts.device("writer");
        StorageProvider reader = parts.device("reader");
        Set<Integer> lengths = new HashSet<>();
        for (int i = 0; i < 40; i++) {
            ObjectName name = new ObjectName("n" + i);
            writer.put(name, CONTENT);
            parts.deliverOne();
            lengths.add(reader.get(name, MAX).orElseThrow().length);
            parts.deliverAll();
            assertThat(reader.get(name, MAX)).contains(CONTENT);
        }

        assertThat(lengths).containsExactlyInAnyOrder(2, 4);
    }

    @Test
    void aNameInUseOnThisDeviceIsRefused() throws Exception {
        phone.put(ONE, CONTENT);

        assertThatThrownBy(() -> phone.put(ONE, OTHER)).isInstanceOf(StorageException.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void inTheEndAllDevicesSeeTheSame(long seed) throws Exception {
        List<String> run = run(seed);

        assertThat(run(seed)).isEqualTo(run);
        assertThat(run.subList(run.size() - 3, run.size())).containsOnly(run.get(run.size() - 1));
    }

    /** Three devices put and delete twelve names; returns what they saw on the way, and at last what each sees. */
    private static List<String> run(long seed) throws StorageException {
        SplittableRandom random = new SplittableRandom(seed);
        AsyncFolderStorage any = new AsyncFolderStorage(random.split(), Habit.values());
        List<StorageProvider> devices = List.of(any.device("a"), any.device("b"), any.device("c"));
        List<String> seen = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            StorageProvider device = devices.get(random.nextInt(3));
            ObjectName name = new ObjectName("n" + random.nextInt(12));
            if (device.get(name, MAX).isEmpty()) {
                try {
                    device.put(name, new byte[] {(byte) i, 0});
                } catch (StorageException delivered) {
                    seen.add("just delivered");
                }
            } else if (random.nextInt(3) == 0) {
                device.delete(name);
            }
            seen.add(shown(device));
        }
        any.deliverAll();
        for (StorageProvider each : devices) {
            seen.add(shown(each));
        }
        return seen;
    }

    private static String shown(StorageProvider device) throws StorageException {
        StringBuilder shown = new StringBuilder();
        for (ObjectName each : device.list("")) {
            shown.append(each).append(Arrays.toString(device.get(each, MAX).orElse(new byte[0])));
        }
        return shown.toString();
    }
}
