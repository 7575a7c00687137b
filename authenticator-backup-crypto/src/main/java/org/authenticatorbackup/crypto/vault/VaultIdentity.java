package org.authenticatorbackup.crypto.vault;

import java.security.SecureRandom;
import java.util.Arrays;
import org.authenticatorbackup.crypto.age.HybridIdentity;
import org.authenticatorbackup.crypto.age.Identity;
import org.authenticatorbackup.crypto.age.MalformedKeyException;
import org.authenticatorbackup.crypto.age.Recipient;
import org.authenticatorbackup.crypto.age.X25519Identity;

/**
 * The secret that a vault is: it opens every snapshot and makes the write capability of every device. As text it is a
 * stock age identity, {@code AGE-SECRET-KEY-PQ-1…} or {@code AGE-SECRET-KEY-1…}.
 *
 * <p>It exists in memory only while a vault is created, recovered or administered; daily backups need no more than a
 * {@link WriteCapability}. Whoever makes or receives one closes it, which overwrites it as far as a Java program can;
 * {@link #toString} shows the vault's public id only. Not thread-safe.
 */
public final class VaultIdentity implements AutoCloseable {

    /** The size of a seed, in bytes. */
    public static final int SEED_BYTES = 32;

    private static final String HYBRID_PREFIX = "AGE-SECRET-KEY-PQ-1";

    private final VaultSuite suite;
    private final byte[] seed;
    private final String vaultId;

    /** The seed's keys, expanded once for all snapshots. */
    private final Identity identity;

    private boolean closed;

    private VaultIdentity(VaultSuite suite, byte[] seed) {
        this.suite = suite;
        this.seed = seed;
        this.identity = suite.identity(seed);
        this.vaultId = VaultSuite.vaultId(suite.text(suite.recipient(identity)));
    }

    /**
     * {@return the identity of a new vault}
     *
     * @param suite the vault's key agreement, from now on
     * @param random where the seed comes from
     */
    public static VaultIdentity generate(VaultSuite suite, SecureRandom random) {
        byte[] seed = new byte[SEED_BYTES];
        random.nextBytes(seed);
        return new VaultIdentity(suite, seed);
    }

    /**
     * {@return the identity of a vault from its seed}
     *
     * @param suite the suite with which the vault was created; with another one this is another vault
     * @param seed {@value #SEED_BYTES} bytes; copied, and wiped by the caller
     * @throws IllegalArgumentException if {@code seed} has another length
     */
    public static VaultIdentity ofSeed(VaultSuite suite, byte[] seed) {
        if (seed.length != SEED_BYTES) {
            throw new IllegalArgumentException("expected " + SEED_BYTES + " bytes, not " + seed.length);
        }
        return new VaultIdentity(suite, seed.clone());
    }

    /**
     * Reads an identity exactly as {@link #text} writes it. What a person typed goes through {@code KitText} instead.
     *
     * @param text upper-case Bech32 and nothing around it; not kept
     * @return the identity
     * @throws MalformedKeyException if it is anything else; the input is not repeated
     */
    public static VaultIdentity parse(CharSequence text) throws MalformedKeyException {
        if (startsWith(text, HYBRID_PREFIX)) {
            try (HybridIdentity identity = HybridIdentity.parse(text)) {
                return new VaultIdentity(VaultSuite.HYBRID, identity.seed());
            }
        }
        try (X25519Identity identity = X25519Identity.parse(text)) {
            return new VaultIdentity(VaultSuite.CLASSIC, identity.seed());
        }
    }

    /** {@return the key agreement that the vault was created with} */
    public VaultSuite suite() {
        return suite;
    }

    /** {@return the vault's public name, 32 characters of lower-case base32; also after {@link #close}} */
    public String vaultId() {
        return vaultId;
    }

    /** {@return a copy of the {@value #SEED_BYTES} bytes that all else is derived from, which the caller wipes} */
    public byte[] seed() {
        return open().clone();
    }

    /** {@return the identity as age writes it, in upper case, which the caller wipes} */
    public char[] text() {
        open();
        if (suite == VaultSuite.HYBRID) {
            try (HybridIdentity identity = HybridIdentity.ofSeed(seed)) {
                return identity.text();
            }
        }
        try (X25519Identity identity = X25519Identity.ofSeed(seed)) {
            return identity.text();
        }
    }

    /**
     * Makes what one device needs to add snapshots to the vault; the same device id gives the same capability.
     *
     * @param deviceId 32 lower-case hex digits
     * @return the capability, which the caller closes
     * @throws IllegalArgumentException if {@code deviceId} is malformed
     */
    public WriteCapability writeCapability(String deviceId) {
        byte[] writeKey = writeKey(Sender.requireDeviceId(deviceId));
        Recipient recipient = suite.recipient(identity);
        return new WriteCapability(suite, suite.text(recipient), recipient, deviceId, writeKey);
    }

    /**
     * Opens a snapshot that was read from storage. Its JSON still has to name the same vault, device and number.
     *
     * @param object the whole stored object; neither kept nor changed
     * @param expected what the object's name and folder say of it
     * @return the JSON without its padding, which the caller wipes
     * @throws ObjectRejectedException if it is not a whole, unaltered snapshot written by {@code expected} to this
     *     vault; nothing of its content was released then
     */
    public byte[] openSnapshot(byte[] object, Sender expected) throws ObjectRejectedException {
        byte[] writeKey = writeKey(expected.deviceId());
        try {
            if (!expected.vaultId().equals(vaultId)) {
                throw new ObjectRejectedException(
                        ObjectRejectedException.Reason.WRONG_SENDER, "the snapshot belongs to another vault");
            }
            return new SnapshotReader(suite, new SenderTag(expected, writeKey)).open(object, identity);
        } finally {
            Arrays.fill(writeKey, (byte) 0);
        }
    }

    /** Overwrites the seed and what was derived from it. Closing twice is the same as closing once. */
    @Override
    public void close() {
        closed = true;
        identity.close();
        Arrays.fill(seed, (byte) 0);
    }

    @Override
    public String toString() {
        return "VaultIdentity[" + vaultId + ", hidden]";
    }

    /** The write key of a device, which the caller wipes. */
    byte[] writeKey(String deviceId) {
        return SenderTag.writeKey(open(), vaultId, deviceId);
    }

    private byte[] open() {
        if (closed) {
            throw new IllegalStateException("the vault identity is closed");
        }
        return seed;
    }

    private static boolean startsWith(CharSequence text, String prefix) {
        return text.length() >= prefix.length() && prefix.contentEquals(text.subSequence(0, prefix.length()));
    }
}
