package org.authenticatorbackup.core.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileStore;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.StorageException.Reason;
import org.authenticatorbackup.api.spi.ObjectName;
import org.authenticatorbackup.api.spi.StorageProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The protocol of a durable write, step by step, and each step failing. */
class FileSystemStorageFaultsTest {

    private static final byte[] CONTENT = {1, 2, 3};
    private static final ObjectName NAME = new ObjectName("a/b");

    @TempDir
    Path folder;

    private FaultyFileSystem files;
    private StorageProvider storage;

    @BeforeEach
    void open() {
        files = new FaultyFileSystem(folder);
        storage = FileSystemStorage.in(files.folder());
    }

    // ---- the order of the steps

    @Test
    void theFirstPutForcesTheFileItsFolderAndTheFolderAbove() throws Exception {
        storage.put(NAME, CONTENT);

        assertThat(files.log())
                .containsExactly(
                        "mkdir a",
                        "open",
                        "force",
                        "list a",
                        "create a/.tmp",
                        "write a/.tmp",
                        "force a/.tmp",
                        "link a/b",
                        "open a",
                        "force a",
                        "delete a/.tmp");
    }

    @Test
    void alsoOfAFolderThatSomebodyElseMadeAMomentAgo() throws Exception {
        Files.createDirectories(folder.resolve("a/b"));

        storage.put(new ObjectName("a/b/c"), CONTENT);

        assertThat(files.log()).contains("force", "force a", "force a/b");
    }

    @Test
    void laterPutsForceTheFileAndItsFolder() throws Exception {
        storage.put(NAME, CONTENT);
        files.clearLog();

        storage.put(new ObjectName("a/c"), CONTENT);

        assertThat(files.log())
                .containsExactly(
                        "create a/.tmp",
                        "write a/.tmp",
                        "force a/.tmp",
                        "link a/c",
                        "open a",
                        "force a",
                        "delete a/.tmp");
    }

    @Test
    void aNameInUseIsFoundOutBeforeAnythingIsWrittenAndReportedOnceItsFolderIsForced() throws Exception {
        storage.put(NAME, CONTENT);
        files.clearLog();

        assertFails(Reason.ALREADY_EXISTS, () -> storage.put(NAME, CONTENT));

        assertThat(files.log()).containsExactly("open a", "force a");
    }

    @Test
    void aDeletionIsForced() throws Exception {
        storage.put(NAME, CONTENT);
        files.clearLog();

        storage.delete(NAME);
        storage.delete(NAME);

        assertThat(files.log()).containsExactly("delete a/b", "open a", "force a", "open a", "force a");
    }

    /** As on Windows, where a directory cannot be opened. */
    @Test
    void withoutPosixPermissionsDirectoriesAreNotForced() throws Exception {
        files.withoutPosix();
        storage = FileSystemStorage.in(files.folder());

        storage.put(NAME, CONTENT);
        storage.delete(NAME);

        assertThat(files.log()).contains("force a/.tmp").doesNotContain("force", "force a", "open a");
    }

    // ---- hard links

    @ParameterizedTest
    @ValueSource(strings = {"Operation not permitted", "Operation not supported", "Too many links", ""})
    void whereThereAreNoHardLinksTheFileIsMoved(String words) throws Exception {
        files.fail("link a/b", new FileSystemException("b", null, words));

        storage.put(NAME, CONTENT);

        assertThat(storage.get(NAME, 10)).hasValue(CONTENT);
        assertThat(files.log()).containsSubsequence("force a/.tmp", "link a/b", "move a/b", "force a");
        assertThat(everything()).containsExactlyInAnyOrder("a", "a/b");
    }

    @Test
    void theFileIsMovedAlsoWhereLinksAreForbiddenOrUnknown() throws Exception {
        files.fail("link a/b", new AccessDeniedException("b")).plan("link a/c", () -> {
            throw new UnsupportedOperationException();
        });

        storage.put(NAME, CONTENT);
        storage.put(new ObjectName("a/c"), CONTENT);

        assertThat(storage.list("")).hasSize(2);
    }

    @Test
    void withoutLinksANameInUseIsStillRefused() throws Exception {
        files.fail("link a/b", new FileSystemException("b", null, "Operation not permitted"));
        storage.put(NAME, CONTENT);

        assertFails(Reason.ALREADY_EXISTS, () -> storage.put(NAME, new byte[] {9}));

        assertThat(storage.get(NAME, 10)).hasValue(CONTENT);
    }

    @Test
    void aNameThatIsTakenDuringThePutIsLeftAsItIs() throws Exception {
        files.plan("link a/b", () -> Files.write(folder.resolve("a/b"), new byte[] {9}));

        assertFails(Reason.ALREADY_EXISTS, () -> storage.put(NAME, CONTENT));

        assertThat(Files.readAllBytes(folder.resolve("a/b"))).containsExactly(9);
        assertThat(everything()).containsExactlyInAnyOrder("a", "a/b");
    }

    // ---- failures

    @ParameterizedTest
    @CsvSource({
        "create a/.tmp, No space left on device, QUOTA_EXCEEDED",
        "write a/.tmp, No space left on device, QUOTA_EXCEEDED",
        "write a/.tmp, Disk quota exceeded, QUOTA_EXCEEDED",
        "write a/.tmp, There is not enough space on the disk, QUOTA_EXCEEDED",
        "force a/.tmp, No space left on device, QUOTA_EXCEEDED",
        "mkdir a, No space left on device, QUOTA_EXCEEDED",
        "mkdir a, Read-only file system, REFUSED",
        "create a/.tmp, Read-only file system, REFUSED",
        "create a/.tmp, Operation not permitted, REFUSED",
        "create a/.tmp, Input/output error, BROKEN",
        "write a/.tmp, Input/output error, BROKEN",
        "force a/.tmp, Input/output error, BROKEN",
    })
    void aFailureBeforeTheNameIsGivenLeavesNothing(String step, String words, Reason reason) throws Exception {
        boolean isTyped = step.startsWith("create") || step.startsWith("mkdir");
        files.fail(step, isTyped ? new FileSystemException("x", null, words) : new IOException(words));

        assertFails(reason, () -> storage.put(NAME, CONTENT));

        assertThat(everything()).isSubsetOf("a");
        assertThat(Collections.frequency(files.log(), "force a/.tmp")).isLessThanOrEqualTo(1);
    }

    @Test
    void anUnforcedFolderIsAFailure() throws Exception {
        files.fail("force a", new IOException("Input/output error"));

        assertFails(Reason.BROKEN, () -> storage.put(NAME, CONTENT));

        assertThat(everything()).as("stored or not, but no leftover").doesNotContain("a/.tmp");
        assertThat(Collections.frequency(files.log(), "force a")).isEqualTo(1);
    }

    @Test
    void anUnforcedFolderAboveIsAFailureAndIsForcedAgainNextTime() throws Exception {
        files.fail("force", new IOException("Input/output error"));
        assertFails(Reason.BROKEN, () -> storage.put(NAME, CONTENT));
        files.plan("force", () -> {});
        files.clearLog();

        storage.put(NAME, CONTENT);

        assertThat(files.log()).contains("force");
    }

    @Test
    void anUnforcedDeletionIsAFailure() throws Exception {
        storage.put(NAME, CONTENT);
        files.fail("force a", new IOException("Input/output error"));

        assertFails(Reason.BROKEN, () -> storage.delete(NAME));
        assertFails(Reason.BROKEN, () -> storage.delete(NAME));
    }

    @Test
    void aLeftoverThatCannotBeDeletedDoesNotUndoThePut() throws Exception {
        files.fail("delete a/.tmp", new IOException("Input/output error"));

        storage.put(NAME, CONTENT);

        assertThat(storage.list("")).containsExactly(NAME);
    }

    @Test
    void whatMayNotBeTouchedIsRefused() throws Exception {
        storage.put(NAME, CONTENT);
        files.fail("open a/b", new AccessDeniedException("b"))
                .fail("list a", new AccessDeniedException("a"))
                .fail("delete a/b", new AccessDeniedException("b"))
                .fail("create a/.tmp", new AccessDeniedException("tmp"));

        assertFails(Reason.REFUSED, () -> storage.get(NAME, 10));
        assertFails(Reason.REFUSED, () -> storage.list(""));
        assertFails(Reason.REFUSED, () -> storage.delete(NAME));
        assertFails(Reason.REFUSED, () -> storage.put(new ObjectName("a/c"), CONTENT));
    }

    /** The system's words depend on its language. */
    @Test
    void aFullDiskIsRecognizedWithoutWords() throws Exception {
        FileStore store = mock(FileStore.class);
        when(store.getUsableSpace()).thenReturn((long) CONTENT.length - 1, (long) CONTENT.length);
        files.withStore(store).fail("write a/.tmp", new IOException("设备上没有空间"));

        assertFails(Reason.QUOTA_EXCEEDED, () -> storage.put(NAME, CONTENT));
        assertFails(Reason.BROKEN, () -> storage.put(NAME, CONTENT));
    }

    @Test
    void aReadOnlyDiskIsRecognizedWithoutWords() throws Exception {
        FileStore store = mock(FileStore.class);
        when(store.isReadOnly()).thenReturn(true);
        files.withStore(store).fail("mkdir a", new FileSystemException("a", null, "只读文件系统"));

        assertFails(Reason.REFUSED, () -> storage.put(NAME, CONTENT));
    }

    @Test
    void aDiskErrorWhileReadingIsNoAbsence() throws Exception {
        storage.put(NAME, CONTENT);
        files.fail("read a/b", new IOException("Input/output error"));

        assertFails(Reason.BROKEN, () -> storage.get(NAME, 10));
    }

    @Test
    void aFileThatVanishesBetweenLookingAndOpeningIsAbsent() throws Exception {
        storage.put(NAME, CONTENT);
        files.plan("open a/b", () -> Files.delete(folder.resolve("a/b")));

        assertThat(storage.get(NAME, 10)).isEmpty();
    }

    @Test
    void aFileThatShrinksWhileReadIsBroken() throws Exception {
        storage.put(NAME, CONTENT);
        files.plan("read a/b", () -> Files.write(folder.resolve("a/b"), new byte[1]));

        assertFails(Reason.BROKEN, () -> storage.get(NAME, 10));
    }

    @Test
    void failuresNameTheObjectAndKeepTheCause() {
        IOException cause = new IOException("Input/output error");
        files.fail("write a/.tmp", cause);

        assertThatThrownBy(() -> storage.put(NAME, CONTENT))
                .hasMessage("could not put a/b")
                .hasCause(cause);
    }

    // ---- listings

    @Test
    void aSubfolderThatVanishesWhileListedHasNoObjects() throws Exception {
        storage.put(NAME, CONTENT);
        storage.put(new ObjectName("c/d"), CONTENT);
        files.plan("list a", () -> {
            Files.delete(folder.resolve("a/b"));
            Files.delete(folder.resolve("a"));
        });

        assertThat(storage.list("")).containsExactly(new ObjectName("c/d"));
    }

    @Test
    void anEntryThatCannotBeLookedAtFailsTheListing() throws Exception {
        storage.put(NAME, CONTENT);
        files.fail("stat a/b", new IOException("Input/output error"));

        assertFails(Reason.BROKEN, () -> storage.list(""));
    }

    @Test
    void aSubfolderThatCannotBeReadFailsTheListing() throws Exception {
        storage.put(NAME, CONTENT);
        files.fail("list a", new FileSystemException("a", null, "Input/output error"));

        assertFails(Reason.BROKEN, () -> storage.list(""));
    }

    @Test
    void aFolderThatVanishesWhileListedIsMissingNotEmpty() throws Exception {
        storage.put(NAME, CONTENT);
        files.plan("list a", () -> Files.move(folder, folder.resolveSibling("elsewhere")));

        try {
            assertFails(Reason.MISSING_PLACE, () -> storage.list(""));
        } finally {
            Files.move(folder.resolveSibling("elsewhere"), folder);
        }
    }

    @Test
    void aFolderThatIsReplacedWhileListedIsNotEmpty() throws Exception {
        storage.put(NAME, CONTENT);
        files.plan("list a", () -> {
            Files.move(folder, folder.resolveSibling("elsewhere"));
            Files.createDirectory(folder);
        });

        try {
            assertFails(Reason.OFFLINE, () -> storage.list(""));
        } finally {
            Files.delete(folder);
            Files.move(folder.resolveSibling("elsewhere"), folder);
        }
    }

    @Test
    void onlyFoldersThatCanMatchAreRead() throws Exception {
        storage.put(NAME, CONTENT);
        storage.put(new ObjectName("c/d/e"), CONTENT);
        files.clearLog();

        storage.list("c/d");

        assertThat(files.log()).containsExactly("list", "list c", "list c/d");
    }

    // ---- interruption in the middle of a call

    @ParameterizedTest
    @ValueSource(strings = {"write a/.tmp", "force a/.tmp", "force a"})
    void anInterruptedPutIsOfflineAndLeavesNoLeftover(String step) throws Exception {
        files.plan(step, () -> Thread.currentThread().interrupt());

        try {
            assertFails(Reason.OFFLINE, () -> storage.put(NAME, CONTENT));
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }

        assertThat(everything()).isSubsetOf("a", "a/b");
    }

    @Test
    void anInterruptedGetOrListingIsOffline() throws Exception {
        storage.put(NAME, CONTENT);
        files.plan("read a/b", () -> Thread.currentThread().interrupt())
                .plan("list a", () -> Thread.currentThread().interrupt());

        for (ThrowingCallable call : List.<ThrowingCallable>of(() -> storage.get(NAME, 10), () -> storage.list(""))) {
            try {
                assertFails(Reason.OFFLINE, call);
            } finally {
                assertThat(Thread.interrupted()).isTrue();
            }
        }
    }

    @Test
    void anInterruptionReportedByTheFileSystemIsRestored() {
        files.fail("write a/.tmp", new InterruptedIOException());

        try {
            assertFails(Reason.OFFLINE, () -> storage.put(NAME, CONTENT));
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    private List<String> everything() throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(each -> !each.equals(folder))
                    .map(each -> folder.relativize(each).toString())
                    .collect(Collectors.toList());
        }
    }

    private static void assertFails(Reason reason, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        StorageException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }
}
