package org.authenticatorbackup.api;

/**
 * Names a vault: 32 characters of lower-case base32, derived from the vault's public key and safe to show and log.
 *
 * @param value the whole name, such as {@code brucekqlaqedexidov6nr7tf5uwcxkfv}
 */
public record VaultId(String value) {

    /**
     * Checks the form.
     *
     * @param value 32 characters of {@code a-z} and {@code 2-7}
     * @throws IllegalArgumentException if {@code value} has another form
     */
    public VaultId {
        if (!value.matches("[a-z2-7]{32}")) {
            throw new IllegalArgumentException("not a vault id: expected 32 characters of a-z and 2-7");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
