package org.authenticatorbackup.examples.cli;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.authenticatorbackup.api.backup.MassChange;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a person says who wants many accounts to leave the backup's list. */
final class Agreement {

    private static final Pattern FORM = Pattern.compile("([0-9]{1,9})-([0-9]{1,9})-([0-9a-f]{64})");

    @Option(names = "--agree", paramLabel = "${bundle:label.change}")
    @Nullable
    String text;

    Optional<MassChange> change() {
        if (text == null) {
            return Optional.empty();
        }
        Matcher matcher = FORM.matcher(text);
        try {
            if (matcher.matches()) {
                return Optional.of(new MassChange(
                        Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)), matcher.group(3)));
            }
        } catch (IllegalArgumentException e) {
            // numbers that cannot be
        }
        throw new UsageException("wrong.agree");
    }
}
