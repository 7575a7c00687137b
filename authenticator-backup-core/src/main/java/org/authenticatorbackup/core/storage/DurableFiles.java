package org.authenticatorbackup.core.storage;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.authenticatorbackup.core.vault.Hex;
import org.jspecify.annotations.Nullable;

/**
 * Files that appear whole or not at all, and that survive a power cut once a call has returned.
 *
 * <p>Content is written to a temporary file beside its target, forced to the disk, given its name, and the directory is
 * forced too. A file whose force failed is dropped, never forced again: the system may have thrown the data away and
 * would report success. An interrupted call fails with {@link java.nio.channels.ClosedByInterruptException} and leaves
 * the thread's status set.
 */
final class DurableFiles {

    private static final Duration TEMPORARY_LIFETIME = Duration.ofHours(24);
    private static final int RANDOM_BYTES = 16;
    private static final int CHUNK_BYTES = 64 * 1024;
    private static final Pattern TEMPORARY = Pattern.compile("\\.tmp-[0-9a-f]{32}");
    private static final Set<OpenOption> CREATE =
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);

    private final SecureRandom random;
    private final Clock clock;
    private final boolean posix;

    /** Works on the file system that holds {@code folder}. Nothing is read or written. */
    DurableFiles(Path folder, SecureRandom random, Clock clock) {
        this.random = random;
        this.clock = clock;
        // where there are no POSIX permissions, as on Windows, a directory cannot be opened and so not forced either
        this.posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    /**
     * Creates a file.
     *
     * @throws FileAlreadyExistsException if the name is in use, in which case what has it is left as it was and is
     *     durable: whoever gave it its name may have died before forcing the directory. Without hard links, two calls that race for one name
     *     may both succeed, and one content wins
     */
    void create(Path target, byte[] content) throws IOException {
        try {
            createNew(target, content);
        } catch (FileAlreadyExistsException e) {
            force(parentOf(target)); // the file itself was forced before it got its name
            throw e;
        }
    }

    private void createNew(Path target, byte[] content) throws IOException {
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileAlreadyExistsException(target.toString());
        }
        Path directory = parentOf(target);
        Path temporary = temporaryIn(directory);
        try {
            write(temporary, content);
            publish(temporary, target);
            force(directory);
        } finally {
            dropTemporary(temporary);
        }
    }

    /** Creates or replaces a file. After a failure the former one is still there, or the new one, whole. */
    void replace(Path target, byte[] content) throws IOException {
        Path directory = parentOf(target);
        Path temporary = temporaryIn(directory);
        try {
            write(temporary, content);
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
            force(directory);
        } finally {
            dropTemporary(temporary);
        }
    }

    /**
     * Reads a file.
     *
     * @return its content; or empty if there is no regular file of that name
     * @throws OversizeException if it has more than {@code maxBytes}
     */
    Optional<byte[]> read(Path file, int maxBytes) throws IOException {
        if (!isRegularFile(file)) {
            return Optional.empty();
        }
        Set<OpenOption> options = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
        try (SeekableByteChannel channel = Files.newByteChannel(file, options)) {
            long size = channel.size();
            if (size > maxBytes) {
                throw new OversizeException(size);
            }
            byte[] content = new byte[(int) size];
            int length = 0;
            while (length < content.length) {
                int read = channel.read(chunkOf(content, length));
                if (read < 0) {
                    throw new EOFException("shorter than the " + size + " bytes it had when opened");
                }
                length += read;
            }
            return Optional.of(content);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Deletes a regular file, or does nothing if there is none. The directory must exist. */
    void delete(Path file) throws IOException {
        if (isRegularFile(file)) {
            Files.deleteIfExists(file);
        }
        force(parentOf(file)); // even if it was gone: whoever deleted it may have failed before this
    }

    /**
     * Makes a directory with whatever is missing above it, for the owner alone, and forces each into the one above.
     *
     * @throws NotDirectoryException if something else has one of the names; a symbolic link counts as something else
     */
    void makeDirectories(Path root, Path directory) throws IOException {
        if (directory.equals(root)) {
            return;
        }
        Path parent = parentOf(directory);
        makeDirectories(root, parent);
        try {
            Files.createDirectory(directory, permissions("rwx------"));
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
                throw new NotDirectoryException(directory.toString());
            }
        }
        force(parent); // even if it existed: whoever made it may not have come so far yet
    }

    /** Whether this is the name of a temporary file of this class. */
    static boolean isTemporary(Path file) {
        return TEMPORARY.matcher(file.getFileName().toString()).matches();
    }

    /**
     * Deletes a temporary file that was left behind: one that is 24 hours old. A younger one may be in use by another
     * process. A file that cannot be deleted stays for the next time; it does no harm.
     */
    void sweep(Path temporary) {
        try {
            BasicFileAttributes attributes = attributes(temporary);
            if (attributes != null
                    && attributes.isRegularFile()
                    && attributes
                            .lastModifiedTime()
                            .toInstant()
                            .isBefore(clock.instant().minus(TEMPORARY_LIFETIME))) {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException e) {
            return; // stays for the next time
        }
    }

    /** Does {@link #sweep} for all files of a directory. */
    void sweepAll(Path directory) {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, DurableFiles::isTemporary)) {
            for (Path each : entries) {
                sweep(each);
            }
        } catch (IOException | DirectoryIteratorException e) {
            return; // they stay for the next time
        }
    }

    /** {@return whether a regular file has this name; a symbolic link to one has not} */
    static boolean isRegularFile(Path file) throws IOException {
        BasicFileAttributes attributes = attributes(file);
        return attributes != null && attributes.isRegularFile();
    }

    /** {@return the attributes of the entry itself, or null if there is none} */
    static @Nullable BasicFileAttributes attributes(Path file) throws IOException {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    private Path temporaryIn(Path directory) {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return directory.resolve(".tmp-" + Hex.of(bytes));
    }

    private void write(Path temporary, byte[] content) throws IOException {
        try (FileChannel channel = FileChannel.open(temporary, CREATE, permissions("rw-------"))) {
            int written = 0;
            while (written < content.length) {
                written += channel.write(chunkOf(content, written));
            }
            channel.force(true);
        }
    }

    /**
     * Gives a written file its name. A hard link is the only portable way to create a whole file exclusively. FAT, some
     * network file systems and Android's sandbox have none and say so in various ways; a move that replaces is safe
     * there because names are fresh.
     */
    private static void publish(Path temporary, Path target) throws IOException {
        try {
            Files.createLink(target, temporary);
        } catch (FileAlreadyExistsException | NoSuchFileException e) {
            throw e;
        } catch (UnsupportedOperationException | FileSystemException e) {
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private void force(Path directory) throws IOException {
        if (posix) {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    /** A temporary file that cannot be deleted is swept later. */
    private static void dropTemporary(Path temporary) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            return; // swept after a day
        }
    }

    private FileAttribute<?>[] permissions(String permissions) {
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    /**
     * A part of an array. The platform copies what it moves into a buffer outside the heap and keeps that, per thread.
     */
    private static ByteBuffer chunkOf(byte[] content, int from) {
        return ByteBuffer.wrap(content, from, Math.min(CHUNK_BYTES, content.length - from));
    }

    static Path parentOf(Path path) {
        Path parent = path.getParent();
        if (parent == null) {
            throw new IllegalArgumentException("a file system's root is no place for files");
        }
        return parent;
    }

    /** A file is larger than its reader accepts. */
    static final class OversizeException extends IOException {

        private static final long serialVersionUID = 1L;

        OversizeException(long size) {
            super(size + " bytes");
        }
    }
}
