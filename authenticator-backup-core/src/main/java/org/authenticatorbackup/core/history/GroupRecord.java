package org.authenticatorbackup.core.history;

import java.util.SortedMap;
import org.authenticatorbackup.core.json.Json;
import org.authenticatorbackup.core.json.Members;

/**
 * All that is known of one group of accounts.
 *
 * @param name what the person calls it
 * @param place where it is shown
 * @param visibility whether it is there
 * @param unknown members that this version does not know
 */
public record GroupRecord(Register name, Register place, Visibility visibility, SortedMap<String, Json> unknown) {

    /**
     * Copies the members.
     *
     * @param name what the person calls it
     * @param place where it is shown
     * @param visibility whether it is there
     * @param unknown members that this version does not know
     */
    public GroupRecord {
        unknown = Members.copyOf(unknown);
    }

    /** A group that nobody has made yet. */
    static GroupRecord unmade() {
        return new GroupRecord(
                Register.Shape.SINGLE.unwritten(), Register.Shape.PLACE.unwritten(), Visibility.NONE, Members.none());
    }

    /** {@return whether the group is there} */
    public boolean isVisible() {
        return visibility.isVisible();
    }

    /**
     * Joins two states of one group.
     *
     * @param other another state
     * @return the smallest state that holds both
     */
    public GroupRecord join(GroupRecord other) {
        return new GroupRecord(
                name.join(other.name),
                place.join(other.place),
                visibility.join(other.visibility),
                Members.join(unknown, other.unknown));
    }

    GroupRecord withName(Register written) {
        return new GroupRecord(written, place, visibility, unknown);
    }

    GroupRecord withPlace(Register written) {
        return new GroupRecord(name, written, visibility, unknown);
    }

    GroupRecord withVisibility(Visibility seen) {
        return new GroupRecord(name, place, seen, unknown);
    }

    /** Shows nothing of the group but its state. */
    @Override
    public String toString() {
        return "GroupRecord[" + (isVisible() ? "visible" : "deleted") + "]";
    }
}
