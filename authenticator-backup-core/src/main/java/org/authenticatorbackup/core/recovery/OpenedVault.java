package org.authenticatorbackup.core.recovery;

import java.util.List;
import java.util.Optional;
import org.authenticatorbackup.api.VaultId;
import org.authenticatorbackup.api.vault.RecoveryKit;
import org.authenticatorbackup.api.vault.SlotSummary;
import org.authenticatorbackup.api.vault.UnlockedVault;
import org.authenticatorbackup.core.vault.Surroundings;
import org.authenticatorbackup.crypto.share.KitText;
import org.authenticatorbackup.crypto.vault.VaultIdentity;

/** A vault whose identity is in memory. */
final class OpenedVault implements UnlockedVault {

    private final Surroundings here;
    private final VaultIdentity identity;
    private final List<SlotSummary> openedBy;
    private boolean closed;

    /** Takes over the identity; {@code openedBy} is the slot that gave it, or empty after a kit. */
    OpenedVault(Surroundings here, VaultIdentity identity, Optional<SlotSummary> openedBy) {
        this.here = here;
        this.identity = identity;
        this.openedBy = openedBy.map(List::of).orElse(List.of());
    }

    @Override
    public synchronized VaultId id() {
        return new VaultId(identity().vaultId());
    }

    @Override
    public synchronized RecoveryKit recoveryKit(String storageHint) {
        String today = here.now().toString().substring(0, "2026-11-22".length());
        return RecoveryKit.of(KitText.format(identity(), storageHint, today).toCharArray());
    }

    List<SlotSummary> openedBy() {
        return openedBy;
    }

    synchronized VaultIdentity identity() {
        if (closed) {
            throw new IllegalStateException("the vault is closed");
        }
        return identity;
    }

    @Override
    public synchronized void close() {
        closed = true;
        identity.close();
    }

    @Override
    public String toString() {
        return "UnlockedVault[hidden]";
    }
}
