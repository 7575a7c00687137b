package org.authenticatorbackup.examples.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.authenticatorbackup.api.vault.SlotSummary;

/** Slots as answers show them. */
final class SlotView {

    private SlotView() {}

    static List<Map<String, Object>> json(List<SlotSummary> slots) {
        return slots.stream().map(SlotView::json).toList();
    }

    static Phrase text(SlotSummary slot) {
        Phrase locks = slot.locks().stream()
                .map(lock -> Words.told("lock", lock))
                .reduce((one, other) -> Phrase.of("word.and", one, other))
                .orElse(Words.told("lock", SlotSummary.Lock.UNKNOWN));
        return Phrase.of("word.slot", locks, slot.id());
    }

    private static Map<String, Object> json(SlotSummary slot) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", slot.id());
        json.put("locks", slot.locks().stream().map(Words::of).toList());
        return json;
    }
}
