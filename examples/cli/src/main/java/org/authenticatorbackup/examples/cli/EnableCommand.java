package org.authenticatorbackup.examples.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.authenticatorbackup.api.BackupService;
import org.authenticatorbackup.api.ProblemException;
import org.authenticatorbackup.api.backup.BackupHealth;
import org.authenticatorbackup.api.backup.EnableOptions;
import org.authenticatorbackup.api.backup.EnableOptions.LonePassphrase;
import org.authenticatorbackup.api.backup.EnableOptions.Suite;
import org.authenticatorbackup.api.backup.EnableReceipt;
import org.authenticatorbackup.api.vault.Passphrase;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command
final class EnableCommand implements CliCommand {

    @Option(names = "--storage", required = true, paramLabel = "URI")
    List<String> storages = List.of();

    @Mixin
    final PassphraseOptions passphrase = new PassphraseOptions();

    @Option(names = "--generate-passphrase")
    boolean generate;

    @Option(names = "--allow-lone-passphrase")
    boolean allowLone;

    @Option(names = "--recovery-account", paramLabel = "URI")
    @Nullable
    String recoveryAccount;

    @Option(names = "--suite", paramLabel = "${bundle:label.suite}")
    String suite = "pq";

    private final Device device;

    EnableCommand(Device device) {
        this.device = device;
    }

    @Override
    public Answer run() throws ProblemException, CliException {
        EnableOptions options = options();
        if (generate && passphrase.isGiven()) {
            throw new UsageException("wrong.both_passphrases");
        }
        try (Home home = device.openHome()) {
            HomeSettings before = home.settings();
            HomeSettings connected =
                    before.connectedTo(Destinations.of(storages), Optional.ofNullable(recoveryAccount));
            BackupService backups = device.connect(home, connected).backups();
            boolean isOff = backups.health().status() == BackupHealth.Status.OFF;
            if (!isOff) {
                connected = before; // the library refuses; the settings of the backup that is on stay
            }
            try (Passphrase chosen = generate ? backups.generatePassphrase() : passphrase.readNew(device.terminal())) {
                if (generate && isOff) {
                    show(chosen);
                }
                return enable(home, connected, backups, chosen, options);
            } catch (ProblemException | CliException | RuntimeException e) {
                home.store(before);
                throw e;
            }
        }
    }

    /** The settings come first: once the library has turned backup on, they must not be missing. */
    private Answer enable(
            Home home, HomeSettings settings, BackupService backups, Passphrase chosen, EnableOptions options)
            throws ProblemException {
        home.store(settings);
        return answer(backups.enable(chosen, options));
    }

    /** Shows it first: were the process to end once backup is on, nobody would ever see what opens it. */
    private void show(Passphrase generated) throws CliException {
        String text = text(generated);
        List<List<Object>> rows =
                List.of(List.of(Phrase.of("heading.passphrase"), text), List.of(Phrase.of("said.write_down_until_on")));
        device.printer().printAhead(new Answer(Map.of("passphrase", text), rows));
    }

    private static Answer answer(EnableReceipt receipt) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("vault", receipt.vault());
        json.put("slots", SlotView.json(receipt.slots()));
        json.put("verifiedCopies", receipt.firstBackup().verifiedCopies());
        json.put("snapshot", receipt.firstBackup().snapshot());
        json.put("accounts", receipt.firstBackup().accounts());
        List<List<Object>> rows = new ArrayList<>();
        rows.add(List.of(
                Phrase.of("heading.protected"),
                Phrase.of(
                        "said.accounts_verified",
                        Words.accounts(receipt.firstBackup().accounts()))));
        rows.add(List.of(Phrase.of("heading.vault"), receipt.vault().value()));
        receipt.slots().forEach(slot -> rows.add(List.of(Phrase.of("heading.opens_with"), SlotView.text(slot))));
        return new Answer(json, rows);
    }

    private EnableOptions options() {
        EnableOptions options = switch (suite) {
            case "pq" -> EnableOptions.defaults().withSuite(Suite.HYBRID);
            case "classic" -> EnableOptions.defaults().withSuite(Suite.CLASSIC);
            default -> throw new UsageException("wrong.suite");
        };
        return allowLone ? options.withLonePassphrase(LonePassphrase.ALLOW) : options;
    }

    private static String text(Passphrase passphrase) {
        char[] characters = passphrase.characters();
        try {
            return new String(characters);
        } finally {
            Arrays.fill(characters, '\0');
        }
    }
}
