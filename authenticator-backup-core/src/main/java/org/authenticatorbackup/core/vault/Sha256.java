package org.authenticatorbackup.core.vault;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 by the platform. */
public final class Sha256 {

    private Sha256() {}

    /** {@return the digest in lower-case hex} */
    public static String hex(byte[] bytes) {
        try {
            return Hex.of(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("SHA-256 is required of every Java platform", e);
        }
    }
}
