package org.authenticatorbackup.core.backup;

import java.util.Arrays;
import java.util.Optional;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.StorageException.Reason;
import org.authenticatorbackup.api.spi.ObjectName;
import org.authenticatorbackup.api.spi.StorageProvider;

/** Puts an object and believes it only once it came back unchanged. */
final class Publisher {

    private static final int READS = 2;

    private final StorageProvider storage;

    Publisher(StorageProvider storage) {
        this.storage = storage;
    }

    /**
     * Stores an object under a fresh name, or again under the name of an earlier attempt.
     *
     * <p>Where the answer leaves open whether the object is there (no answer, or the name is in use), reading it back
     * decides.
     *
     * @throws StorageException with {@code READ_BACK_DIFFERS} if what is there is not what was put
     */
    void publish(ObjectName name, byte[] content) throws StorageException {
        Optional<StorageException> unknown = put(name, content);
        try {
            requireSame(name, content);
        } catch (StorageException e) {
            unknown.ifPresent(e::addSuppressed);
            if (unknown.isPresent() && unknown.get().reason() == Reason.OFFLINE) {
                StorageException offline = unknown.get();
                offline.addSuppressed(e);
                throw offline;
            }
            throw e;
        }
    }

    /** Returns the failure that leaves the outcome open, or empty if the put returned. */
    private Optional<StorageException> put(ObjectName name, byte[] content) throws StorageException {
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

    /** Reads twice before it gives up: a server that writes in place shows torn bytes for a moment. */
    private void requireSame(ObjectName name, byte[] content) throws StorageException {
        for (int read = 0; read < READS; read++) {
            if (isThere(name, content)) {
                return;
            }
        }
        throw new StorageException(Reason.READ_BACK_DIFFERS, name + " came back changed or not at all");
    }

    private boolean isThere(ObjectName name, byte[] content) throws StorageException {
        try {
            return storage.get(name, content.length)
                    .filter(read -> Arrays.equals(read, content))
                    .isPresent();
        } catch (StorageException e) {
            if (e.reason() == Reason.TOO_LARGE) {
                return false;
            }
            throw e;
        }
    }
}
