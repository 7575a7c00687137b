package org.authenticatorbackup.examples.cli;

import java.nio.CharBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.authenticatorbackup.api.vault.RecoveryKit;
import org.authenticatorbackup.api.vault.UnlockSecret;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the person has to open a vault with. */
final class UnlockOptions {

    @Mixin
    final PassphraseOptions passphrase = new PassphraseOptions();

    @Option(
            names = "--kit-file",
            paramLabel = "FILE",
            description = "The recovery kit: its whole text, its identity line or its words.")
    @Nullable
    Path kit;

    @Option(
            names = "--recovery-account",
            paramLabel = "URI",
            description = "The recovery account, file:///path: a stand-in in a directory.")
    @Nullable
    String recoveryAccount;

    Optional<String> recoveryAccount() {
        return Optional.ofNullable(recoveryAccount);
    }

    UnlockSecret read(Terminal terminal) throws CliException {
        if (kit == null) {
            return passphrase.read(terminal);
        }
        if (passphrase.isGiven()) {
            throw new UsageException("a kit needs no passphrase: give one of the two");
        }
        return readKit(kit);
    }

    private static RecoveryKit readKit(Path file) throws CliException {
        CharBuffer text = TextFile.readCharacters(file);
        char[] characters = new char[text.length()];
        text.get(characters);
        try {
            return RecoveryKit.of(characters);
        } catch (IllegalArgumentException e) {
            throw new CliException(CliProblem.FILE_UNREADABLE, e, file.toString());
        } finally {
            Arrays.fill(characters, '\0');
            Arrays.fill(text.array(), '\0');
        }
    }
}
