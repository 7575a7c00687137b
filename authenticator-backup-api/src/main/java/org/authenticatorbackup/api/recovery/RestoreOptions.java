package org.authenticatorbackup.api.recovery;

import java.util.Optional;
import java.util.Set;
import org.authenticatorbackup.api.SnapshotId;
import org.authenticatorbackup.api.account.AccountId;

/**
 * What a recovery brings back, and how. Start from {@link #defaults()}.
 *
 * @param mode what to do about accounts that are on the device
 * @param version the version to go back to; empty for all that is known, the newest of everything
 * @param only the accounts to bring back; empty for all. Only {@link RestoreMode#MERGE} can bring back some
 */
public record RestoreOptions(RestoreMode mode, Optional<SnapshotId> version, Optional<Set<AccountId>> only) {

    /**
     * Copies the set.
     *
     * @param mode what to do about accounts that are on the device
     * @param version the version to go back to
     * @param only the accounts to bring back
     * @throws IllegalArgumentException if some accounts are wanted in another mode than {@code MERGE}
     */
    public RestoreOptions {
        only = only.map(Set::copyOf);
        if (only.isPresent() && mode != RestoreMode.MERGE) {
            throw new IllegalArgumentException("single accounts are brought back by MERGE");
        }
    }

    /** {@return everything, newest, and only to a device without accounts} */
    public static RestoreOptions defaults() {
        return new RestoreOptions(RestoreMode.BLOCK, Optional.empty(), Optional.empty());
    }

    /**
     * A copy with another mode.
     *
     * @param other what to do about accounts that are on the device
     * @return the copy
     * @throws IllegalArgumentException if some accounts are wanted and the mode is not {@code MERGE}
     */
    public RestoreOptions withMode(RestoreMode other) {
        return new RestoreOptions(other, version, only);
    }

    /**
     * A copy that goes back to a version. Its accounts come back as they were, and count as edited now, so that other
     * devices take that up; those that it lacks stay, or go to the trash with {@link RestoreMode#REPLACE}.
     *
     * @param snapshot one of {@link org.authenticatorbackup.api.RecoveryService#history}
     * @return the copy
     */
    public RestoreOptions at(SnapshotId snapshot) {
        return new RestoreOptions(mode, Optional.of(snapshot), only);
    }

    /**
     * A copy that brings back some accounts and leaves all others as they are on this device.
     *
     * @param accounts their ids
     * @return the copy, in mode {@code MERGE}
     */
    public RestoreOptions only(Set<AccountId> accounts) {
        return new RestoreOptions(RestoreMode.MERGE, version, Optional.of(accounts));
    }
}
