package org.authenticatorbackup.crypto.age;

/**
 * The one HPKE context that age uses: base mode, X-Wing, HKDF-SHA-256, ChaCha20-Poly1305 (RFC 9180), for a single message.
 * Holds key and nonce, which {@link #close()} wipes.
 */
final class Hpke implements AutoCloseable {

    private static final byte[] SUITE = {'H', 'P', 'K', 'E', 0x64, 0x7a, 0, 1, 0, 3};
    private static final byte[] VERSION = Bytes.ascii("HPKE-v1");
    private static final byte[] BASE_MODE = {0};

    private final byte[] key;
    private final byte[] nonce;

    private Hpke(byte[] key, byte[] nonce) {
        this.key = key;
        this.nonce = nonce;
    }

    /** The context that two parties share with {@code secret}, which the caller clears. */
    static Hpke schedule(byte[] secret, byte[] info) {
        byte[] context = Bytes.concat(
                BASE_MODE,
                labeledExtract(Bytes.EMPTY, "psk_id_hash", Bytes.EMPTY),
                labeledExtract(Bytes.EMPTY, "info_hash", info));
        byte[] prk = labeledExtract(secret, "secret", Bytes.EMPTY);
        try {
            return new Hpke(
                    labeledExpand(prk, "key", context, Aead.KEY_BYTES),
                    labeledExpand(prk, "base_nonce", context, Aead.NONCE_BYTES));
        } finally {
            Bytes.wipe(prk);
        }
    }

    byte[] key() {
        return key;
    }

    /** Of the message with sequence number 0. */
    byte[] nonce() {
        return nonce;
    }

    private static byte[] labeledExtract(byte[] salt, String label, byte[] ikm) {
        return Hkdf.extract(salt, VERSION, SUITE, Bytes.ascii(label), ikm);
    }

    private static byte[] labeledExpand(byte[] prk, String label, byte[] context, int length) {
        byte[] lengthBytes = {(byte) (length >>> Byte.SIZE), (byte) length};
        return Hkdf.expand(prk, Bytes.concat(lengthBytes, VERSION, SUITE, Bytes.ascii(label), context), length);
    }

    @Override
    public void close() {
        Bytes.wipe(key, nonce);
    }

    @Override
    public String toString() {
        return "Hpke[hidden]";
    }
}
