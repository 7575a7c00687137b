package org.authenticatorbackup.examples.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.authenticatorbackup.api.ProblemException;
import org.authenticatorbackup.api.backup.BackupReceipt;
import org.authenticatorbackup.api.backup.MassChange;
import org.authenticatorbackup.core.AuthenticatorBackup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command
final class BackupCommand implements CliCommand {

    @Mixin
    final Agreement agreement = new Agreement();

    private final Device device;

    BackupCommand(Device device) {
        this.device = device;
    }

    @Override
    public Answer run() throws ProblemException, CliException {
        Optional<MassChange> agreed = agreement.change();
        try (Home home = device.openHome()) {
            HomeSettings settings = home.settings();
            AuthenticatorBackup library = device.connect(home, settings);
            BackupReceipt receipt = agreed.isPresent()
                    ? library.backups().backUp(agreed.get())
                    : library.backups().backUp();
            return answer(receipt, DailyAudit.run(home, library), settings);
        }
    }

    private static Answer answer(BackupReceipt receipt, DailyAudit audit, HomeSettings settings) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("snapshot", receipt.snapshot());
        json.put("verifiedCopies", receipt.verifiedCopies());
        json.put("bytes", receipt.bytes());
        json.put("vault", receipt.vault());
        json.put("accounts", receipt.accounts());
        json.put("verifiedAt", receipt.verifiedAt());
        json.put("destinations", Destinations.outcomes(receipt.destinations(), settings.storages()));
        json.put("audit", audit.json());
        List<List<Object>> rows = new ArrayList<>();
        rows.add(List.of(
                Phrase.of("heading.backed_up"),
                Phrase.of("said.accounts_verified", Words.accounts(receipt.accounts()))));
        rows.add(List.of(Phrase.of("heading.snapshot"), receipt.snapshot()));
        rows.add(List.of(Phrase.of("heading.size"), Phrase.of("said.bytes", receipt.bytes())));
        rows.add(List.of(
                Phrase.of("heading.copies"),
                Phrase.of(
                        "said.copies",
                        receipt.verifiedCopies(),
                        receipt.destinations().size())));
        rows.addAll(Destinations.failures(receipt.destinations(), settings.storages()));
        rows.addAll(audit.rows());
        return new Answer(json, rows);
    }
}
