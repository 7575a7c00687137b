package org.authenticatorbackup.api.backup;

/**
 * How long old backups and deleted accounts stay. A backup goes only if at least two newer verified ones hold everything
 * that is in it, it is at least 7 days old, and no error occurred; at most two go at a time. What this policy keeps, stays
 * in any case.
 *
 * @param pruning whether old backups are ever removed
 * @param newest how many of the newest verified backups of each device stay, 10 to 10,000
 * @param months for how many of the newest months one backup of each device stays, 12 to 1,200
 * @param trashDays for how many days at least a deleted account can be brought back, 30 to 3,650
 */
public record RetentionPolicy(Pruning pruning, int newest, int months, int trashDays) {

    /** Whether old backups are ever removed. */
    public enum Pruning {
        /** Those that newer ones make dispensable are. */
        ON,
        /** None is. */
        OFF
    }

    private static final int FEWEST = 10;
    private static final int MOST = 10_000;
    private static final int FEWEST_MONTHS = 12;
    private static final int MOST_MONTHS = 1_200;
    private static final int FEWEST_DAYS = 30;
    private static final int MOST_DAYS = 3_650;

    /**
     * Checks the ranges.
     *
     * @param pruning whether old backups are ever removed
     * @param newest how many of the newest backups of each device stay
     * @param months for how many months one backup of each device stays
     * @param trashDays for how many days at least a deleted account can be brought back
     * @throws IllegalArgumentException if a number is out of range
     */
    public RetentionPolicy {
        requireWithin(FEWEST, newest, MOST, "newest");
        requireWithin(FEWEST_MONTHS, months, MOST_MONTHS, "months");
        requireWithin(FEWEST_DAYS, trashDays, MOST_DAYS, "trashDays");
    }

    private static void requireWithin(int least, int value, int most, String what) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(what + " is " + least + " to " + most + ", not " + value);
        }
    }

    /** {@return the usual policy: pruning is on, and the least of everything stays} */
    public static RetentionPolicy defaults() {
        return new RetentionPolicy(Pruning.ON, FEWEST, FEWEST_MONTHS, FEWEST_DAYS);
    }

    /**
     * {@return the same policy, with pruning switched on or off}
     *
     * @param other whether old backups are ever removed
     */
    public RetentionPolicy withPruning(Pruning other) {
        return new RetentionPolicy(other, newest, months, trashDays);
    }
}
