package org.authenticatorbackup.core.storage;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileStore;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.StorageException.Reason;

/**
 * Tells failures of a file system apart. Java has types for a few of them and the system's own words for the rest; the
 * words depend on the language of the system, so that what they leave open is asked of the file system.
 */
final class FileFailure {

    private static final Set<String> FULL =
            Set.of("No space left on device", "Disk quota exceeded", "There is not enough space on the disk");
    private static final Set<String> FORBIDDEN = Set.of(
            "Read-only file system",
            "Operation not permitted",
            "File too large",
            "File name too long",
            "Not a directory");

    private final Path folder;

    /** Explains what happened below a folder. */
    FileFailure(Path folder) {
        this.folder = folder;
    }

    /**
     * Translates a failure.
     *
     * @param what what could not be done, such as {@code put a/b}
     * @param bytes how much was to be written; 0 if nothing was
     */
    StorageException explain(IOException failure, String what, int bytes) {
        Reason reason = reason(failure, bytes);
        return new StorageException(reason, "could not " + what, List.of(), failure);
    }

    private Reason reason(IOException failure, int bytes) {
        if (failure instanceof InterruptedIOException) {
            Thread.currentThread().interrupt();
            return Reason.OFFLINE;
        }
        if (failure instanceof ClosedByInterruptException) {
            return Reason.OFFLINE;
        }
        if (failure instanceof FileAlreadyExistsException) {
            return Reason.ALREADY_EXISTS;
        }
        if (failure instanceof DurableFiles.OversizeException) {
            return Reason.TOO_LARGE;
        }
        if (failure instanceof AccessDeniedException || failure instanceof NotDirectoryException) {
            return Reason.REFUSED;
        }
        if (!Files.isDirectory(folder)) {
            return Reason.MISSING_PLACE;
        }
        return byWords(failure, bytes);
    }

    private Reason byWords(IOException failure, int bytes) {
        String words = failure instanceof FileSystemException e ? e.getReason() : failure.getMessage();
        if (words != null && FULL.contains(words)) {
            return Reason.QUOTA_EXCEEDED;
        }
        if (words != null && FORBIDDEN.contains(words)) {
            return Reason.REFUSED;
        }
        return byState(bytes);
    }

    private Reason byState(int bytes) {
        try {
            FileStore store = Files.getFileStore(folder);
            if (bytes > 0 && store.isReadOnly()) {
                return Reason.REFUSED;
            }
            if (bytes > 0 && store.getUsableSpace() < bytes) {
                return Reason.QUOTA_EXCEEDED;
            }
        } catch (IOException e) {
            return Reason.BROKEN;
        }
        return Reason.BROKEN;
    }
}
