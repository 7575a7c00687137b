package org.authenticatorbackup.crypto.age;

import java.security.SecureRandom;
import java.util.List;

/**
 * The recipient of a {@link HybridIdentity}: age's post-quantum public key. Immutable, and safe for several threads.
 *
 * <p>In this library's format the text of a recipient is a <em>write capability</em>: who holds it can add to what its owner
 * reads. Treat it as a secret and never upload it.
 */
public final class HybridRecipient implements Recipient {

    static final String STANZA_TYPE = "mlkem768x25519";
    static final byte[] INFO = Bytes.ascii("age-encryption.org/mlkem768x25519");

    private static final String PREFIX = "age1pq";

    private final byte[] publicKey;

    /** Takes over {@code publicKey}. */
    HybridRecipient(byte[] publicKey) {
        this.publicKey = publicKey;
    }

    /**
     * Reads a recipient from the text that {@link #text()} gives.
     *
     * @param text 1959 lower-case characters, {@code age1pq1…}, in Bech32
     * @return the recipient, whose {@link #text()} is that text
     * @throws MalformedKeyException if it is anything else, or a public key is one that nobody can use or that FIPS 203
     *     forbids
     */
    public static HybridRecipient parse(CharSequence text) throws MalformedKeyException {
        byte[] publicKey = Bech32.decode(PREFIX, text, XWing.PUBLIC_KEY_BYTES);
        XWing.requirePublicKey(publicKey);
        return new HybridRecipient(publicKey);
    }

    /** {@return the recipient in Bech32, {@code age1pq1…}: a write capability, as secret as a key} */
    public String text() {
        return new String(Bech32.encode(PREFIX, publicKey));
    }

    Stanza wrap(FileKey fileKey, SecureRandom random) {
        byte[] secret = new byte[XWing.SECRET_BYTES];
        byte[] encapsulation = XWing.encapsulate(publicKey, random, secret);
        try (Hpke hpke = Hpke.schedule(secret, INFO)) {
            byte[] body = Wrapping.seal(hpke.key(), hpke.nonce(), fileKey);
            return new Stanza(STANZA_TYPE, List.of(CanonicalBase64.encode(encapsulation)), body);
        } finally {
            Bytes.wipe(secret);
        }
    }

    /** {@return a text without the key} */
    @Override
    public String toString() {
        return "HybridRecipient[hidden]";
    }
}
