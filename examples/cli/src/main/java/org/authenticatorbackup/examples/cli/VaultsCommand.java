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

@Command(description = "Lists the vaults in a storage, as far as names tell.")
final class VaultsCommand implements CliCommand {

    @Option(names = "--storage", required = true, paramLabel = "URI", description = "Where to look: file:///path")
    String storage = "";

    private final Device device;

    VaultsCommand(Device device) {
        this.device = device;
    }

    @Override
    public Answer run() throws RecoveryRefusedException, StorageException {
        List<Map<String, Object>> vaults = new ArrayList<>();
        List<List<String>> rows = new ArrayList<>();
        for (FoundVault vault : device.connect(storage).recovery().findVaults()) {
            vaults.add(json(vault));
            rows.add(List.of(
                    vault.id().value(),
                    vault.slots().size() + " slots",
                    vault.newest().size() + " devices",
                    "newest "
                            + vault.newest().values().stream()
                                    .max(Long::compare)
                                    .orElse(0L)));
        }
        return new Answer(Map.of("vaults", vaults), Columns.align(rows));
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
