package org.authenticatorbackup.crypto.age;

/** Whom an age file is sealed to: the public half of an identity, or a passphrase. */
public sealed interface Recipient permits X25519Recipient, HybridRecipient, ScryptRecipient {}
