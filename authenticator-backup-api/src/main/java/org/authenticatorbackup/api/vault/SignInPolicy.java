package org.authenticatorbackup.api.vault;

/**
 * Which accounts a person has to be signed in to, beside having what opens the vault. Start from {@link #defaults()}.
 *
 * <p>The <em>storage account</em> is one of the connected storages that somebody else than the person runs: its operator is not
 * {@link org.authenticatorbackup.api.spi.StorageTraits#SELF}. The <em>recovery account</em> is the connected {@link
 * org.authenticatorbackup.api.spi.RecoveryAccount}. An account that is needed is asked whether its sign-in holds before
 * anything else is done; whether it is the account of this very vault, only a slot with an account lock proves.
 *
 * <p>This is a rule of the app for those who use it, such as an organisation's. It keeps nobody out who has the stored files, a
 * way in and another program: only a slot with an account lock does that.
 *
 * @param storageAccount when the sign-in to a storage account is needed
 * @param recoveryAccount when the sign-in to the recovery account is needed
 */
public record SignInPolicy(Need storageAccount, Need recoveryAccount) {

    /** When a sign-in is needed. */
    public enum Need {

        /** Never for its own sake: what is connected is used, and a passphrase or a kit may do without. */
        OPTIONAL,

        /** To turn backup on. A recovery may do without, so that a lost account locks nobody out. */
        TO_TURN_ON,

        /**
         * To turn backup on and to open a vault, whatever opens it, the recovery kit too. A person who loses the account is
         * left with the tools of others.
         */
        ALWAYS
    }

    /** {@return both are optional} */
    public static SignInPolicy defaults() {
        return new SignInPolicy(Need.OPTIONAL, Need.OPTIONAL);
    }

    /**
     * A copy with another rule for the storage account.
     *
     * @param need when its sign-in is needed
     * @return the copy
     */
    public SignInPolicy withStorageAccount(Need need) {
        return new SignInPolicy(need, recoveryAccount);
    }

    /**
     * A copy with another rule for the recovery account.
     *
     * @param need when its sign-in is needed
     * @return the copy
     */
    public SignInPolicy withRecoveryAccount(Need need) {
        return new SignInPolicy(storageAccount, need);
    }
}
