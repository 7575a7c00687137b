package org.authenticatorbackup.core.policy;

import static java.util.stream.Collectors.toList;

import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.authenticatorbackup.api.backup.RetentionPolicy;

/**
 * Which old snapshots may go: the only dangerous operation, so every doubt keeps them.
 *
 * <p>A snapshot is dispensable only if two others that this device wrote and verified hold everything in it. Such a
 * witness was written after this device had written or joined the snapshot, so its contents contain it; and it is listed
 * now. "Written after" is an order without cycles, whoever prunes and however old the lists are that they look at: of all
 * that contains a snapshot the last one is dispensable to nobody, so at least one always stays (property P19).
 */
public final class PruningRule {

    /** So many snapshots that contain another one must be there before that one may go. */
    public static final int CONTAINING = 2;

    /** The most snapshots that one run deletes. */
    public static final int MOST_AT_ONCE = 2;

    /** What is younger stays. */
    public static final Duration YOUNGEST = Duration.ofDays(7);

    private static final Comparator<Kept> OLDEST_FIRST =
            Comparator.comparing(Kept::sequence).thenComparing(Kept::name);

    private PruningRule() {}

    /**
     * A snapshot that this device wrote, or read and joined, and found intact.
     *
     * @param name its name
     * @param lane the device that wrote it
     * @param sequence its number in its lane
     * @param created when it was written, as its writer says; only months are told apart by it
     * @param verified when this device found it intact, by this device's clock
     * @param publishes how many snapshots this device has published and verified since, under names that are listed now
     */
    public record Kept(String name, String lane, long sequence, Instant created, Instant verified, int publishes) {}

    /**
     * Chooses what one run deletes.
     *
     * @param verified snapshots of any lanes, all of them listed now and found intact by this device
     * @param clock this device's clock
     * @param policy what stays in any case
     * @return at most {@link #MOST_AT_ONCE}, the oldest of the first lanes
     */
    public static List<Kept> choose(List<Kept> verified, SteadyClock clock, RetentionPolicy policy) {
        if (policy.pruning() == RetentionPolicy.Pruning.OFF) {
            return List.of();
        }
        Map<String, List<Kept>> lanes = new TreeMap<>();
        verified.forEach(each ->
                lanes.computeIfAbsent(each.lane(), lane -> new ArrayList<>()).add(each));
        List<Kept> chosen = new ArrayList<>();
        lanes.values().forEach(lane -> chosen.addAll(dispensable(lane, clock, policy)));
        return List.copyOf(chosen.subList(0, Math.min(MOST_AT_ONCE, chosen.size())));
    }

    private static List<Kept> dispensable(List<Kept> lane, SteadyClock clock, RetentionPolicy policy) {
        List<Kept> newestFirst = new ArrayList<>(lane);
        newestFirst.sort(OLDEST_FIRST.reversed());
        Set<Kept> staying = staying(newestFirst, policy);
        List<Kept> result = newestFirst.stream()
                .filter(each -> !staying.contains(each))
                .filter(each -> each.publishes() >= CONTAINING)
                .filter(each -> clock.age(each.verified()).compareTo(YOUNGEST) >= 0)
                .collect(toList());
        Collections.reverse(result);
        return result;
    }

    /** The months are those in which there are snapshots, so that no clock can move them out of sight. */
    private static Set<Kept> staying(List<Kept> newestFirst, RetentionPolicy policy) {
        Set<Kept> staying = new HashSet<>(newestFirst.subList(0, Math.min(policy.newest(), newestFirst.size())));
        Map<YearMonth, Kept> months = new HashMap<>();
        for (Kept each : newestFirst) {
            YearMonth month = YearMonth.from(each.created().atOffset(ZoneOffset.UTC));
            if (!months.containsKey(month) && months.size() < policy.months()) {
                months.put(month, each);
            }
        }
        staying.addAll(months.values());
        return staying;
    }
}
