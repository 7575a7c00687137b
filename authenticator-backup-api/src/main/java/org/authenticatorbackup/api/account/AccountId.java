package org.authenticatorbackup.api.account;

/**
 * Names an account within a vault: 16 bytes in lower-case hex, derived from the account's credential and the name it
 * was enrolled with under a key of the vault. The same code scanned on two devices of a vault has one id; the id tells
 * nothing to whoever lacks the vault's key.
 *
 * @param value 32 hex digits
 */
public record AccountId(String value) implements Comparable<AccountId> {

    /**
     * Checks the form.
     *
     * @param value 32 characters of {@code 0-9} and {@code a-f}
     * @throws IllegalArgumentException if {@code value} has another form
     */
    public AccountId {
        if (!Texts.isHex(value, 32)) {
            throw new IllegalArgumentException("not an account id: expected 32 lower-case hex digits");
        }
    }

    /** Orders by the digits. */
    @Override
    public int compareTo(AccountId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
