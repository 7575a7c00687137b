package org.authenticatorbackup.crypto.vault;

/** What a witness says about the snapshots that a storage gave out for one device. */
public enum Freshness {
    /** The storage gave out what the witness saw, or something newer. */
    FRESHNESS_VERIFIED,

    /** There is no witness, or it could not be asked: nothing but the storage says that this is the newest. Say so. */
    FRESHNESS_UNVERIFIED,

    /** The witness saw a newer snapshot than any that the storage gave out. Ask the person before going on. */
    ROLLBACK_SUSPECTED,

    /** The storage has another snapshot than the witness saw under one number: the vault was forked. Ask the person. */
    EQUIVOCATION,

    /**
     * The witness was not made by this device for this vault. It is ignored, as in {@link #FRESHNESS_UNVERIFIED}, and reported:
     * the recovery account gave out something forged or foreign.
     */
    WITNESS_REJECTED
}
