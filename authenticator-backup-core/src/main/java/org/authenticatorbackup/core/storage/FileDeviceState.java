package org.authenticatorbackup.core.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.authenticatorbackup.api.spi.DeviceState;

/**
 * Device state in the files of one folder, in clear: for desktops and servers whose disk is encrypted, and for trying
 * things. An app on a phone encrypts its state by the platform's key store instead.
 *
 * <p>Files are readable and writable by their owner alone, where the file system knows permissions. A file is replaced
 * whole or not at all, and once {@link #put} or {@link #delete} has returned, that survives a power cut. An interrupted
 * call fails and leaves the thread's interrupt status set.
 *
 * <p>The document {@code key} is the file {@code state-key}. A crash may leave a temporary file behind, named
 * {@code .tmp-} and 32 hex digits; it is deleted a day later.
 */
public final class FileDeviceState implements DeviceState {

    /** The largest document, in bytes: 64 MiB. */
    public static final int MAX_DOCUMENT_BYTES = 64 * 1024 * 1024;

    private static final Pattern KEY = Pattern.compile("[a-z0-9-]{1,64}");

    private final Path folder;
    private final DurableFiles files;
    private final AtomicBoolean swept = new AtomicBoolean();

    private FileDeviceState(Path folder, DurableFiles files) {
        this.folder = folder;
        this.files = files;
    }

    /**
     * Device state in a folder. Nothing is read or written before the first call.
     *
     * @param folder where to keep it; made at the first put, with the folders above it, for the owner alone
     * @return the state
     */
    public static FileDeviceState in(Path folder) {
        return in(folder, new SecureRandom(), Clock.systemUTC());
    }

    /**
     * Device state in a folder, with its sources of randomness and time.
     *
     * @param folder where to keep it; made at the first put, with the folders above it, for the owner alone
     * @param random names temporary files
     * @param clock tells the age of temporary files that were left behind
     * @return the state
     */
    public static FileDeviceState in(Path folder, SecureRandom random, Clock clock) {
        Path absolute = folder.toAbsolutePath();
        return new FileDeviceState(absolute, new DurableFiles(absolute, random, clock));
    }

    /**
     * Reads a document.
     *
     * @throws IllegalArgumentException if {@code key} is not of the form that {@link DeviceState} states
     */
    @Override
    public Optional<byte[]> get(String key) throws IOException {
        Path file = fileOf(key);
        BasicFileAttributes attributes = DurableFiles.attributes(file);
        if (attributes != null && !attributes.isRegularFile()) {
            throw new IOException("not a regular file: state-" + key);
        }
        return files.read(file, MAX_DOCUMENT_BYTES);
    }

    /**
     * Replaces a document.
     *
     * @throws IllegalArgumentException if {@code key} is not of the form that {@link DeviceState} states, or the
     *     document is too large
     */
    @Override
    public void put(String key, byte[] document) throws IOException {
        Path file = fileOf(key);
        if (document.length > MAX_DOCUMENT_BYTES) {
            throw new IllegalArgumentException("a document has at most 64 MiB, not " + document.length + " bytes");
        }
        files.makeDirectories(existing(folder), folder);
        if (swept.compareAndSet(false, true)) {
            files.sweepAll(folder);
        }
        files.replace(file, document);
    }

    /**
     * Removes a document.
     *
     * @throws IllegalArgumentException if {@code key} is not of the form that {@link DeviceState} states
     */
    @Override
    public void delete(String key) throws IOException {
        Path file = fileOf(key);
        if (Files.isDirectory(folder)) {
            files.delete(file);
        }
    }

    private Path fileOf(String key) {
        if (!KEY.matcher(key).matches()) {
            throw new IllegalArgumentException("not a state key: " + key.length() + " characters");
        }
        return folder.resolve("state-" + key);
    }

    private static Path existing(Path directory) {
        Path parent = directory.getParent();
        return parent == null || Files.isDirectory(directory) ? directory : existing(parent);
    }
}
