package org.authenticatorbackup.core.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.authenticatorbackup.api.backup.RetentionPolicy;

/** When an account in the trash goes for good: a device empties it only of what it has itself seen there for long. */
public final class TrashRule {

    /** In so many backups or syncs the device must have seen an account in the trash. */
    public static final int FEWEST_SIGHTINGS = 2;

    private TrashRule() {}

    /**
     * What a device knows of an account in the trash.
     *
     * @param first when it was first seen there, by this device's clock
     * @param sightings in how many backups or syncs it was, up to {@link #FEWEST_SIGHTINGS}
     */
    public record Sighting(Instant first, int sightings) {}

    /**
     * Takes note of the trash at one backup or sync. What is not in it any more is forgotten, and counts anew if it
     * returns.
     *
     * @param known what was seen so far, by account id
     * @param inTrash the ids of the accounts that are in the trash
     * @param now the moment, by this device's clock
     */
    public static Map<String, Sighting> seen(Map<String, Sighting> known, Collection<String> inTrash, Instant now) {
        Map<String, Sighting> result = new TreeMap<>();
        for (String id : inTrash) {
            Sighting before = known.getOrDefault(id, new Sighting(now, 0));
            int sightings = Math.min(before.sightings() + 1, FEWEST_SIGHTINGS); // more are not told apart
            result.put(id, new Sighting(before.first(), sightings));
        }
        return result;
    }

    /** {@return the ids of the accounts that may go for good, in order} */
    public static Set<String> due(Map<String, Sighting> known, SteadyClock clock, RetentionPolicy policy) {
        Set<String> due = new TreeSet<>();
        known.forEach((id, sighting) -> {
            boolean often = sighting.sightings() >= FEWEST_SIGHTINGS;
            boolean longEnough = clock.age(sighting.first()).compareTo(Duration.ofDays(policy.trashDays())) >= 0;
            if (often && longEnough) {
                due.add(id);
            }
        });
        return due;
    }
}
