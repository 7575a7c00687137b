package org.authenticatorbackup.crypto.vault;

import java.util.Arrays;
import org.authenticatorbackup.crypto.age.MalformedKeyException;
import org.authenticatorbackup.crypto.age.Recipient;
import org.authenticatorbackup.crypto.vault.ObjectRejectedException.Reason;

/**
 * A write capability as a device keeps it:
 *
 * <pre>
 * authbackup capability v1
 * suite hybrid
 * device a0a1…
 * recipient age1pq1…
 * key d2de…
 * </pre>
 *
 * <p>The key is in hex; every line ends in LF. The vault's id follows from the recipient.
 */
final class CapabilityText {

    private static final String HEADING = "authbackup capability v1\n";
    private static final String SUITE = "suite ";
    private static final String DEVICE = "device ";
    private static final String RECIPIENT = "recipient ";
    private static final String KEY = "key ";
    private static final int KEY_BYTES = 32;
    private static final byte[] DIGITS = Secrets.ascii("0123456789abcdef");

    private final byte[] text;
    private int at;

    private CapabilityText(byte[] text) {
        this.text = text;
    }

    static byte[] encode(VaultSuite suite, String recipient, String deviceId, byte[] writeKey) {
        byte[] front = Secrets.ascii(
                HEADING + SUITE + label(suite) + '\n' + DEVICE + deviceId + '\n' + RECIPIENT + recipient + '\n' + KEY);
        byte[] text = Arrays.copyOf(front, front.length + 2 * writeKey.length + 1);
        int end = front.length;
        for (byte octet : writeKey) {
            text[end++] = DIGITS[(octet >> 4) & 0x0f];
            text[end++] = DIGITS[octet & 0x0f];
        }
        text[end] = '\n';
        return text;
    }

    static WriteCapability decode(byte[] encoded) throws ObjectRejectedException {
        CapabilityText text = new CapabilityText(encoded);
        text.skip(HEADING);
        text.skip(SUITE);
        VaultSuite suite = suite(text.line());
        text.skip(DEVICE);
        String deviceId = text.line();
        text.skip(RECIPIENT);
        String recipient = text.line();
        Recipient parsed;
        try {
            Sender.requireDeviceId(deviceId);
            parsed = suite.parseRecipient(recipient);
        } catch (IllegalArgumentException | MalformedKeyException e) {
            throw new ObjectRejectedException(Reason.MALFORMED, "the write capability names no device or vault", e);
        }
        text.skip(KEY);
        return new WriteCapability(suite, recipient, parsed, deviceId, text.key());
    }

    private static String label(VaultSuite suite) {
        return suite == VaultSuite.HYBRID ? "hybrid" : "classic";
    }

    private static VaultSuite suite(String label) throws ObjectRejectedException {
        for (VaultSuite suite : VaultSuite.values()) {
            if (label(suite).equals(label)) {
                return suite;
            }
        }
        throw malformed();
    }

    private void skip(String expected) throws ObjectRejectedException {
        for (int i = 0; i < expected.length(); i++) {
            if (at == text.length || text[at++] != expected.charAt(i)) {
                throw malformed();
            }
        }
    }

    private String line() throws ObjectRejectedException {
        StringBuilder line = new StringBuilder();
        while (at < text.length && text[at] != '\n') {
            line.append((char) (text[at++] & 0xff));
        }
        skip("\n");
        return line.toString();
    }

    /** Reads the last line without making a string of the key. */
    private byte[] key() throws ObjectRejectedException {
        if (text.length - at != 2 * KEY_BYTES + 1) {
            throw malformed();
        }
        byte[] key = new byte[KEY_BYTES];
        for (int i = 0; i < 2 * KEY_BYTES; i++) {
            int digit = Arrays.binarySearch(DIGITS, text[at++]);
            if (digit < 0) {
                Arrays.fill(key, (byte) 0);
                throw malformed();
            }
            key[i / 2] = (byte) (key[i / 2] << 4 | digit);
        }
        skip("\n");
        return key;
    }

    private static ObjectRejectedException malformed() {
        return new ObjectRejectedException(Reason.MALFORMED, "this is no write capability");
    }
}
