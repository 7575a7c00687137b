package org.authenticatorbackup.core.vault;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.authenticatorbackup.api.DeviceStateException;
import org.authenticatorbackup.api.SlotId;
import org.authenticatorbackup.api.VaultId;
import org.authenticatorbackup.api.vault.PendingRelease;

/** The releases that were pending when the recovery account was last asked, in the document {@code releases}. */
public final class ReleaseMemory {

    static final String DOCUMENT = "releases";
    private static final int WORDS = 4;

    private final DeviceMemory memory;

    /** Remembers beside the other documents. */
    public ReleaseMemory(DeviceMemory memory) {
        this.memory = memory;
    }

    /** {@return the releases of a vault; none if the document is damaged, since the account is asked again} */
    public List<PendingRelease> read(VaultId vault) throws DeviceStateException {
        return DeviceMemory.readable(() -> understood(vault)).orElse(List.of());
    }

    private List<PendingRelease> understood(VaultId vault) throws DeviceStateException {
        Optional<Map<String, String>> fields = memory.read(DOCUMENT);
        return fields.isPresent() ? DeviceMemory.parsed(DOCUMENT, () -> parse(vault, fields.get())) : List.of();
    }

    private static List<PendingRelease> parse(VaultId vault, Map<String, String> fields) {
        List<PendingRelease> releases = new ArrayList<>();
        VaultId of = new VaultId(MemoryFields.field(fields, "vault"));
        int count = Math.toIntExact(MemoryFields.number(fields, "count"));
        for (int i = 0; i < count; i++) {
            List<String> words = MemoryFields.words(MemoryFields.field(fields, "release." + i));
            if (words.size() != WORDS) {
                throw new IllegalArgumentException("another number of words");
            }
            releases.add(new PendingRelease(
                    of,
                    new SlotId(words.get(0)),
                    words.get(1),
                    Instant.ofEpochSecond(Long.parseLong(words.get(2))),
                    Instant.ofEpochSecond(Long.parseLong(words.get(3)))));
        }
        return of.equals(vault) ? releases : List.of();
    }

    /** Remembers others. */
    public void save(VaultId vault, List<PendingRelease> releases) throws DeviceStateException {
        if (releases.isEmpty()) {
            memory.delete(DOCUMENT);
            return;
        }
        Map<String, String> fields = new TreeMap<>();
        fields.put("version", DeviceMemory.VERSION);
        fields.put("vault", vault.value());
        fields.put("count", Integer.toString(releases.size()));
        for (int i = 0; i < releases.size(); i++) {
            PendingRelease each = releases.get(i);
            fields.put(
                    "release." + i,
                    each.slot() + " " + each.id() + " " + each.requestedAt().getEpochSecond() + " "
                            + each.releaseAt().getEpochSecond());
        }
        memory.write(DOCUMENT, fields);
    }
}
