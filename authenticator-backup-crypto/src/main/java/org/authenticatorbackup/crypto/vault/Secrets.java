package org.authenticatorbackup.crypto.vault;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC, HKDF and hashes with SHA-256, and the bytes they are fed with. */
final class Secrets {

    private static final byte[] FIRST_BLOCK = {1};

    private Secrets() {}

    static byte[] hmac(byte[] key, byte[]... parts) {
        Mac mac = hmacUnder(key);
        for (byte[] part : parts) {
            mac.update(part);
        }
        return mac.doFinal();
    }

    /** HMAC that waits for what it is made of. */
    static Mac hmacUnder(byte[] key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new AssertionError("HmacSHA256 is required of every Java platform", e);
        }
    }

    /** One block of RFC 5869, 32 bytes. */
    static byte[] hkdf(byte[] keyMaterial, byte[] salt, byte[]... info) {
        byte[] extracted = hmac(salt, keyMaterial);
        try {
            byte[][] parts = Arrays.copyOf(info, info.length + 1);
            parts[info.length] = FIRST_BLOCK;
            return hmac(extracted, parts);
        } finally {
            Arrays.fill(extracted, (byte) 0);
        }
    }

    static byte[] sha256(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("SHA-256 is required of every Java platform", e);
        }
    }

    /** A label of the format and the zero byte that ends it. */
    static byte[] label(String label) {
        return ascii(label + '\0');
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    static byte[] bigEndian(long value) {
        return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
    }

    static byte[] bigEndian(int value) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(value).array();
    }

    /** Bytes of lower-case hex digits that were checked before. */
    static byte[] hex(String digits) {
        byte[] bytes = new byte[digits.length() / 2];
        for (int i = 0; i < bytes.length; i++) {
            int high = Character.digit(digits.charAt(2 * i), 16);
            bytes[i] = (byte) (high << 4 | Character.digit(digits.charAt(2 * i + 1), 16));
        }
        return bytes;
    }

    static String hexText(byte[] bytes) {
        StringBuilder text = new StringBuilder(2 * bytes.length);
        for (byte octet : bytes) {
            text.append(Character.forDigit(octet >> 4 & 0x0f, 16)).append(Character.forDigit(octet & 0x0f, 16));
        }
        return text.toString();
    }
}
