package org.authenticatorbackup.api;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A device transfer was refused. Nothing was handed over, and nothing was changed on either device. */
public final class TransferRefusedException extends ProblemException {

    private static final long serialVersionUID = 1L;

    /** What went wrong, told apart only where callers act differently. */
    public enum Reason implements Problem {

        /** Quite another code. Scan the one that the new device shows. */
        NOT_A_TRANSFER(Retry.IS_USELESS),

        /** The new device runs a later version of the app. Update this one. */
        UNKNOWN_VERSION(Retry.IS_USELESS),

        /** A transfer code that is damaged or altered. Show a new one and scan it again. */
        DAMAGED(Retry.IS_USELESS),

        /** The offer is older than ten minutes, or the clock of the new device was set. Make another one. */
        EXPIRED(Retry.IS_USELESS),

        /** The offer has been answered already. Make another one. */
        ALREADY_USED(Retry.IS_USELESS),

        /** The answer is for another offer, or was altered on the way. */
        WRONG_ANSWER(Retry.IS_USELESS),

        /** The vault was opened by the recovery account alone, so it may be made up, and is not handed on. */
        NOT_ADOPTABLE(Retry.IS_USELESS);

        private final Retry retry;

        Reason(Retry retry) {
            this.retry = retry;
        }

        @Override
        public String messageKey() {
            return "transfer." + name().toLowerCase(Locale.ROOT);
        }

        @Override
        public Retry retry() {
            return retry;
        }
    }

    private final Reason reason;

    /**
     * Creates an exception without a cause.
     *
     * @param reason what the caller can do about it
     * @param message what failed, for a log: names and numbers, never content
     */
    public TransferRefusedException(Reason reason, String message) {
        this(reason, message, null);
    }

    /**
     * Creates an exception.
     *
     * @param reason what the caller can do about it
     * @param message what failed, for a log: names and numbers, never content
     * @param cause the underlying failure, or null if there is none
     */
    public TransferRefusedException(Reason reason, String message, @Nullable Throwable cause) {
        super(message, List.of(), cause);
        this.reason = reason;
    }

    @Override
    public Reason reason() {
        return reason;
    }
}
