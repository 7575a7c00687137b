package org.authenticatorbackup.api.backup;

import java.time.Duration;
import java.time.Instant;
import org.authenticatorbackup.api.VaultId;

/**
 * That the backup is going to be deleted. Only the device on which the person asked for it knows.
 *
 * @param vault the vault that is to go
 * @param requestedAt when the person asked for it, in whole seconds, by this device's clock
 * @param phase whether it can still be called off
 */
public record PendingDeletion(VaultId vault, Instant requestedAt, Phase phase) {

    /** The time in which it can be called off. */
    public static final Duration DELAY = Duration.ofDays(7);

    /** Whether it can still be called off. */
    public enum Phase {
        /** It waits, and can be called off; backups go on. */
        WAITING,
        /** It has begun and cannot be called off. */
        BEGUN
    }
}
