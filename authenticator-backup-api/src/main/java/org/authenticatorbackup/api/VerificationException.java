package org.authenticatorbackup.api;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An account could not be verified, or not yet. What was proven before is not lost. */
public final class VerificationException extends ProblemException {

    private static final long serialVersionUID = 1L;

    /** What went wrong, told apart only where callers act differently. */
    public enum Reason implements Problem {

        /** The account is not on this device, or needs no verification. List the tasks anew. */
        NO_TASK(Retry.IS_USELESS),

        /** The app has plugged in nothing that verifies accounts. The person adds the account anew at its provider. */
        NO_VERIFIER(Retry.IS_USELESS),

        /** The account is verified in another way; its task says in which. */
        WRONG_WAY(Retry.IS_USELESS),

        /** The person has proven already who they are; what is left is the credential. Resume. */
        ALREADY_PROVEN(Retry.IS_USELESS),

        /** Nothing was proven yet. Begin. */
        NOT_PROVEN(Retry.IS_USELESS),

        /** No confirmation code is on its way. Begin anew. */
        NO_CHALLENGE(Retry.IS_USELESS),

        /** Password or contact are wrong; the provider does not say which. The person types them again. */
        WRONG_PROOF(Retry.IS_USELESS),

        /** The provider knows the contact and has never confirmed it. The person uses another one. */
        CONTACT_NOT_CONFIRMED(Retry.IS_USELESS),

        /** The confirmation code is wrong. The person types it again. */
        WRONG_CODE(Retry.IS_USELESS),

        /** The scanned text is no activation of an account. The person scans the QR code that the provider shows. */
        MALFORMED_ACTIVATION(Retry.IS_USELESS),

        /** The activation was used before: it is valid once. The person has the provider show a new one. */
        ALREADY_USED(Retry.IS_USELESS),

        /** The activation belongs to another account. The person has the provider show the one of this account. */
        WRONG_ACCOUNT(Retry.IS_USELESS),

        /** The code or the activation is out of time, or the clock of this device is wrong. Begin anew. */
        EXPIRED(Retry.IS_USELESS),

        /** The provider understood and will not, for instance after too many attempts. The person asks the provider. */
        REFUSED(Retry.IS_USELESS),

        /** No answer, or a passing fault. */
        OFFLINE(Retry.CAN_HELP),

        /** What verifies or issues failed in a way that it should not. */
        BROKEN(Retry.CAN_HELP);

        private final Retry retry;

        Reason(Retry retry) {
            this.retry = retry;
        }

        @Override
        public String messageKey() {
            return "verification." + name().toLowerCase(Locale.ROOT);
        }

        @Override
        public Retry retry() {
            return retry;
        }
    }

    private final Reason reason;

    /**
     * Creates an exception without a cause and without arguments for the person's sentence.
     *
     * @param reason what the caller can do about it
     * @param message what failed, for a log: names and numbers, never content
     */
    public VerificationException(Reason reason, String message) {
        this(reason, message, List.of(), null);
    }

    /**
     * Creates an exception.
     *
     * @param reason what the caller can do about it
     * @param message what failed, for a log: names and numbers, never content
     * @param arguments what to fill into the sentence for the person
     * @param cause the underlying failure, or null if there is none
     */
    public VerificationException(Reason reason, String message, List<String> arguments, @Nullable Throwable cause) {
        super(message, arguments, cause);
        this.reason = reason;
    }

    @Override
    public Reason reason() {
        return reason;
    }
}
