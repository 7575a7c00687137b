package org.authenticatorbackup.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.authenticatorbackup.core.policy.LaneRule.Entry;
import org.junit.jupiter.api.Test;

class LaneRuleTest {

    private static final List<Entry> KNOWN = List.of(new Entry("5-a", 5), new Entry("6-a", 6));
    private static final long NEXT = 8;

    private static List<Entry> strange(Entry... listed) {
        return LaneRule.strange(KNOWN, NEXT, List.of(listed));
    }

    @Test
    void whatItWroteItselfIsNotStrange() {
        assertThat(strange(new Entry("5-a", 5), new Entry("6-a", 6))).isEmpty();
    }

    @Test
    void anotherObjectUnderAKnownNumberIsStrange() {
        assertThat(strange(new Entry("5-a", 5), new Entry("5-b", 5))).containsExactly(new Entry("5-b", 5));
    }

    @Test
    void anUnknownLowerNumberMayBeAnAttemptThatWasGivenUp() {
        assertThat(strange(new Entry("7-x", 7), new Entry("1-x", 1))).isEmpty();
    }

    @Test
    void aNumberThatWasNotReachedYetIsStrange() {
        assertThat(strange(new Entry("8-x", 8), new Entry("9-x", 9)))
                .containsExactly(new Entry("8-x", 8), new Entry("9-x", 9));
    }

    @Test
    void whatIsMissingIsNoObject() {
        assertThat(strange()).isEmpty();
    }
}
