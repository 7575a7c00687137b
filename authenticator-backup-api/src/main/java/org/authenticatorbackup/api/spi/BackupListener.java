package org.authenticatorbackup.api.spi;

import org.authenticatorbackup.api.backup.BackupEvent;

/**
 * Hears of backups, to show them.
 *
 * <p>It is called in the thread that backed up, after the library has let go of its locks, and may call the library. It
 * should return soon. What it throws is dropped: no screen can fail a backup.
 */
@FunctionalInterface
public interface BackupListener {

    /**
     * Hears of something.
     *
     * @param event what happened
     */
    void on(BackupEvent event);
}
