package org.authenticatorbackup.examples.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.authenticatorbackup.api.ProblemException;
import org.authenticatorbackup.api.recovery.Version;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command
final class HistoryCommand implements CliCommand {

    @Mixin
    final UnlockOptions unlock = new UnlockOptions();

    private final Device device;

    HistoryCommand(Device device) {
        this.device = device;
    }

    @Override
    public Answer run() throws ProblemException, CliException {
        try (Home home = device.openHome();
                OwnVault own = OwnVault.open(device, home, unlock)) {
            return answer(own.library().recovery().history(own.opened()));
        }
    }

    private static Answer answer(List<Version> versions) {
        List<Map<String, Object>> json = new ArrayList<>();
        List<List<Object>> rows = new ArrayList<>();
        for (Version version : versions) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("version", Versions.text(version.snapshot()));
            one.put("device", version.snapshot().device());
            one.put("seq", version.snapshot().sequence());
            one.put("created", version.created());
            one.put("accounts", version.accounts());
            one.put("inTrash", version.inTrash());
            one.put("verified", true); // it was opened just now
            json.add(one);
            rows.add(List.of(version.created(), Words.accounts(version.accounts()), Versions.text(version.snapshot())));
        }
        return new Answer(Map.of("snapshots", json), rows);
    }
}
