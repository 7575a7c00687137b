package org.authenticatorbackup.api;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The app's own storage on this device, for its accounts or for the library's state, failed. */
public final class DeviceStateException extends ProblemException {

    private static final long serialVersionUID = 1L;

    /** What went wrong, told apart only where callers act differently. */
    public enum Reason implements Problem {

        /** The state could not be read. */
        UNREADABLE(Retry.CAN_HELP),

        /** The state could not be written durably, most often because the device is full. What was backed up or
         * held before is still there. */
        UNWRITABLE(Retry.IS_USELESS),

        /** The state was read and is not what the library wrote. The stored backups are not
         * affected: turn backup off, which discards the state, and on again. */
        DAMAGED(Retry.IS_USELESS),

        /** The state was written by a newer release of the library. Update the app. */
        NEWER_VERSION(Retry.IS_USELESS);

        private final Retry retry;

        Reason(Retry retry) {
            this.retry = retry;
        }

        @Override
        public String messageKey() {
            return "device." + name().toLowerCase(Locale.ROOT);
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
    public DeviceStateException(Reason reason, String message) {
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
    public DeviceStateException(Reason reason, String message, List<String> arguments, @Nullable Throwable cause) {
        super(message, arguments, cause);
        this.reason = reason;
    }

    @Override
    public Reason reason() {
        return reason;
    }
}
