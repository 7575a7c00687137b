package org.authenticatorbackup.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import org.authenticatorbackup.core.policy.AdoptRule.Decision;
import org.authenticatorbackup.core.policy.AdoptRule.Factor;
import org.junit.jupiter.api.Test;

class AdoptRuleTest {

    /** What a person or a peer holds (section 8 of the format). */
    private static final Set<Factor> HELD = EnumSet.of(Factor.PASSPHRASE, Factor.CONTACTS, Factor.KIT, Factor.TRANSFER);

    @Test
    void everySetOfFactorsAdoptsIfAndOnlyIfSomebodyHoldsOneOfThem() {
        Factor[] all = Factor.values();
        for (int set = 0; set < 1 << all.length; set++) {
            Set<Factor> factors = EnumSet.noneOf(Factor.class);
            for (int i = 0; i < all.length; i++) {
                if ((set & 1 << i) != 0) {
                    factors.add(all[i]);
                }
            }
            Set<Factor> held = EnumSet.copyOf(HELD);
            held.retainAll(factors);

            assertThat(AdoptRule.decide(factors))
                    .as(factors.toString())
                    .isEqualTo(held.isEmpty() ? Decision.READ_ONLY : Decision.ADOPT);
        }
    }

    @Test
    void theRecoveryAccountAloneNeverAdopts() {
        assertThat(AdoptRule.decide(EnumSet.of(Factor.ACCOUNT))).isEqualTo(Decision.READ_ONLY);
        assertThat(AdoptRule.decide(EnumSet.of(Factor.ACCOUNT, Factor.UNKNOWN))).isEqualTo(Decision.READ_ONLY);
        assertThat(AdoptRule.decide(EnumSet.noneOf(Factor.class))).isEqualTo(Decision.READ_ONLY);
    }
}
