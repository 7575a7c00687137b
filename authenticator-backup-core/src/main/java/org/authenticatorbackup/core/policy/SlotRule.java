package org.authenticatorbackup.core.policy;

import java.util.List;
import java.util.Set;
import org.authenticatorbackup.api.backup.EnableOptions;
import org.authenticatorbackup.api.vault.SlotSummary.Lock;
import org.authenticatorbackup.api.vault.WeakLocks;

/** Whether a slot with some locks may be made (behaviour B12, threats T2 and T7). */
public final class SlotRule {

    private SlotRule() {}

    /** Who runs the storage and the recovery account. */
    public enum Operators {
        /** One party, which could read a vault that the account alone opens. */
        SAME,
        /** Two parties. */
        DIFFERENT
    }

    /** What the rule says. */
    public enum Decision {
        /** The slot may be made. */
        ALLOW,
        /** The passphrase is too weak to be the only lock. */
        WEAK_PASSPHRASE,
        /** The recovery account would be the only lock. */
        ACCOUNT_ALONE,
        /** The recovery account would be the only lock, and one party runs it and the storage. */
        ONE_OPERATOR
    }

    /**
     * Decides.
     *
     * @param locks the locks of the slot
     * @param bits the entropy of the passphrase, as drawn or as estimated; of no account if there is none
     * @param weakLocks what the app wants of weak locks
     * @param operators who runs the storage and the recovery account
     */
    public static Decision decide(List<Lock> locks, double bits, WeakLocks weakLocks, Operators operators) {
        Set<Lock> all = Set.copyOf(locks);
        if (all.equals(Set.of(Lock.ACCOUNT))) {
            if (operators == Operators.SAME) {
                return Decision.ONE_OPERATOR;
            }
            return weakLocks == WeakLocks.ALLOW ? Decision.ALLOW : Decision.ACCOUNT_ALONE;
        }
        if (all.equals(Set.of(Lock.PASSPHRASE))) {
            boolean strong = bits >= EnableOptions.STRONG_BITS;
            return strong || weakLocks == WeakLocks.ALLOW ? Decision.ALLOW : Decision.WEAK_PASSPHRASE;
        }
        return Decision.ALLOW;
    }

    /**
     * Whether one passphrase must not open both of two slots: the weaker would give away the stronger.
     *
     * @param locks the locks of one slot
     * @param others the locks of another slot of the vault
     */
    public static boolean mustDiffer(List<Lock> locks, List<Lock> others) {
        return locks.contains(Lock.PASSPHRASE)
                && others.contains(Lock.PASSPHRASE)
                && !Set.copyOf(locks).equals(Set.copyOf(others));
    }
}
