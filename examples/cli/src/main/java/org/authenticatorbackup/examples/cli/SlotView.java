package org.authenticatorbackup.examples.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.authenticatorbackup.api.vault.SlotSummary;

/** Slots as answers show them. */
final class SlotView {

    private SlotView() {}

    static List<Map<String, Object>> json(List<SlotSummary> slots) {
        return slots.stream().map(SlotView::json).toList();
    }

    static String text(SlotSummary slot) {
        return slot.locks().stream().map(Words::of).collect(Collectors.joining(" and ")) + "  (" + slot.id() + ")";
    }

    private static Map<String, Object> json(SlotSummary slot) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", slot.id());
        json.put("locks", slot.locks().stream().map(Words::of).toList());
        return json;
    }
}
