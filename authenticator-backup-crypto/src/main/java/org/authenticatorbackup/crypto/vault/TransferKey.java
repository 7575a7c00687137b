package org.authenticatorbackup.crypto.vault;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;

/** The secret {@code k} of a device transfer, which passes from screen to camera only. Whoever makes one closes it. */
final class TransferKey implements AutoCloseable {

    static final int BYTES = 32;

    /** k is 256 random bits, which need no stretching; nor is more work done for an answer that asks for it. */
    static final int LOG2N = 10;

    private static final String ID_LABEL = "authbackup/v1/transfer-id";
    private static final int ID_BYTES = 16;

    private final byte[] key;
    private boolean closed;

    /** Takes over the key. */
    TransferKey(byte[] key) {
        this.key = key;
    }

    static TransferKey generate(SecureRandom random) {
        byte[] key = new byte[BYTES];
        random.nextBytes(key);
        return new TransferKey(key);
    }

    static Optional<TransferKey> parse(CharSequence text) {
        return Base32.decode(text, BYTES).map(TransferKey::new);
    }

    /** The key in base32, which the caller wipes. */
    byte[] secretString() {
        return Base32.encode(open());
    }

    String transferId() {
        byte[] hash = Secrets.sha256(Secrets.label(ID_LABEL), open());
        return Secrets.hexText(Arrays.copyOf(hash, ID_BYTES));
    }

    @Override
    public void close() {
        closed = true;
        Arrays.fill(key, (byte) 0);
    }

    @Override
    public String toString() {
        return "TransferKey[hidden]";
    }

    private byte[] open() {
        if (closed) {
            throw new IllegalStateException("the transfer is over");
        }
        return key;
    }
}
