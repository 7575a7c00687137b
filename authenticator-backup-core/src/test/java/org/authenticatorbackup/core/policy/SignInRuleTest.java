package org.authenticatorbackup.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.authenticatorbackup.api.vault.SignInPolicy;
import org.authenticatorbackup.api.vault.SignInPolicy.Need;
import org.authenticatorbackup.core.policy.SignInRule.Account;
import org.authenticatorbackup.core.policy.SignInRule.Decision;
import org.authenticatorbackup.core.policy.SignInRule.Step;
import org.junit.jupiter.api.Test;

class SignInRuleTest {

    /** Of one account: what is wanted of it, for what, whether it is there, and whether that will do. All that there is. */
    private static final String[] ONE = {
        "OPTIONAL TURN_ON NONE ok", "OPTIONAL TURN_ON CONNECTED ok",
        "OPTIONAL OPEN NONE ok", "OPTIONAL OPEN CONNECTED ok",
        "TO_TURN_ON TURN_ON NONE missing", "TO_TURN_ON TURN_ON CONNECTED ok",
        "TO_TURN_ON OPEN NONE ok", "TO_TURN_ON OPEN CONNECTED ok",
        "ALWAYS TURN_ON NONE missing", "ALWAYS TURN_ON CONNECTED ok",
        "ALWAYS OPEN NONE missing", "ALWAYS OPEN CONNECTED ok",
    };

    @Test
    void s2_eachCombinationOfBothAccountsIsDecidedByBothAndTheStorageIsToldFirst() {
        Set<String> decided = new HashSet<>();
        for (String storage : ONE) {
            for (String recovery : ONE) {
                String[] s = storage.split(" ", -1);
                String[] r = recovery.split(" ", -1);
                if (s[1].equals(r[1])) {
                    Decision expected = s[3].equals("missing")
                            ? Decision.STORAGE_ACCOUNT_REQUIRED
                            : r[3].equals("missing") ? Decision.RECOVERY_ACCOUNT_REQUIRED : Decision.ALLOW;
                    SignInPolicy policy = new SignInPolicy(Need.valueOf(s[0]), Need.valueOf(r[0]));
                    assertThat(SignInRule.decide(
                                    policy, Step.valueOf(s[1]), Account.valueOf(s[2]), Account.valueOf(r[2])))
                            .as(storage + ", " + recovery)
                            .isEqualTo(expected);
                    decided.add(policy + s[1] + s[2] + r[2]);
                }
            }
        }
        assertThat(decided)
                .hasSize(Need.values().length
                        * Need.values().length
                        * Step.values().length
                        * Account.values().length
                        * Account.values().length);
    }

    @Test
    void nothingIsWantedByDefault() {
        for (Step step : Step.values()) {
            assertThat(SignInRule.decide(SignInPolicy.defaults(), step, Account.NONE, Account.NONE))
                    .isEqualTo(Decision.ALLOW);
        }
    }
}
