package org.authenticatorbackup.crypto.vault;

import java.util.Locale;
import java.util.Optional;

/** The kinds of secret that one layer of a slot can ask for. The label {@code pin} is reserved. */
public enum Lock {
    /** What a person knows. */
    PASSPHRASE(16),
    /** What the recovery-account provider holds. Outermost wherever there are several. */
    ACCOUNT(10),
    /** What contacts hold shares of. */
    CONTACTS(10);

    private final int writeLog2N;

    Lock(int writeLog2N) {
        this.writeLog2N = writeLog2N;
    }

    /** {@return the name as it stands in object names, such as {@code passphrase}} */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * {@return the lock of a label, or empty if this version knows none of that name}
     *
     * @param label exactly as {@link #label} gives it
     */
    public static Optional<Lock> ofLabel(String label) {
        for (Lock lock : values()) {
            if (lock.label().equals(label)) {
                return Optional.of(lock);
            }
        }
        return Optional.empty();
    }

    /**
     * The base-2 logarithm of scrypt's N in new slots. With 16 a guess costs 64 MiB, and the library about 80; secrets
     * of 256 random bits need no stretching.
     */
    int writeLog2N() {
        return writeLog2N;
    }
}
