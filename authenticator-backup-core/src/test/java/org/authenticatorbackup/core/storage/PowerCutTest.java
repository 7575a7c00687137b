package org.authenticatorbackup.core.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.spi.ObjectName;
import org.authenticatorbackup.api.spi.StorageProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Cuts the power of a disk at random moments: what was acknowledged is there afterwards, and nothing is torn. How often:
 * {@code -Dauthbackup.powerCuts=50}.
 */
@Timeout(3600)
class PowerCutTest {

    private static final int CUTS = Integer.getInteger("authbackup.powerCuts", 50);
    private static final long SEED = 20_261_126;
    private static final int WRITERS = 2;
    private static final int LONGEST_MILLISECONDS = 150;

    @TempDir
    Path directory;

    private final Random random = new Random(SEED);
    private int round;
    private int acknowledged;
    private int lost;
    private int torn;
    private int acknowledgedDocuments;
    private int lostDocuments;

    /** What was put, and of that what was acknowledged. */
    private static final class Ledger {

        final Map<ObjectName, byte[]> put = new ConcurrentHashMap<>();
        final Set<ObjectName> acknowledged = ConcurrentHashMap.newKeySet();
        final AtomicLong documentAcknowledged = new AtomicLong();
        final AtomicLong documentPut = new AtomicLong();
    }

    @Test
    void p15_whatWasAcknowledgedSurvivesPowerCuts() throws Exception {
        try (LoopDisk disk = LoopDisk.in(directory, 64, 4096)) {
            cutOften(disk, folder -> folder);
        }

        report("power cuts");
        assertThat(acknowledged).as("acknowledged objects").isGreaterThan(CUTS);
        assertThat(acknowledgedDocuments).as("acknowledged documents").isGreaterThan(CUTS);
        assertThat(lost).as("acknowledged and lost").isZero();
        assertThat(lostDocuments).as("documents acknowledged and lost").isZero();
        assertThat(torn).as("torn objects").isZero();
    }

    /** So that it is known that the test above can see. */
    @Test
    void withoutForcingFoldersAcknowledgedObjectsAreLost() throws Exception {
        try (LoopDisk disk = LoopDisk.in(directory, 64, 4096)) {
            cutOften(
                    disk,
                    folder ->
                            new FaultyFileSystem(folder).withoutForcingFolders().folder());
        }

        report("power cuts without forcing folders");
        assertThat(lost + lostDocuments).as("acknowledged and lost").isPositive();
    }

    private void report(String what) {
        System.out.printf(
                "%s: %d cuts, %d objects and %d documents acknowledged, %d and %d lost, %d torn%n",
                what, CUTS, acknowledged, acknowledgedDocuments, lost, lostDocuments, torn);
    }

    private void cutOften(LoopDisk disk, Function<Path, Path> view) throws Exception {
        for (round = 0; round < CUTS; round++) {
            Path folder = Files.createDirectory(disk.path().resolve("round" + round));
            Path storage = Files.createDirectory(folder.resolve("storage"));
            DurableFiles real = new DurableFiles(folder, new SecureRandom(), Clock.systemUTC());
            real.makeDirectories(disk.path(), storage);
            Ledger ledger = new Ledger();

            List<Thread> threads = start(view.apply(storage), view.apply(folder.resolve("state")), ledger);
            Thread.sleep(random.nextInt(LONGEST_MILLISECONDS));
            disk.cutPower();
            for (Thread thread : threads) {
                thread.join();
            }
            disk.restart();

            check(FileSystemStorage.in(storage), FileDeviceState.in(folder.resolve("state")), ledger);
            deleteAll(folder);
        }
    }

    private List<Thread> start(Path storageFolder, Path stateFolder, Ledger ledger) {
        StorageProvider storage = FileSystemStorage.in(storageFolder);
        FileDeviceState state = FileDeviceState.in(stateFolder);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            Random own = new Random(random.nextLong());
            int writer = i;
            threads.add(new Thread(() -> putUntilItFails(storage, "w" + writer, own, ledger)));
        }
        threads.add(new Thread(() -> replaceUntilItFails(state, ledger)));
        threads.forEach(Thread::start);
        return threads;
    }

    private static void putUntilItFails(StorageProvider storage, String writer, Random random, Ledger ledger) {
        try {
            for (int i = 0; ; i++) {
                ObjectName name = new ObjectName(writer + "/lane" + i / 8 + "/" + i);
                byte[] content = new byte[1 + random.nextInt(random.nextInt(10) == 0 ? 200_000 : 20_000)];
                random.nextBytes(content);
                ledger.put.put(name, content);
                storage.put(name, content);
                ledger.acknowledged.add(name);
            }
        } catch (StorageException e) {
            return; // the power is gone
        }
    }

    private static void replaceUntilItFails(FileDeviceState state, Ledger ledger) {
        try {
            for (long version = 1; ; version++) {
                ledger.documentPut.set(version);
                state.put("document", versionOf(version));
                ledger.documentAcknowledged.set(version);
            }
        } catch (IOException e) {
            return; // the power is gone
        }
    }

    private static byte[] versionOf(long version) {
        byte[] document = new byte[3_000];
        ByteBuffer.wrap(document).putLong(version).putLong(document.length - Long.BYTES, version);
        return document;
    }

    private void check(StorageProvider storage, FileDeviceState state, Ledger ledger) throws Exception {
        acknowledged += ledger.acknowledged.size();
        Set<ObjectName> listed = storage.list("");
        for (ObjectName name : ledger.acknowledged) {
            lost += listed.contains(name) ? 0 : 1;
        }
        for (ObjectName name : listed) {
            byte[] expected = ledger.put.get(name);
            torn += storage.get(name, 1_000_000).filter(expectedOf(expected)).isPresent() ? 0 : 1;
        }
        checkDocument(state, ledger);
    }

    private static Predicate<byte[]> expectedOf(byte[] expected) {
        return content -> Arrays.equals(content, expected);
    }

    private void checkDocument(FileDeviceState state, Ledger ledger) throws IOException {
        acknowledgedDocuments += (int) ledger.documentAcknowledged.get();
        Optional<byte[]> document = state.get("document");
        long version = document.isPresent() ? ByteBuffer.wrap(document.get()).getLong() : 0;
        if (document.isPresent()) {
            torn += Arrays.equals(document.get(), versionOf(version)) ? 0 : 1;
        }
        lostDocuments += version < ledger.documentAcknowledged.get() ? 1 : 0;
        assertThat(version).as("round %s", round).isLessThanOrEqualTo(ledger.documentPut.get());
    }

    private static void deleteAll(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
