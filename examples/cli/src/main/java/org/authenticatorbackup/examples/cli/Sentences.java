package org.authenticatorbackup.examples.cli;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import org.authenticatorbackup.api.Problem;
import org.authenticatorbackup.api.backup.LaneFinding;
import org.authenticatorbackup.api.check.StorageFlaw;
import org.authenticatorbackup.api.readiness.ReadinessWarning;
import org.authenticatorbackup.api.recovery.RecoveryWarning;

/** The sentences for people: each names the cause and the next step. */
final class Sentences {

    private static final ResourceBundle BUNDLE =
            ResourceBundle.getBundle("org.authenticatorbackup.examples.cli.messages", Locale.ROOT);

    private Sentences() {}

    static String of(Problem problem, List<String> arguments) {
        return of(problem.messageKey(), arguments);
    }

    static String of(RecoveryWarning warning) {
        return of("warning." + warning.name().toLowerCase(Locale.ROOT), List.of());
    }

    static String of(ReadinessWarning warning) {
        return of("readiness." + warning.name().toLowerCase(Locale.ROOT), List.of());
    }

    static String of(StorageFlaw flaw) {
        return of(flaw.messageKey(), List.of());
    }

    static String of(LaneFinding finding) {
        return of("finding." + finding.name().toLowerCase(Locale.ROOT), List.of());
    }

    private static String of(String key, List<String> arguments) {
        return new MessageFormat(BUNDLE.getString(key), Locale.ROOT).format(arguments.toArray());
    }
}
