package org.authenticatorbackup.core.policy;

import java.util.Set;
import java.util.TreeSet;

/** Whether a backup or a merge drops so many accounts that the person is asked first (behaviour B6, threat T10). */
public final class MassChangeRule {

    /** So many may go at once, whatever their share. */
    public static final int FEWEST = 3;

    /** A larger share than this, in percent, is a mass change. */
    public static final int PERCENT = 20;

    private MassChangeRule() {}

    /** What the device that makes the change holds. */
    public enum Holder {
        /** At least one account, in use or in the trash. */
        HAS_ACCOUNTS,
        /** Nothing: a new phone, or a store that lost its rows. */
        IS_EMPTY
    }

    /** What the rule says. */
    public enum Decision {
        /** The change may be made. */
        GO_ON,
        /** The person has to agree first. */
        ASK
    }

    /**
     * Decides. What is missing on the device but still in the backup does not count as dropped: absence deletes nothing.
     *
     * @param before the ids of the accounts that are visible before the change
     * @param after those that are visible after it
     * @param holder what the device holds
     */
    public static Decision decide(Set<String> before, Set<String> after, Holder holder) {
        if (holder == Holder.IS_EMPTY && !before.isEmpty()) {
            return Decision.ASK;
        }
        long dropped = before.stream().filter(id -> !after.contains(id)).count();
        return dropped >= FEWEST && dropped * 100 > (long) before.size() * PERCENT ? Decision.ASK : Decision.GO_ON;
    }

    /** {@return the ids of the accounts that would not be visible any more, in order} */
    public static Set<String> dropped(Set<String> before, Set<String> after) {
        Set<String> dropped = new TreeSet<>(before);
        dropped.removeAll(after);
        return dropped;
    }
}
