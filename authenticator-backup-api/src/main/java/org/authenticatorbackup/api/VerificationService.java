package org.authenticatorbackup.api;

import java.util.List;
import org.authenticatorbackup.api.account.AccountId;
import org.authenticatorbackup.api.spi.AccountVerifier;
import org.authenticatorbackup.api.spi.CredentialIssuer;
import org.authenticatorbackup.api.verification.ActivationCode;
import org.authenticatorbackup.api.verification.ConfirmationCode;
import org.authenticatorbackup.api.verification.PersonalProof;
import org.authenticatorbackup.api.verification.VerificationTask;

/**
 * Makes accounts work that came from a backup by name alone, since their credentials are bound to a device or were not backed
 * up: their providers verify the person and issue a credential for this device. The app plugs in an {@link AccountVerifier} and
 * a {@link CredentialIssuer}.
 *
 * <p>How far each account has come survives a crash: what a method has returned need not be proven again, and one that was cut
 * short is called again with the same proof. Passwords, contacts and codes are not kept anywhere. The service is safe for use by several
 * threads; its calls take turns with those that back up and recover.
 */
public interface VerificationService {

    /**
     * What still needs to be verified: the alerts for the app's screen, after a recovery and whenever else. Asks no provider.
     *
     * @return one task for each account in use that does not work on this device, in the order the person sees them. Without a
     *     {@link CredentialIssuer} the library cannot know which device-bound accounts work here, and leaves them out
     * @throws DeviceStateException if accounts, key store or state could not be read
     */
    List<VerificationTask> tasks() throws DeviceStateException;

    /**
     * Begins with password and contact: the provider sends a confirmation code there. May be called again for a new one.
     *
     * @param account an account whose task says {@code PASSWORD_AND_CONTACT}
     * @param proof what the person has typed; read, but not closed, by this method
     * @return the task, {@code CHALLENGED}
     * @throws VerificationException if no code was sent
     * @throws DeviceStateException if accounts, key store or state could not be read or kept
     */
    VerificationTask challenge(AccountId account, PersonalProof proof)
            throws VerificationException, DeviceStateException;

    /**
     * Goes on with the confirmation code, and has the credential issued.
     *
     * @param account an account whose task is {@code CHALLENGED}
     * @param code what the person has typed; read, but not closed, by this method
     * @return the task, {@code REBOUND}
     * @throws VerificationException if the code was not accepted, or the credential not issued; in the latter case the task is
     *     {@code PROVEN} and {@link #resume} goes on
     * @throws DeviceStateException if accounts, key store or state could not be read or kept
     */
    VerificationTask confirm(AccountId account, ConfirmationCode code)
            throws VerificationException, DeviceStateException;

    /**
     * Redeems the QR code that the provider shows, and has the credential issued.
     *
     * @param account an account whose task says {@code PROVIDER_QR}
     * @param code what was scanned; read, but not closed, by this method
     * @return the task, {@code REBOUND}
     * @throws VerificationException as {@link #confirm} does
     * @throws DeviceStateException if accounts, key store or state could not be read or kept
     */
    VerificationTask redeem(AccountId account, ActivationCode code) throws VerificationException, DeviceStateException;

    /**
     * Has the credential issued for an account whose person has proven already who they are.
     *
     * @param account an account whose task is {@code PROVEN}
     * @return the task, {@code REBOUND}
     * @throws VerificationException if the credential was not issued
     * @throws DeviceStateException if accounts, key store or state could not be read or kept
     */
    VerificationTask resume(AccountId account) throws VerificationException, DeviceStateException;

    /**
     * Asks for codes of this device's own for an account that came from a backup with its codes. Those of the other devices
     * stay valid. Until it succeeds, the account goes on with the codes that were backed up; without an issuer, or if the
     * account's provider gives all devices the same codes, for good.
     *
     * @param account an account in use, with codes
     * @return whether the account has codes of this device's own now
     * @throws VerificationException if the provider did not issue any
     * @throws DeviceStateException if the accounts could not be read or kept
     */
    boolean individualize(AccountId account) throws VerificationException, DeviceStateException;
}
