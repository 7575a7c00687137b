package org.authenticatorbackup.examples.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.authenticatorbackup.api.RecoveryRefusedException;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.vault.FoundVault;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command
final class VaultsCommand implements CliCommand {

    @Option(names = "--storage", required = true, paramLabel = "URI")
    String storage = "";

    private final Device device;

    VaultsCommand(Device device) {
        this.device = device;
    }

    @Override
    public Answer run() throws RecoveryRefusedException, StorageException {
        List<Map<String, Object>> vaults = new ArrayList<>();
        List<List<Object>> rows = new ArrayList<>();
        for (FoundVault vault : device.connect(storage).recovery().findVaults()) {
            vaults.add(json(vault));
            rows.add(List.of(
                    vault.id().value(),
                    Phrase.of("said.slots", vault.slots().size()),
                    Phrase.of("said.devices", vault.newest().size()),
                    Phrase.of(
                            "said.newest",
                            vault.newest().values().stream().max(Long::compare).orElse(0L))));
        }
        return new Answer(Map.of("vaults", vaults), rows);
    }

    private static Map<String, Object> json(FoundVault vault) {
        Map<String, Long> newest = new TreeMap<>();
        vault.newest().forEach((id, sequence) -> newest.put(id.value(), sequence));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("vault", vault.id());
        json.put("slots", SlotView.json(vault.slots()));
        json.put("devices", newest.keySet());
        json.put("newest", newest);
        return json;
    }
}
