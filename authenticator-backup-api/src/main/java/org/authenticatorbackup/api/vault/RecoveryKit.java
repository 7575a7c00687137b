package org.authenticatorbackup.api.vault;

/**
 * A recovery kit as the person has it: the whole text of the kit, its line {@code AGE-SECRET-KEY-…} alone, or its 24
 * words. It opens the vault without any slot. Not thread-safe. {@link #toString} shows nothing.
 */
public final class RecoveryKit implements UnlockSecret {

    /** The longest text that is read as a kit, in characters. */
    public static final int MAX_CHARACTERS = 64 * 1024;

    private final SecretCharacters characters;

    private RecoveryKit(SecretCharacters characters) {
        this.characters = characters;
    }

    /**
     * Takes a kit as text. What it says is read when it is used.
     *
     * @param text 1 to {@value #MAX_CHARACTERS} characters; copied, the caller clears its own
     * @return the kit
     * @throws IllegalArgumentException if there are none or too many
     */
    public static RecoveryKit of(char[] text) {
        return new RecoveryKit(SecretCharacters.of(text, MAX_CHARACTERS, "recovery kit"));
    }

    /**
     * The text.
     *
     * @return a copy, which the caller clears when done
     * @throws IllegalStateException if this kit is closed
     */
    public char[] text() {
        return characters.copy();
    }

    @Override
    public void close() {
        characters.close();
    }

    @Override
    public String toString() {
        return "RecoveryKit[hidden]";
    }
}
