package org.authenticatorbackup.api.vault;

import java.util.Arrays;

/** The characters of a secret text, of which copies are given out until it is closed. Not thread-safe. */
final class SecretCharacters implements AutoCloseable {

    private final char[] characters;
    private final String name;
    private boolean closed;

    private SecretCharacters(char[] characters, String name) {
        this.characters = characters;
        this.name = name;
    }

    /**
     * Takes a copy.
     *
     * @param characters at least one
     * @param most how many there may be
     * @param name what they are, such as {@code share}, for what is said of a mistake
     * @throws IllegalArgumentException if there are none or too many
     */
    static SecretCharacters of(char[] characters, int most, String name) {
        if (characters.length == 0 || characters.length > most) {
            throw new IllegalArgumentException(
                    "a " + name + " has 1 to " + most + " characters, not " + characters.length);
        }
        return new SecretCharacters(characters.clone(), name);
    }

    /**
     * Gives a copy, which the caller clears.
     *
     * @throws IllegalStateException if this is closed
     */
    char[] copy() {
        if (closed) {
            throw new IllegalStateException(name + " is closed");
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
        return "SecretCharacters[hidden]";
    }
}
