package org.authenticatorbackup.crypto.age;

import java.security.SecureRandom;
import java.util.Optional;

/**
 * age's classical secret key: 32 bytes, the scalar of X25519 (RFC 7748). Prefer a {@link HybridIdentity}, unless what it
 * seals must be opened by tools older than age 1.3.
 */
public final class X25519Identity implements Identity {

    private static final String PREFIX = "AGE-SECRET-KEY-";

    private final SecretBytes seed;

    private X25519Identity(SecretBytes seed) {
        this.seed = seed;
    }

    /**
     * A new identity.
     *
     * @param random where 32 bytes are drawn from
     * @return the identity, which the caller closes
     */
    public static X25519Identity generate(SecureRandom random) {
        byte[] seed = new byte[Curve25519.BYTES];
        random.nextBytes(seed);
        return new X25519Identity(SecretBytes.owning(seed));
    }

    /**
     * The identity with that secret.
     *
     * @param seed 32 bytes; copied, the caller clears it
     * @return the identity, which the caller closes
     * @throws IllegalArgumentException if it is not 32 bytes long
     */
    public static X25519Identity ofSeed(byte[] seed) {
        if (seed.length != Curve25519.BYTES) {
            throw new IllegalArgumentException("expected 32 bytes, found " + seed.length);
        }
        return new X25519Identity(SecretBytes.copyOf(seed));
    }

    /**
     * Reads an identity from the text that {@link #text()} gives.
     *
     * @param text 74 upper-case characters, {@code AGE-SECRET-KEY-1…}, in Bech32; read, and not retained
     * @return the identity, which the caller closes
     * @throws MalformedKeyException if it is anything else
     */
    public static X25519Identity parse(CharSequence text) throws MalformedKeyException {
        return new X25519Identity(SecretBytes.owning(Bech32.decode(PREFIX, text, Curve25519.BYTES)));
    }

    /** {@return the public half} */
    public X25519Recipient recipient() {
        return new X25519Recipient(Curve25519.publicKey(seed.expose()));
    }

    /** {@return a copy of the 32 secret bytes, which the caller clears} */
    public byte[] seed() {
        return seed.expose().clone();
    }

    /** {@return the secret in Bech32, {@code AGE-SECRET-KEY-1…}, which the caller clears} */
    public char[] text() {
        return Bech32.encode(PREFIX, seed.expose());
    }

    /**
     * Compares two secrets, in a time that does not depend on where they differ.
     *
     * @param other read, and left open
     * @return whether they are the same
     */
    public boolean matches(X25519Identity other) {
        return seed.matches(other.seed);
    }

    Optional<FileKey> unwrap(Stanza stanza) throws AgeException {
        byte[] scalar = seed.expose();
        if (!stanza.type().equals(X25519Recipient.STANZA_TYPE)) {
            return Optional.empty();
        }
        Wrapping.requireShape(stanza, 1);
        byte[] share = Wrapping.firstArgument(stanza, Curve25519.BYTES);
        byte[] shared = new byte[Curve25519.BYTES];
        if (!Curve25519.agree(scalar, share, shared)) {
            throw new AgeException(AgeException.Reason.HEADER, "an X25519 share is a point of low order");
        }
        byte[] key = recipient().wrappingKey(shared, share);
        try {
            return Wrapping.open(key, stanza);
        } finally {
            Bytes.wipe(shared, key);
        }
    }

    @Override
    public void close() {
        seed.close();
    }

    /** {@return a text without the secret} */
    @Override
    public String toString() {
        return "X25519Identity[hidden]";
    }
}
