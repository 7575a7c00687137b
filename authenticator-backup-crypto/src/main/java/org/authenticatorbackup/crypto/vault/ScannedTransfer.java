package org.authenticatorbackup.crypto.vault;

import java.nio.CharBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import org.authenticatorbackup.crypto.age.AgeFile;
import org.authenticatorbackup.crypto.age.MalformedKeyException;
import org.authenticatorbackup.crypto.age.ScryptRecipient;
import org.authenticatorbackup.crypto.age.X25519Recipient;
import org.authenticatorbackup.crypto.vault.MalformedTransferException.Reason;

/**
 * The old device's side of a device transfer: what it scanned from the new one's screen, and the answer to it.
 *
 * <p>Whoever makes one closes it, which overwrites its key as far as a Java program can; {@link #toString} shows nothing. Not
 * thread-safe.
 */
public final class ScannedTransfer implements AutoCloseable {

    private static final String ANY_VERSION = "AUTHBACKUP:TRANSFER:";
    private static final int RECIPIENT_CHARACTERS = 62;
    private static final int KEY_CHARACTERS = 52;
    private static final int PAYLOAD_CHARACTERS =
            TransferRequest.PREFIX.length() + RECIPIENT_CHARACTERS + 1 + KEY_CHARACTERS;

    private final X25519Recipient recipient;
    private final TransferKey key;

    private ScannedTransfer(X25519Recipient recipient, TransferKey key) {
        this.recipient = recipient;
        this.key = key;
    }

    /**
     * Reads what {@link TransferRequest#qrPayload} gives: exactly that, but for the case of its prefix.
     *
     * @param payload the content of the QR code; not kept
     * @return the transfer, which the caller closes
     * @throws MalformedTransferException if it is anything else
     */
    public static ScannedTransfer parse(CharSequence payload) throws MalformedTransferException {
        if (!startsWith(payload, ANY_VERSION)) {
            throw new MalformedTransferException(Reason.NOT_A_TRANSFER, "the code asks for no transfer");
        }
        if (!startsWith(payload, TransferRequest.PREFIX)) {
            throw new MalformedTransferException(Reason.UNKNOWN_VERSION, "the transfer is of another version");
        }
        int colon = TransferRequest.PREFIX.length() + RECIPIENT_CHARACTERS;
        if (payload.length() != PAYLOAD_CHARACTERS || payload.charAt(colon) != ':') {
            throw damaged();
        }
        CharBuffer text = CharBuffer.wrap(payload);
        X25519Recipient recipient = recipient(text.subSequence(TransferRequest.PREFIX.length(), colon));
        TransferKey key =
                TransferKey.parse(text.subSequence(colon + 1, payload.length())).orElseThrow(ScannedTransfer::damaged);
        return new ScannedTransfer(recipient, key);
    }

    /** {@return the name under which the answer is put at the relay, 32 lower-case hex digits} */
    public String transferId() {
        return key.transferId();
    }

    /**
     * Answers with the vault's identity, which the new device then has for good.
     *
     * @param identity the vault's; not closed
     * @param createdIsoDate the date to be written into the answer, such as {@code 2026-11-22}
     * @param random where salts and file keys come from
     * @return the answer, for the relay
     * @throws IllegalArgumentException if the date is not of that form
     */
    public byte[] answer(VaultIdentity identity, String createdIsoDate, SecureRandom random) {
        byte[] secret = key.secretString();
        byte[] file = {};
        try (ScryptRecipient passphrase = ScryptRecipient.of(secret, TransferKey.LOG2N)) {
            file = IdentityFile.format(identity, createdIsoDate);
            return AgeFile.seal(AgeFile.seal(file, recipient, random), passphrase, random);
        } finally {
            Arrays.fill(secret, (byte) 0);
            Arrays.fill(file, (byte) 0);
        }
    }

    /** Overwrites the key. Closing twice is the same as closing once. */
    @Override
    public void close() {
        key.close();
    }

    @Override
    public String toString() {
        return "ScannedTransfer[hidden]";
    }

    private static X25519Recipient recipient(CharSequence text) throws MalformedTransferException {
        try {
            return X25519Recipient.parse(text);
        } catch (MalformedKeyException e) {
            throw new MalformedTransferException(Reason.DAMAGED, "the transfer's recipient is malformed", e);
        }
    }

    /** Folds ASCII only. */
    private static boolean startsWith(CharSequence text, String prefix) {
        if (text.length() < prefix.length()) {
            return false;
        }
        for (int i = 0; i < prefix.length(); i++) {
            char c = text.charAt(i);
            if ((c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c) != prefix.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static MalformedTransferException damaged() {
        return new MalformedTransferException(Reason.DAMAGED, "the transfer is damaged");
    }
}
