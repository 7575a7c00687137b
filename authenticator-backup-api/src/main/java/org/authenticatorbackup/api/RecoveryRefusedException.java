package org.authenticatorbackup.api;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A recovery was refused. Nothing on the device or in the storage was changed. */
public final class RecoveryRefusedException extends ProblemException {

    private static final long serialVersionUID = 1L;

    /** What went wrong, told apart only where callers act differently. */
    public enum Reason implements Problem {

        /** No backup is in this storage, and nobody here knows of one. Most often it lies in another storage account or folder. */
        NO_VAULT(Retry.IS_USELESS),

        /**
         * The vault exists, but elsewhere: this device or the connected recovery account knows one that this storage does not
         * have. The person connects the storage account or the folder that backup was turned on with.
         */
        WRONG_STORAGE(Retry.IS_USELESS),

        /** The vault has no slot that such a secret could open; it has other ways in. */
        NO_FITTING_SLOT(Retry.IS_USELESS),

        /** The recovery kit is well-formed and belongs to another vault. */
        WRONG_KIT(Retry.IS_USELESS),

        /** The text is not a recovery kit: a word or a character is mistyped, or part of it is missing. */
        MALFORMED_KIT(Retry.IS_USELESS),

        /** Accounts exist on this device; recovering over them could replace newer data by older. */
        DEVICE_NOT_EMPTY(Retry.IS_USELESS),

        /** The wanted version is not in the vault, or not intact. Choose another one. */
        NO_SUCH_VERSION(Retry.IS_USELESS),

        /** What is on this device cannot be joined with the vault: a setting is malformed, or both together are too large. */
        UNMERGEABLE(Retry.IS_USELESS),

        /** An account was added or changed on this device while the recovery was under way. Nothing was replaced. */
        CHANGED_MEANWHILE(Retry.CAN_HELP),

        /** The slot needs a secret of the recovery account and none is connected. */
        RECOVERY_ACCOUNT_NEEDED(Retry.IS_USELESS),

        /** The app wants the storage account of somebody else than the person to be connected, and none is. */
        STORAGE_ACCOUNT_REQUIRED(Retry.IS_USELESS),

        /** The app wants the person to be signed in to the recovery account, whatever opens the vault, and none is connected. */
        RECOVERY_ACCOUNT_REQUIRED(Retry.IS_USELESS),

        /** More contacts have to help: the argument says how many more at least. */
        TOO_FEW_SHARES(Retry.IS_USELESS),

        /** A text is not a share: a word is mistyped, or part of it is missing; the argument says which, counted from 1. */
        MALFORMED_SHARE(Retry.IS_USELESS),

        /** The shares do not belong together or belong to another vault. Compare what their first lines say. */
        WRONG_SHARES(Retry.IS_USELESS),

        /** The vault was opened by the recovery account alone, so it may be made up, and this device never joins it. Restore the accounts without joining and turn backup on anew. */
        NOT_ADOPTABLE(Retry.IS_USELESS),

        /**
         * The vault has no slot left, and another vault that opens is beside it: it looks as if that had replaced this one.
         * The arguments name such vaults. Recover from the newer one; if it is not the person's, restore the accounts of this
         * one without joining and turn backup on anew.
         */
        VAULT_ROTATED(Retry.IS_USELESS);

        private final Retry retry;

        Reason(Retry retry) {
            this.retry = retry;
        }

        @Override
        public String messageKey() {
            return "recovery." + name().toLowerCase(Locale.ROOT);
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
    public RecoveryRefusedException(Reason reason, String message) {
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
    public RecoveryRefusedException(Reason reason, String message, List<String> arguments, @Nullable Throwable cause) {
        super(message, arguments, cause);
        this.reason = reason;
    }

    @Override
    public Reason reason() {
        return reason;
    }
}
