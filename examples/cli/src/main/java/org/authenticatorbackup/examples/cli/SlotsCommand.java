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

@Command
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
        List<List<Object>> rows = new ArrayList<>();
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
                    Words.told("origin", slot.origin()),
                    slot.label().orElse("")));
        }
        return new Answer(Map.of("slots", json), rows);
    }
}
