package org.authenticatorbackup.api.backup;

import java.time.Instant;
import java.util.Optional;
import org.authenticatorbackup.api.SnapshotId;

/**
 * How one destination is doing, as this device last saw it.
 *
 * @param name the destination's name
 * @param state the one word for it
 * @param newest the newest of this device's backups that was found intact there
 * @param lastFailure why the newest attempt there failed, unless it succeeded
 * @param lastMissing when the vault, or a way to open it, was last found to be gone from there. It has been put there
 *     again since, unless {@code lastFailure} says otherwise
 */
public record DestinationHealth(
        String name,
        State state,
        Optional<Copy> newest,
        Optional<BackupHealth.Failure> lastFailure,
        Optional<Instant> lastMissing) {

    /** The one word for it. */
    public enum State {

        /** It has this device's newest verified backup, and the newest attempt there succeeded. */
        CURRENT,

        /** It has an older backup than another destination, or the newest attempt there failed. */
        LAGGING,

        /** No verified backup of this device is known to be there. */
        NO_COPY
    }

    /**
     * A backup that was found intact.
     *
     * @param snapshot the snapshot
     * @param verifiedAt when, in whole seconds, by this device's clock
     */
    public record Copy(SnapshotId snapshot, Instant verifiedAt) {}
}
