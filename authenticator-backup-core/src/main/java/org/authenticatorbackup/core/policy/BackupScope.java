package org.authenticatorbackup.core.policy;

import org.authenticatorbackup.api.account.Account;
import org.authenticatorbackup.api.account.AccountKind;
import org.authenticatorbackup.api.account.Credential;

/** How much of an account is backed up. */
public final class BackupScope {

    /** The answers. */
    public enum Extent {
        /** The credential, the name and everything the person sees. */
        FULL,
        /** All but the credential. */
        NAME_ONLY,
        /** Nothing. */
        EXCLUDED
    }

    private BackupScope() {}

    /**
     * The default rule: codes of personal accounts and of third parties in full; by name alone what is bound to a
     * device, what an employer or a school issued, and what is known here by name alone.
     *
     * @param account the account
     * @return how much of it is backed up
     */
    public static Extent of(Account account) {
        if (account.credential() instanceof Credential.DeviceUnique unique) {
            return of(account.withCredential(unique.shared()));
        }
        if (account.label().kind() == AccountKind.WORK_OR_SCHOOL) {
            return Extent.NAME_ONLY;
        }
        return account.credential() instanceof Credential.DeviceBound
                        || account.credential() instanceof Credential.Withheld
                ? Extent.NAME_ONLY
                : Extent.FULL;
    }
}
