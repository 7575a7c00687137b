package org.authenticatorbackup.api.account;

/**
 * Names a group of accounts: 16 random bytes in lower-case hex.
 *
 * @param value 32 hex digits
 */
public record GroupId(String value) implements Comparable<GroupId> {

    /**
     * Checks the form.
     *
     * @param value 32 characters of {@code 0-9} and {@code a-f}
     * @throws IllegalArgumentException if {@code value} has another form
     */
    public GroupId {
        if (!Texts.isHex(value, 32)) {
            throw new IllegalArgumentException("not a group id: expected 32 lower-case hex digits");
        }
    }

    /** Orders by the digits. */
    @Override
    public int compareTo(GroupId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
