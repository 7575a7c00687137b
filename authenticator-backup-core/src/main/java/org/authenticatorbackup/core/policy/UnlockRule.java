package org.authenticatorbackup.core.policy;

import org.authenticatorbackup.api.backup.EnableOptions;
import org.authenticatorbackup.api.backup.EnableOptions.LonePassphrase;

/** Whether a vault may be opened with a passphrase (threat T2: guessing by whoever holds the stored files). */
public final class UnlockRule {

    private UnlockRule() {}

    /** What stands beside the passphrase. */
    public enum Beside {
        /** Nothing: whoever holds the stored files can guess at leisure. */
        NOTHING,
        /** A secret of the recovery account, without which guessing cannot begin. */
        RECOVERY_ACCOUNT
    }

    /** What the rule says. */
    public enum Decision {
        /** The slot may be made. */
        ALLOW,
        /** The passphrase is too weak on its own. */
        REFUSE
    }

    /**
     * Decides.
     *
     * @param beside what stands beside the passphrase
     * @param bits the entropy of the passphrase, as drawn or as estimated
     * @param lone what the app wants of a passphrase that is the only lock
     */
    public static Decision decide(Beside beside, double bits, LonePassphrase lone) {
        if (beside == Beside.RECOVERY_ACCOUNT || lone == LonePassphrase.ALLOW) {
            return Decision.ALLOW;
        }
        return bits >= EnableOptions.STRONG_BITS ? Decision.ALLOW : Decision.REFUSE;
    }
}
