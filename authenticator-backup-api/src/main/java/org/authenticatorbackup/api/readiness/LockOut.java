package org.authenticatorbackup.api.readiness;

import org.authenticatorbackup.api.account.AccountId;

/**
 * A circle: to recover, the person has to sign in somewhere, and the second factor for that is in the vault.
 *
 * @param signIn where the person has to sign in
 * @param account the account in the vault that makes the codes for it
 * @param wayAround whether there is another way to the backup
 */
public record LockOut(SignIn signIn, AccountId account, WayAround wayAround) {

    /** Whether there is another way. */
    public enum WayAround {

        /** None is known: with this phone the person loses everything. */
        NONE,

        /** A way in that does not need this sign-in was rehearsed, or is listed, or another storage holds a copy. */
        KNOWN
    }
}
