package org.authenticatorbackup.api;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Stored objects could not be opened. */
public final class VaultUnreadableException extends ProblemException {

    private static final long serialVersionUID = 1L;

    /** What went wrong, told apart only where callers act differently. */
    public enum Reason implements Problem {

        /** No slot opened: the secret is wrong, or every slot was altered. The two cannot be told apart. */
        WRONG_SECRET(Retry.IS_USELESS),

        /** Opening the slot would cost more memory than the limit allows. The library never writes such slots; another tool or an attacker did. */
        WORK_FACTOR_TOO_HIGH(Retry.IS_USELESS),

        /** The vault opened and holds no snapshot at all. */
        NO_SNAPSHOT(Retry.IS_USELESS),

        /** The vault opened and none of its snapshots is intact. */
        NO_READABLE_SNAPSHOT(Retry.IS_USELESS),

        /** Every readable snapshot was written by a newer release of the library. Update the app. */
        NEWER_VERSION(Retry.IS_USELESS);

        private final Retry retry;

        Reason(Retry retry) {
            this.retry = retry;
        }

        @Override
        public String messageKey() {
            return "vault." + name().toLowerCase(Locale.ROOT);
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
    public VaultUnreadableException(Reason reason, String message) {
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
    public VaultUnreadableException(Reason reason, String message, List<String> arguments, @Nullable Throwable cause) {
        super(message, arguments, cause);
        this.reason = reason;
    }

    @Override
    public Reason reason() {
        return reason;
    }
}
