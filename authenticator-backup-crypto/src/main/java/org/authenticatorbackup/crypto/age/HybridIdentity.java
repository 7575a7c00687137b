package org.authenticatorbackup.crypto.age;

import java.security.SecureRandom;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * age's post-quantum secret key: 32 bytes, from which the keys of ML-KEM-768 (FIPS 203) and X25519 (RFC 7748) are
 * expanded as X-Wing says. Tools older than age 1.3 cannot open what is sealed to it.
 */
public final class HybridIdentity implements Identity {

    private static final String PREFIX = "AGE-SECRET-KEY-PQ-";

    private final SecretBytes seed;

    /** What the seed expands to, once it was needed. */
    private XWing.@Nullable SecretKey key;

    private HybridIdentity(SecretBytes seed) {
        this.seed = seed;
    }

    /**
     * A new identity.
     *
     * @param random where 32 bytes are drawn from
     * @return the identity, which the caller closes
     */
    public static HybridIdentity generate(SecureRandom random) {
        byte[] seed = new byte[XWing.SEED_BYTES];
        random.nextBytes(seed);
        return new HybridIdentity(SecretBytes.owning(seed));
    }

    /**
     * The identity with that secret.
     *
     * @param seed 32 bytes; copied, the caller clears it
     * @return the identity, which the caller closes
     * @throws IllegalArgumentException if it is not 32 bytes long
     */
    public static HybridIdentity ofSeed(byte[] seed) {
        if (seed.length != XWing.SEED_BYTES) {
            throw new IllegalArgumentException("expected 32 bytes, found " + seed.length);
        }
        return new HybridIdentity(SecretBytes.copyOf(seed));
    }

    /**
     * Reads an identity from the text that {@link #text()} gives.
     *
     * @param text 77 upper-case characters, {@code AGE-SECRET-KEY-PQ-1…}, in Bech32; read, and not retained
     * @return the identity, which the caller closes
     * @throws MalformedKeyException if it is anything else
     */
    public static HybridIdentity parse(CharSequence text) throws MalformedKeyException {
        return new HybridIdentity(SecretBytes.owning(Bech32.decode(PREFIX, text, XWing.SEED_BYTES)));
    }

    /** {@return the public half} */
    public HybridRecipient recipient() {
        return new HybridRecipient(key(seed.expose()).publicKey());
    }

    /** {@return a copy of the 32 secret bytes, which the caller clears} */
    public byte[] seed() {
        return seed.expose().clone();
    }

    /** {@return the secret in Bech32, {@code AGE-SECRET-KEY-PQ-1…}, which the caller clears} */
    public char[] text() {
        return Bech32.encode(PREFIX, seed.expose());
    }

    /**
     * Compares two secrets, in a time that does not depend on where they differ.
     *
     * @param other read, and left open
     * @return whether they are the same
     */
    public boolean matches(HybridIdentity other) {
        return seed.matches(other.seed);
    }

    Optional<FileKey> unwrap(Stanza stanza) throws AgeException {
        byte[] secretSeed = seed.expose();
        if (!stanza.type().equals(HybridRecipient.STANZA_TYPE)) {
            return Optional.empty();
        }
        Wrapping.requireShape(stanza, 1);
        byte[] encapsulation = Wrapping.firstArgument(stanza, XWing.ENCAPSULATION_BYTES);
        byte[] secret = key(secretSeed).decapsulate(encapsulation);
        try (Hpke hpke = Hpke.schedule(secret, HybridRecipient.INFO)) {
            return Wrapping.open(hpke.key(), hpke.nonce(), stanza);
        } finally {
            Bytes.wipe(secret);
        }
    }

    private synchronized XWing.SecretKey key(byte[] secretSeed) {
        XWing.SecretKey known = key;
        if (known == null) {
            known = new XWing.SecretKey(secretSeed);
            key = known;
        }
        return known;
    }

    @Override
    public synchronized void close() {
        seed.close();
        XWing.SecretKey known = key;
        if (known != null) {
            known.close();
        }
    }

    /** {@return a text without the secret} */
    @Override
    public String toString() {
        return "HybridIdentity[hidden]";
    }
}
