package org.authenticatorbackup.crypto.share;

/** Shares do not give back their secret. Nothing of them is repeated here. */
public final class SharesRejectedException extends Exception {

    private static final long serialVersionUID = 1L;

    /** What to do about it. */
    public enum Reason {
        /** Ask more contacts: {@link #missing} shares are missing. The same share twice counts once. */
        TOO_FEW,
        /** The shares do not belong together: some are of another vault, slot or time than the others. Sort them. */
        DIFFERENT_SETS,
        /**
         * The shares seem to belong together, but one of them is wrong: made up, or left from an earlier set. Which one cannot
         * be told; try without each of them.
         */
        WRONG_SHARE
    }

    private final Reason reason;
    private final int missing;

    private SharesRejectedException(Reason reason, int missing, String message) {
        super(message);
        this.reason = reason;
        this.missing = missing;
    }

    static SharesRejectedException tooFew(int needed, int found) {
        return new SharesRejectedException(
                Reason.TOO_FEW, needed - found, "expected " + needed + " different shares, found " + found);
    }

    static SharesRejectedException differentSets(String difference) {
        return new SharesRejectedException(Reason.DIFFERENT_SETS, 0, "the shares differ in their " + difference);
    }

    static SharesRejectedException wrongShare() {
        return new SharesRejectedException(Reason.WRONG_SHARE, 0, "the shares do not fit together");
    }

    /** {@return why there is no secret} */
    public Reason reason() {
        return reason;
    }

    /** {@return how many further shares are needed at least, or 0 if that is not the reason} */
    public int missing() {
        return missing;
    }
}
