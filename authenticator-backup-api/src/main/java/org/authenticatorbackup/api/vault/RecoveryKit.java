package org.authenticatorbackup.api.vault;

import java.util.Arrays;

/**
 * A recovery kit as the person has it: the whole text of the kit, its line {@code AGE-SECRET-KEY-…} alone, or its 24
 * words. It opens the vault without any slot. Not thread-safe. {@link #toString} shows nothing.
 */
public final class RecoveryKit implements UnlockSecret {

    /** The longest text that is read as a kit, in characters. */
    public static final int MAX_CHARACTERS = 64 * 1024;

    private final char[] text;
    private boolean closed;

    private RecoveryKit(char[] text) {
        this.text = text;
    }

    /**
     * Takes a kit as text. What it says is read when it is used.
     *
     * @param text 1 to {@value #MAX_CHARACTERS} characters; copied, the caller clears its own
     * @return the kit
     * @throws IllegalArgumentException if there are none or too many
     */
    public static RecoveryKit of(char[] text) {
        if (text.length == 0 || text.length > MAX_CHARACTERS) {
            throw new IllegalArgumentException("a kit has 1 to " + MAX_CHARACTERS + " characters, not " + text.length);
        }
        return new RecoveryKit(text.clone());
    }

    /**
     * The text.
     *
     * @return a copy, which the caller clears when done
     * @throws IllegalStateException if this kit is closed
     */
    public char[] text() {
        if (closed) {
            throw new IllegalStateException("recovery kit is closed");
        }
        return text.clone();
    }

    @Override
    public void close() {
        closed = true;
        Arrays.fill(text, '\0');
    }

    @Override
    public String toString() {
        return "RecoveryKit[hidden]";
    }
}
