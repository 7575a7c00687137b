package org.authenticatorbackup.core.vault;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.authenticatorbackup.api.DeviceStateException;
import org.authenticatorbackup.api.SlotId;
import org.authenticatorbackup.api.VaultId;
import org.authenticatorbackup.api.spi.DelayedRelease;

/**
 * The passes that this device has shown to a recovery account which releases its secrets with delay, in the document {@code
 * passes}. A device keeps one before it shows it, so that what waits goes on after a restart.
 */
public final class PassMemory {

    static final String DOCUMENT = "passes";

    /** More than a vault has slots. */
    private static final int MOST = 128;

    private final DeviceMemory memory;

    /** Remembers beside the other documents. */
    public PassMemory(DeviceMemory memory) {
        this.memory = memory;
    }

    /** {@return the passes for the slots of a vault} */
    public Map<SlotId, Encoded> of(VaultId vault) throws DeviceStateException {
        Map<SlotId, Encoded> passes = new LinkedHashMap<>();
        Map<String, String> fields = fields();
        for (String name : fields.keySet()) {
            if (name.startsWith(vault + ".")) {
                passes.put(new SlotId(name.substring(name.indexOf('.') + 1)), pass(fields, name));
            }
        }
        return passes;
    }

    /** {@return the slots of a vault for which a pass is kept, as far as the document can be understood: this is for an order} */
    public Set<SlotId> slots(VaultId vault) throws DeviceStateException {
        return DeviceMemory.readable(() -> of(vault)).orElse(Map.of()).keySet();
    }

    /** {@return the pass for a slot, if there is one} */
    public Optional<Encoded> of(VaultId vault, SlotId slot) throws DeviceStateException {
        return Optional.ofNullable(of(vault).get(slot));
    }

    /** Remembers a pass. If there are too many, those leave first by which this device has no say in its own vault. */
    public void remember(VaultId vault, SlotId slot, Encoded pass) throws DeviceStateException {
        Map<String, String> fields = understood();
        if (fields.size() >= MOST) {
            Set<String> own = own();
            fields.keySet().removeIf(name -> !own.contains(name) && !name.startsWith(vault + "."));
            if (fields.size() >= MOST) {
                fields.keySet().removeIf(name -> !own.contains(name));
            }
            if (fields.size() >= MOST) {
                fields.clear();
            }
        }
        fields.put(vault + "." + slot, MemoryFields.base64(pass));
        save(fields);
    }

    /** {@return the names of the slots that this device knows of its own vault} */
    private Set<String> own() throws DeviceStateException {
        Set<String> names = new HashSet<>();
        DeviceMemory.readable(memory::device)
                .flatMap(DeviceMemory.Device::enrollment)
                .ifPresent(enrollment ->
                        enrollment.slots().forEach(slot -> names.add(enrollment.vault() + "." + slot.id())));
        return names;
    }

    /** Forgets a pass, which is worth nothing any more, unless there is another one by now. */
    public void forget(VaultId vault, SlotId slot, Encoded pass) throws DeviceStateException {
        Map<String, String> fields = understood();
        String name = vault + "." + slot;
        if (fields.containsKey(name) && pass(fields, name).equals(pass)) {
            fields.remove(name);
            save(fields);
        }
    }

    /** What cannot be understood is worth nothing to whoever is about to write something else. */
    private Map<String, String> understood() throws DeviceStateException {
        return new TreeMap<>(DeviceMemory.readable(this::fields).orElse(Map.of()));
    }

    private Map<String, String> fields() throws DeviceStateException {
        Optional<Map<String, String>> document = memory.read(DOCUMENT);
        Map<String, String> fields = new TreeMap<>(document.orElse(Map.of()));
        fields.remove("version");
        return DeviceMemory.parsed(DOCUMENT, () -> {
            for (String name : fields.keySet()) {
                int dot = name.indexOf('.');
                new VaultId(name.substring(0, dot));
                new SlotId(name.substring(dot + 1));
                pass(fields, name);
            }
            return fields;
        });
    }

    private static Encoded pass(Map<String, String> fields, String name) {
        Encoded pass = MemoryFields.encoded(fields, name);
        if (pass.bytes().length != DelayedRelease.PASS_BYTES) {
            throw new IllegalArgumentException("a pass of another length");
        }
        return pass;
    }

    private void save(Map<String, String> passes) throws DeviceStateException {
        Map<String, String> fields = new TreeMap<>(passes);
        fields.put("version", DeviceMemory.VERSION);
        memory.write(DOCUMENT, fields);
    }
}
