package org.authenticatorbackup.api.vault;

import java.util.List;
import java.util.Map;
import org.authenticatorbackup.api.DeviceId;
import org.authenticatorbackup.api.VaultId;

/**
 * A vault as far as the object names in the storage tell. Names are hints, not proof: nothing here was authenticated.
 *
 * @param id the vault's name
 * @param slots the ways to open it, by id
 * @param newest of each device that wrote snapshots, the highest sequence number
 */
public record FoundVault(VaultId id, List<SlotSummary> slots, Map<DeviceId, Long> newest) {

    /**
     * Copies the collections.
     *
     * @param id the vault's name
     * @param slots the ways to open it
     * @param newest of each device the highest sequence number
     */
    public FoundVault {
        slots = List.copyOf(slots);
        newest = Map.copyOf(newest);
    }
}
