package org.authenticatorbackup.crypto.vault;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.authenticatorbackup.crypto.vault.ObjectRejectedException.Reason;

/**
 * A device's word, kept by the recovery account, on which snapshot of its is the newest: by it a storage is caught that gives
 * out an old vault. As text it is six lines, each ending in LF:
 *
 * <pre>
 * authbackup-witness v1
 * vault bruc…
 * device a0a1…
 * seq 0000000000000007
 * sha256 657d…
 * f43G… (43 characters of base64)
 * </pre>
 *
 * <p>Nothing in it is secret; whoever has the device's write key, or the vault identity, can tell whether the device made it. That
 * the storage and the recovery account agree on an old one cannot be told. Immutable, and safe for several threads.
 */
public final class Witness {

    private static final String LABEL = "authbackup/v1/witness";
    private static final int MAC_BYTES = 32;
    private static final Pattern TEXT = Pattern.compile("""
            authbackup-witness v1
            vault ([a-z2-7]{32})
            device ([0-9a-f]{32})
            seq ([0-7][0-9a-f]{15})
            sha256 ([0-9a-f]{64})
            ([A-Za-z0-9+/]{43})
            """);

    private final Sender sender;
    private final SnapshotDigest snapshot;
    private final byte[] mac;

    private Witness(Sender sender, SnapshotDigest snapshot, byte[] mac) {
        this.sender = sender;
        this.snapshot = snapshot;
        this.mac = mac;
    }

    /**
     * Bears witness of a snapshot.
     *
     * @param capability of the device that sealed the snapshot; not closed
     * @param snapshot the device's newest
     * @return the witness
     */
    public static Witness of(WriteCapability capability, SnapshotDigest snapshot) {
        Sender sender = new Sender(capability.vaultId(), capability.deviceId(), snapshot.seq());
        byte[] writeKey = capability.writeKey();
        try {
            return new Witness(sender, snapshot, mac(writeKey, sender, snapshot));
        } finally {
            Arrays.fill(writeKey, (byte) 0);
        }
    }

    /**
     * Reads exactly what {@link #format} writes. Who made it is not looked at yet.
     *
     * @param text the witness as the recovery account gave it
     * @return the witness
     * @throws ObjectRejectedException with reason {@code MALFORMED} if it is anything else
     */
    public static Witness parse(CharSequence text) throws ObjectRejectedException {
        Matcher fields = TEXT.matcher(text);
        if (!fields.matches()) {
            throw malformed();
        }
        long seq = Long.parseLong(fields.group(3), 16);
        byte[] mac = Base64.getDecoder().decode(fields.group(5));
        boolean canonical = base64(mac).equals(fields.group(5));
        if (seq < 1 || mac.length != MAC_BYTES || !canonical) {
            throw malformed();
        }
        return new Witness(
                new Sender(fields.group(1), fields.group(2), seq), new SnapshotDigest(seq, fields.group(4)), mac);
    }

    /** {@return the witness as text in ASCII} */
    public String format() {
        return "authbackup-witness v1\nvault " + sender.vaultId() + "\ndevice " + sender.deviceId() + "\nseq "
                + SenderTag.seqText(sender.seq()) + "\nsha256 " + snapshot.sha256() + '\n' + base64(mac) + '\n';
    }

    /** {@return the device that this names, and the number of its snapshot} */
    public Sender sender() {
        return sender;
    }

    /** {@return the snapshot that this is about} */
    public SnapshotDigest snapshot() {
        return snapshot;
    }

    /**
     * {@return whether a recovery account may put this in place of another one: it is of the same device, and of a later snapshot}
     *
     * @param other the one that it keeps now
     */
    public boolean supersedes(Witness other) {
        return sender.vaultId().equals(other.sender.vaultId())
                && sender.deviceId().equals(other.sender.deviceId())
                && sender.seq() > other.sender.seq();
    }

    /**
     * Judges, at recovery, what a storage gave out for one device.
     *
     * @param identity the vault's; not closed
     * @param deviceId the device whose witness was asked for, 32 lower-case hex digits
     * @param lane all snapshots of that device that were accepted, in any order
     * @return anything but {@code FRESHNESS_UNVERIFIED}, which is for where there is no witness
     */
    public Freshness judge(VaultIdentity identity, String deviceId, List<SnapshotDigest> lane) {
        return judge(identity.vaultId(), deviceId, identity.writeKey(sender.deviceId()), lane);
    }

    /**
     * Judges, on the living device itself, what a storage gives out.
     *
     * @param capability of the device whose witness was asked for; not closed
     * @param lane all snapshots of that device that were accepted, in any order
     * @return anything but {@code FRESHNESS_UNVERIFIED}, which is for where there is no witness
     */
    public Freshness judge(WriteCapability capability, List<SnapshotDigest> lane) {
        return judge(capability.vaultId(), capability.deviceId(), capability.writeKey(), lane);
    }

    @Override
    public String toString() {
        return "Witness[" + sender + "]";
    }

    /** Wipes the write key. */
    private Freshness judge(String vaultId, String deviceId, byte[] writeKey, List<SnapshotDigest> lane) {
        byte[] expected = mac(writeKey, sender, snapshot);
        Arrays.fill(writeKey, (byte) 0);
        boolean genuine = MessageDigest.isEqual(expected, mac)
                && sender.vaultId().equals(vaultId)
                && sender.deviceId().equals(deviceId);
        return genuine ? compare(lane) : Freshness.WITNESS_REJECTED;
    }

    private Freshness compare(List<SnapshotDigest> lane) {
        long newest = 0;
        for (SnapshotDigest seen : lane) {
            if (seen.seq() == snapshot.seq() && !seen.equals(snapshot)) {
                return Freshness.EQUIVOCATION;
            }
            newest = Math.max(newest, seen.seq());
        }
        return newest < snapshot.seq() ? Freshness.ROLLBACK_SUSPECTED : Freshness.FRESHNESS_VERIFIED;
    }

    private static byte[] mac(byte[] writeKey, Sender sender, SnapshotDigest snapshot) {
        return Secrets.hmac(
                writeKey,
                Secrets.label(LABEL),
                Secrets.ascii(sender.vaultId()),
                Secrets.hex(sender.deviceId()),
                Secrets.bigEndian(sender.seq()),
                Secrets.hex(snapshot.sha256()));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().withoutPadding().encodeToString(bytes);
    }

    private static ObjectRejectedException malformed() {
        return new ObjectRejectedException(Reason.MALFORMED, "this is no witness");
    }
}
