package org.authenticatorbackup.examples.cli;

import java.io.Console;
import java.io.InputStream;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;

/**
 * What the program is connected to.
 *
 * @param in standard input
 * @param out standard output
 * @param err standard error
 * @param environment the environment variables
 * @param language what the person at it speaks
 */
record Terminal(InputStream in, PrintWriter out, PrintWriter err, Map<String, String> environment, Language language) {

    Terminal speaking(Language other) {
        return new Terminal(in, out, err, environment, other);
    }

    /** Asks without echo; empty if nobody is there to answer. */
    @SuppressWarnings("SystemConsoleNull") // where it is never null, a password read from no terminal is
    Optional<char[]> ask(Phrase question) {
        Console console = System.console();
        return console == null
                ? Optional.empty()
                : Optional.ofNullable(console.readPassword("%s", language.say(question)));
    }
}
