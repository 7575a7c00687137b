package org.authenticatorbackup.api.spi;

import org.authenticatorbackup.api.VerificationException;
import org.authenticatorbackup.api.account.Account;
import org.authenticatorbackup.api.account.Secret;
import org.authenticatorbackup.api.verification.ActivationCode;
import org.authenticatorbackup.api.verification.Challenge;
import org.authenticatorbackup.api.verification.ConfirmationCode;
import org.authenticatorbackup.api.verification.PersonalProof;

/**
 * How the app asks the providers of accounts to verify a person.
 *
 * <p>Each verification has a {@code request}: 32 hex digits that the library draws before its first call and keeps. An app
 * may be killed between an answer and the moment at which the library has kept it, so <b>a call that is repeated with the same
 * request has the same outcome</b>, or a new one in place of it; a code that was accepted is accepted once more.
 *
 * <p>Passwords, contacts and codes are the caller's: do not keep them after a call, do not log them, and do not put them into
 * an exception. Every failure is a {@link VerificationException}: {@code WRONG_PROOF}, {@code CONTACT_NOT_CONFIRMED}, {@code
 * WRONG_CODE}, {@code ALREADY_USED}, {@code WRONG_ACCOUNT}, {@code EXPIRED} or {@code REFUSED} as the provider says, {@code
 * NO_VERIFIER} for an account of a provider that the app cannot ask, {@code OFFLINE} if it does not answer. Calls block; the
 * library makes one at a time. A ticket that is handed in is open during the call; one that is returned is the library's to
 * close.
 */
public interface AccountVerifier {

    /**
     * Checks password and contact, and has the provider send a confirmation code there.
     *
     * @param account the account, which is on this device by name
     * @param request the name of this verification
     * @param proof what the person has typed
     * @return the challenge
     * @throws VerificationException if no code was sent
     */
    Challenge challenge(Account account, String request, PersonalProof proof) throws VerificationException;

    /**
     * Gives the provider the code that it has sent.
     *
     * @param account the account
     * @param request the name of this verification
     * @param ticket the challenge's
     * @param code what the person has typed
     * @return by what the provider knows that the person has proven who they are; the library keeps it in the device state
     *     until the {@link CredentialIssuer} has used it
     * @throws VerificationException if the code was not accepted
     */
    Secret confirm(Account account, String request, Secret ticket, ConfirmationCode code) throws VerificationException;

    /**
     * Redeems the activation code of a QR code. Its address comes from whoever made that QR code: redeem it only at one that
     * is the provider's, and refuse another with {@code WRONG_ACCOUNT}.
     *
     * @param account the account
     * @param request the name of this verification
     * @param code what was scanned
     * @return as {@link #confirm} does
     * @throws VerificationException if the code was not accepted
     */
    Secret redeem(Account account, String request, ActivationCode code) throws VerificationException;
}
