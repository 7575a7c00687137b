package org.authenticatorbackup.core.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.authenticatorbackup.api.spi.DeviceState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileDeviceStateTest {

    private static final byte[] FORMER = {1, 2, 3};
    private static final byte[] LATTER = {4, 5};

    @TempDir
    Path above;

    @Test
    void aDocumentComesBackAlsoToAnotherObject() throws Exception {
        state().put("lane-1", FORMER);

        assertThat(state().get("lane-1")).hasValue(FORMER);
    }

    @Test
    void aNewDeviceHasNoDocumentsAndNothingIsMadeByReading() throws Exception {
        assertThat(state().get("lane")).isEmpty();
        state().delete("lane");

        assertThat(everything()).isEmpty();
    }

    @Test
    void putReplaces() throws Exception {
        DeviceState state = state();
        state.put("lane", FORMER);

        state.put("lane", LATTER);

        assertThat(state.get("lane")).hasValue(LATTER);
    }

    @Test
    void documentsAreApart() throws Exception {
        DeviceState state = state();
        state.put("a", FORMER);
        state.put("b", LATTER);

        state.delete("a");

        assertThat(state.get("a")).isEmpty();
        assertThat(state.get("b")).hasValue(LATTER);
    }

    @Test
    void deletingTwiceIsDeletingOnce() throws Exception {
        DeviceState state = state();
        state.put("a", FORMER);

        state.delete("a");
        state.delete("a");

        assertThat(state.get("a")).isEmpty();
    }

    @Test
    void anEmptyDocumentIsNotAnAbsentOne() throws Exception {
        state().put("a", new byte[0]);

        assertThat(state().get("a")).hasValue(new byte[0]);
    }

    @Test
    void arraysAreNotShared() throws Exception {
        DeviceState state = state();
        byte[] document = FORMER.clone();
        state.put("a", document);

        document[0]++;
        state.get("a").orElseThrow()[1]++;

        assertThat(state.get("a")).hasValue(FORMER);
    }

    @Test
    void filesAreOfTheOwnerAlone() throws Exception {
        state().put("a", FORMER);
        state().put("a", LATTER);

        assertThat(everything()).containsExactlyInAnyOrder("home", "home/state", "home/state/state-a");
        assertThat(permissions("home")).isEqualTo("rwx------");
        assertThat(permissions("home/state")).isEqualTo("rwx------");
        assertThat(permissions("home/state/state-a")).isEqualTo("rw-------");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "a b", "a/b", "..", ".", "a.b", "a\u0000", "é", "a\n", "x\\y"})
    void aKeyHasOneForm(String key) {
        DeviceState state = state();

        assertThatIllegalArgumentException().isThrownBy(() -> state.get(key));
        assertThatIllegalArgumentException().isThrownBy(() -> state.put(key, FORMER));
        assertThatIllegalArgumentException().isThrownBy(() -> state.delete(key));
    }

    @Test
    void aKeyHasUpTo64Characters() throws Exception {
        state().put("a".repeat(64), FORMER);

        assertThat(state().get("a".repeat(64))).hasValue(FORMER);
        assertThatIllegalArgumentException().isThrownBy(() -> state().get("a".repeat(65)));
    }

    @Test
    void aDocumentHasUpTo64MiB() throws Exception {
        state().put("a", FORMER);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> state().put("a", new byte[FileDeviceState.MAX_DOCUMENT_BYTES + 1]));

        assertThat(state().get("a")).hasValue(FORMER);
    }

    @Test
    void whatIsNoFileIsNotAnAbsentDocument() throws Exception {
        Files.createDirectories(above.resolve("home/state/state-a"));

        assertThatIOException().isThrownBy(() -> state().get("a"));
    }

    @Test
    void aLinkIsNotFollowed() throws Exception {
        Path outside = Files.write(above.resolve("outside"), FORMER);
        Files.createDirectories(above.resolve("home/state"));
        Files.createSymbolicLink(above.resolve("home/state/state-a"), outside);

        assertThatIOException().isThrownBy(() -> state().get("a"));
        state().put("a", LATTER);

        assertThat(Files.readAllBytes(outside)).isEqualTo(FORMER);
        assertThat(state().get("a")).hasValue(LATTER);
    }

    // ---- durability

    @Test
    void aPutForcesTheFileTheFolderAndTheFoldersItMade() throws Exception {
        FaultyFileSystem files = new FaultyFileSystem(above);

        FileDeviceState.in(files.folder().resolve("home/state")).put("a", FORMER);

        assertThat(files.log())
                .containsExactly(
                        "mkdir home",
                        "open",
                        "force",
                        "mkdir home/state",
                        "open home",
                        "force home",
                        "list home/state",
                        "create home/state/.tmp",
                        "write home/state/.tmp",
                        "force home/state/.tmp",
                        "move home/state/state-a",
                        "open home/state",
                        "force home/state",
                        "delete home/state/.tmp");
    }

    @Test
    void aDeletionIsForced() throws Exception {
        FaultyFileSystem files = new FaultyFileSystem(above);
        DeviceState state = FileDeviceState.in(files.folder().resolve("home/state"));
        state.put("a", FORMER);
        files.clearLog();

        state.delete("a");

        assertThat(files.log()).containsExactly("delete home/state/state-a", "open home/state", "force home/state");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create home/state/.tmp",
                "write home/state/.tmp",
                "force home/state/.tmp",
                "move home/state/state-a"
            })
    void aFailureKeepsTheFormerDocument(String step) throws Exception {
        FaultyFileSystem files = new FaultyFileSystem(above);
        DeviceState state = FileDeviceState.in(files.folder().resolve("home/state"));
        state.put("a", FORMER);
        files.fail(step, new IOException("No space left on device"));

        assertThatIOException().isThrownBy(() -> state.put("a", LATTER));

        assertThat(state.get("a")).hasValue(FORMER);
        assertThat(everything()).containsExactlyInAnyOrder("home", "home/state", "home/state/state-a");
    }

    @Test
    void anInterruptedPutFailsAndStaysInterrupted() throws Exception {
        DeviceState state = state();
        state.put("a", FORMER);
        Thread.currentThread().interrupt();

        try {
            assertThatThrownBy(() -> state.put("a", LATTER)).isInstanceOf(ClosedByInterruptException.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }

        assertThat(state.get("a")).hasValue(FORMER);
        assertThat(everything()).containsExactlyInAnyOrder("home", "home/state", "home/state/state-a");
    }

    @Test
    void aFullDiskKeepsTheFormerDocument() throws Exception {
        try (MountedFolder mounted = MountedFolder.tmpfs(above, "256k")) {
            DeviceState state = FileDeviceState.in(mounted.path().resolve("home/state"));
            byte[] former = new byte[150_000];
            state.put("a", former);

            assertThatIOException().isThrownBy(() -> state.put("a", new byte[150_001]));

            assertThat(state.get("a")).hasValue(former);
            assertThat(everything()).hasSize(3);
        }
    }

    @Test
    void leftoversAreSweptAfterADay() throws Exception {
        Instant now = Instant.parse("2026-11-25T12:00:00Z");
        Path folder = Files.createDirectories(above.resolve("home/state"));
        Path old = Files.write(folder.resolve(".tmp-0123456789abcdef0123456789abcdef"), FORMER);
        Path recent = Files.write(folder.resolve(".tmp-1123456789abcdef0123456789abcdef"), FORMER);
        Files.setLastModifiedTime(old, FileTime.from(now.minusSeconds(86_401)));
        Files.setLastModifiedTime(recent, FileTime.from(now.minusSeconds(86_399)));

        FileDeviceState.in(folder, new SecureRandom(), Clock.fixed(now, ZoneOffset.UTC))
                .put("a", FORMER);

        assertThat(old).doesNotExist();
        assertThat(recent).exists();
    }

    private DeviceState state() {
        return FileDeviceState.in(above.resolve("home/state"));
    }

    private String permissions(String path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(above.resolve(path)));
    }

    private List<String> everything() throws IOException {
        try (Stream<Path> paths = Files.walk(above)) {
            return paths.filter(each -> !each.equals(above))
                    .map(each -> above.relativize(each).toString())
                    .collect(Collectors.toList());
        }
    }
}
