package org.authenticatorbackup.api.vault;

/**
 * Nothing but the connected recovery account. It opens a slot that asks for no more, for reading only: a vault that storage
 * and recovery account could have made up between them is never written to.
 */
public enum AccountAlone implements UnlockSecret {

    /** The account that the library was built with. */
    CONNECTED;

    /** Does nothing: the secret is the account's. */
    @Override
    public void close() {}
}
