package org.authenticatorbackup.crypto.age;

import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;

/** HMAC-SHA-256 (RFC 2104) by the platform, several times faster than Bouncy Castle's. */
final class Hmac {

    static final int BYTES = 32;

    private static final String ALGORITHM = "HmacSHA256";

    private Hmac() {}

    static byte[] of(byte[] key, byte[]... message) {
        // the platform refuses an empty key, which HMAC pads with zeros as it pads this one
        byte[] material = key.length == 0 ? new byte[BYTES] : key;
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new PlatformKey(ALGORITHM, material));
            for (byte[] part : message) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new AssertionError("HmacSHA256 is required of every Java platform", e);
        }
    }
}
