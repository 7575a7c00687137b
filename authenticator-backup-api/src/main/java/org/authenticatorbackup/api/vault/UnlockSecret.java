package org.authenticatorbackup.api.vault;

/** What a person has to open a vault with. Holds a secret: whoever makes it closes it. */
public sealed interface UnlockSecret extends AutoCloseable
        permits AccountAlone, ContactShares, Passphrase, RecoveryKit {

    /** Overwrites the secret, as far as a Java program can. Closing twice is the same as closing once. */
    @Override
    void close();
}
