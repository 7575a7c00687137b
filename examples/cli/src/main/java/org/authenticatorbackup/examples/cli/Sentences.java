package org.authenticatorbackup.examples.cli;

import java.util.List;
import java.util.Locale;
import org.authenticatorbackup.api.Problem;
import org.authenticatorbackup.api.backup.LaneFinding;
import org.authenticatorbackup.api.check.StorageFlaw;
import org.authenticatorbackup.api.readiness.ReadinessWarning;
import org.authenticatorbackup.api.recovery.RecoveryWarning;

/** The sentences for people: each names the cause and the next step. */
final class Sentences {

    private Sentences() {}

    static Phrase of(Problem problem, List<?> arguments) {
        return new Phrase(problem.messageKey(), List.copyOf(arguments));
    }

    static Phrase of(RecoveryWarning warning) {
        return Phrase.of("warning." + warning.name().toLowerCase(Locale.ROOT));
    }

    static Phrase of(ReadinessWarning warning) {
        return Phrase.of("readiness." + warning.name().toLowerCase(Locale.ROOT));
    }

    static Phrase of(StorageFlaw flaw) {
        return Phrase.of(flaw.messageKey());
    }

    static Phrase of(LaneFinding finding) {
        return Phrase.of("finding." + finding.name().toLowerCase(Locale.ROOT));
    }
}
