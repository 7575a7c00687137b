package org.authenticatorbackup.examples.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.authenticatorbackup.api.BackupService;
import org.authenticatorbackup.api.vault.Passphrase;
import org.authenticatorbackup.api.vault.SlotPlan;
import org.authenticatorbackup.api.vault.WeakLocks;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The passphrase of a new way to open a backup, beside what opens it now. */
final class NewPassphraseOptions {

    @Option(names = "--generate-passphrase")
    boolean generate;

    @Option(names = "--new-passphrase-env", paramLabel = "${bundle:label.name}")
    @Nullable
    String variable;

    @Option(names = "--new-passphrase-file", paramLabel = "${bundle:label.file}")
    @Nullable
    Path file;

    @Option(names = "--allow-lone-passphrase")
    boolean allowLone;

    WeakLocks weakLocks() {
        return allowLone ? WeakLocks.ALLOW : WeakLocks.REFUSE;
    }

    /** Checks that there is one source, before anything is opened. */
    void requireOneSource() {
        if (generate && (variable != null || file != null)) {
            throw new UsageException("wrong.both_passphrases");
        }
    }

    /** Takes or draws the passphrase. One that was drawn is shown now, before anything opens with it. */
    Passphrase read(Device device, BackupService backups) throws CliException {
        if (!generate) {
            PassphraseOptions given = new PassphraseOptions();
            given.variable = variable;
            given.file = file;
            return given.readNew(device.terminal());
        }
        Passphrase drawn = backups.generatePassphrase();
        try {
            show(device.printer(), drawn);
            return drawn;
        } catch (CliException | RuntimeException e) {
            drawn.close();
            throw e;
        }
    }

    /** A passphrase, and the recovery account beside it if the home has one. */
    static SlotPlan plan(Passphrase passphrase, Optional<String> recoveryAccount) {
        return recoveryAccount.isPresent()
                ? new SlotPlan.AccountAndPassphrase(passphrase)
                : new SlotPlan.PassphraseAlone(passphrase);
    }

    private static void show(AnswerPrinter printer, Passphrase drawn) throws CliException {
        char[] characters = drawn.characters();
        String text = new String(characters);
        Arrays.fill(characters, '\0');
        List<List<Object>> rows = List.of(
                List.of(Phrase.of("heading.passphrase"), text), List.of(Phrase.of("said.write_down_until_done")));
        printer.printAhead(new Answer(Map.of("passphrase", text), rows));
    }
}
