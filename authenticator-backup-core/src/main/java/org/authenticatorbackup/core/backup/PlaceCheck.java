package org.authenticatorbackup.core.backup;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.VaultId;
import org.authenticatorbackup.core.vault.Surroundings;
import org.authenticatorbackup.core.vault.VaultObject;

/**
 * Makes sure that the storage still is the place where the vault can be opened: a backup into an emptied or exchanged
 * folder would be stored and verified, and nobody could recover it. Takes one listing: at the first backup, after a
 * failure, and once a day.
 */
final class PlaceCheck {

    private static final Duration INTERVAL = Duration.ofDays(1);

    private final Surroundings here;
    private Optional<Instant> checkedAt = Optional.empty();

    PlaceCheck(Surroundings here) {
        this.here = here;
    }

    void require(VaultId vault) throws StorageException {
        Instant now = here.now();
        if (checkedAt
                .filter(at -> Duration.between(at, now).abs().compareTo(INTERVAL) < 0)
                .isPresent()) {
            return;
        }
        boolean hasSlot = here.storage().list(VaultObject.slotPrefix(vault)).stream()
                .map(VaultObject::parse)
                .anyMatch(object ->
                        object.filter(VaultObject.SlotObject.class::isInstance).isPresent());
        if (!hasSlot) {
            throw new StorageException(StorageException.Reason.BACKUP_MISSING, "the storage holds no slot of " + vault);
        }
        checkedAt = Optional.of(now);
    }

    /** Checks again next time. */
    void doubt() {
        checkedAt = Optional.empty();
    }
}
