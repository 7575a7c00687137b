package org.authenticatorbackup.examples.cli;

import java.nio.file.Path;
import java.util.ArrayList;
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

    @Option(names = "--generate-passphrase", description = "Draw a passphrase of seven words and show it once.")
    boolean generate;

    @Option(
            names = "--new-passphrase-env",
            paramLabel = "NAME",
            description = "The new passphrase is in this environment variable.")
    @Nullable
    String variable;

    @Option(
            names = "--new-passphrase-file",
            paramLabel = "FILE",
            description = "The new passphrase is the text of this file, without its last line end.")
    @Nullable
    Path file;

    @Option(
            names = "--allow-lone-passphrase",
            description = "Take a passphrase that is weak and has no recovery account beside it.")
    boolean allowLone;

    WeakLocks weakLocks() {
        return allowLone ? WeakLocks.ALLOW : WeakLocks.REFUSE;
    }

    /** Checks that there is one source, before anything is opened. */
    void requireOneSource() {
        if (generate && (variable != null || file != null)) {
            throw new UsageException("a passphrase is either generated or given");
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
        List<String> lines = new ArrayList<>(Columns.align(List.of(List.of("Passphrase", text))));
        lines.add("Write it down now: it is not shown again. It counts once this command says so.");
        printer.printAhead(new Answer(Map.of("passphrase", text), lines));
    }
}
