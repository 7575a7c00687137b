package org.authenticatorbackup.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.authenticatorbackup.api.backup.RetentionPolicy;
import org.authenticatorbackup.core.policy.TrashRule.Sighting;
import org.junit.jupiter.api.Test;

class TrashRuleTest {

    private static final Instant START = Instant.parse("2026-12-01T10:00:00Z");

    private static SteadyClock after(Duration time) {
        return new SteadyClock(START.plus(time), START);
    }

    @Test
    void anAccountIsDueAfterTwoSightingsAndThirtyDays() {
        Map<String, Sighting> twice = Map.of("a", new Sighting(START, 2));

        assertThat(TrashRule.due(twice, after(Duration.ofDays(30)), RetentionPolicy.defaults()))
                .containsExactly("a");
        assertThat(TrashRule.due(twice, after(Duration.ofDays(30).minusSeconds(1)), RetentionPolicy.defaults()))
                .isEmpty();
        assertThat(TrashRule.due(
                        Map.of("a", new Sighting(START, 1)), after(Duration.ofDays(99)), RetentionPolicy.defaults()))
                .isEmpty();
    }

    @Test
    void theFirstSightingCounts() {
        Map<String, Sighting> once = TrashRule.seen(Map.of(), List.of("a"), START);
        Map<String, Sighting> twice = TrashRule.seen(once, List.of("a", "b"), START.plusSeconds(9));

        assertThat(once).containsExactly(Map.entry("a", new Sighting(START, 1)));
        assertThat(twice)
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("a", new Sighting(START, 2), "b", new Sighting(START.plusSeconds(9), 1)));
    }

    @Test
    void whatHasLeftTheTrashIsForgotten() {
        Map<String, Sighting> once = TrashRule.seen(Map.of(), List.of("a"), START);
        Map<String, Sighting> none = TrashRule.seen(once, List.of(), START.plusSeconds(1));

        assertThat(none).isEmpty();
        assertThat(TrashRule.seen(none, List.of("a"), START.plusSeconds(2)))
                .containsExactly(Map.entry("a", new Sighting(START.plusSeconds(2), 1)));
    }

    @Test
    void furtherSightingsChangeNothing() {
        Map<String, Sighting> twice = Map.of("a", new Sighting(START, 2));

        assertThat(TrashRule.seen(twice, List.of("a"), START.plusSeconds(7))).isEqualTo(twice);
    }
}
