package org.authenticatorbackup.core.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * What happens to some copies of one vault's contents, without storage and keys.
 *
 * @param seed decides stamps and tags
 * @param replicas how many copies there are
 * @param events in their order
 */
record MergeHistory(long seed, int replicas, List<Event> events) {

    /** What can happen to a copy. */
    enum Kind {
        ADD,
        RELABEL,
        DELETE,
        DELETE_AND_UNDELETE,
        UNDELETE,
        COUNT,
        MOVE,
        SET,
        PURGE,
        /** The app's store lacks everything. */
        FORGET,
        /** A newer app wrote what this one does not know. */
        NEWS,
        RECEIVE,
        RECEIVE_AGAIN,
        /** An older state of the other copy arrives. */
        RECEIVE_OLD
    }

    /**
     * One event.
     *
     * @param at the copy that changes
     * @param other the copy that sends
     * @param detail decides the rest
     */
    record Event(Kind kind, int at, int other, int detail) {

        static Event event(Kind kind, int at, int other, int detail) {
            return new Event(kind, at, other, detail);
        }

        @Override
        public String toString() {
            return "event(" + kind + ", " + at + ", " + other + ", " + detail + ")";
        }
    }

    MergeHistory {
        events = List.copyOf(events);
    }

    static MergeHistory of(long seed, int replicas, Event... events) {
        return new MergeHistory(seed, replicas, List.of(events));
    }

    /** The history of a seed. */
    static MergeHistory of(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int replicas = 2 + random.nextInt(3);
        int length = 4 + random.nextInt(11);
        Kind[] kinds = Kind.values();
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            Kind kind = i < 2 ? Kind.ADD : kinds[random.nextInt(kinds.length)];
            events.add(new Event(
                    kind, random.nextInt(replicas), random.nextInt(replicas), random.nextInt(Integer.MAX_VALUE)));
        }
        return new MergeHistory(seed, replicas, events);
    }

    MergeHistory with(List<Event> others) {
        return new MergeHistory(seed, replicas, others);
    }

    /** As the code that makes it. */
    @Override
    public String toString() {
        return events.stream()
                .map(event -> ",\n        " + event)
                .collect(Collectors.joining("", "MergeHistory.of(" + seed + "L, " + replicas, ")"));
    }
}
