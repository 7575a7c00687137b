package org.authenticatorbackup.crypto.vault;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.generators.SCrypt;
import org.bouncycastle.math.ec.rfc7748.X25519;

/**
 * A second writer of age files, independent of {@code crypto.age}, which also writes what no honest writer would: stanzas are
 * texts here, and whatever they say gets a right MAC.
 */
final class RawAge {

    static final String VERSION = "age-encryption.org/v1\n";
    static final int CHUNK = 65_536;

    private static final String BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    private static final int[] GENERATOR = {0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3};

    private RawAge() {}

    static byte[] ascii(String text) {
        return text.getBytes(ISO_8859_1);
    }

    static byte[] concat(byte[]... parts) {
        byte[] whole =
                new byte[Arrays.stream(parts).mapToInt(part -> part.length).sum()];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, whole, at, part.length);
            at += part.length;
        }
        return whole;
    }

    static byte[] sha256(byte[]... parts) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(concat(parts));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    static byte[] hmac(byte[] key, byte[]... parts) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(concat(parts));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    static byte[] hkdf(byte[] ikm, byte[] salt, byte[]... info) {
        byte[] prk = hmac(salt.length == 0 ? new byte[32] : salt, ikm);
        return hmac(prk, concat(info), new byte[] {1});
    }

    static byte[] aead(byte[] key, byte[] nonce, byte[] plaintext) {
        try {
            Cipher cipher = Cipher.getInstance("ChaCha20-Poly1305");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "ChaCha20"), new IvParameterSpec(nonce));
            return cipher.doFinal(plaintext);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    static String base64(byte[] bytes) {
        return Base64.getEncoder().withoutPadding().encodeToString(bytes);
    }

    static String base32(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        for (int bit = 0; bit < bytes.length * 8; bit += 5) {
            int value = 0;
            for (int i = bit; i < bit + 5; i++) {
                value = value << 1 | (i < bytes.length * 8 ? bytes[i / 8] >> (7 - i % 8) & 1 : 0);
            }
            text.append("abcdefghijklmnopqrstuvwxyz234567".charAt(value));
        }
        return text.toString();
    }

    /** Bech32 with its last symbol's stray bits and its checksum's constant (1; Bech32m has another) as one likes. */
    static String bech32(String prefix, byte[] data, int strayBits, int constant) {
        int symbols = (data.length * 8 + 4) / 5;
        int[] values = new int[symbols + 6];
        for (int bit = 0; bit < symbols * 5; bit++) {
            int value = bit < data.length * 8 ? data[bit / 8] >> (7 - bit % 8) & 1 : 0;
            values[bit / 5] |= value << (4 - bit % 5);
        }
        values[symbols - 1] |= strayBits;
        String human = prefix.toLowerCase(java.util.Locale.ROOT);
        int state = 1;
        for (int i = 0; i < human.length(); i++) {
            state = step(state, human.charAt(i) >> 5);
        }
        state = step(state, 0);
        for (int i = 0; i < human.length(); i++) {
            state = step(state, human.charAt(i) & 31);
        }
        for (int value : values) {
            state = step(state, value);
        }
        state ^= constant;
        StringBuilder text = new StringBuilder(human).append('1');
        for (int i = 0; i < symbols; i++) {
            text.append(BECH32.charAt(values[i]));
        }
        for (int i = 0; i < 6; i++) {
            text.append(BECH32.charAt((state >>> (5 * (5 - i))) & 31));
        }
        boolean upper = Character.isUpperCase(prefix.charAt(0));
        return upper ? text.toString().toUpperCase(java.util.Locale.ROOT) : text.toString();
    }

    private static int step(int state, int value) {
        int next = ((state & 0x1ffffff) << 5) ^ value;
        for (int i = 0; i < 5; i++) {
            next ^= ((state >>> (25 + i)) & 1) == 0 ? 0 : GENERATOR[i];
        }
        return next;
    }

    static byte[] publicKey(byte[] scalar) {
        byte[] point = new byte[32];
        X25519.scalarMultBase(scalar, 0, point, 0);
        return point;
    }

    static byte[] x25519Body(byte[] fileKey, byte[] recipient, byte[] ephemeral) {
        byte[] shared = new byte[32];
        X25519.calculateAgreement(ephemeral, 0, recipient, 0, shared, 0);
        byte[] salt = concat(publicKey(ephemeral), recipient);
        return aead(hkdf(shared, salt, ascii("age-encryption.org/v1/X25519")), new byte[12], fileKey);
    }

    static byte[] scryptBody(byte[] fileKey, byte[] passphrase, String label, byte[] salt, int log2N, int r) {
        byte[] key = SCrypt.generate(passphrase, concat(ascii(label), salt), 1 << log2N, r, 1, 32);
        return aead(key, new byte[12], fileKey);
    }

    static String stanza(String line, byte[] body) {
        StringBuilder text = new StringBuilder("-> ").append(line).append('\n');
        String columns = base64(body);
        while (columns.length() >= 64) {
            text.append(columns, 0, 64).append('\n');
            columns = columns.substring(64);
        }
        return text.append(columns).append('\n').toString();
    }

    static byte[] header(byte[] fileKey, List<String> stanzas) {
        String covered = VERSION + String.join("", stanzas) + "---";
        return ascii(covered + " " + base64(mac(fileKey, covered)) + "\n");
    }

    static byte[] mac(byte[] fileKey, String covered) {
        return hmac(hkdf(fileKey, new byte[0], ascii("header")), ascii(covered));
    }

    /** Nonce and chunks. */
    static byte[] payload(byte[] fileKey, byte[] nonce, byte[] plaintext) {
        byte[] key = hkdf(fileKey, nonce, ascii("payload"));
        byte[] payload = nonce;
        int chunks = Math.max(1, (plaintext.length + CHUNK - 1) / CHUNK);
        for (int i = 0; i < chunks; i++) {
            byte[] chunk = Arrays.copyOfRange(plaintext, i * CHUNK, Math.min(plaintext.length, (i + 1) * CHUNK));
            payload = concat(payload, chunk(key, i, i == chunks - 1 ? 1 : 0, chunk));
        }
        return payload;
    }

    static byte[] chunk(byte[] payloadKey, int counter, int last, byte[] plaintext) {
        byte[] nonce = new byte[12];
        nonce[10] = (byte) counter;
        nonce[11] = (byte) last;
        return aead(payloadKey, nonce, plaintext);
    }
}
