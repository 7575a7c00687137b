package org.authenticatorbackup.core.vault;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.authenticatorbackup.api.DeviceId;
import org.authenticatorbackup.api.DeviceStateException;
import org.authenticatorbackup.api.VaultId;
import org.authenticatorbackup.api.backup.PendingDeletion;
import org.authenticatorbackup.core.policy.TrashRule;

/**
 * What a device remembers of lanes, in four documents beside those of {@link DeviceMemory}: {@code lane} (its own),
 * {@code joined} (what it has joined of all lanes), {@code trash} (what it has seen there) and {@code deletion} (that the
 * backup is to be deleted). Each names the vault and the device that it is of, and is taken for absent once the device is
 * another one.
 */
public final class LaneMemory {

    private static final String LANE = "lane";
    private static final String JOINED = "joined";
    private static final String TRASH = "trash";
    private static final String DELETION = "deletion";

    /** Forgotten with the enrollment. */
    static final List<String> DOCUMENTS = List.of(LANE, JOINED, TRASH, DELETION);

    private final DeviceMemory memory;
    private final VaultId vault;
    private final DeviceId device;

    /** The lanes of a vault as one of its devices knows them. */
    public LaneMemory(DeviceMemory memory, VaultId vault, DeviceId device) {
        this.memory = memory;
        this.vault = vault;
        this.device = device;
    }

    /** {@return what is known of the own lane, if anything was written} */
    public Optional<LaneRecord> lane() throws DeviceStateException {
        return read(LANE, LaneFields::lane);
    }

    /** Replaces what is known of the own lane. */
    public void save(LaneRecord lane) throws DeviceStateException {
        memory.write(LANE, LaneFields.of(lane));
    }

    /** {@return what was joined} */
    public List<JoinedSnapshot> joined() throws DeviceStateException {
        return read(JOINED, LaneFields::joined).orElse(List.of());
    }

    /** Replaces what was joined. */
    public void saveJoined(List<JoinedSnapshot> joined) throws DeviceStateException {
        memory.write(JOINED, LaneFields.of(vault, device, joined));
    }

    /** {@return what was seen in the trash, by account id} */
    public Map<String, TrashRule.Sighting> trash() throws DeviceStateException {
        return read(TRASH, LaneFields::trash).orElse(Map.of());
    }

    /** Replaces what was seen in the trash. */
    public void saveTrash(Map<String, TrashRule.Sighting> trash) throws DeviceStateException {
        memory.write(TRASH, LaneFields.of(vault, device, trash));
    }

    /** {@return that the backup is to be deleted, if it is} */
    public Optional<PendingDeletion> deletion() throws DeviceStateException {
        return read(DELETION, LaneFields::deletion);
    }

    /** Remembers that the backup is to be deleted. */
    public void save(PendingDeletion deletion) throws DeviceStateException {
        memory.write(DELETION, LaneFields.of(device, deletion));
    }

    /** Forgets that the backup was to be deleted. */
    public void clearDeletion() throws DeviceStateException {
        memory.delete(DELETION);
    }

    private <T> Optional<T> read(String key, Function<Map<String, String>, T> parser) throws DeviceStateException {
        Optional<Map<String, String>> fields = memory.read(key);
        if (!fields.isPresent()) {
            return Optional.empty();
        }
        T value = DeviceMemory.parsed(key, () -> parser.apply(fields.get()));
        boolean own = vault.value().equals(fields.get().get("vault"))
                && device.value().equals(fields.get().get("device"));
        return own ? Optional.of(value) : Optional.empty();
    }
}
