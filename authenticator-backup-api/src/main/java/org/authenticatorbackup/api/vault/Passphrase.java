package org.authenticatorbackup.api.vault;

import java.util.Arrays;
import java.util.OptionalInt;

/**
 * A passphrase of the person, as typed, or drawn by a machine.
 *
 * <p>How it is typed does not matter where it cannot: Unicode's composed and decomposed forms are one, and white space
 * around it is ignored. Not thread-safe. {@link #toString} shows nothing.
 */
public final class Passphrase implements UnlockSecret {

    private final char[] characters;
    private final int drawnBits;
    private boolean closed;

    private Passphrase(char[] characters, int drawnBits) {
        this.characters = characters;
        this.drawnBits = drawnBits;
    }

    /**
     * A passphrase that somebody chose or typed.
     *
     * @param characters as typed; copied, the caller clears its own
     * @return the passphrase
     */
    public static Passphrase typed(char[] characters) {
        return new Passphrase(characters.clone(), -1);
    }

    /**
     * A passphrase that was drawn at random. Claiming more bits than were drawn defeats the check against weak ones.
     *
     * @param characters the passphrase; copied, the caller clears its own
     * @param bits how many bits of entropy it was drawn with, 0 or more
     * @return the passphrase
     * @throws IllegalArgumentException if {@code bits} is negative
     */
    public static Passphrase drawn(char[] characters, int bits) {
        if (bits < 0) {
            throw new IllegalArgumentException("entropy is 0 bits or more, not " + bits);
        }
        return new Passphrase(characters.clone(), bits);
    }

    /**
     * The characters.
     *
     * @return a copy, which the caller clears when done
     * @throws IllegalStateException if this passphrase is closed
     */
    public char[] characters() {
        if (closed) {
            throw new IllegalStateException("passphrase is closed");
        }
        return characters.clone();
    }

    /** {@return with how many bits of entropy it was drawn; empty if somebody chose it} */
    public OptionalInt drawnBits() {
        return drawnBits < 0 ? OptionalInt.empty() : OptionalInt.of(drawnBits);
    }

    @Override
    public void close() {
        closed = true;
        Arrays.fill(characters, '\0');
    }

    @Override
    public String toString() {
        return "Passphrase[hidden]";
    }
}
