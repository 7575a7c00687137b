package org.authenticatorbackup.core.vault;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.authenticatorbackup.api.DeviceStateException;
import org.authenticatorbackup.api.SlotId;
import org.authenticatorbackup.api.VaultId;
import org.authenticatorbackup.api.vault.SlotSummary;

/**
 * The slots of a vault as this device made or opened them, in the document {@code slots}: what a storage that has lost
 * them is given again. They are what every storage has of them, sealed by what the person knows. Only these are put back:
 * of a slot that nobody opened here, a device without the vault's identity cannot tell whether it is genuine.
 */
public final class SlotMemory {

    static final String DOCUMENT = "slots";

    private final DeviceMemory memory;

    /** Remembers beside the other documents. */
    public SlotMemory(DeviceMemory memory) {
        this.memory = memory;
    }

    /** {@return the slots of a vault, as they are stored} */
    public Map<SlotSummary, Encoded> read(VaultId vault) throws DeviceStateException {
        Optional<Map<String, String>> fields = memory.read(DOCUMENT);
        if (!fields.isPresent()) {
            return Map.of();
        }
        return DeviceMemory.parsed(DOCUMENT, () -> parse(vault, fields.get()));
    }

    private static Map<SlotSummary, Encoded> parse(VaultId vault, Map<String, String> fields) {
        Map<SlotSummary, Encoded> slots = new LinkedHashMap<>();
        List<String> texts = MemoryFields.words(MemoryFields.field(fields, "slots"));
        List<SlotSummary> summaries = Enrollment.slots(texts);
        for (int i = 0; i < texts.size(); i++) {
            slots.put(summaries.get(i), MemoryFields.encoded(fields, texts.get(i)));
        }
        return MemoryFields.field(fields, "vault").equals(vault.value()) ? slots : Map.of();
    }

    /** Remembers a slot; those of another vault are forgotten. */
    public void remember(VaultId vault, SlotSummary slot, Encoded object) throws DeviceStateException {
        Map<SlotSummary, Encoded> slots = new LinkedHashMap<>(understood(vault));
        if (!object.equals(slots.put(slot, object))) {
            save(vault, slots);
        }
    }

    /** Forgets a slot, which is not put back any more. */
    public void forget(VaultId vault, SlotId id) throws DeviceStateException {
        Map<SlotSummary, Encoded> slots = new LinkedHashMap<>(understood(vault));
        if (slots.keySet().removeIf(slot -> slot.id().equals(id))) {
            save(vault, slots);
        }
    }

    /** What cannot be understood is worth nothing to whoever is about to write something else. */
    private Map<SlotSummary, Encoded> understood(VaultId vault) throws DeviceStateException {
        return DeviceMemory.readable(() -> read(vault)).orElse(Map.of());
    }

    private void save(VaultId vault, Map<SlotSummary, Encoded> slots) throws DeviceStateException {
        Map<String, String> fields = new TreeMap<>();
        List<String> texts = Enrollment.slotTexts(List.copyOf(slots.keySet()));
        int next = 0;
        for (Encoded object : slots.values()) {
            fields.put(texts.get(next++), MemoryFields.base64(object));
        }
        fields.put("version", DeviceMemory.VERSION);
        fields.put("vault", vault.value());
        fields.put("slots", String.join(" ", texts));
        memory.write(DOCUMENT, fields);
    }
}
