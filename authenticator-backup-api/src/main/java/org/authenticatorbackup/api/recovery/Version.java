package org.authenticatorbackup.api.recovery;

import java.time.Instant;
import org.authenticatorbackup.api.SnapshotId;

/**
 * One intact snapshot of a vault: all that one device knew at one moment.
 *
 * @param snapshot which one; of two that bear one number, because a device was cloned, both are read as one
 * @param created when, by that device's clock
 * @param accounts how many accounts it shows, 0 or more
 * @param inTrash how many more are in its trash, 0 or more
 * @param application the app that wrote it, and its version; may be empty
 * @param platform such as {@code android}; may be empty
 */
public record Version(
        SnapshotId snapshot, Instant created, int accounts, int inTrash, String application, String platform) {}
