package org.authenticatorbackup.core.storage;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.StorageException.Reason;
import org.authenticatorbackup.api.spi.ObjectName;
import org.authenticatorbackup.api.spi.StorageProvider;
import org.authenticatorbackup.api.spi.StorageTraits;
import org.authenticatorbackup.api.spi.StorageTraits.Capability;
import org.jspecify.annotations.Nullable;

/**
 * Storage in a folder: of this device, of a memory stick, of a mounted or synchronized drive. An object is a file, the
 * segments of its name before the last are folders.
 *
 * <p>An object appears whole or not at all, and once {@link #put} has returned, it survives a power cut, as far as the
 * file system keeps what it is forced to write. New files are readable and writable by their owner alone, new folders
 * likewise, where the file system knows permissions. A symbolic link below the folder is never followed, so that
 * nothing outside can be read or changed through it; the folder itself may be one.
 *
 * <p><b>The folder must exist.</b> If it does not, every call fails with {@code MISSING_PLACE}: a drive that is not
 * mounted must not look like an empty backup. What cannot be told apart is an empty folder in the place of a drive; use
 * a folder on the drive, not the place where it is mounted.
 *
 * <p>{@link #put} refuses a name in use, also when several processes race for it, if the file system has hard links.
 * Whether it has shows only at the first put, so {@code CREATE_ONLY} is not among the traits.
 *
 * <p>Temporary files are named {@code .tmp-} and 32 hex digits. A crash may leave one behind; it is deleted a day
 * later.
 */
public final class FileSystemStorage implements StorageProvider {

    private static final StorageTraits TRAITS =
            new StorageTraits(Set.of(Capability.ATOMIC_PUT, Capability.STRONG_LIST), StorageTraits.SELF);

    private final Path folder;
    private final DurableFiles files;
    private final FileFailure failure;
    private final Set<Path> prepared = ConcurrentHashMap.newKeySet();

    private FileSystemStorage(Path folder, DurableFiles files) {
        this.folder = folder;
        this.files = files;
        this.failure = new FileFailure(folder);
    }

    /**
     * Storage in a folder. Nothing is read or written before the first call, and the folder may be missing until then.
     *
     * @param folder an existing folder, which this library may share with other files
     * @return the storage
     */
    public static FileSystemStorage in(Path folder) {
        return in(folder, new SecureRandom(), Clock.systemUTC());
    }

    /**
     * Storage in a folder, with its sources of randomness and time.
     *
     * @param folder an existing folder, which this library may share with other files
     * @param random names temporary files
     * @param clock tells the age of temporary files that were left behind
     * @return the storage
     */
    public static FileSystemStorage in(Path folder, SecureRandom random, Clock clock) {
        Path absolute = folder.toAbsolutePath();
        return new FileSystemStorage(absolute, new DurableFiles(absolute, random, clock));
    }

    @Override
    public void put(ObjectName name, byte[] content) throws StorageException {
        String what = "put " + name;
        Interruption.check(what);
        if (content.length > MAX_OBJECT_BYTES) {
            throw new StorageException(Reason.REFUSED, name + " has " + content.length + " bytes");
        }
        requireFolder();
        Path file = folder.resolve(name.value());
        try {
            prepare(DurableFiles.parentOf(file));
            files.create(file, content);
        } catch (FileAlreadyExistsException e) {
            throw inUse(file, name, e);
        } catch (IOException e) {
            throw failure.explain(e, what, content.length);
        }
    }

    @Override
    public Optional<byte[]> get(ObjectName name, int maxBytes) throws StorageException {
        String what = "get " + name;
        Interruption.check(what);
        requireFolder();
        try {
            return hasFolders(name) ? files.read(folder.resolve(name.value()), maxBytes) : Optional.empty();
        } catch (IOException e) {
            throw failure.explain(e, what, 0);
        }
    }

    @Override
    public Set<ObjectName> list(String prefix) throws StorageException {
        Object before = requireFolder();
        Set<ObjectName> found = new HashSet<>();
        try {
            collect(folder, "", prefix, found);
        } catch (DirectoryIteratorException e) {
            throw failure.explain(Objects.requireNonNull(e.getCause(), "cause"), "list", 0);
        } catch (IOException e) {
            throw failure.explain(e, "list", 0);
        }
        if (!Objects.equals(before, requireFolder())) {
            throw new StorageException(Reason.OFFLINE, "the folder was replaced while it was listed");
        }
        return found;
    }

    @Override
    public void delete(ObjectName name) throws StorageException {
        String what = "delete " + name;
        Interruption.check(what);
        requireFolder();
        try {
            if (hasFolders(name)) {
                files.delete(folder.resolve(name.value()));
            }
        } catch (IOException e) {
            throw failure.explain(e, what, 0);
        }
    }

    @Override
    public StorageTraits traits() {
        return TRAITS;
    }

    /**
     * {@return what tells this folder from another in its place, or null if the file system has nothing of the kind}
     */
    private @Nullable Object requireFolder() throws StorageException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(folder, BasicFileAttributes.class);
            if (attributes.isDirectory()) {
                return attributes.fileKey();
            }
        } catch (NoSuchFileException e) {
            throw new StorageException(Reason.MISSING_PLACE, "the folder is missing", List.of(), e);
        } catch (IOException e) {
            throw failure.explain(e, "find the folder", 0);
        }
        throw new StorageException(Reason.MISSING_PLACE, "the folder is not a folder");
    }

    /** Makes a directory durably, and cleans it up, at its first use by this object or when it has vanished since. */
    private void prepare(Path directory) throws IOException {
        if (!prepared.contains(directory) || !Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            files.makeDirectories(folder, directory);
            files.sweepAll(directory);
            prepared.add(directory);
        }
    }

    /** Whether every segment before the last is a directory, and not a link to one. */
    private boolean hasFolders(ObjectName name) throws IOException {
        String value = name.value();
        for (int end = value.indexOf('/'); end >= 0; end = value.indexOf('/', end + 1)) {
            BasicFileAttributes attributes = DurableFiles.attributes(folder.resolve(value.substring(0, end)));
            if (attributes == null || !attributes.isDirectory()) {
                return false;
            }
        }
        return true;
    }

    private void collect(Path directory, String above, String prefix, Set<ObjectName> found) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                if (Thread.currentThread().isInterrupted()) {
                    throw new ClosedByInterruptException();
                }
                if (DurableFiles.isTemporary(entry)) {
                    files.sweep(entry);
                } else {
                    collectEntry(entry, above + entry.getFileName(), prefix, found);
                }
            }
        } catch (NoSuchFileException e) {
            if (directory.equals(folder)) {
                throw e;
            }
            return; // deleted since it was seen, and all that was in it
        }
    }

    /** Goes as deep as names are legal, which is four levels. */
    private void collectEntry(Path entry, String path, String prefix, Set<ObjectName> found) throws IOException {
        String inside = path + "/";
        if (!ObjectName.isLegal(path) || !(path.startsWith(prefix) || prefix.startsWith(inside))) {
            return;
        }
        BasicFileAttributes attributes = DurableFiles.attributes(entry);
        if (attributes == null) {
            return;
        }
        if (attributes.isDirectory()) {
            collect(entry, inside, prefix, found);
        } else if (attributes.isRegularFile() && path.startsWith(prefix)) {
            found.add(new ObjectName(path));
        }
    }

    /** A folder or a link that has the name of an object can never become one. */
    private StorageException inUse(Path file, ObjectName name, FileAlreadyExistsException cause) {
        try {
            if (DurableFiles.isRegularFile(file)) {
                return new StorageException(Reason.ALREADY_EXISTS, name + " exists already", List.of(), cause);
            }
        } catch (IOException e) {
            return failure.explain(e, "look at " + name, 0);
        }
        return new StorageException(Reason.REFUSED, name + " is in use by something else", List.of(), cause);
    }
}
