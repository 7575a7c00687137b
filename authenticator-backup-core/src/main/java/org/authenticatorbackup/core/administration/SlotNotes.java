package org.authenticatorbackup.core.administration;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import org.authenticatorbackup.api.SlotId;
import org.authenticatorbackup.core.history.Contents;
import org.authenticatorbackup.core.history.Register;
import org.authenticatorbackup.core.json.Json;

/** What a vault's own settings say of its slots: names for people, and when they were made. */
final class SlotNotes {

    private static final String LABEL = "vault/slot/";
    private static final String CREATED = "vault/slot-created/";

    private final Contents contents;

    SlotNotes(Contents contents) {
        this.contents = contents;
    }

    static String labelKey(SlotId slot) {
        return LABEL + slot;
    }

    static String createdKey(SlotId slot) {
        return CREATED + slot;
    }

    Optional<String> label(SlotId slot) {
        return text(labelKey(slot)).filter(label -> !label.isEmpty());
    }

    Optional<LocalDate> created(SlotId slot) {
        return text(createdKey(slot)).flatMap(SlotNotes::date);
    }

    /** Whether a device of the vault has written of this slot. */
    boolean name(SlotId slot) {
        return contents.settings().containsKey(labelKey(slot))
                || contents.settings().containsKey(createdKey(slot));
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
