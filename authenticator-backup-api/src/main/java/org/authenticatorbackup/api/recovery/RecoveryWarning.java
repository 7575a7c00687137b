package org.authenticatorbackup.api.recovery;

/** Something the person should know about a recovery that works all the same. */
public enum RecoveryWarning {

    /** Nothing but the storage says that this is the newest backup: neither the recovery account nor this device knows for sure. */
    FRESHNESS_UNVERIFIED,

    /**
     * The recovery account or this device knows of a newer backup than any that the storage gives out: the storage is out
     * of date, lost something, or hides it. The person is asked before going on.
     */
    ROLLBACK_SUSPECTED,

    /**
     * The storage has another backup under a number than the one that the recovery account or this device knows: the
     * vault was forked, by a copied phone or by whoever runs the storage. The person is asked before going on.
     */
    EQUIVOCATION,

    /** The recovery account gave out a word on the newest backup that none of the vault's devices has made. It was ignored. */
    WITNESS_REJECTED,

    /** Some objects could not be used; see {@link RecoveryPreview#unreadable()}. */
    UNREADABLE_OBJECTS,

    /** One of several destinations could not be read: what only that one has is not in this recovery. */
    DESTINATION_UNREADABLE,

    /** Two different snapshots bear one number: a device was cloned or restored from an image. Both were joined. */
    LANE_FORKED,

    /**
     * Devices disagree about the key that account ids are made with: one was tampered with. All accounts are there, some
     * under new ids.
     */
    ID_KEYS_DIFFER,

    /** A device removed accounts for good which older snapshots still hold: they are back in the trash. */
    ACCOUNTS_PURGED,

    /** The vault holds accounts of kinds that only a newer release can show. They are kept: update the app to see them. */
    NEWER_ACCOUNTS,

    /**
     * The vault has no slot left, and another one is beside it that opens: it looks as if that had replaced this one, and
     * what is newer is there. To recover from the newer one comes first; {@link
     * org.authenticatorbackup.api.RecoveryService#commit} refuses to join this one, and {@link
     * org.authenticatorbackup.api.RecoveryService#restoreWithoutJoining} gives its accounts back all the same.
     */
    VAULT_ROTATED,

    /** The vault has no slot left: only a recovery kit opens it. Backups fail until a slot is added. */
    NO_SLOT,

    /** More slots are there than any device writes; somebody planted some. */
    TOO_MANY_SLOTS,

    /** More devices are there than a vault has; somebody planted some. */
    TOO_MANY_LANES
}
