package org.authenticatorbackup.api.verification;

import java.util.Arrays;

/**
 * The code that a provider has sent to the alternate contact of a person.
 *
 * <p>It is never stored, not even on this device. Not thread-safe. {@link #toString} shows nothing.
 */
public final class ConfirmationCode implements AutoCloseable {

    /** The longest one, in characters. */
    public static final int MAX_CHARACTERS = 256;

    private final char[] characters;
    private boolean closed;

    private ConfirmationCode(char[] characters) {
        this.characters = characters;
    }

    /**
     * Takes what the person has typed.
     *
     * @param characters 1 to {@value #MAX_CHARACTERS} characters; copied, the caller clears its own
     * @return the confirmation code
     * @throws IllegalArgumentException if there are none or too many
     */
    public static ConfirmationCode of(char[] characters) {
        if (characters.length == 0 || characters.length > MAX_CHARACTERS) {
            throw new IllegalArgumentException(
                    "a confirmation code has 1 to " + MAX_CHARACTERS + " characters, not " + characters.length);
        }
        return new ConfirmationCode(characters.clone());
    }

    /**
     * The characters.
     *
     * @return a copy, which the caller clears when done
     * @throws IllegalStateException if this confirmation code is closed
     */
    public char[] characters() {
        if (closed) {
            throw new IllegalStateException("the confirmation code is closed");
        }
        return characters.clone();
    }

    @Override
    public void close() {
        closed = true;
        Arrays.fill(characters, '\0');
    }

    @Override
    public String toString() {
        return "ConfirmationCode[hidden]";
    }
}
