package org.authenticatorbackup.core.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.StorageException.Reason;
import org.authenticatorbackup.api.spi.ObjectName;
import org.authenticatorbackup.api.spi.StorageProvider;
import org.authenticatorbackup.api.spi.StorageTraits;
import org.authenticatorbackup.api.spi.StorageTraits.Capability;
import org.authenticatorbackup.api.testkit.StorageProviderContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileSystemStorageTest extends StorageProviderContract {

    private static final byte[] CONTENT = {1, 2, 3};
    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
    private static final String LEFTOVER = ".tmp-0123456789abcdef0123456789abcdef";

    @TempDir(factory = InMemory.class)
    Path folder;

    /** Two thousand forced writes take half a minute on a disk. The other tests of this package use one. */
    static final class InMemory implements TempDirFactory {

        private static final Path MEMORY = Path.of("/dev/shm");

        @Override
        public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext extension)
                throws IOException {
            return Files.isWritable(MEMORY)
                    ? Files.createTempDirectory(MEMORY, "storage")
                    : Files.createTempDirectory("storage");
        }
    }

    @Override
    protected StorageProvider connect() {
        return FileSystemStorage.in(folder);
    }

    @Override
    protected Optional<StorageProvider> connectInVain() {
        return Optional.of(FileSystemStorage.in(folder.resolve("not-mounted")));
    }

    @Override
    protected boolean plantStranger(String path) throws IOException {
        Files.createDirectories(folder.resolve(path).getParent());
        Files.write(folder.resolve(path), CONTENT);
        return true;
    }

    /** A temporary directory has hard links. */
    @Override
    protected boolean isCreateOnly() {
        return true;
    }

    @Test
    void declaresWhatHoldsOnEveryFileSystem() {
        assertThat(connect().traits())
                .isEqualTo(
                        new StorageTraits(Set.of(Capability.ATOMIC_PUT, Capability.STRONG_LIST), StorageTraits.SELF));
    }

    // ---- files and permissions

    @Test
    void anObjectIsAFileOfTheOwnerAlone() throws Exception {
        connect().put(new ObjectName("a/b/c"), CONTENT);

        assertThat(Files.readAllBytes(folder.resolve("a/b/c"))).isEqualTo(CONTENT);
        assertThat(permissions("a/b/c")).isEqualTo("rw-------");
        assertThat(permissions("a/b")).isEqualTo("rwx------");
        assertThat(permissions("a")).isEqualTo("rwx------");
    }

    @Test
    void nothingButTheObjectIsLeft() throws Exception {
        connect().put(new ObjectName("a/b"), CONTENT);
        assertFails(Reason.ALREADY_EXISTS, () -> connect().put(new ObjectName("a/b"), CONTENT));

        assertThat(everything()).containsExactlyInAnyOrder("a", "a/b");
    }

    @Test
    void refusesWhatNoStorageHasToAccept() throws Exception {
        byte[] large = new byte[StorageProvider.MAX_OBJECT_BYTES + 1];

        assertFails(Reason.REFUSED, () -> connect().put(new ObjectName("a"), large));

        assertThat(everything()).isEmpty();
    }

    @Test
    void aRelativeFolderIsMeantFromTheWorkingDirectory() throws Exception {
        Path relative = Path.of("").toAbsolutePath().relativize(folder);

        FileSystemStorage.in(relative).put(new ObjectName("a"), CONTENT);

        assertThat(folder.resolve("a")).exists();
    }

    // ---- the folder

    @ParameterizedTest
    @ValueSource(strings = {"missing", "missing/too", "file", "file/below"})
    void aMissingFolderIsNoEmptyBackup(String place) throws Exception {
        Files.write(folder.resolve("file"), CONTENT);
        StorageProvider storage = FileSystemStorage.in(folder.resolve(place));
        ObjectName name = new ObjectName("a/b");

        assertFails(Reason.MISSING_PLACE, () -> storage.list(""));
        assertFails(Reason.MISSING_PLACE, () -> storage.get(name, 1));
        assertFails(Reason.MISSING_PLACE, () -> storage.put(name, CONTENT));
        assertFails(Reason.MISSING_PLACE, () -> storage.delete(name));

        assertThat(everything()).containsExactly("file");
    }

    @Test
    void aFolderThatIsMadeLaterIsFound() throws Exception {
        StorageProvider storage = FileSystemStorage.in(folder.resolve("later"));
        assertFails(Reason.MISSING_PLACE, () -> storage.list(""));

        Files.createDirectory(folder.resolve("later"));

        assertThat(storage.list("")).isEmpty();
    }

    @Test
    void theFolderMayBeALink() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link"), Files.createDirectory(folder.resolve("real")));

        FileSystemStorage.in(link).put(new ObjectName("a/b"), CONTENT);

        assertThat(FileSystemStorage.in(link).list("")).containsExactly(new ObjectName("a/b"));
        assertThat(folder.resolve("real/a/b")).exists();
    }

    @Test
    void aSubfolderThatVanishedIsMadeAnew() throws Exception {
        StorageProvider storage = connect();
        storage.put(new ObjectName("a/b"), CONTENT);
        Files.delete(folder.resolve("a/b"));
        Files.delete(folder.resolve("a"));

        storage.put(new ObjectName("a/c"), CONTENT);

        assertThat(storage.list("")).containsExactly(new ObjectName("a/c"));
    }

    // ---- what is no object

    @Test
    void aLinkIsNoObject() throws Exception {
        Path outside = Files.write(folder.resolve("outside"), CONTENT);
        Path place = Files.createDirectory(folder.resolve("place"));
        Files.createSymbolicLink(place.resolve("link"), outside);
        StorageProvider storage = FileSystemStorage.in(place);
        ObjectName link = new ObjectName("link");

        assertThat(storage.get(link, 10)).isEmpty();
        assertThat(storage.list("")).isEmpty();
        assertFails(Reason.REFUSED, () -> storage.put(link, new byte[] {9}));
        storage.delete(link);

        assertThat(place.resolve("link")).isSymbolicLink();
        assertThat(Files.readAllBytes(outside)).isEqualTo(CONTENT);
    }

    @Test
    void aLinkToNowhereIsNotWrittenThrough() throws Exception {
        Path place = Files.createDirectory(folder.resolve("place"));
        Files.createSymbolicLink(place.resolve("link"), folder.resolve("nowhere"));

        assertFails(Reason.REFUSED, () -> FileSystemStorage.in(place).put(new ObjectName("link"), CONTENT));

        assertThat(folder.resolve("nowhere")).doesNotExist();
    }

    @Test
    void aLinkInsteadOfASubfolderIsNotFollowed() throws Exception {
        Path outside = Files.createDirectory(folder.resolve("outside"));
        Files.write(outside.resolve("secret"), CONTENT);
        Path place = Files.createDirectory(folder.resolve("place"));
        Files.createSymbolicLink(place.resolve("dir"), outside);
        StorageProvider storage = FileSystemStorage.in(place);
        ObjectName name = new ObjectName("dir/secret");

        assertThat(storage.get(name, 10)).isEmpty();
        assertThat(storage.list("")).isEmpty();
        assertFails(Reason.REFUSED, () -> storage.put(new ObjectName("dir/new"), CONTENT));
        storage.delete(name);

        assertThat(outside).isDirectoryContaining("glob:**/secret");
        assertThat(outside.resolve("new")).doesNotExist();
    }

    @Test
    void aFolderIsNoObject() throws Exception {
        Files.createDirectory(folder.resolve("a"));
        StorageProvider storage = connect();
        ObjectName name = new ObjectName("a");

        assertThat(storage.get(name, 10)).isEmpty();
        assertThat(storage.list("")).isEmpty();
        assertFails(Reason.REFUSED, () -> storage.put(name, CONTENT));
        storage.delete(name);

        assertThat(folder.resolve("a")).isDirectory();
    }

    @Test
    void nothingCanBeStoredBelowAnObject() throws Exception {
        StorageProvider storage = connect();
        storage.put(new ObjectName("a"), CONTENT);

        assertFails(Reason.REFUSED, () -> storage.put(new ObjectName("a/b"), CONTENT));

        assertThat(storage.get(new ObjectName("a/b"), 10)).isEmpty();
        storage.delete(new ObjectName("a/b"));
        assertThat(storage.list("")).containsExactly(new ObjectName("a"));
    }

    @Test
    void foreignFilesAreLeftOutAndLeftAlone() throws Exception {
        StorageProvider storage = connect();
        storage.put(new ObjectName("a/b"), CONTENT);
        List<String> foreign = List.of(
                "UPPER.age",
                "1 (conflict).age",
                ".DS_Store",
                ".stfolder/x",
                "a/.tmp-short",
                "a/b~",
                "é",
                "lost+found/x",
                "a/b2/c/d/five",
                "x".repeat(65));
        for (String each : foreign) {
            Files.createDirectories(folder.resolve(each).getParent());
            Files.write(folder.resolve(each), CONTENT);
        }

        assertThat(storage.list("")).containsExactly(new ObjectName("a/b"));

        assertThat(everything()).containsAll(foreign);
    }

    // ---- leftovers

    @Test
    void aLeftoverIsSweptAfterADayByAListing() throws Exception {
        leftover("a", NOW.minusSeconds(86_401));
        leftover("b", NOW.minusSeconds(86_400));
        leftover("c", NOW.plusSeconds(86_401));

        assertThat(at(NOW).list("")).isEmpty();

        assertThat(everything()).containsExactlyInAnyOrder("a", "b", "b/" + LEFTOVER, "c", "c/" + LEFTOVER);
    }

    @Test
    void aLeftoverIsSweptByTheFirstPutIntoItsFolder() throws Exception {
        leftover("a", NOW.minusSeconds(86_401));
        leftover("b", NOW.minusSeconds(86_401));

        at(NOW).put(new ObjectName("a/object"), CONTENT);

        assertThat(everything()).containsExactlyInAnyOrder("a", "a/object", "b", "b/" + LEFTOVER);
    }

    @Test
    void onlyFilesWithTheExactNameAreSwept() throws Exception {
        Path directory = Files.createDirectory(folder.resolve(LEFTOVER));
        Path other = Files.write(folder.resolve(".tmp-0123"), CONTENT);
        Path upper = Files.write(folder.resolve(".tmp-0123456789ABCDEF0123456789abcdef"), CONTENT);
        for (Path each : List.of(directory, other, upper)) {
            Files.setLastModifiedTime(each, FileTime.from(NOW.minusSeconds(1_000_000)));
        }

        at(NOW).list("");
        at(NOW).put(new ObjectName("object"), CONTENT);

        assertThat(List.of(directory, other, upper)).allMatch(Files::exists);
    }

    private void leftover(String directory, Instant modified) throws IOException {
        Path file = Files.createDirectories(folder.resolve(directory)).resolve(LEFTOVER);
        Files.write(file, CONTENT);
        Files.setLastModifiedTime(file, FileTime.from(modified));
    }

    private FileSystemStorage at(Instant instant) {
        return FileSystemStorage.in(folder, new SecureRandom(), Clock.fixed(instant, ZoneOffset.UTC));
    }

    private String permissions(String path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(path)));
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
