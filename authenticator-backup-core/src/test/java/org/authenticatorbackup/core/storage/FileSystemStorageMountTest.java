package org.authenticatorbackup.core.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.StorageException.Reason;
import org.authenticatorbackup.api.spi.ObjectName;
import org.authenticatorbackup.api.spi.StorageProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is really full, and one that is really read-only. */
class FileSystemStorageMountTest {

    @TempDir
    Path folder;

    @Test
    void aFullDiskIsToldAndHarmsNothing() throws Exception {
        try (MountedFolder mounted = MountedFolder.tmpfs(folder, "1m")) {
            StorageProvider storage = FileSystemStorage.in(mounted.path());
            Set<ObjectName> stored = new HashSet<>();

            assertFails(Reason.QUOTA_EXCEEDED, () -> {
                for (int i = 0; i < 100; i++) {
                    ObjectName name = new ObjectName("lane/n" + i);
                    storage.put(name, content(i));
                    stored.add(name);
                }
            });

            assertThat(stored).hasSizeGreaterThan(5);
            assertThat(storage.list("")).isEqualTo(stored);
            for (ObjectName each : stored) {
                int number = Integer.parseInt(each.value().substring("lane/n".length()));
                assertThat(storage.get(each, 100_000)).hasValue(content(number));
            }
            assertThat(files()).as("no leftovers").isEqualTo(stored.size());
        }
    }

    @Test
    void aFullDiskHasRoomAgainAfterADeletion() throws Exception {
        try (MountedFolder mounted = MountedFolder.tmpfs(folder, "256k")) {
            StorageProvider storage = FileSystemStorage.in(mounted.path());
            storage.put(new ObjectName("a"), new byte[150_000]);
            assertFails(Reason.QUOTA_EXCEEDED, () -> storage.put(new ObjectName("b"), new byte[150_000]));

            storage.delete(new ObjectName("a"));

            storage.put(new ObjectName("b"), new byte[150_000]);
            assertThat(storage.list("")).containsExactly(new ObjectName("b"));
        }
    }

    @Test
    void aReadOnlyFolderIsReadAndRefusesTheRest() throws Exception {
        try (MountedFolder mounted = MountedFolder.tmpfs(folder, "1m")) {
            FileSystemStorage.in(mounted.path()).put(new ObjectName("a/b"), content(1));
            mounted.makeReadOnly();
            StorageProvider storage = FileSystemStorage.in(mounted.path());

            assertThat(storage.list("")).containsExactly(new ObjectName("a/b"));
            assertThat(storage.get(new ObjectName("a/b"), 100_000)).hasValue(content(1));
            assertFails(Reason.REFUSED, () -> storage.put(new ObjectName("a/c"), content(2)));
            assertFails(Reason.REFUSED, () -> storage.put(new ObjectName("b/c"), content(2)));
            assertFails(Reason.REFUSED, () -> storage.delete(new ObjectName("a/b")));
            storage.delete(new ObjectName("a/absent"));
        }
    }

    private static byte[] content(int number) {
        byte[] content = new byte[50_000];
        Arrays.fill(content, (byte) number);
        return content;
    }

    private long files() throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(Files::isRegularFile).count();
        }
    }

    private static void assertFails(Reason reason, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        StorageException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }
}
