package org.authenticatorbackup.core.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.authenticatorbackup.api.BackupService;
import org.authenticatorbackup.api.DeviceStateException;
import org.authenticatorbackup.api.ProblemException;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.backup.BackupHealth;
import org.authenticatorbackup.api.backup.BackupReceipt;
import org.authenticatorbackup.api.spi.ObjectName;
import org.authenticatorbackup.api.spi.StorageProvider;
import org.authenticatorbackup.core.AuthenticatorBackup;
import org.authenticatorbackup.core.testing.TestDevice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A backup on a disk that has 0, 1, 2, … KiB left, for state and storage together. */
@Timeout(600)
class FullDiskTest {

    /** More than a backup of two accounts takes. */
    private static final int MOST_KIB = 100;

    private static final int KIB = 1024;

    @TempDir
    Path directory;

    private enum Outcome {
        BACKED_UP,
        STORAGE_FULL,
        STATE_FULL
    }

    private final Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);

    @Test
    void p14_aFullDiskFailsInATypedWayAndLosesNothingAtEveryKiB() throws Exception {
        try (LoopDisk disk = LoopDisk.in(directory, 6, KIB)) {
            Path storageFolder = Files.createDirectory(disk.path().resolve("storage"));
            StorageProvider storage = FileSystemStorage.in(storageFolder);
            TestDevice device = TestDevice.enabled(storage);
            FileDeviceState state = FileDeviceState.in(disk.path().resolve("state"));
            for (Map.Entry<String, byte[]> document : device.state.documents.entrySet()) {
                state.put(document.getKey(), document.getValue());
            }
            BackupService backups = AuthenticatorBackup.builder()
                    .accounts(device.accounts)
                    .deviceState(state)
                    .storage(storage)
                    .build()
                    .backups();
            for (int kib = 0; kib <= MOST_KIB; kib++) {
                backUpWith(kib, disk.path(), storage, backups);
            }
        }

        System.out.printf("full disk: 0 to %d KiB left, %s%n", MOST_KIB, outcomes);
        assertThat(outcomes).containsOnlyKeys(Outcome.values());
        assertThat(outcomes.get(Outcome.STORAGE_FULL)).isGreaterThan(10);
        assertThat(outcomes.get(Outcome.STATE_FULL)).isGreaterThan(10);
    }

    private void backUpWith(int kib, Path disk, StorageProvider storage, BackupService backups) throws Exception {
        Set<ObjectName> before = storage.list("");
        Path filler = disk.resolve("filler");
        fill(filler, kib);

        Outcome outcome = backUp(backups);

        outcomes.merge(outcome, 1, Integer::sum);
        assertThat(storage.list("")).as("%s KiB", kib).containsAll(before);
        assertThat(leftovers(disk)).as("%s KiB", kib).isEmpty();
        assertThat(backups.health().status() == BackupHealth.Status.PROTECTED || outcome != Outcome.BACKED_UP)
                .as("%s KiB: %s", kib, outcome)
                .isTrue();
        Files.delete(filler);
        BackupReceipt receipt = backups.backUp();
        assertThat(storage.list("").stream().map(ObjectName::value))
                .as("%s KiB: %s", kib, receipt)
                .anyMatch(name -> name.contains(receipt.snapshot().toString()));
        empty(storage, receipt);
    }

    private static Outcome backUp(BackupService backups) throws ProblemException {
        try {
            backups.backUp();
            return Outcome.BACKED_UP;
        } catch (StorageException e) {
            assertThat(e.reason()).isEqualTo(StorageException.Reason.QUOTA_EXCEEDED);
            return Outcome.STORAGE_FULL;
        } catch (DeviceStateException e) {
            assertThat(e.reason()).isEqualTo(DeviceStateException.Reason.UNWRITABLE);
            return Outcome.STATE_FULL;
        }
    }

    /** Leaves so many KiB, as near as the file system's own bookkeeping lets it. */
    private static void fill(Path filler, int kib) throws IOException {
        long room = Files.getFileStore(filler.getParent()).getUsableSpace() / KIB;
        try (OutputStream out = Files.newOutputStream(filler)) {
            byte[] block = new byte[KIB];
            for (long i = kib; i < room; i++) {
                out.write(block);
            }
        } catch (IOException e) {
            assertThat(kib).as("the disk is full before it should be").isLessThan(20);
        }
    }

    private static List<Path> leftovers(Path disk) throws IOException {
        List<Path> leftovers = new ArrayList<>();
        for (String folder : List.of("storage", "state")) {
            try (Stream<Path> paths = Files.walk(disk.resolve(folder))) {
                paths.filter(path -> path.getFileName().toString().startsWith(".tmp-"))
                        .forEach(leftovers::add);
            }
        }
        return leftovers;
    }

    /** So that every run finds as much room as the one before: the newest snapshot and the slots stay. */
    private static void empty(StorageProvider storage, BackupReceipt newest) throws StorageException {
        for (ObjectName name : storage.list("")) {
            boolean old = name.value().contains("/snap/")
                    && !name.value().contains(newest.snapshot().toString());
            if (old) {
                storage.delete(name);
            }
        }
    }
}
