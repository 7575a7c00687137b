package org.authenticatorbackup.api.vault;

import java.util.Arrays;

/**
 * The share of one contact as text: five lines, of which the first four begin with {@code #} and name the vault, the slot
 * and how many shares it needs, and the last one has 33 words. Fewer shares than that say nothing. Not thread-safe.
 * {@link #toString} shows nothing.
 */
public final class ShareText implements AutoCloseable {

    /** The longest text that is read as a share, in characters. */
    public static final int MAX_CHARACTERS = 1024;

    private final char[] characters;
    private boolean closed;

    private ShareText(char[] characters) {
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
        if (characters.length == 0 || characters.length > MAX_CHARACTERS) {
            throw new IllegalArgumentException(
                    "a share has 1 to " + MAX_CHARACTERS + " characters, not " + characters.length);
        }
        return new ShareText(characters.clone());
    }

    /**
     * The text.
     *
     * @return a copy, which the caller clears when done
     * @throws IllegalStateException if this share is closed
     */
    public char[] characters() {
        if (closed) {
            throw new IllegalStateException("share is closed");
        }
        return characters.clone();
    }

    /** Overwrites the share, as far as a Java program can. Closing twice is the same as closing once. */
    @Override
    public void close() {
        closed = true;
        Arrays.fill(characters, '\0');
    }

    @Override
    public String toString() {
        return "ShareText[hidden]";
    }
}
