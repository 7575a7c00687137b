package org.authenticatorbackup.core.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.authenticatorbackup.api.DeviceId;
import org.authenticatorbackup.api.DeviceStateException;
import org.authenticatorbackup.api.account.AccountId;

/** What a device remembers so that the newest recovery can be undone, in the document {@code undo}. */
public final class UndoMemory {

    static final String DOCUMENT = "undo";

    private final DeviceMemory memory;

    /** Remembers beside the other documents. */
    public UndoMemory(DeviceMemory memory) {
        this.memory = memory;
    }

    /**
     * What was there before a recovery. What policy backs up by name alone is in it by name alone: its credential is in the
     * app's own store all the time.
     *
     * @param former the contents that the app held, encoded as a snapshot
     * @param byName the accounts that the app itself knew by name alone
     * @param trash the ids in the trash, in the app's order
     * @param brought the accounts that the app did not hold before, as they are called since, and where their counters stood:
     *     at 0 if they have none
     * @param moved how the device came into the vault, if the recovery brought it there
     */
    public record Before(
            Encoded former,
            List<AccountId> byName,
            List<AccountId> trash,
            Map<AccountId, Long> brought,
            Optional<Moved> moved) {

        /** Copies the collections. */
        public Before {
            byName = List.copyOf(byName);
            trash = List.copyOf(trash);
            brought = Map.copyOf(brought);
        }

        @Override
        public String toString() {
            return "Before[" + brought.size() + " accounts were brought]";
        }
    }

    /**
     * The way of a device into a vault.
     *
     * @param device its name there
     * @param formerDevice the document {@code device} as it was, if it was there
     * @param formerContents the document {@code contents} as it was, if it was there
     */
    public record Moved(DeviceId device, Optional<Encoded> formerDevice, Optional<Encoded> formerContents) {

        /** {@return the documents, to be put back} */
        public DeviceMemory.Raw raw() {
            return new DeviceMemory.Raw(
                    formerDevice.map(Encoded::bytes), formerContents.map(Encoded::bytes), Optional.empty());
        }

        @Override
        public String toString() {
            return "Moved[" + device + "]";
        }
    }

    /** {@return what was there before the newest recovery, if it can be undone} */
    public Optional<Before> read() throws DeviceStateException {
        Optional<Map<String, String>> fields = memory.read(DOCUMENT);
        return fields.isPresent()
                ? Optional.of(DeviceMemory.parsed(DOCUMENT, () -> parse(fields.get())))
                : Optional.empty();
    }

    private static Before parse(Map<String, String> fields) {
        Optional<Moved> moved = fields.containsKey("moved.device")
                ? Optional.of(new Moved(
                        new DeviceId(MemoryFields.field(fields, "moved.device")),
                        encoded(fields, "moved.formerDevice"),
                        encoded(fields, "moved.formerContents")))
                : Optional.empty();
        return new Before(
                new Encoded(MemoryFields.field(fields, "former").getBytes(UTF_8)),
                ids(fields, "byName"),
                ids(fields, "trash"),
                counters(MemoryFields.words(MemoryFields.field(fields, "brought"))),
                moved);
    }

    private static Optional<Encoded> encoded(Map<String, String> fields, String name) {
        return Optional.ofNullable(fields.get(name))
                .map(text -> new Encoded(Base64.getDecoder().decode(text)));
    }

    private static List<AccountId> ids(Map<String, String> fields, String name) {
        List<AccountId> ids = new ArrayList<>();
        MemoryFields.words(MemoryFields.field(fields, name)).forEach(id -> ids.add(new AccountId(id)));
        return ids;
    }

    private static Map<AccountId, Long> counters(List<String> words) {
        Map<AccountId, Long> counters = new HashMap<>();
        for (String word : words) {
            int colon = word.indexOf(':');
            counters.put(new AccountId(word.substring(0, colon)), Long.parseLong(word.substring(colon + 1)));
        }
        return counters;
    }

    private static String text(Map<AccountId, Long> counters) {
        List<String> texts = new ArrayList<>();
        counters.forEach((id, counter) -> texts.add(id + ":" + counter));
        Collections.sort(texts);
        return String.join(" ", texts);
    }

    private static String text(List<AccountId> ids) {
        List<String> texts = new ArrayList<>();
        ids.forEach(id -> texts.add(id.value()));
        return String.join(" ", texts);
    }

    /** Remembers what is there before a recovery. */
    public void save(Before before) throws DeviceStateException {
        Map<String, String> fields = new TreeMap<>();
        fields.put("version", DeviceMemory.VERSION);
        fields.put("former", new String(before.former().bytes(), UTF_8));
        fields.put("byName", text(before.byName()));
        fields.put("trash", text(before.trash()));
        fields.put("brought", text(before.brought()));
        before.moved().ifPresent(moved -> {
            fields.put("moved.device", moved.device().value());
            moved.formerDevice().ifPresent(each -> fields.put("moved.formerDevice", MemoryFields.base64(each)));
            moved.formerContents().ifPresent(each -> fields.put("moved.formerContents", MemoryFields.base64(each)));
        });
        memory.write(DOCUMENT, fields);
    }

    /** Forgets it. */
    public void clear() throws DeviceStateException {
        memory.delete(DOCUMENT);
    }
}
