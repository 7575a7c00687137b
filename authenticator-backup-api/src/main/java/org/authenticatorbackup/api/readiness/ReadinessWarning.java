package org.authenticatorbackup.api.readiness;

/** Something that would stand in the way of a recovery, told while it can still be mended. */
public enum ReadinessWarning {

    /** Backup is off: nothing would come back. */
    BACKUP_OFF,

    /** No verified backup of this device is known. */
    NO_BACKUP,

    /** This device knows no slot that opens the vault: only a recovery kit would, if the person has one. */
    NO_WAY_IN,

    /** There is one way in; forgotten or lost, it takes everything with it. */
    ONE_WAY_IN,

    /** Every known way in needs the recovery account: whoever loses that loses everything. */
    NEEDS_RECOVERY_ACCOUNT,

    /** A way in needs the recovery account and nothing else: whoever gets into that account gets in. */
    ACCOUNT_OPENS_ALONE,

    /** One party runs the recovery account and a storage: nothing but the other lock keeps it out. */
    ONE_OPERATOR,

    /** The backup cannot be reached from another operating system. */
    SAME_PLATFORM_ONLY,

    /** Some accounts would come back by name alone; see {@link Readiness#needVerification()}. */
    NEEDS_VERIFICATION,

    /** The only second factor of an account needed for recovery is in this vault, and no way around is known. */
    LOCKED_OUT,

    /** The same, but there is a way around. */
    LOCK_OUT_POSSIBLE,

    /**
     * The recovery account is going to give its secret to a device that has asked for it, unless that is vetoed; see {@link
     * org.authenticatorbackup.api.VaultService#pendingReleases}.
     */
    RELEASE_PENDING,

    /** The newest drill failed: what the person has does not open the vault. A new way in can be made while this device lives. */
    DRILL_FAILED,

    /** It is time to rehearse. */
    DRILL_DUE
}
