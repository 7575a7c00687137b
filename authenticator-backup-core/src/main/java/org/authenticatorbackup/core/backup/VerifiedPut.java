package org.authenticatorbackup.core.backup;

import java.util.Arrays;
import java.util.Optional;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.StorageException.Reason;
import org.authenticatorbackup.api.spi.ObjectName;
import org.authenticatorbackup.api.spi.StorageProvider;

/** Puts an object and believes it only once it came back unchanged. */
final class VerifiedPut {

    /** A server that writes in place shows torn bytes for a moment, so a wrong answer is asked for once more. */
    private static final int READS = 2;

    private final StorageProvider storage;

    VerifiedPut(StorageProvider storage) {
        this.storage = storage;
    }

    private enum Found {
        SAME,
        OTHER,
        NOTHING
    }

    /**
     * Stores an object under a fresh name, or again under the name of an earlier attempt.
     *
     * <p>Where the answer leaves open whether the object is there (no answer, or the name is in use), reading it back
     * decides.
     *
     * @throws StorageException with {@code READ_BACK_DIFFERS} if what is there is not what was put
     */
    void put(ObjectName name, byte[] content) throws StorageException {
        Optional<StorageException> unknown = tryPut(name, content);
        Found found = read(name, content);
        if (found == Found.SAME) {
            return;
        }
        if (found == Found.NOTHING && unknown.isPresent() && unknown.get().reason() == Reason.OFFLINE) {
            throw unknown.get();
        }
        throw new StorageException(Reason.READ_BACK_DIFFERS, name + " came back changed or not at all");
    }

    /** Does the same for an object that was verified before, and may have been lost since. */
    void putUnlessThere(ObjectName name, byte[] content) throws StorageException {
        if (read(name, content) != Found.SAME) {
            put(name, content);
        }
    }

    /** Returns the failure that leaves the outcome open, or empty if the put returned. */
    private Optional<StorageException> tryPut(ObjectName name, byte[] content) throws StorageException {
        try {
            storage.put(name, content);
            return Optional.empty();
        } catch (StorageException e) {
            if (e.reason() == Reason.OFFLINE || e.reason() == Reason.ALREADY_EXISTS) {
                return Optional.of(e);
            }
            throw e;
        }
    }

    private Found read(ObjectName name, byte[] content) throws StorageException {
        Found found = Found.NOTHING;
        for (int read = 0; read < READS && found != Found.SAME; read++) {
            found = readOnce(name, content);
        }
        return found;
    }

    private Found readOnce(ObjectName name, byte[] content) throws StorageException {
        try {
            Optional<byte[]> read = storage.get(name, content.length);
            if (!read.isPresent()) {
                return Found.NOTHING;
            }
            return Arrays.equals(read.get(), content) ? Found.SAME : Found.OTHER;
        } catch (StorageException e) {
            if (e.reason() == Reason.TOO_LARGE) {
                return Found.OTHER;
            }
            throw e;
        }
    }
}
