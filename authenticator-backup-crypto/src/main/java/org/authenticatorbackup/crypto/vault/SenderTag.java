package org.authenticatorbackup.crypto.vault;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.authenticatorbackup.crypto.age.FileKey;
import org.authenticatorbackup.crypto.age.Stanza;

/**
 * The second stanza of a snapshot, by which it proves its sender: age itself lets anyone who knows the recipient write.
 *
 * @see ObjectRejectedException.Reason#WRONG_SENDER
 */
final class SenderTag {

    static final String STANZA_TYPE = "authbackup/sender";
    static final int BYTES = 32;

    private static final String VERSION = "v1";
    private static final String WRITE_KEY_LABEL = "authbackup/v1/write-key";
    private static final String SNAPSHOT_LABEL = "authbackup/v1/snapshot";
    private static final String FILE_KEY_LABEL = "authbackup/v1/sender-file-key";

    private final Sender sender;
    private final byte[] writeKey;

    /** Borrows the write key: the caller wipes it. */
    SenderTag(Sender sender, byte[] writeKey) {
        this.sender = sender;
        this.writeKey = writeKey;
    }

    static byte[] writeKey(byte[] seed, String vaultId, String deviceId) {
        return Secrets.hkdf(seed, Secrets.ascii(vaultId), Secrets.label(WRITE_KEY_LABEL), Secrets.hex(deviceId));
    }

    /** The number of a snapshot as it stands in texts and names. */
    static String seqText(long seq) {
        return String.format(Locale.ROOT, "%016x", seq);
    }

    Stanza stanza(FileKey fileKey) {
        byte[] senderFileKey = fileKey.derive(FILE_KEY_LABEL);
        try {
            return new Stanza(STANZA_TYPE, arguments(), tag(senderFileKey));
        } finally {
            Arrays.fill(senderFileKey, (byte) 0);
        }
    }

    /** Whether a stanza has the form of a sender stanza, whoever it names. */
    static boolean hasForm(Stanza stanza) {
        return stanza.type().equals(STANZA_TYPE)
                && stanza.arguments().size() == 4
                && stanza.arguments().get(0).equals(VERSION)
                && stanza.body().length == BYTES;
    }

    void requireMatch(Stanza stanza, FileKey fileKey) throws ObjectRejectedException {
        if (!stanza.arguments().equals(arguments())) {
            throw new ObjectRejectedException(
                    ObjectRejectedException.Reason.WRONG_SENDER, "the snapshot names another vault, device or number");
        }
        if (!MessageDigest.isEqual(stanza.body(), stanza(fileKey).body())) {
            throw new ObjectRejectedException(
                    ObjectRejectedException.Reason.WRONG_SENDER, "the snapshot was not made by the device it names");
        }
    }

    byte[] tag(byte[] senderFileKey) {
        return Secrets.hmac(
                writeKey,
                Secrets.label(SNAPSHOT_LABEL),
                Secrets.ascii(sender.vaultId()),
                Secrets.hex(sender.deviceId()),
                Secrets.bigEndian(sender.seq()),
                senderFileKey);
    }

    private List<String> arguments() {
        return List.of(VERSION, sender.vaultId(), sender.deviceId(), seqText(sender.seq()));
    }
}
