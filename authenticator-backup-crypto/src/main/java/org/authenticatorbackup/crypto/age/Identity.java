package org.authenticatorbackup.crypto.age;

/**
 * What opens an age file: a secret key or a passphrase. Whoever made it closes it; the methods here that take one read it
 * and leave it open. Not for use by several threads.
 */
public sealed interface Identity extends AutoCloseable permits X25519Identity, HybridIdentity, ScryptIdentity {

    /** Wipes the secret. Closing twice is the same as closing once; any other use after it fails. */
    @Override
    void close();
}
