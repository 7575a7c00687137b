package org.authenticatorbackup.api;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The storage account did not do what it was asked to. A cause from a client library may quote addresses: keep
 * credentials out of them, or leave the cause out.
 */
public final class StorageException extends ProblemException {

    private static final long serialVersionUID = 1L;

    /** What went wrong, told apart only where callers act differently. */
    public enum Reason implements Problem {

        /** No answer, or a passing fault. The operation may have happened. */
        OFFLINE(Retry.CAN_HELP),

        /** The credentials were refused or have expired. The person signs in to the storage account anew. */
        UNAUTHORIZED(Retry.IS_USELESS),

        /** No room is left. The person frees some. */
        QUOTA_EXCEEDED(Retry.IS_USELESS),

        /** An object of that name exists already and was left as it was. Read it and compare before deciding anything. */
        ALREADY_EXISTS(Retry.IS_USELESS),

        /** The store understood and will not: a read-only folder, a forbidden operation, an object over its limit. */
        REFUSED(Retry.IS_USELESS),

        /** The place itself, such as the folder or the bucket, is not there. The person connects or creates it. */
        MISSING_PLACE(Retry.IS_USELESS),

        /**
         * The place is there and holds no slot of this vault, and this device could not put one back: it knows none, or
         * the place holds other vaults, or this vault's snapshots without its slots. Nothing was written. The person
         * connects the right place, or turns backup off and on again.
         */
        BACKUP_MISSING(Retry.IS_USELESS),

        /**
         * The place holds snapshots of this vault, but no slot, and another vault that opens: it looks as if another device
         * had replaced this vault by that one. Nothing was written, and this device keeps all that it has. The person joins
         * the new vault by recovering from it, with what opens <em>that</em>; one that nobody of them has made, they do not
         * join.
         */
        VAULT_ROTATED(Retry.IS_USELESS),

        /**
         * The store refuses because the clocks of the two sides differ. The person sets the time of this device, which may
         * also come right by itself; the store's own may be the wrong one.
         */
        CLOCK_WRONG(Retry.CAN_HELP),

        /** The stored object is larger than the reader accepts. */
        TOO_LARGE(Retry.IS_USELESS),

        /** What was written came back changed or not at all. The backup does not count; the older ones still do. */
        READ_BACK_DIFFERS(Retry.CAN_HELP),

        /** The store failed in a way that it should not, such as a disk error or a malformed answer. */
        BROKEN(Retry.CAN_HELP);

        private final Retry retry;

        Reason(Retry retry) {
            this.retry = retry;
        }

        @Override
        public String messageKey() {
            return "storage." + name().toLowerCase(Locale.ROOT);
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
    public StorageException(Reason reason, String message) {
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
    public StorageException(Reason reason, String message, List<String> arguments, @Nullable Throwable cause) {
        super(message, arguments, cause);
        this.reason = reason;
    }

    @Override
    public Reason reason() {
        return reason;
    }
}
