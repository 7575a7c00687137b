package org.authenticatorbackup.core.vault;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.authenticatorbackup.api.DeviceStateException;
import org.authenticatorbackup.api.VaultId;
import org.authenticatorbackup.api.readiness.Drill;
import org.authenticatorbackup.api.vault.SlotSummary;
import org.authenticatorbackup.core.policy.DrillRule;

/** What a device remembers of restore drills, in the document {@code drill}. It names the vault that was rehearsed. */
public final class DrillMemory {

    static final String DOCUMENT = "drill";

    private final DeviceMemory memory;

    /** Remembers beside the other documents. */
    public DrillMemory(DeviceMemory memory) {
        this.memory = memory;
    }

    /**
     * What is remembered.
     *
     * @param history when drills were passed and failed
     * @param last the newest drill that opened the vault
     * @param withKit when the vault was last opened with the recovery kit
     */
    public record Remembered(DrillRule.History history, Optional<Drill> last, Optional<Instant> withKit) {

        /** {@return what is remembered of a vault in which nothing was rehearsed} */
        public static Remembered startingAt(Instant since) {
            return new Remembered(DrillRule.History.startingAt(since), Optional.empty(), Optional.empty());
        }

        /** {@return the same after a drill that opened the vault} */
        public Remembered afterPassing(Drill drill) {
            Optional<Instant> kit = drill.openedBy().isPresent() ? withKit : Optional.of(drill.at());
            return new Remembered(history.afterPassing(drill.at()), Optional.of(drill), kit);
        }

        /** {@return the same after a drill that did not} */
        public Remembered afterFailing(Instant at) {
            return new Remembered(history.afterFailing(at), last, withKit);
        }
    }

    /** {@return what is remembered of a vault, if anything} */
    public Optional<Remembered> read(VaultId vault) throws DeviceStateException {
        Optional<Map<String, String>> fields = memory.read(DOCUMENT);
        if (!fields.isPresent()) {
            return Optional.empty();
        }
        return DeviceMemory.parsed(DOCUMENT, () -> parse(vault, fields.get()));
    }

    private static Optional<Remembered> parse(VaultId vault, Map<String, String> fields) {
        VaultId rehearsed = new VaultId(MemoryFields.field(fields, "vault"));
        int streak = Integer.parseInt(MemoryFields.field(fields, "streak"));
        if (streak < 0 || (streak > 0 && !fields.containsKey("passed.at"))) {
            throw new IllegalArgumentException("out of range");
        }
        Optional<Drill> last = drill(fields);
        DrillRule.History history = new DrillRule.History(
                at(fields, "since").orElseThrow(() -> new IllegalArgumentException("missing since")),
                last.map(Drill::at),
                streak,
                at(fields, "failed.at"));
        return rehearsed.equals(vault)
                ? Optional.of(new Remembered(history, last, at(fields, "kit.at")))
                : Optional.empty();
    }

    private static Optional<Drill> drill(Map<String, String> fields) {
        return at(fields, "passed.at")
                .map(at -> new Drill(
                        at,
                        slot(MemoryFields.field(fields, "passed.slot")),
                        Math.toIntExact(MemoryFields.number(fields, "passed.accounts")),
                        Math.toIntExact(MemoryFields.number(fields, "passed.missing"))));
    }

    private static Optional<SlotSummary> slot(String text) {
        return text.isEmpty()
                ? Optional.empty()
                : Optional.of(Enrollment.slots(List.of(text)).get(0));
    }

    private static Optional<Instant> at(Map<String, String> fields, String name) {
        return fields.containsKey(name)
                ? Optional.of(Instant.ofEpochSecond(MemoryFields.number(fields, name)))
                : Optional.empty();
    }

    /** Remembers something else. */
    public void save(VaultId vault, Remembered remembered) throws DeviceStateException {
        Map<String, String> fields = new TreeMap<>();
        fields.put("version", DeviceMemory.VERSION);
        fields.put("vault", vault.value());
        fields.put("since", seconds(remembered.history().since()));
        fields.put("streak", Integer.toString(remembered.history().streak()));
        remembered.history().failed().ifPresent(at -> fields.put("failed.at", seconds(at)));
        remembered.withKit().ifPresent(at -> fields.put("kit.at", seconds(at)));
        remembered.last().ifPresent(drill -> {
            fields.put("passed.at", seconds(drill.at()));
            fields.put(
                    "passed.slot",
                    drill.openedBy()
                            .map(slot -> Enrollment.slotTexts(List.of(slot)).get(0))
                            .orElse(""));
            fields.put("passed.accounts", Integer.toString(drill.accounts()));
            fields.put("passed.missing", Integer.toString(drill.missing()));
        });
        memory.write(DOCUMENT, fields);
    }

    private static String seconds(Instant at) {
        return Long.toString(at.getEpochSecond());
    }
}
