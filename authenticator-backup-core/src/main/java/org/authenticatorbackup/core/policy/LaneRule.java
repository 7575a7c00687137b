package org.authenticatorbackup.core.policy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a device concludes from the names in its own lane (threats T6 and T11). Names need no key and prove nothing: what
 * this finds is looked at before anybody is told.
 */
public final class LaneRule {

    private LaneRule() {}

    /**
     * An object of the lane.
     *
     * @param name the name that tells it apart
     * @param sequence its number
     */
    public record Entry(String name, long sequence) {}

    /**
     * Finds what this device did not write: objects under a number that it has not reached, and second ones under the
     * number of an object that it knows. An unknown name under a lower number may be an attempt of its own that was given
     * up.
     *
     * @param known what this device wrote and verified
     * @param nextSequence the number of its next object
     * @param listed what is there
     * @return those that are not its own, in the order of the list
     */
    public static List<Entry> strange(List<Entry> known, long nextSequence, List<Entry> listed) {
        Map<Long, Set<String>> names = new HashMap<>();
        known.forEach(entry -> names.computeIfAbsent(entry.sequence(), sequence -> new HashSet<>())
                .add(entry.name()));
        List<Entry> strange = new ArrayList<>();
        for (Entry entry : listed) {
            Set<String> own = names.getOrDefault(entry.sequence(), Set.of());
            boolean second = !own.isEmpty() && !own.contains(entry.name());
            if (second || entry.sequence() >= nextSequence) {
                strange.add(entry);
            }
        }
        return strange;
    }
}
