package org.authenticatorbackup.api;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The recovery account did not do what it was asked to. */
public final class RecoveryAccountException extends ProblemException {

    private static final long serialVersionUID = 1L;

    /** What went wrong, told apart only where callers act differently. */
    public enum Reason implements Problem {

        /** No answer, or a passing fault. The operation may have happened. */
        OFFLINE(Retry.CAN_HELP),

        /** The person is not signed in, or the sign-in has expired. The person signs in to the recovery account anew. */
        UNAUTHORIZED(Retry.IS_USELESS),

        /** The account holds nothing for this vault, which belongs to another one. The person signs in to that one. */
        WRONG_ACCOUNT(Retry.IS_USELESS),

        /**
         * The account releases the secret after a waiting time, in which the person's other devices can veto that; {@link
         * RecoveryAccountException#releaseAt} says when. Asking again, also after a restart, neither lengthens nor shortens it.
         */
        RELEASE_PENDING(Retry.CAN_HELP),

        /**
         * One of the person's devices has vetoed the release. Asking once more is a new request, with the whole waiting time. If
         * the person has not vetoed, one of their devices is in wrong hands: another way in needs no account.
         */
        RELEASE_VETOED(Retry.IS_USELESS),

        /** The provider refuses because the clocks of the two sides differ. The person sets the time of this device. */
        CLOCK_WRONG(Retry.CAN_HELP),

        /** The provider understood and will not. */
        REFUSED(Retry.IS_USELESS),

        /** The provider failed in a way that it should not. */
        BROKEN(Retry.CAN_HELP);

        private final Retry retry;

        Reason(Retry retry) {
            this.retry = retry;
        }

        @Override
        public String messageKey() {
            return "recovery-account." + name().toLowerCase(Locale.ROOT);
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
    public RecoveryAccountException(Reason reason, String message) {
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
    public RecoveryAccountException(Reason reason, String message, List<String> arguments, @Nullable Throwable cause) {
        super(message, arguments, cause);
        this.reason = reason;
    }

    @Override
    public Reason reason() {
        return reason;
    }

    /**
     * What an account throws while a release is pending.
     *
     * @param at from when on the secret is given out
     * @return an exception with {@code RELEASE_PENDING}
     */
    public static RecoveryAccountException releasePending(Instant at) {
        Instant whole = at.truncatedTo(ChronoUnit.SECONDS);
        String text = (whole.equals(at) ? whole : whole.plusSeconds(1)).toString();
        return new RecoveryAccountException(
                Reason.RELEASE_PENDING,
                "the secret is released at " + text,
                List.of(text.replace('T', ' ').replace("Z", "")),
                null);
    }

    /** {@return from when on the secret is given out, if the reason is {@code RELEASE_PENDING} and the account says} */
    public Optional<Instant> releaseAt() {
        if (reason != Reason.RELEASE_PENDING || arguments().isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Instant.parse(arguments().get(0).replace(' ', 'T') + "Z"));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
