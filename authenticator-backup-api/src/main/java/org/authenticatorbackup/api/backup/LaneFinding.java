package org.authenticatorbackup.api.backup;

/** Something that a look at this device's own stored backups has brought up. Backing up goes on. */
public enum LaneFinding {

    /**
     * The newest backup of this device was not there, or not as it was stored. Another one was written in its place, and
     * none of the accounts on this device is lost; other backups may be gone too.
     */
    BACKUP_VANISHED,

    /**
     * Somebody else writes in this device's name: the app's data was copied to another phone, or the phone was restored
     * from an image. Nothing is lost. Unlocking the vault on this device and syncing gives it a name of its own again.
     */
    LANE_FORKED
}
