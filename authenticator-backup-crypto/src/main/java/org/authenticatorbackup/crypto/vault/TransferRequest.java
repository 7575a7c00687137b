package org.authenticatorbackup.crypto.vault;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.authenticatorbackup.crypto.age.AgeException;
import org.authenticatorbackup.crypto.age.AgeFile;
import org.authenticatorbackup.crypto.age.FileKey;
import org.authenticatorbackup.crypto.age.Identity;
import org.authenticatorbackup.crypto.age.ScryptIdentity;
import org.authenticatorbackup.crypto.age.X25519Identity;
import org.authenticatorbackup.crypto.vault.ObjectRejectedException.Reason;

/**
 * The new device's side of a device transfer: it shows a QR code, and opens what the old device answers at the relay.
 *
 * <p>The relay learns nothing and can make no answer. Who films the code cannot open the answer either, but could make one: so
 * both screens show the vault's id, and the person compares. A request serves once, and for {@link #LIFETIME}.
 *
 * <p>Whoever makes one closes it, which overwrites its keys as far as a Java program can; {@link #toString} shows nothing. Not
 * thread-safe.
 */
public final class TransferRequest implements AutoCloseable {

    /** The longest answer that is opened, in bytes. One has some 700. */
    public static final int MAX_ANSWER_BYTES = 64 * 1024;

    /** How long an answer is accepted: ten minutes from when the request was made. */
    public static final Duration LIFETIME = Duration.ofMinutes(10);

    static final String PREFIX = "AUTHBACKUP:TRANSFER:1:";

    private final X25519Identity identity;
    private final TransferKey key;
    private final Instant madeAt;

    /** Takes over both keys. */
    TransferRequest(X25519Identity identity, TransferKey key, Instant madeAt) {
        this.identity = identity;
        this.key = key;
        this.madeAt = madeAt;
    }

    /**
     * Makes a request with fresh keys.
     *
     * @param random where the keys come from
     * @param now the moment, by this device's clock
     * @return the request, which the caller closes
     */
    public static TransferRequest generate(SecureRandom random, Instant now) {
        return new TransferRequest(X25519Identity.generate(random), TransferKey.generate(random), now);
    }

    /**
     * The content of the QR code: {@code AUTHBACKUP:TRANSFER:1:}, the recipient and the key, in byte mode exactly as written. Who
     * has it can answer in the old device's place, so it is shown on the screen only.
     *
     * @return 137 ASCII characters, which the caller wipes
     */
    public char[] qrPayload() {
        byte[] secret = key.secretString();
        String front = PREFIX + identity.recipient().text() + ':';
        char[] payload = Arrays.copyOf(front.toCharArray(), front.length() + secret.length);
        for (int i = 0; i < secret.length; i++) {
            payload[front.length() + i] = (char) secret[i];
        }
        Arrays.fill(secret, (byte) 0);
        return payload;
    }

    /** {@return the name under which the answer is found at the relay, 32 lower-case hex digits} */
    public String transferId() {
        return key.transferId();
    }

    /**
     * Opens the answer. On success this request is closed, since it serves once; after a failure another answer may be tried,
     * but for {@code EXPIRED}, which closes it too. A clock that was set back counts as time that has passed.
     *
     * @param answer what was found at the relay; neither kept nor changed
     * @param now the moment, by the clock that {@link #generate} was given
     * @return the vault's identity, which the caller closes; its id is shown for comparison before it is used
     * @throws ObjectRejectedException with {@code EXPIRED} after {@link #LIFETIME}; if the answer is not for this request, or was
     *     altered
     */
    public VaultIdentity open(byte[] answer, Instant now) throws ObjectRejectedException {
        if (Duration.between(madeAt, now).abs().compareTo(LIFETIME) > 0) {
            close();
            throw new ObjectRejectedException(Reason.EXPIRED, "the request is older than " + LIFETIME);
        }
        if (answer.length > MAX_ANSWER_BYTES) {
            throw new ObjectRejectedException(Reason.TOO_LARGE, "the answer has " + answer.length + " bytes");
        }
        byte[] inner = openOuter(answer);
        byte[] file = open(inner, identity, "X25519");
        try {
            VaultIdentity received = IdentityFile.parse(file);
            close();
            return received;
        } finally {
            Arrays.fill(file, (byte) 0);
        }
    }

    /** Overwrites the keys. Closing twice is the same as closing once. */
    @Override
    public void close() {
        identity.close();
        key.close();
    }

    @Override
    public String toString() {
        return "TransferRequest[hidden]";
    }

    private byte[] openOuter(byte[] answer) throws ObjectRejectedException {
        byte[] secret = key.secretString();
        try (Identity passphrase = ScryptIdentity.of(secret, TransferKey.LOG2N)) {
            return open(answer, passphrase, "scrypt");
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    private static byte[] open(byte[] layer, Identity identity, String stanzaType) throws ObjectRejectedException {
        try {
            AgeFile file = AgeFile.parse(layer);
            if (file.stanzas().size() != 1 || !file.stanzas().get(0).type().equals(stanzaType)) {
                throw new ObjectRejectedException(
                        Reason.UNEXPECTED_STANZAS, "a layer of an answer has one stanza, " + stanzaType);
            }
            try (FileKey fileKey = file.unwrap(identity)) {
                return file.decrypt(fileKey);
            }
        } catch (AgeException e) {
            throw StoredObjects.rejected(e);
        }
    }
}
