package org.authenticatorbackup.core.history;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.authenticatorbackup.core.json.Utf8Order;

/** Finds the fewest new positions that put things into a wanted order. */
final class Arrangement {

    /** Longer positions are a reason to lay out all things anew. */
    private static final int MAX_LENGTH = 32;

    private Arrangement() {}

    /**
     * One thing.
     *
     * @param id decides between equal positions
     * @param position where it is now
     * @param placed whether it was ever placed
     */
    record Item(String id, String position, boolean placed) {}

    /** The order of all who have the same positions. */
    static int compare(String leftPosition, String leftId, String rightPosition, String rightId) {
        int order = Utf8Order.BY_BYTES.compare(leftPosition, rightPosition);
        return order == 0 ? leftId.compareTo(rightId) : order;
    }

    /** New positions by id, for those that need one, so that the items are in the order given. */
    static Map<String, String> arrange(List<Item> wanted) {
        if (isArranged(wanted)) {
            return Map.of();
        }
        Map<String, String> moves = moves(wanted, longestRising(wanted));
        return moves.values().stream().allMatch(position -> position.length() <= MAX_LENGTH)
                ? moves
                : moves(wanted, Collections.emptySortedSet());
    }

    private static boolean isArranged(List<Item> wanted) {
        for (int i = 0; i < wanted.size(); i++) {
            Item item = wanted.get(i);
            if (!item.placed()) {
                return false;
            }
            if (i > 0) {
                Item before = wanted.get(i - 1);
                if (compare(before.position(), before.id(), item.position(), item.id()) >= 0) {
                    return false;
                }
            }
        }
        return true;
    }

    private static Map<String, String> moves(List<Item> wanted, SortedSet<Integer> kept) {
        Map<String, String> moves = new LinkedHashMap<>();
        List<Integer> stops = new ArrayList<>(kept);
        stops.add(wanted.size());
        int from = 0;
        for (int stop : stops) {
            String low = from == 0 ? Position.NONE : wanted.get(from - 1).position();
            String high =
                    stop == wanted.size() ? Position.NONE : wanted.get(stop).position();
            List<String> positions = Position.between(low, high, stop - from);
            for (int i = from; i < stop; i++) {
                moves.put(wanted.get(i).id(), positions.get(i - from));
            }
            from = stop + 1;
        }
        return moves;
    }

    /** The indices of a longest strictly rising sequence of valid positions, by patience sorting. */
    private static SortedSet<Integer> longestRising(List<Item> wanted) {
        int[] ends = new int[wanted.size()];
        int[] previous = new int[wanted.size()];
        int length = 0;
        for (int i = 0; i < wanted.size(); i++) {
            String position = wanted.get(i).position();
            if (!Position.isValid(position)) {
                continue;
            }
            int low = 0;
            int high = length;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (wanted.get(ends[middle]).position().compareTo(position) < 0) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            previous[i] = low == 0 ? -1 : ends[low - 1];
            ends[low] = i;
            length = Math.max(length, low + 1);
        }
        SortedSet<Integer> rising = new TreeSet<>();
        for (int i = length == 0 ? -1 : ends[length - 1]; i >= 0; i = previous[i]) {
            rising.add(i);
        }
        return rising;
    }
}
