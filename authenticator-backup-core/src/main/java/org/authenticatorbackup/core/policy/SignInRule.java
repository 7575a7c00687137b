package org.authenticatorbackup.core.policy;

import org.authenticatorbackup.api.vault.SignInPolicy;
import org.authenticatorbackup.api.vault.SignInPolicy.Need;

/** Whether the accounts that a policy wants are connected (behaviour S2). */
public final class SignInRule {

    private SignInRule() {}

    /** What a person is about to do. */
    public enum Step {
        /** Turn backup on. */
        TURN_ON,
        /** Open a vault, with whatever opens it. */
        OPEN
    }

    /** Whether there is an account of a sort. */
    public enum Account {
        /** None is connected. */
        NONE,
        /** One is connected; whether its sign-in holds, only it can tell. */
        CONNECTED
    }

    /** What the rule says. */
    public enum Decision {
        /** The person may go on, once the accounts that are needed have said that the sign-in holds. */
        ALLOW,
        /** A storage account is needed and none is connected. */
        STORAGE_ACCOUNT_REQUIRED,
        /** The recovery account is needed and none is connected. */
        RECOVERY_ACCOUNT_REQUIRED
    }

    /**
     * Decides.
     *
     * @param policy which sign-ins are needed
     * @param step what the person is about to do
     * @param storage whether a storage account is connected
     * @param recovery whether a recovery account is connected
     */
    public static Decision decide(SignInPolicy policy, Step step, Account storage, Account recovery) {
        if (storage == Account.NONE && isNeeded(policy.storageAccount(), step)) {
            return Decision.STORAGE_ACCOUNT_REQUIRED;
        }
        if (recovery == Account.NONE && isNeeded(policy.recoveryAccount(), step)) {
            return Decision.RECOVERY_ACCOUNT_REQUIRED;
        }
        return Decision.ALLOW;
    }

    /** {@return whether a sign-in is needed for a step} */
    public static boolean isNeeded(Need need, Step step) {
        return need == Need.ALWAYS || (need == Need.TO_TURN_ON && step == Step.TURN_ON);
    }
}
