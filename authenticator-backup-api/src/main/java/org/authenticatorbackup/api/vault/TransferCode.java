package org.authenticatorbackup.api.vault;

/**
 * The code of a device transfer, as it is shown by the new device and scanned by the old one. Not thread-safe. {@link
 * #toString} shows nothing.
 */
public final class TransferCode implements AutoCloseable {

    /** The longest text that is read as a code, in characters. One has 137. */
    public static final int MAX_CHARACTERS = 4_096;

    private final SecretCharacters characters;

    private TransferCode(SecretCharacters characters) {
        this.characters = characters;
    }

    /**
     * Takes what was scanned. What it says is read when it is used.
     *
     * @param characters 1 to {@value #MAX_CHARACTERS} characters; copied, the caller clears its own
     * @return the code
     * @throws IllegalArgumentException if there are none or too many
     */
    public static TransferCode of(char[] characters) {
        return new TransferCode(SecretCharacters.of(characters, MAX_CHARACTERS, "transfer code"));
    }

    /**
     * The text of the QR code.
     *
     * @return a copy, which the caller clears when done
     * @throws IllegalStateException if this code is closed
     */
    public char[] characters() {
        return characters.copy();
    }

    /** Overwrites the code, as far as a Java program can. Closing twice is the same as closing once. */
    @Override
    public void close() {
        characters.close();
    }

    @Override
    public String toString() {
        return "TransferCode[hidden]";
    }
}
