package org.authenticatorbackup.api.vault;

/**
 * The share of one contact as text: five lines, of which the first four begin with {@code #} and name the vault, the slot
 * and how many shares it needs, and the last one has 33 words. Fewer shares than that say nothing. Not thread-safe.
 * {@link #toString} shows nothing.
 */
public final class ShareText implements AutoCloseable {

    /** The longest text that is read as a share, in characters. */
    public static final int MAX_CHARACTERS = 1024;

    private final SecretCharacters characters;

    private ShareText(SecretCharacters characters) {
        this.characters = characters;
    }

    /**
     * Takes a share as text. What it says is read when it is used.
     *
     * @param characters 1 to {@value #MAX_CHARACTERS} characters; copied, the caller clears its own
     * @return the share
     * @throws IllegalArgumentException if there are none or too many
     */
    public static ShareText of(char[] characters) {
        return new ShareText(SecretCharacters.of(characters, MAX_CHARACTERS, "share"));
    }

    /**
     * The text.
     *
     * @return a copy, which the caller clears when done
     * @throws IllegalStateException if this share is closed
     */
    public char[] characters() {
        return characters.copy();
    }

    /** Overwrites the share, as far as a Java program can. Closing twice is the same as closing once. */
    @Override
    public void close() {
        characters.close();
    }

    @Override
    public String toString() {
        return "ShareText[hidden]";
    }
}
