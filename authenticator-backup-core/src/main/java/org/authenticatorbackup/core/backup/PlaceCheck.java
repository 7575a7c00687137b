package org.authenticatorbackup.core.backup;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.VaultId;
import org.authenticatorbackup.core.vault.Succession;
import org.authenticatorbackup.core.vault.Surroundings;
import org.authenticatorbackup.core.vault.VaultObject;

/**
 * Makes sure that the storage still is the place where the vault can be opened: a backup into an emptied or exchanged
 * folder would be stored and verified, and nobody could recover it. Takes one listing: at the first backup of a vault,
 * after a failure, and once a day; and one more to tell why the vault cannot be opened.
 */
final class PlaceCheck {

    private static final Duration INTERVAL = Duration.ofDays(1);

    private final Surroundings here;
    private Optional<Checked> checked = Optional.empty();

    /** When a vault was found to be in its place. */
    private record Checked(VaultId vault, Instant at) {}

    PlaceCheck(Surroundings here) {
        this.here = here;
    }

    void require(VaultId vault) throws StorageException {
        Instant now = here.now();
        if (checked.filter(last -> last.vault().equals(vault))
                .filter(last -> Duration.between(last.at(), now).abs().compareTo(INTERVAL) < 0)
                .isPresent()) {
            return;
        }
        boolean hasSlot = here.storage().list(VaultObject.slotPrefix(vault)).stream()
                .map(VaultObject::parse)
                .anyMatch(object ->
                        object.filter(VaultObject.SlotObject.class::isInstance).isPresent());
        if (!hasSlot) {
            throw whyNoSlot(vault);
        }
        checked = Optional.of(new Checked(vault, now));
    }

    private StorageException whyNoSlot(VaultId vault) throws StorageException {
        return Succession.of(here.storage(), vault).isEmpty()
                ? new StorageException(StorageException.Reason.BACKUP_MISSING, "the storage holds no slot of " + vault)
                : new StorageException(StorageException.Reason.VAULT_ROTATED, "another vault has replaced " + vault);
    }

    /** Checks again next time. */
    void doubt() {
        checked = Optional.empty();
    }
}
