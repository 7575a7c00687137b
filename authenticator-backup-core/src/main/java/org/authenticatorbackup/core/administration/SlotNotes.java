package org.authenticatorbackup.core.administration;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.authenticatorbackup.api.SlotId;
import org.authenticatorbackup.api.vault.SlotSummary;
import org.authenticatorbackup.core.backup.SlotRemoval;
import org.authenticatorbackup.core.history.Contents;
import org.authenticatorbackup.core.history.Register;
import org.authenticatorbackup.core.json.Json;
import org.authenticatorbackup.core.vault.VaultObject;

/**
 * What a vault's own settings say of its slots: names for people, when and with which locks they were made, and which were
 * removed.
 *
 * <p>A label proves nothing, since a person may give one to whatever slot is listed. That a slot was made is noted only by
 * the device that made it, after it has opened it, so that note counts. Whoever has stolen a write capability can write it
 * too, and can write that a slot was removed: that one must not be able to bring a removed slot back, so nothing takes
 * that note away.
 */
final class SlotNotes {

    private static final String LABEL = "vault/slot/";
    private static final String CREATED = "vault/slot-created/";
    private static final String LOCKS = "vault/slot-locks/";

    private final Contents contents;

    SlotNotes(Contents contents) {
        this.contents = contents;
    }

    static String labelKey(SlotId slot) {
        return LABEL + slot;
    }

    /** {@return the notes, by key, that a slot was made} */
    static Map<String, String> made(SlotSummary slot, String date) {
        return Map.of(CREATED + slot.id(), date, LOCKS + slot.id(), VaultObject.lockLabels(slot.locks()));
    }

    Optional<String> label(SlotId slot) {
        return text(labelKey(slot)).filter(label -> !label.isEmpty());
    }

    Optional<LocalDate> created(SlotId slot) {
        return text(CREATED + slot).flatMap(SlotNotes::date);
    }

    /** {@return the locks with which a device of the vault says that it made a slot, as in the slot's name} */
    Optional<String> locks(SlotId slot) {
        return text(LOCKS + slot);
    }

    /** Whether a device of the vault has removed this slot. */
    boolean removed(SlotId slot) {
        return SlotRemoval.isNoted(contents, slot);
    }

    private Optional<String> text(String key) {
        Register register = contents.settings().get(key);
        return register != null && register.value().get("value") instanceof Json.Text text
                ? Optional.of(text.value())
                : Optional.empty();
    }

    private static Optional<LocalDate> date(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty(); // another writer's idea of a date says nothing
        }
    }
}
