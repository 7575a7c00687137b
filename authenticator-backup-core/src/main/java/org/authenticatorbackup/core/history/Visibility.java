package org.authenticatorbackup.core.history;

import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Whether something is there: it is as long as a tag is live and not covered. Both sets only grow, so that an edit
 * survives a concurrent deletion and nothing comes back from the dead.
 *
 * @param live tags of adding, restoring and editing
 * @param covered tags that a deletion or an edit has seen
 */
public record Visibility(SortedSet<Tag> live, SortedSet<Tag> covered) {

    /** No tags: not there, and never was. */
    public static final Visibility NONE = new Visibility(Collections.emptySortedSet(), Collections.emptySortedSet());

    /**
     * Copies the tags.
     *
     * @param live tags of adding, restoring and editing
     * @param covered tags that a deletion or an edit has seen
     */
    public Visibility {
        live = Collections.unmodifiableSortedSet(new TreeSet<>(live));
        covered = Collections.unmodifiableSortedSet(new TreeSet<>(covered));
    }

    /** {@return whether a tag is live and not covered} */
    public boolean isVisible() {
        return covered.isEmpty() ? !live.isEmpty() : !covered.containsAll(live);
    }

    /**
     * Joins two states.
     *
     * @param other another state
     * @return the union of both
     */
    public Visibility join(Visibility other) {
        return equals(other) ? this : new Visibility(union(live, other.live), union(covered, other.covered));
    }

    /** Adds or restores. */
    Visibility added(Tag fresh) {
        return new Visibility(union(live, Collections.singleton(fresh)), covered);
    }

    /** Edits: what was there is replaced by a fresh tag, which a concurrent deletion cannot cover. */
    Visibility edited(Tag fresh) {
        return deleted().added(fresh);
    }

    /** Deletes what was seen so far. */
    Visibility deleted() {
        return new Visibility(live, union(covered, live));
    }

    private static SortedSet<Tag> union(Collection<Tag> left, Collection<Tag> right) {
        SortedSet<Tag> union = new TreeSet<>(left);
        union.addAll(right);
        return union;
    }
}
