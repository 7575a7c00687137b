package org.authenticatorbackup.crypto.age;

import java.security.SecureRandom;
import java.util.List;

/**
 * The recipient of an {@link X25519Identity}: age's classical public key. Immutable, and safe for several threads.
 *
 * <p>In this library's format the text of a recipient is a <em>write capability</em>: who holds it can add to what its owner
 * reads. Treat it as a secret and never upload it.
 */
public final class X25519Recipient implements Recipient {

    static final String STANZA_TYPE = "X25519";

    private static final String PREFIX = "age";
    private static final String INFO = "age-encryption.org/v1/X25519";

    private final byte[] point;

    /** Takes over {@code point}. */
    X25519Recipient(byte[] point) {
        this.point = point;
    }

    /**
     * Reads a recipient from the text that {@link #text()} gives.
     *
     * @param text 62 lower-case characters, {@code age1…}, in Bech32
     * @return the recipient, whose {@link #text()} is that text
     * @throws MalformedKeyException if it is anything else, or the public key is one that nobody can use
     */
    public static X25519Recipient parse(CharSequence text) throws MalformedKeyException {
        byte[] point = Bech32.decode(PREFIX, text, Curve25519.BYTES);
        Curve25519.requirePublicKey(point);
        return new X25519Recipient(point);
    }

    /** {@return the recipient in Bech32, {@code age1…}: a write capability, as secret as a key} */
    public String text() {
        return new String(Bech32.encode(PREFIX, point));
    }

    Stanza wrap(FileKey fileKey, SecureRandom random) {
        byte[] ephemeral = new byte[Curve25519.BYTES];
        byte[] shared = new byte[Curve25519.BYTES];
        random.nextBytes(ephemeral);
        try {
            byte[] share = Curve25519.publicKey(ephemeral);
            if (!Curve25519.agree(ephemeral, point, shared)) {
                throw new AssertionError("a recipient of low order was refused when parsed");
            }
            byte[] body = sealUnder(wrappingKey(shared, share), fileKey);
            return new Stanza(STANZA_TYPE, List.of(CanonicalBase64.encode(share)), body);
        } finally {
            Bytes.wipe(ephemeral, shared);
        }
    }

    private static byte[] sealUnder(byte[] key, FileKey fileKey) {
        try {
            return Wrapping.seal(key, fileKey);
        } finally {
            Bytes.wipe(key);
        }
    }

    byte[] wrappingKey(byte[] shared, byte[] share) {
        return Hkdf.derive(shared, Bytes.concat(share, point), INFO);
    }

    /** {@return a text without the key} */
    @Override
    public String toString() {
        return "X25519Recipient[hidden]";
    }
}
