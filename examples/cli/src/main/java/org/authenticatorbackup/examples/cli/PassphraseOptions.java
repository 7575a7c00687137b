package org.authenticatorbackup.examples.cli;

import java.nio.CharBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import org.authenticatorbackup.api.vault.Passphrase;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a passphrase comes from; never from the arguments. */
final class PassphraseOptions {

    @Option(names = "--passphrase-env", paramLabel = "${bundle:label.name}")
    @Nullable
    String variable;

    @Option(names = "--passphrase-file", paramLabel = "${bundle:label.file}")
    @Nullable
    Path file;

    boolean isGiven() {
        return variable != null || file != null;
    }

    /** Takes the passphrase from where the options say, or else asks for it. */
    Passphrase read(Terminal terminal) throws CliException {
        if (variable != null && file != null) {
            throw new UsageException("wrong.both_sources");
        }
        if (variable != null) {
            return fromEnvironment(terminal, variable);
        }
        return file != null ? fromFile(file) : typed(ask(terminal, "ask.passphrase"));
    }

    /** As {@link #read}; if it asks, it asks twice. */
    Passphrase readNew(Terminal terminal) throws CliException {
        if (isGiven()) {
            return read(terminal);
        }
        char[] first = ask(terminal, "ask.new_passphrase");
        char[] second = ask(terminal, "ask.again");
        boolean same = Arrays.equals(first, second);
        Arrays.fill(second, '\0');
        if (!same) {
            throw new UsageException("wrong.passphrases_differ");
        }
        return typed(first);
    }

    private static Passphrase fromEnvironment(Terminal terminal, String name) throws CliException {
        String value = terminal.environment().get(name);
        if (value == null) {
            throw new UsageException("wrong.passphrase_unset");
        }
        if (value.indexOf('\ufffd') >= 0) {
            throw new CliException(CliProblem.GARBLED_PASSPHRASE);
        }
        return typed(value.toCharArray());
    }

    private static Passphrase fromFile(Path file) throws CliException {
        CharBuffer text = TextFile.readCharacters(file);
        try {
            int length = text.length();
            if (length > 0 && text.charAt(length - 1) == '\n') {
                length -= length > 1 && text.charAt(length - 2) == '\r' ? 2 : 1;
            }
            char[] characters = new char[length];
            text.get(characters);
            return typed(characters);
        } finally {
            Arrays.fill(text.array(), '\0');
        }
    }

    private static char[] ask(Terminal terminal, String key) {
        return terminal.ask(Phrase.of(key)).orElseThrow(() -> new UsageException("wrong.passphrase_nobody"));
    }

    private static Passphrase typed(char[] characters) {
        try {
            return Passphrase.typed(characters);
        } finally {
            Arrays.fill(characters, '\0');
        }
    }
}
