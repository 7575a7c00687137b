package org.authenticatorbackup.core.json;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Immutable members of JSON objects, in the order of their names' UTF-8 bytes. */
public final class Members {

    private Members() {}

    /** {@return no members} */
    public static SortedMap<String, Json> none() {
        return SortedMembers.NONE;
    }

    /**
     * Copies members.
     *
     * @param members in any order
     * @return an immutable copy, in the order of UTF-8 bytes
     */
    public static SortedMap<String, Json> copyOf(Map<String, Json> members) {
        if (members instanceof SortedMembers immutable) {
            return immutable;
        }
        if (members.isEmpty()) {
            return SortedMembers.NONE;
        }
        SortedMap<String, Json> copy = new TreeMap<>(Utf8Order.BY_BYTES);
        copy.putAll(members);
        return SortedMembers.of(copy);
    }

    /**
     * Joins members that one side does not know: the union, and of two values for one name the one whose canonical
     * bytes are larger.
     *
     * @param left one side
     * @param right the other side
     * @return the join
     */
    public static SortedMap<String, Json> join(SortedMap<String, Json> left, SortedMap<String, Json> right) {
        if (left.isEmpty() || left.equals(right)) {
            return right;
        }
        SortedMap<String, Json> joined = new TreeMap<>(Utf8Order.BY_BYTES);
        joined.putAll(left);
        right.forEach((name, value) -> joined.merge(name, value, Members::larger));
        return SortedMembers.of(joined);
    }

    private static Json larger(Json left, Json right) {
        return Utf8Order.BY_BYTES.compare(left.canonical(), right.canonical()) >= 0 ? left : right;
    }
}
