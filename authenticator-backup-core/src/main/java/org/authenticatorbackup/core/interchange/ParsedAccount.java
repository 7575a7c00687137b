package org.authenticatorbackup.core.interchange;

import java.util.Optional;
import java.util.Set;
import org.authenticatorbackup.api.account.AccountName;
import org.authenticatorbackup.api.account.Credential;

/**
 * An account as another app wrote it, not yet enrolled in a vault.
 *
 * <p>{@link #toString} shows neither its secret nor its names.
 *
 * @param credential what makes its codes
 * @param name issuer and user name
 * @param labelIssuer the issuer in the label, where the {@code issuer} parameter names another one: in the URIs of
 *     some services the label holds the organisation and the parameter the operator
 * @param notices what was read tolerantly and is worth a look
 */
public record ParsedAccount(
        Credential credential, AccountName name, Optional<String> labelIssuer, Set<Notice> notices) {

    /** Something that was read tolerantly. */
    public enum Notice {

        /** The secret's base32 text does not fill whole bytes; the bits left over were dropped. */
        SECRET_BITS_DROPPED,

        /** A counter-based account came without a counter, and starts at 0. */
        COUNTER_MISSING
    }

    /**
     * Copies the set.
     *
     * @param credential what makes its codes
     * @param name issuer and user name
     * @param labelIssuer the other issuer, if there is one
     * @param notices what was read tolerantly
     */
    public ParsedAccount {
        notices = Set.copyOf(notices);
    }

    @Override
    public String toString() {
        return "ParsedAccount[" + credential + ", " + notices + "]";
    }
}
