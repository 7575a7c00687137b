package org.authenticatorbackup.crypto.age;

import java.security.SecureRandom;
import java.util.List;

/**
 * Whoever knows a passphrase. A file sealed to it has this stanza only. The scrypt parameters are r = 8 and p = 1, and the
 * work factor decides about N. Not for use by several threads.
 */
public final class ScryptRecipient implements Recipient, AutoCloseable {

    private final SecretBytes passphrase;
    private final int log2N;

    private ScryptRecipient(SecretBytes passphrase, int log2N) {
        this.passphrase = passphrase;
        this.log2N = log2N;
    }

    /**
     * Whoever knows that passphrase.
     *
     * @param passphraseUtf8 at least one byte, already in the form in which it will be typed again; copied, the caller
     *     clears it
     * @param log2N 1 to 20: sealing and opening take 2<sup>log2N</sup> KiB of memory
     * @return the recipient, which the caller closes
     * @throws IllegalArgumentException if the passphrase is empty, or the work factor out of range
     */
    public static ScryptRecipient of(byte[] passphraseUtf8, int log2N) {
        int workFactor = Scrypt.workFactor(log2N);
        return new ScryptRecipient(Scrypt.passphrase(passphraseUtf8), workFactor);
    }

    Stanza wrap(FileKey fileKey, SecureRandom random) {
        byte[] salt = new byte[Scrypt.SALT_BYTES];
        random.nextBytes(salt);
        byte[] key = Scrypt.derive(passphrase, salt, log2N);
        try {
            List<String> arguments = List.of(CanonicalBase64.encode(salt), Integer.toString(log2N));
            return new Stanza(Scrypt.STANZA_TYPE, arguments, Wrapping.seal(key, fileKey));
        } finally {
            Bytes.wipe(key);
        }
    }

    /** Wipes the passphrase. Closing twice is the same as closing once. */
    @Override
    public void close() {
        passphrase.close();
    }

    /** {@return a text without the passphrase} */
    @Override
    public String toString() {
        return "ScryptRecipient[hidden]";
    }
}
