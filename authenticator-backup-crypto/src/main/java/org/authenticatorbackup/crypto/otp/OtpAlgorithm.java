package org.authenticatorbackup.crypto.otp;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The hash function under the HMAC of a one-time code. RFC 4226 knows SHA-1 only, RFC 6238 adds SHA-256 and SHA-512;
 * the other two are what some issuers print into their Key URIs.
 */
public enum OtpAlgorithm {
    /** HMAC-SHA-1: the default of nearly every issuer. */
    SHA1,
    /** HMAC-SHA-224. */
    SHA224,
    /** HMAC-SHA-256. */
    SHA256,
    /** HMAC-SHA-384. */
    SHA384,
    /** HMAC-SHA-512. */
    SHA512;

    /** {@return the name as written in Key URIs, such as {@code SHA1}} */
    public String text() {
        return name();
    }

    /**
     * The 31-bit number of RFC 4226 section 5.3 (dynamic truncation), 0 to 2,147,483,647.
     *
     * @throws IllegalArgumentException if {@code secret} is empty or {@code counter} negative
     */
    int truncatedMac(byte[] secret, long counter) {
        if (secret.length == 0) {
            throw new IllegalArgumentException("the secret is empty");
        }
        if (counter < 0) {
            throw new IllegalArgumentException("the counter is negative");
        }
        byte[] message = new byte[Long.BYTES];
        for (int i = 0; i < Long.BYTES; i++) {
            message[i] = (byte) (counter >>> (Long.SIZE - Byte.SIZE * (i + 1)));
        }
        byte[] mac = mac(secret, message);
        int offset = mac[mac.length - 1] & 0x0f;
        return (mac[offset] & 0x7f) << 24
                | (mac[offset + 1] & 0xff) << 16
                | (mac[offset + 2] & 0xff) << 8
                | (mac[offset + 3] & 0xff);
    }

    private byte[] mac(byte[] secret, byte[] message) {
        try {
            Mac mac = Mac.getInstance("Hmac" + name());
            mac.init(new SecretKeySpec(secret, mac.getAlgorithm()));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new AssertionError("HMAC with the SHA family is part of every platform we run on", e);
        }
    }
}
