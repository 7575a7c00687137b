package org.authenticatorbackup.api.account;

/**
 * Who issued an account and what it is called there.
 *
 * <p>Personal, so {@link #toString} shows nothing of it.
 *
 * @param issuer the provider, such as {@code Example}; empty if unknown
 * @param name the user name at the provider, such as {@code alice@example.com}; may be empty
 */
public record AccountName(String issuer, String name) {

    /**
     * Checks both texts.
     *
     * @param issuer the provider
     * @param name the user name
     * @throws IllegalArgumentException if a text is longer than {@link Texts#MAX_UTF8_BYTES} or holds half a character
     */
    public AccountName {
        Texts.require("issuer", issuer);
        Texts.require("name", name);
    }

    @Override
    public String toString() {
        return "AccountName[hidden]";
    }
}
