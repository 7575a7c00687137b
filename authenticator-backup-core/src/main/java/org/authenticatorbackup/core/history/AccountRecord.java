package org.authenticatorbackup.core.history;

import java.util.SortedMap;
import org.authenticatorbackup.core.json.Json;
import org.authenticatorbackup.core.json.Members;

/**
 * All that is known of one account.
 *
 * <p>An account that was purged and is not visible has no core. A purge also overwrites label and place, as a write of
 * its own: were they dropped by the join, the result would depend on the order of joins. For the core it does not, since
 * whatever makes an account visible again brings the core along. The exception is an account that is purged on one
 * device and added on another at the same time, of which one state has more of the core than another (full and withheld,
 * unknown members): the better one may be missing until a state that has it is joined once more.
 *
 * @param core what the id is made of
 * @param label what the person sees
 * @param place where it is shown
 * @param counter the counter of a counter-based credential, else 0
 * @param visibility whether it is in use; if not, it is in the trash
 * @param purged whether it was removed from the trash
 * @param unknown members that this version does not know
 */
public record AccountRecord(
        AccountCore core,
        Register label,
        Register place,
        long counter,
        Visibility visibility,
        Purge purged,
        SortedMap<String, Json> unknown) {

    /** Whether an account was ever removed from the trash; this never goes back. */
    public enum Purge {
        /** It was not. */
        NEVER,
        /** It was. */
        PURGED
    }

    /**
     * Drops the core of a purged account.
     *
     * @param core what the id is made of
     * @param label what the person sees
     * @param place where it is shown
     * @param counter the counter, 0 or more
     * @param visibility whether it is in use
     * @param purged whether it was removed from the trash
     * @param unknown members that this version does not know
     * @throws IllegalArgumentException if the counter is negative, or the core is missing though the account was not
     *     purged or is visible
     */
    public AccountRecord {
        unknown = Members.copyOf(unknown);
        if (purged == Purge.PURGED && !visibility.isVisible()) {
            core = AccountCore.Dropped.DROPPED;
        } else if (core == AccountCore.Dropped.DROPPED) {
            throw new IllegalArgumentException("an account without a core must be purged and not visible");
        }
        if (counter < 0) {
            throw new IllegalArgumentException("a counter is 0 or more");
        }
    }

    /**
     * An account that nobody has added yet.
     *
     * @param core what the id is made of
     * @return the account, neither visible nor labelled
     */
    public static AccountRecord of(AccountCore core) {
        return new AccountRecord(
                core,
                Register.Shape.LABEL.unwritten(),
                Register.Shape.PLACE.unwritten(),
                0,
                Visibility.NONE,
                Purge.NEVER,
                Members.none());
    }

    /** {@return whether the account is in use} */
    public boolean isVisible() {
        return visibility.isVisible();
    }

    /** {@return whether the account is in the trash and can be brought back} */
    public boolean isInTrash() {
        return !isVisible() && purged == Purge.NEVER;
    }

    /**
     * Joins two states of one account.
     *
     * @param other another state
     * @return the smallest state that holds both
     */
    public AccountRecord join(AccountRecord other) {
        if (equals(other)) {
            return this;
        }
        return new AccountRecord(
                core.join(other.core),
                label.join(other.label),
                place.join(other.place),
                Math.max(counter, other.counter),
                visibility.join(other.visibility),
                purged == Purge.PURGED ? purged : other.purged,
                Members.join(unknown, other.unknown));
    }

    AccountRecord restored(AccountCore known, Visibility seen) {
        return new AccountRecord(known, label, place, counter, seen, purged, unknown);
    }

    AccountRecord withLabel(Register written) {
        return new AccountRecord(core, written, place, counter, visibility, purged, unknown);
    }

    AccountRecord withPlace(Register written) {
        return new AccountRecord(core, label, written, counter, visibility, purged, unknown);
    }

    AccountRecord withCounter(long counted) {
        return new AccountRecord(core, label, place, counted, visibility, purged, unknown);
    }

    AccountRecord withVisibility(Visibility seen) {
        return new AccountRecord(core, label, place, counter, seen, purged, unknown);
    }

    /**
     * This account as it was before somebody removed it from the trash.
     *
     * @param before a state that still has the core
     * @return an account in the trash
     */
    AccountRecord beforePurge(AccountRecord before) {
        return new AccountRecord(
                before.core, before.label, before.place, counter, visibility, Purge.NEVER, before.unknown);
    }

    AccountRecord asPurged() {
        return new AccountRecord(core, label, place, counter, visibility, Purge.PURGED, unknown);
    }

    /** Shows nothing of the account but its state. */
    @Override
    public String toString() {
        return "AccountRecord[" + core + (isVisible() ? ", visible" : isInTrash() ? ", in the trash" : ", purged")
                + "]";
    }
}
