package org.authenticatorbackup.api.spi;

import java.io.IOException;
import java.util.Optional;
import org.authenticatorbackup.api.VerificationException;
import org.authenticatorbackup.api.account.Account;
import org.authenticatorbackup.api.account.Credential;
import org.authenticatorbackup.api.account.Secret;

/**
 * How the app gets credentials that are this device's own, and where it keeps the keys of device-bound ones.
 *
 * <p>The key of a {@link Credential.DeviceBound} credential is made, kept and used by the app alone, in the platform's key store
 * where there is one; the library never sees it. Calls block; the library makes one at a time. Failures are reported as {@link
 * AccountVerifier} describes.
 */
public interface CredentialIssuer {

    /**
     * Whether this device holds the key of a device-bound credential. It is asked often and answers at once.
     *
     * @param account an account with a {@link Credential.DeviceBound} credential
     * @return whether the account works here
     * @throws IOException if the key store could not be read
     */
    boolean holdsKey(Account account) throws IOException;

    /**
     * Whether the provider of an account gives each device codes of its own.
     *
     * @param account an account whose codes were restored from a backup
     * @return whether {@link #issue} may be asked for other ones
     */
    boolean issuesPerDevice(Account account);

    /**
     * Has the provider issue a credential for this device. It must leave those of the person's other devices valid. A call
     * that is repeated with the same request, since the app was killed, gives the same credential or one in place of it.
     *
     * @param account the account as it is on this device
     * @param request the name of the verification, or of this call: 32 hex digits
     * @param grant by what the provider knows that the person has proven who they are; empty if the account has its codes, which
     *     prove that by themselves
     * @return for an account with a {@link Credential.DeviceBound} credential the same one, its key being held from now on;
     *     else a {@link Credential.TimeBased} or {@link Credential.Steam} one whose secret no other device has
     * @throws VerificationException if none was issued; {@code EXPIRED}, {@code REFUSED} or {@code WRONG_PROOF} if the grant
     *     does not count any more
     */
    Credential issue(Account account, String request, Optional<Secret> grant) throws VerificationException;
}
