package org.authenticatorbackup.core.interchange;

import java.util.Optional;
import org.authenticatorbackup.api.account.AccountName;
import org.authenticatorbackup.api.account.Credential;

/** Key URIs. */
public final class KeyUri {

    private KeyUri() {}

    /**
     * Reads a URI.
     *
     * @param uri the whole text
     * @return the account
     * @throws KeyUriException if it cannot be read
     */
    public static ParsedAccount parse(CharSequence uri) throws KeyUriException {
        throw new KeyUriException(KeyUriException.Reason.NOT_A_KEY_URI);
    }

    /**
     * Writes a URI.
     *
     * @param credential what makes the codes
     * @param name issuer and user name
     * @return the text, which holds the secret; or empty for a credential that has none
     */
    public static Optional<String> format(Credential credential, AccountName name) {
        return Optional.empty();
    }
}
