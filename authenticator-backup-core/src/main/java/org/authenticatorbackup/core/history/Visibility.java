package org.authenticatorbackup.core.history;

import java.util.Collection;
import java.util.Set;

/**
 * Whether something is there: it is as long as a tag is live and not covered. Both sets only grow, so that an edit
 * survives a concurrent deletion and nothing comes back from the dead.
 */
public final class Visibility {

    /** No tags: not there, and never was. */
    public static final Visibility NONE = new Visibility(Tags.NONE, Tags.NONE);

    private final Tags live;
    private final Tags covered;
    private final boolean visible;

    private Visibility(Tags live, Tags covered) {
        this.live = live;
        this.covered = covered;
        this.visible = !covered.containsAll(live);
    }

    /**
     * Of these tags.
     *
     * @param live tags of adding, restoring and editing, in any order; copied
     * @param covered tags that a deletion or an edit has seen, in any order; copied
     * @return the state with these tags
     */
    public static Visibility of(Collection<Tag> live, Collection<Tag> covered) {
        return live.isEmpty() && covered.isEmpty() ? NONE : new Visibility(Tags.copyOf(live), Tags.copyOf(covered));
    }

    /** {@return tags of adding, restoring and editing, in their order} */
    public Set<Tag> live() {
        return live;
    }

    /** {@return tags that a deletion or an edit has seen, in their order} */
    public Set<Tag> covered() {
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
        return equals(other) ? this : new Visibility(live.union(other.live), covered.union(other.covered));
    }

    /** Adds or restores. */
    Visibility added(Tag fresh) {
        return new Visibility(live.union(Tags.of(fresh)), covered);
    }

    /** Edits: what was there is replaced by a fresh tag, which a concurrent deletion cannot cover. */
    Visibility edited(Tag fresh) {
        return deleted().added(fresh);
    }

    /** Deletes what was seen so far. */
    Visibility deleted() {
        return new Visibility(live, covered.union(live));
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
