package org.authenticatorbackup.core.history;

import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Whether something is there: it is as long as a tag is live and not covered. Both sets only grow, so that an edit
 * survives a concurrent deletion and nothing comes back from the dead.
 */
public final class Visibility {

    /** No tags: not there, and never was. */
    public static final Visibility NONE = new Visibility(Collections.emptySortedSet(), Collections.emptySortedSet());

    private final SortedSet<Tag> live;
    private final SortedSet<Tag> covered;
    private final boolean visible;

    /**
     * Copies the tags.
     *
     * @param live tags of adding, restoring and editing
     * @param covered tags that a deletion or an edit has seen
     */
    public Visibility(SortedSet<Tag> live, SortedSet<Tag> covered) {
        this.live = Collections.unmodifiableSortedSet(new TreeSet<>(live));
        this.covered = Collections.unmodifiableSortedSet(new TreeSet<>(covered));
        this.visible = !this.covered.containsAll(this.live);
    }

    /** {@return tags of adding, restoring and editing} */
    public SortedSet<Tag> live() {
        return live;
    }

    /** {@return tags that a deletion or an edit has seen} */
    public SortedSet<Tag> covered() {
        return covered;
    }

    /** {@return whether a tag is live and not covered} */
    public boolean isVisible() {
        return visible;
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

    @Override
    public boolean equals(Object other) {
        return other instanceof Visibility that && live.equals(that.live) && covered.equals(that.covered);
    }

    @Override
    public int hashCode() {
        return 31 * live.hashCode() + covered.hashCode();
    }

    @Override
    public String toString() {
        return "Visibility[live=" + live + ", covered=" + covered + "]";
    }
}
