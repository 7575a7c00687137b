package org.authenticatorbackup.examples.cli;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.authenticatorbackup.api.ProblemException;
import org.authenticatorbackup.api.vault.ListedSlot;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(description = "Lists the ways to open the backup.")
final class SlotsCommand implements CliCommand {

    @Mixin
    final UnlockOptions unlock = new UnlockOptions();

    private final Device device;

    SlotsCommand(Device device) {
        this.device = device;
    }

    @Override
    public Answer run() throws ProblemException, CliException {
        try (Home home = device.openHome();
                OwnVault own = OwnVault.open(device, home, unlock)) {
            return answer(own.library().vault().slots(own.opened()));
        }
    }

    private static Answer answer(List<ListedSlot> slots) {
        List<Map<String, Object>> json = new ArrayList<>();
        List<List<String>> rows = new ArrayList<>();
        for (ListedSlot slot : slots) {
            Map<String, Object> one =
                    new LinkedHashMap<>(SlotView.json(List.of(slot.slot())).get(0));
            one.put("label", slot.label());
            one.put("created", slot.created().map(LocalDate::toString));
            one.put("origin", slot.origin());
            json.add(one);
            rows.add(List.of(
                    SlotView.text(slot.slot()),
                    slot.created().map(LocalDate::toString).orElse("-"),
                    word(slot.origin()),
                    slot.label().orElse("")));
        }
        return new Answer(Map.of("slots", json), Columns.align(rows));
    }

    private static String word(ListedSlot.Origin origin) {
        return switch (origin) {
            case KNOWN -> "known";
            case UNPROVEN -> "UNPROVEN: no device is known to have made it";
            case REMOVED -> "REMOVED, and there again: remove it once more, or replace the backup";
        };
    }
}
