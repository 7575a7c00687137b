package org.authenticatorbackup.api;

/**
 * Names a slot, one way to open a vault: 8 random bytes in lower-case hex. Safe to show and log.
 *
 * @param value 16 hex digits
 */
public record SlotId(String value) {

    /**
     * Checks the form.
     *
     * @param value 16 characters of {@code 0-9} and {@code a-f}
     * @throws IllegalArgumentException if {@code value} has another form
     */
    public SlotId {
        if (!value.matches("[0-9a-f]{16}")) {
            throw new IllegalArgumentException("not a slot id: expected 16 lower-case hex digits");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
