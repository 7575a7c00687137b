package org.authenticatorbackup.examples.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.authenticatorbackup.api.ProblemException;
import org.authenticatorbackup.api.backup.BackupReceipt;
import picocli.CommandLine.Command;

@Command(description = "Backs up now, and reads the backup back.")
final class BackupCommand implements CliCommand {

    private final Device device;

    BackupCommand(Device device) {
        this.device = device;
    }

    @Override
    public Answer run() throws ProblemException, CliException {
        try (Home home = device.openHome()) {
            return answer(device.connect(home).backups().backUp());
        }
    }

    private static Answer answer(BackupReceipt receipt) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("snapshot", receipt.snapshot());
        json.put("verifiedCopies", receipt.verifiedCopies());
        json.put("bytes", receipt.bytes());
        json.put("vault", receipt.vault());
        json.put("accounts", receipt.accounts());
        json.put("verifiedAt", receipt.verifiedAt());
        List<List<String>> rows = List.of(
                List.of("Backed up", Words.accounts(receipt.accounts()) + ", read back and opened"),
                List.of("Snapshot", receipt.snapshot().toString()),
                List.of("Size", receipt.bytes() + " bytes"));
        return new Answer(json, Columns.align(rows));
    }
}
