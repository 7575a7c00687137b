package org.authenticatorbackup.api.recovery;

/** What a recovery does about accounts that are on the device already (behaviour S10). */
public enum RestoreMode {

    /** It refuses: data of unknown age never meets data of unknown age. */
    BLOCK,

    /**
     * It joins both. No account is lost on either side, a counter only goes up, and of two edits the later one stands. What
     * a device of the vault has deleted since it was last seen here goes to the trash.
     */
    MERGE,

    /**
     * It puts the backup in the place of what is there. Accounts that the backup does not show go to the trash; a counter
     * only goes up all the same.
     */
    REPLACE
}
