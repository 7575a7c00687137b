package org.authenticatorbackup.examples.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What tests know of the sample list. */
final class Samples {

    private static final Pattern SECRET = Pattern.compile("secret=([A-Z2-7]+)");

    private Samples() {}

    static List<String> secrets(Path list) {
        try {
            return SECRET.matcher(Files.readString(list))
                    .results()
                    .map((MatchResult match) -> match.group(1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
