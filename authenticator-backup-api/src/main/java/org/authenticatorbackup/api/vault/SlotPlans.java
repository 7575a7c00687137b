package org.authenticatorbackup.api.vault;

/** What plans with contacts have in common. */
final class SlotPlans {

    private static final int MIN_THRESHOLD = 2;
    private static final int MAX_COUNT = 16;

    private SlotPlans() {}

    static void requireSensible(int threshold, int count) {
        if (threshold < MIN_THRESHOLD || threshold > count || count > MAX_COUNT) {
            throw new IllegalArgumentException("expected " + MIN_THRESHOLD + " <= threshold <= count <= " + MAX_COUNT
                    + ", not " + threshold + " of " + count);
        }
    }
}
