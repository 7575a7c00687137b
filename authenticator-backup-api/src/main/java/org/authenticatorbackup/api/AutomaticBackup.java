package org.authenticatorbackup.api;

import java.util.Optional;
import org.authenticatorbackup.api.backup.BackupReceipt;

/**
 * Backs up by itself: soon after changes, again after failures, and with a daily look at what is stored. Failures never
 * switch it off.
 *
 * <p>What waits survives a restart, since it is found by comparing what the device holds with what was last verified. While
 * backup is turned off, it waits; {@link #changed} wakes it after {@link BackupService#enable}. It is safe for use by several
 * threads.
 */
public interface AutomaticBackup extends AutoCloseable {

    /** Tells that the app's accounts, groups or settings were changed, or that the network is back. Returns at once. */
    void changed();

    /**
     * Backs up now, in this thread, if anything waits: before the app goes to the background, say.
     *
     * @return what was stored; empty if nothing waited
     * @throws BackupRefusedException if backup is off or the contents cannot be stored
     * @throws StorageException if the storage failed, or returned other bytes than were written
     * @throws DeviceStateException if accounts or state could not be read or kept
     */
    Optional<BackupReceipt> flush() throws BackupRefusedException, StorageException, DeviceStateException;

    /** Stops. A backup that has begun goes on to its end. */
    @Override
    void close();
}
