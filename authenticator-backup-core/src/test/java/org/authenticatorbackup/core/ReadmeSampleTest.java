package org.authenticatorbackup.core;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.authenticatorbackup.api.ProblemException;
import org.authenticatorbackup.api.backup.BackupReceipt;
import org.authenticatorbackup.api.backup.EnableOptions;
import org.authenticatorbackup.api.recovery.RecoveryPreview;
import org.authenticatorbackup.api.recovery.RecoveryReport;
import org.authenticatorbackup.api.spi.LocalAccounts;
import org.authenticatorbackup.api.vault.FoundVault;
import org.authenticatorbackup.api.vault.Passphrase;
import org.authenticatorbackup.api.vault.UnlockedVault;
import org.authenticatorbackup.core.storage.FileDeviceState;
import org.authenticatorbackup.core.storage.FileSystemStorage;
import org.authenticatorbackup.core.testing.TestDevice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of the README, run. */
class ReadmeSampleTest {

    private static final Path SOURCE =
            Path.of("src", "test", "java", "org", "authenticatorbackup", "core", "ReadmeSampleTest.java");

    @TempDir
    private Path stateFolder;

    @TempDir
    private Path backupFolder;

    private char[] typed = {};

    @Test
    void theSampleRuns() throws Exception {
        RecoveryReport report = sample(new TestDevice.Store());

        assertThat(report.outcomes()).isEmpty();
    }

    @Test
    void theReadmeShowsThisVeryCode() throws Exception {
        String readme = Files.readString(Path.of("..", "README.md"));
        String block = readme.substring(readme.indexOf("```java\n") + 8);
        String shown = block.substring(0, block.indexOf("\n```"));

        assertThat(shown).isEqualTo(sampleSource());
    }

    private RecoveryReport sample(LocalAccounts accounts) throws IOException, ProblemException {
        // sample
        AuthenticatorBackup library = AuthenticatorBackup.builder()
                .accounts(accounts) // your own store, as a LocalAccounts
                .deviceState(FileDeviceState.in(stateFolder))
                .storage(FileSystemStorage.in(backupFolder))
                .build();

        // on the old phone: turn it on once, back up after every change
        try (Passphrase passphrase = library.backups().generatePassphrase()) {
            show(passphrase.characters());
            library.backups().enable(passphrase, EnableOptions.defaults());
        }
        BackupReceipt receipt = library.backups().backUp(); // stored, read back, opened

        // on the new phone
        FoundVault found = library.recovery().findVaults().get(0);
        try (Passphrase passphrase = Passphrase.typed(typed);
                UnlockedVault vault = library.recovery().unlock(found, passphrase)) {
            RecoveryPreview preview = library.recovery().preview(vault);
            RecoveryReport report = library.recovery().commit(vault, preview);
            // end of sample
            assertThat(receipt.verifiedCopies()).isEqualTo(1);
            return report;
        }
    }

    private void show(char[] passphrase) {
        typed = passphrase;
    }

    private static String sampleSource() throws IOException {
        String source = Files.readString(SOURCE, StandardCharsets.UTF_8);
        int start = source.indexOf("// sample\n") + "// sample\n".length();
        String body = source.substring(start, source.indexOf("            // end of sample"));
        return body.lines().map(line -> line.replaceFirst("^ {8}", "")).collect(joining("\n")) + "\n}";
    }
}
