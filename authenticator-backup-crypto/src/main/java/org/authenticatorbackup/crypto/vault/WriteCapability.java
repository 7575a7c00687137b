package org.authenticatorbackup.crypto.vault;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import org.authenticatorbackup.crypto.age.AgeFile;
import org.authenticatorbackup.crypto.age.Recipient;

/**
 * What one device keeps to add snapshots to a vault without the person. It opens nothing, neither the snapshots of
 * others nor those that it sealed itself.
 *
 * <p>It is a secret all the same: with it, anyone writes in this device's name. Whoever makes or receives one closes
 * it, which overwrites the write key as far as a Java program can; {@link #toString} shows public names only. Not
 * thread-safe.
 */
public final class WriteCapability implements AutoCloseable {

    /** The longest JSON that can be sealed, in bytes: with its line feed 31 MiB. */
    public static final int MAX_JSON_BYTES = Padding.MAX_JSON_BYTES;

    private final VaultSuite suite;
    private final String recipient;
    private final Recipient ageRecipient;
    private final String vaultId;
    private final String deviceId;
    private final byte[] writeKey;
    private boolean closed;

    /** Takes over the write key. */
    WriteCapability(VaultSuite suite, String recipient, Recipient ageRecipient, String deviceId, byte[] writeKey) {
        this.suite = suite;
        this.recipient = recipient;
        this.ageRecipient = ageRecipient;
        this.vaultId = VaultSuite.vaultId(recipient);
        this.deviceId = deviceId;
        this.writeKey = writeKey;
    }

    /** {@return the key agreement of the vault} */
    public VaultSuite suite() {
        return suite;
    }

    /** {@return the vault's public name, 32 characters of lower-case base32} */
    public String vaultId() {
        return vaultId;
    }

    /** {@return the device that this is for, 32 lower-case hex digits} */
    public String deviceId() {
        return deviceId;
    }

    /**
     * Seals a snapshot. Sealing twice gives different bytes, and two objects of one number look like a fork: keep the
     * result on the device before the first attempt to store it, and use no number again.
     *
     * @param seq the device's count of snapshots, 1 or more
     * @param json one JSON object without white space around it, up to {@value #MAX_JSON_BYTES} bytes; neither kept nor
     *     changed
     * @param random where the file key comes from
     * @return the snapshot, which the caller closes
     * @throws IllegalArgumentException if {@code seq} is out of range, or {@code json} is too long or not framed by
     *     braces
     */
    public SealedSnapshot seal(long seq, byte[] json, SecureRandom random) {
        Sender sender = new Sender(vaultId, deviceId, seq);
        SenderTag tag = new SenderTag(sender, open());
        byte[] padded = Padding.pad(json);
        boolean done = false;
        try {
            AgeFile.Sealed sealed = AgeFile.seal(padded, ageRecipient, fileKey -> List.of(tag.stanza(fileKey)), random);
            done = true;
            return new SealedSnapshot(sender, sealed, padded);
        } finally {
            if (!done) {
                Arrays.fill(padded, (byte) 0);
            }
        }
    }

    /**
     * Writes the capability for the device's own durable state, in a form that later versions read. It is as secret as
     * the capability, and never leaves the device.
     *
     * @return ASCII text, which the caller wipes
     */
    public byte[] encode() {
        return CapabilityText.encode(suite, recipient, deviceId, open());
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @param encoded the text; neither kept nor changed
     * @return the capability, which the caller closes
     * @throws ObjectRejectedException with reason {@code MALFORMED} if it is anything else
     */
    public static WriteCapability decode(byte[] encoded) throws ObjectRejectedException {
        return CapabilityText.decode(encoded);
    }

    /** Overwrites the write key. Closing twice is the same as closing once. */
    @Override
    public void close() {
        closed = true;
        Arrays.fill(writeKey, (byte) 0);
    }

    @Override
    public String toString() {
        return "WriteCapability[" + vaultId + ", " + deviceId + ", hidden]";
    }

    /** A copy of the write key, which the caller wipes. */
    byte[] writeKey() {
        return open().clone();
    }

    private byte[] open() {
        if (closed) {
            throw new IllegalStateException("the write capability is closed");
        }
        return writeKey;
    }
}
