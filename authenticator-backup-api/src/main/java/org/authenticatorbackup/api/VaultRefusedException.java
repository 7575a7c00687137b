package org.authenticatorbackup.api;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A change to a vault's slots, or its rotation, was refused before anything was changed. */
public final class VaultRefusedException extends ProblemException {

    private static final long serialVersionUID = 1L;

    /** What went wrong, told apart only where callers act differently. */
    public enum Reason implements Problem {

        /** This device does not back up to that vault. Turn backup on or recover here first, or do it on another device. */
        NOT_A_MEMBER(Retry.IS_USELESS),

        /** The vault was opened by the recovery account alone, so it may be made up. Open it with something that the person or a contact holds. */
        NOT_ADOPTABLE(Retry.IS_USELESS),

        /** The passphrase alone would not withstand guessing by whoever holds the stored files. Use a generated one, a stronger one, or a recovery account beside it. */
        WEAK_PASSPHRASE(Retry.IS_USELESS),

        /** The passphrase holds characters that could not be typed the same way everywhere: controls, unassigned code points, broken surrogates; or it is empty. */
        UNUSABLE_PASSPHRASE(Retry.IS_USELESS),

        /** The same passphrase opens a slot with other locks: the weaker of the two would give away the stronger. Use another passphrase. */
        SAME_PASSPHRASE(Retry.IS_USELESS),

        /** The recovery account would be the only lock: whoever gets into it and into the storage has the accounts. Put a passphrase or contacts beside it, or allow weak locks. */
        ACCOUNT_ALONE(Retry.IS_USELESS),

        /** The recovery account would be the only lock, and its operator runs the storage too: that operator alone could read everything. Put a passphrase or contacts beside it. */
        ONE_OPERATOR(Retry.IS_USELESS),

        /** The slot asks for a recovery account and none is connected. */
        RECOVERY_ACCOUNT_NEEDED(Retry.IS_USELESS),

        /** The vault has no such slot, or not one that this can be done with. List the slots anew. */
        NO_SUCH_SLOT(Retry.IS_USELESS),

        /** No other slot is known to be the vault's own and opens with more than the recovery account, so the person could be locked out. Add one first. */
        LAST_SLOT(Retry.IS_USELESS),

        /** The vault has as many slots as a vault can have. Remove one first. */
        TOO_MANY_SLOTS(Retry.IS_USELESS),

        /** A rotation has replaced the vault and is not finished. Finish it first. */
        ROTATION_UNFINISHED(Retry.IS_USELESS),

        /**
         * Another device has backed up into the old vault since the rotation was prepared; finished now, that would stay
         * behind. Nothing was changed. Prepare the rotation again, with the vault open.
         */
        BACKED_UP_MEANWHILE(Retry.IS_USELESS),

        /** No rotation is prepared on this device, or it was not prepared to the end. Prepare one. */
        NO_ROTATION(Retry.IS_USELESS);

        private final Retry retry;

        Reason(Retry retry) {
            this.retry = retry;
        }

        @Override
        public String messageKey() {
            return "vault-change." + name().toLowerCase(Locale.ROOT);
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
    public VaultRefusedException(Reason reason, String message) {
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
    public VaultRefusedException(Reason reason, String message, List<String> arguments, @Nullable Throwable cause) {
        super(message, arguments, cause);
        this.reason = reason;
    }

    @Override
    public Reason reason() {
        return reason;
    }
}
