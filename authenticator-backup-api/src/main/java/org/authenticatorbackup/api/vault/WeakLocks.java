package org.authenticatorbackup.api.vault;

/** What to do about a new slot whose locks are weak. */
public enum WeakLocks {

    /**
     * Refuse a passphrase that is the only lock unless it is known to have at least
     * {@link org.authenticatorbackup.api.backup.EnableOptions#STRONG_BITS} bits, and a recovery account that is the only
     * lock.
     */
    REFUSE,

    /**
     * Take them: whoever holds the stored files may guess the passphrase at leisure, and whoever gets into the recovery
     * account and the storage has the accounts. A recovery account that is the only lock is still refused if one operator
     * runs it and the storage, because that operator alone could then read everything; and so is a passphrase that also
     * opens a slot with other locks, because the weaker of the two slots would give away the stronger.
     */
    ALLOW
}
