package org.authenticatorbackup.api.backup;

import java.time.Duration;
import org.authenticatorbackup.api.Problem;
import org.authenticatorbackup.api.vault.PendingRelease;

/**
 * Something that an app's screen may want to show. Events tell that something happened; how things stand, {@link
 * org.authenticatorbackup.api.BackupService#health} tells.
 */
public sealed interface BackupEvent {

    /** A backup has begun. */
    record Started() implements BackupEvent {}

    /**
     * A backup was stored, read back and opened.
     *
     * @param receipt what was stored, with what became of each destination
     */
    record Verified(BackupReceipt receipt) implements BackupEvent {}

    /**
     * A backup failed or was refused. Nothing stored before was touched.
     *
     * @param reason why, with the key of a sentence for the person
     */
    record Failed(Problem reason) implements BackupEvent {}

    /**
     * An automatic backup is going to begin.
     *
     * @param in in what time, 0 or more
     * @param cause why
     */
    record Scheduled(Duration in, Cause cause) implements BackupEvent {}

    /**
     * Automatic backups wait for the person: trying again would not help. A change, {@link
     * org.authenticatorbackup.api.AutomaticBackup#flush} or the daily look tries again all the same.
     *
     * @param reason why, with the key of a sentence for the person
     */
    record Paused(Problem reason) implements BackupEvent {}

    /**
     * Another device has asked the recovery account for its secret, and gets it unless somebody vetoes that: {@link
     * org.authenticatorbackup.api.VaultService#veto}. Told once of each release, by a backup or an audit.
     *
     * @param release what was asked for
     */
    record ReleaseAsked(PendingRelease release) implements BackupEvent {}

    /** Why an automatic backup is going to begin. */
    enum Cause {

        /** Something was changed, now or before the app was last stopped. */
        CHANGE,

        /** The attempt before failed, and trying again may help. */
        RETRY,

        /** It is time for the daily look at what is stored. */
        DAILY_LOOK
    }
}
