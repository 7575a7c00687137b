package org.authenticatorbackup.crypto.age;

/** HKDF-SHA-256 (RFC 5869). */
final class Hkdf {

    private static final int MAX_BLOCKS = 255;

    private Hkdf() {}

    /** 32 bytes. */
    static byte[] derive(byte[] ikm, byte[] salt, String info) {
        byte[] prk = extract(salt, ikm);
        try {
            return expand(prk, Bytes.ascii(info), Hmac.BYTES);
        } finally {
            Bytes.wipe(prk);
        }
    }

    static byte[] extract(byte[] salt, byte[]... ikm) {
        return Hmac.of(salt, ikm);
    }

    static byte[] expand(byte[] prk, byte[] info, int length) {
        if (length > MAX_BLOCKS * Hmac.BYTES) {
            throw new IllegalArgumentException("HKDF gives at most 255 blocks");
        }
        byte[] output = new byte[length];
        byte[] block = Bytes.EMPTY;
        for (int at = 0, counter = 1; at < length; at += Hmac.BYTES, counter++) {
            byte[] previous = block;
            block = Hmac.of(prk, previous, info, new byte[] {(byte) counter});
            Bytes.wipe(previous);
            System.arraycopy(block, 0, output, at, Math.min(Hmac.BYTES, length - at));
        }
        Bytes.wipe(block);
        return output;
    }
}
