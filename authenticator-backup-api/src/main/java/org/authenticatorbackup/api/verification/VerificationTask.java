package org.authenticatorbackup.api.verification;

import java.time.Instant;
import java.util.Optional;
import org.authenticatorbackup.api.VerificationException;
import org.authenticatorbackup.api.account.AccountId;
import org.authenticatorbackup.api.account.AccountKind;
import org.authenticatorbackup.api.account.AccountName;

/**
 * What an account still needs before it works on this device.
 *
 * @param account the account
 * @param name as the person sees it
 * @param kind what sort of account it is
 * @param way how the person proves who they are
 * @param state how far it has come
 * @param expiresAt until when the proof that is under way counts, by this device's clock; empty if nothing is under way, or
 *     the provider does not say
 * @param failure why it has not come further, if something has failed
 */
public record VerificationTask(
        AccountId account,
        AccountName name,
        AccountKind kind,
        Way way,
        State state,
        Optional<Instant> expiresAt,
        Optional<VerificationException.Reason> failure) {

    /** How a person proves who they are. */
    public enum Way {

        /** With the account's password, and an e-mail address or phone number that the provider has confirmed before. */
        PASSWORD_AND_CONTACT,

        /** With the QR code that the account's provider shows, such as the help desk of an employer. */
        PROVIDER_QR
    }

    /** How far the verification of an account has come. */
    public enum State {

        /** The account is there by name alone. */
        NAME_ONLY,

        /** A proof is under way: a confirmation code was sent, or an activation was scanned. */
        CHALLENGED,

        /** The provider knows who the person is. This device has no credential yet. */
        PROVEN,

        /** This device has a credential of its own: the account works. */
        REBOUND,

        /** The last attempt has failed for good. The person may begin anew. */
        FAILED
    }
}
