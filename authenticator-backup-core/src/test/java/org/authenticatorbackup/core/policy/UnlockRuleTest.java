package org.authenticatorbackup.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.authenticatorbackup.api.backup.EnableOptions;
import org.authenticatorbackup.api.backup.EnableOptions.LonePassphrase;
import org.authenticatorbackup.core.policy.UnlockRule.Beside;
import org.authenticatorbackup.core.policy.UnlockRule.Decision;
import org.junit.jupiter.api.Test;

class UnlockRuleTest {

    private static final double STRONG = EnableOptions.STRONG_BITS;

    @Test
    void b12_everyCombinationIsDecidedAndOnlyALoneWeakPassphraseIsRefused() {
        Set<String> refused = new HashSet<>();
        int combinations = 0;
        for (Beside beside : Beside.values()) {
            for (LonePassphrase lone : LonePassphrase.values()) {
                for (double bits : List.of(0.0, Math.nextDown(STRONG), STRONG, Math.nextUp(STRONG), 256.0)) {
                    combinations++;
                    if (UnlockRule.decide(beside, bits, lone) == Decision.REFUSE) {
                        refused.add(beside + " " + lone + (bits < STRONG ? " weak" : " strong"));
                    }
                }
            }
        }
        assertThat(combinations).isEqualTo(Beside.values().length * LonePassphrase.values().length * 5);
        assertThat(refused).containsExactly("NOTHING REFUSE_WEAK weak");
    }
}
