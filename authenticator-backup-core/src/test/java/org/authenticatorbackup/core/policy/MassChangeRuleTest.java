package org.authenticatorbackup.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import org.authenticatorbackup.core.policy.MassChangeRule.Decision;
import org.authenticatorbackup.core.policy.MassChangeRule.Holder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MassChangeRuleTest {

    private static Set<String> accounts(int from, int to) {
        Set<String> ids = new TreeSet<>();
        for (int i = from; i < to; i++) {
            ids.add("account" + i);
        }
        return ids;
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, GO_ON",
        "3, 2, GO_ON",
        "3, 3, ASK",
        "2, 2, GO_ON",
        "14, 3, ASK",
        "15, 3, GO_ON",
        "16, 3, GO_ON",
        "100, 20, GO_ON",
        "100, 21, ASK",
        "50000, 10000, GO_ON",
        "50000, 10001, ASK"
    })
    void moreThanAFifthAndAtLeastThreeAreAskedAbout(int before, int dropped, Decision expected) {
        assertThat(MassChangeRule.decide(accounts(0, before), accounts(dropped, before), Holder.HAS_ACCOUNTS))
                .isEqualTo(expected);
    }

    @Test
    void accountsThatComeDoNotMakeUpForThoseThatGo() {
        assertThat(MassChangeRule.decide(accounts(0, 5), accounts(3, 100), Holder.HAS_ACCOUNTS))
                .isEqualTo(Decision.ASK);
    }

    @Test
    void anEmptyDeviceIsAskedAboutIfThereWasAnything() {
        assertThat(MassChangeRule.decide(accounts(0, 1), accounts(0, 1), Holder.IS_EMPTY))
                .isEqualTo(Decision.ASK);
        assertThat(MassChangeRule.decide(Set.of(), Set.of(), Holder.IS_EMPTY)).isEqualTo(Decision.GO_ON);
    }

    @Test
    void whatIsDroppedIsNamedInOrder() {
        assertThat(MassChangeRule.dropped(accounts(0, 4), accounts(2, 9))).containsExactly("account0", "account1");
    }
}
