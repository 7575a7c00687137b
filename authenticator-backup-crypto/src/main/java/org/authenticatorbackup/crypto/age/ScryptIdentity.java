package org.authenticatorbackup.crypto.age;

import java.util.Optional;

/** A passphrase that opens files, as long as they do not ask for more work than is allowed. */
public final class ScryptIdentity implements Identity {

    private static final int SCRYPT_ARGUMENTS = 2;
    /** Of the decimal number 99, which is more than any limit. */
    private static final int MAX_DIGITS = 2;

    private final SecretBytes passphrase;
    private final int maxLog2N;

    private ScryptIdentity(SecretBytes passphrase, int maxLog2N) {
        this.passphrase = passphrase;
        this.maxLog2N = maxLog2N;
    }

    /**
     * That passphrase.
     *
     * @param passphraseUtf8 at least one byte; copied, the caller clears it
     * @param maxLog2N 1 to 20: the largest work factor of a file that is tried, as 2<sup>maxLog2N</sup> KiB of memory;
     *     nothing is allocated for a file that asks for more
     * @return the identity, which the caller closes
     * @throws IllegalArgumentException if the passphrase is empty, or the limit out of range
     */
    public static ScryptIdentity of(byte[] passphraseUtf8, int maxLog2N) {
        int limit = Scrypt.workFactor(maxLog2N);
        return new ScryptIdentity(Scrypt.passphrase(passphraseUtf8), limit);
    }

    Optional<FileKey> unwrap(Stanza stanza) throws AgeException {
        passphrase.expose();
        if (!stanza.type().equals(Scrypt.STANZA_TYPE)) {
            return Optional.empty();
        }
        Wrapping.requireShape(stanza, SCRYPT_ARGUMENTS);
        byte[] salt = Wrapping.firstArgument(stanza, Scrypt.SALT_BYTES);
        int log2N = workFactor(stanza.arguments().get(1));
        byte[] key = Scrypt.derive(passphrase, salt, log2N);
        try {
            return Wrapping.open(key, stanza);
        } finally {
            Bytes.wipe(key);
        }
    }

    private int workFactor(String decimal) throws AgeException {
        if (decimal.charAt(0) == '0' || !decimal.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new AgeException(AgeException.Reason.HEADER, "the work factor is not a decimal number");
        }
        if (decimal.length() > MAX_DIGITS || Integer.parseInt(decimal) > maxLog2N) {
            throw new AgeException(
                    AgeException.Reason.WORK_FACTOR_TOO_HIGH, "the work factor exceeds the limit " + maxLog2N);
        }
        return Integer.parseInt(decimal);
    }

    @Override
    public void close() {
        passphrase.close();
    }

    /** {@return a text without the passphrase} */
    @Override
    public String toString() {
        return "ScryptIdentity[hidden]";
    }
}
