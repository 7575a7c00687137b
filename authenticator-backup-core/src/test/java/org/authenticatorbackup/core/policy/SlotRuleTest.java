package org.authenticatorbackup.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.authenticatorbackup.api.vault.SlotSummary.Lock;
import org.authenticatorbackup.api.vault.WeakLocks;
import org.authenticatorbackup.core.policy.SlotRule.Decision;
import org.authenticatorbackup.core.policy.SlotRule.Operators;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlotRuleTest {

    private static final List<List<Lock>> MAKEABLE = List.of(
            List.of(Lock.PASSPHRASE),
            List.of(Lock.ACCOUNT, Lock.PASSPHRASE),
            List.of(Lock.ACCOUNT),
            List.of(Lock.CONTACTS),
            List.of(Lock.ACCOUNT, Lock.CONTACTS));

    @ParameterizedTest
    @CsvSource({
        "PASSPHRASE, 65.9, REFUSE, SAME, WEAK_PASSPHRASE",
        "PASSPHRASE, 65.9, REFUSE, DIFFERENT, WEAK_PASSPHRASE",
        "PASSPHRASE, 65.9, ALLOW, SAME, ALLOW",
        "PASSPHRASE, 65.9, ALLOW, DIFFERENT, ALLOW",
        "PASSPHRASE, 66, REFUSE, SAME, ALLOW",
        "PASSPHRASE, 66, REFUSE, DIFFERENT, ALLOW",
        "PASSPHRASE, 66, ALLOW, SAME, ALLOW",
        "PASSPHRASE, 66, ALLOW, DIFFERENT, ALLOW",
        "ACCOUNT-PASSPHRASE, 0, REFUSE, SAME, ALLOW",
        "ACCOUNT-PASSPHRASE, 0, REFUSE, DIFFERENT, ALLOW",
        "ACCOUNT-PASSPHRASE, 0, ALLOW, SAME, ALLOW",
        "ACCOUNT-PASSPHRASE, 0, ALLOW, DIFFERENT, ALLOW",
        "ACCOUNT, 0, REFUSE, SAME, ONE_OPERATOR",
        "ACCOUNT, 0, REFUSE, DIFFERENT, ACCOUNT_ALONE",
        "ACCOUNT, 0, ALLOW, SAME, ONE_OPERATOR",
        "ACCOUNT, 0, ALLOW, DIFFERENT, ALLOW",
        "CONTACTS, 0, REFUSE, SAME, ALLOW",
        "CONTACTS, 0, REFUSE, DIFFERENT, ALLOW",
        "CONTACTS, 0, ALLOW, SAME, ALLOW",
        "CONTACTS, 0, ALLOW, DIFFERENT, ALLOW",
        "ACCOUNT-CONTACTS, 0, REFUSE, SAME, ALLOW",
        "ACCOUNT-CONTACTS, 0, REFUSE, DIFFERENT, ALLOW",
        "ACCOUNT-CONTACTS, 0, ALLOW, SAME, ALLOW",
        "ACCOUNT-CONTACTS, 0, ALLOW, DIFFERENT, ALLOW",
    })
    void weakLocksAreRefusedWithTheirReason(
            String locks, double bits, WeakLocks weakLocks, Operators operators, Decision expected) {
        List<Lock> all = java.util.Arrays.stream(locks.split("-", -1))
                .map(Lock::valueOf)
                .collect(java.util.stream.Collectors.toList());

        assertThat(SlotRule.decide(all, bits, weakLocks, operators)).isEqualTo(expected);
    }

    @Test
    void onePassphraseMustNotOpenTwoSlotsOfDifferentStrength() {
        for (List<Lock> one : MAKEABLE) {
            for (List<Lock> other : MAKEABLE) {
                boolean bothHaveOne = one.contains(Lock.PASSPHRASE) && other.contains(Lock.PASSPHRASE);

                assertThat(SlotRule.mustDiffer(one, other))
                        .as(one + " and " + other)
                        .isEqualTo(bothHaveOne && !one.equals(other));
            }
        }
    }
}
