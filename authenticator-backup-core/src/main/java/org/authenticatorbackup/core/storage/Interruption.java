package org.authenticatorbackup.core.storage;

import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.StorageException.Reason;

/** The interrupt status of the thread that calls a provider. */
final class Interruption {

    private Interruption() {}

    /** Fails if the thread is interrupted, and leaves its status set. */
    static void check(String what) throws StorageException {
        if (Thread.currentThread().isInterrupted()) {
            throw new StorageException(Reason.OFFLINE, "interrupted before " + what);
        }
    }
}
