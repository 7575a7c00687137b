package org.authenticatorbackup.core.vault;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.authenticatorbackup.api.DeviceId;
import org.authenticatorbackup.api.DeviceStateException;
import org.authenticatorbackup.api.SnapshotId;
import org.authenticatorbackup.api.VaultId;
import org.authenticatorbackup.api.backup.BackupHealth;
import org.authenticatorbackup.api.backup.DestinationHealth;

/**
 * What a device remembers of the destinations that are not up to date, in the document {@code copies}. Which of them have
 * the newest verified backup, its receipt tells; a device all of whose destinations have it writes nothing here.
 */
public final class CopyMemory {

    static final String DOCUMENT = "copies";

    private final DeviceMemory memory;

    /** Remembers beside the other documents. */
    public CopyMemory(DeviceMemory memory) {
        this.memory = memory;
    }

    /**
     * What is remembered of one destination.
     *
     * @param newest the newest verified backup there, unless that is the newest of all
     * @param lastFailure the newest attempt there, if it failed
     * @param lastMissing when the vault was last found to be gone from there, or a slot of it
     */
    public record Remembered(
            Optional<DestinationHealth.Copy> newest,
            Optional<BackupHealth.Failure> lastFailure,
            Optional<Instant> lastMissing) {

        /** Nothing. */
        public static final Remembered NOTHING = new Remembered(Optional.empty(), Optional.empty(), Optional.empty());

        /** {@return a copy of which the newest attempt failed} */
        public Remembered failed(Optional<DestinationHealth.Copy> before, BackupHealth.Failure failure) {
            return new Remembered(before, Optional.of(failure), lastMissing);
        }

        /** {@return a copy that is up to date} */
        public Remembered current() {
            return new Remembered(Optional.empty(), Optional.empty(), lastMissing);
        }

        /** {@return a copy from which something was found to be gone} */
        public Remembered missing(Instant at) {
            return new Remembered(newest, lastFailure, Optional.of(at));
        }
    }

    /** {@return what is remembered of the destinations of a vault, by name} */
    public SortedMap<String, Remembered> read(VaultId vault) throws DeviceStateException {
        Optional<Map<String, String>> fields = memory.read(DOCUMENT);
        if (!fields.isPresent()) {
            return new TreeMap<>();
        }
        return DeviceMemory.parsed(DOCUMENT, () -> parse(vault, fields.get()));
    }

    private static SortedMap<String, Remembered> parse(VaultId vault, Map<String, String> fields) {
        SortedMap<String, Remembered> destinations = new TreeMap<>();
        if (!MemoryFields.field(fields, "vault").equals(vault.value())) {
            return destinations;
        }
        for (String name : MemoryFields.words(MemoryFields.field(fields, "destinations"))) {
            destinations.put(
                    name,
                    new Remembered(
                            newest(fields, name + ".newest"),
                            MemoryFields.failure(fields, name + ".failure"),
                            at(fields, name + ".missing.at")));
        }
        return destinations;
    }

    private static Optional<DestinationHealth.Copy> newest(Map<String, String> fields, String prefix) {
        if (!fields.containsKey(prefix + ".device")) {
            return Optional.empty();
        }
        SnapshotId snapshot = new SnapshotId(
                new DeviceId(MemoryFields.field(fields, prefix + ".device")),
                MemoryFields.number(fields, prefix + ".sequence"));
        return at(fields, prefix + ".at").map(at -> new DestinationHealth.Copy(snapshot, at));
    }

    private static Optional<Instant> at(Map<String, String> fields, String name) {
        return fields.containsKey(name)
                ? Optional.of(Instant.ofEpochSecond(MemoryFields.number(fields, name)))
                : Optional.empty();
    }

    /** Remembers something else; destinations of which there is nothing to remember are left out. */
    public void save(VaultId vault, SortedMap<String, Remembered> destinations) throws DeviceStateException {
        SortedMap<String, Remembered> worth = new TreeMap<>(destinations);
        worth.values().removeIf(Remembered.NOTHING::equals);
        Map<String, String> fields = new TreeMap<>();
        fields.put("version", DeviceMemory.VERSION);
        fields.put("vault", vault.value());
        fields.put("destinations", String.join(" ", worth.keySet()));
        worth.forEach((name, remembered) -> put(fields, name, remembered));
        memory.write(DOCUMENT, fields);
    }

    private static void put(Map<String, String> fields, String name, Remembered remembered) {
        remembered.newest().ifPresent(copy -> {
            fields.put(name + ".newest.device", copy.snapshot().device().value());
            fields.put(name + ".newest.sequence", Long.toString(copy.snapshot().sequence()));
            fields.put(name + ".newest.at", Long.toString(copy.verifiedAt().getEpochSecond()));
        });
        remembered.lastFailure().ifPresent(failure -> {
            fields.put(name + ".failure.reason", failure.reason().messageKey());
            fields.put(name + ".failure.at", Long.toString(failure.at().getEpochSecond()));
        });
        remembered.lastMissing().ifPresent(at -> fields.put(name + ".missing.at", Long.toString(at.getEpochSecond())));
    }
}
