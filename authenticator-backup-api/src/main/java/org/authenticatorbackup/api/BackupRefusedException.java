package org.authenticatorbackup.api;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.authenticatorbackup.api.backup.MassChange;
import org.jspecify.annotations.Nullable;

/** A backup, or turning it on, was refused before anything was stored. */
public final class BackupRefusedException extends ProblemException {

    private static final long serialVersionUID = 1L;

    /** What went wrong, told apart only where callers act differently. */
    public enum Reason implements Problem {

        /** Backup is not turned on on this device. */
        NOT_ENABLED(Retry.IS_USELESS),

        /** Backup is already turned on on this device. */
        ALREADY_ENABLED(Retry.IS_USELESS),

        /** The passphrase alone would not withstand guessing by whoever holds the stored files. Use a generated one, a stronger one, or a recovery account beside it. */
        WEAK_UNLOCK(Retry.IS_USELESS),

        /** The passphrase holds characters that could not be typed the same way everywhere: controls, unassigned code points, broken surrogates; or it is empty. */
        UNUSABLE_PASSPHRASE(Retry.IS_USELESS),

        /** The app wants the storage account of somebody else than the person to be connected, and none is. */
        STORAGE_ACCOUNT_REQUIRED(Retry.IS_USELESS),

        /** The app wants the person to be signed in to a recovery account, and none is connected. */
        RECOVERY_ACCOUNT_REQUIRED(Retry.IS_USELESS),

        /** The contents exceed a limit of the format; the message names which. Icons are the first to remove. */
        TOO_LARGE(Retry.IS_USELESS),

        /** The app's accounts contradict each other or the vault, such as one id used twice; the message names the account's id. */
        INVALID_CONTENTS(Retry.IS_USELESS),

        /** An account was added or changed on this device while backup was being turned on. */
        CHANGED_MEANWHILE(Retry.CAN_HELP),

        /**
         * More than a fifth of the accounts, and at least three, would leave the vault's list at once, or the device
         * suddenly holds none at all. Nothing was stored. Ask the person, and go on with {@link #massChange()}.
         */
        MASS_CHANGE(Retry.IS_USELESS),

        /** The backup is being deleted, and that cannot be called off any more. */
        DELETION_BEGUN(Retry.IS_USELESS);

        private final Retry retry;

        Reason(Retry retry) {
            this.retry = retry;
        }

        @Override
        public String messageKey() {
            return "backup." + name().toLowerCase(Locale.ROOT);
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
    public BackupRefusedException(Reason reason, String message) {
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
    public BackupRefusedException(Reason reason, String message, List<String> arguments, @Nullable Throwable cause) {
        super(message, arguments, cause);
        this.reason = reason;
    }

    @Override
    public Reason reason() {
        return reason;
    }

    /** {@return the change that the person has to agree to, if the reason is {@code MASS_CHANGE}} */
    public Optional<MassChange> massChange() {
        if (reason != Reason.MASS_CHANGE) {
            return Optional.empty();
        }
        List<String> of = arguments();
        return Optional.of(new MassChange(Integer.parseInt(of.get(0)), Integer.parseInt(of.get(1)), of.get(2)));
    }
}
