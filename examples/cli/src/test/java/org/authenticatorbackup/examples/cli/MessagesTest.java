package org.authenticatorbackup.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import org.authenticatorbackup.api.Problem;
import org.authenticatorbackup.api.ProblemException;
import org.authenticatorbackup.api.backup.LaneFinding;
import org.authenticatorbackup.api.check.StorageFlaw;
import org.authenticatorbackup.api.readiness.ReadinessWarning;
import org.authenticatorbackup.api.recovery.RecoveryWarning;
import org.junit.jupiter.api.Test;

class MessagesTest {

    private static final ResourceBundle BUNDLE =
            ResourceBundle.getBundle("org.authenticatorbackup.examples.cli.messages", Locale.ROOT);

    @Test
    void everyProblemHasASentenceWithCauseAndNextStep() {
        for (Problem problem : problems()) {
            String sentence = Sentences.of(problem, List.of("HERE", "THERE", "WHICH"));

            assertThat(sentence)
                    .as(problem.messageKey())
                    .matches("(?s)\\S.{30,}\\.")
                    .doesNotContain("{", "}");
        }
    }

    @Test
    void everyWarningHasASentence() {
        for (RecoveryWarning warning : RecoveryWarning.values()) {
            assertThat(Sentences.of(warning)).as(warning.name()).endsWith(".");
        }
        for (ReadinessWarning warning : ReadinessWarning.values()) {
            assertThat(Sentences.of(warning)).as(warning.name()).endsWith(".").doesNotContain("''");
        }
    }

    @Test
    void everyFindingOfAnAuditHasASentence() {
        for (LaneFinding finding : LaneFinding.values()) {
            assertThat(Sentences.of(finding)).as(finding.name()).endsWith(".").doesNotContain("''");
        }
    }

    @Test
    void everyFlawOfAStorageHasASentence() {
        for (StorageFlaw flaw : StorageFlaw.values()) {
            assertThat(Sentences.of(flaw)).as(flaw.name()).endsWith(".").doesNotContain("''");
        }
    }

    @Test
    void noSentenceIsLeftOver() {
        Set<String> used = new TreeSet<>();
        problems().forEach(problem -> used.add(problem.messageKey()));
        for (LaneFinding finding : LaneFinding.values()) {
            used.add("finding." + finding.name().toLowerCase(Locale.ROOT));
        }
        for (StorageFlaw flaw : StorageFlaw.values()) {
            used.add(flaw.messageKey());
        }
        for (RecoveryWarning warning : RecoveryWarning.values()) {
            used.add("warning." + warning.name().toLowerCase(Locale.ROOT));
        }
        for (ReadinessWarning warning : ReadinessWarning.values()) {
            used.add("readiness." + warning.name().toLowerCase(Locale.ROOT));
        }

        assertThat(new TreeSet<>(BUNDLE.keySet())).isEqualTo(used);
    }

    @Test
    void apostrophesAreWrittenAsTheFormatWantsThem() {
        for (String key : BUNDLE.keySet()) {
            assertThat(BUNDLE.getString(key).replace("''", "")).as(key).doesNotContain("'");
        }
    }

    private static List<Problem> problems() {
        List<Problem> problems = new ArrayList<>(List.of(CliProblem.values()));
        for (Class<?> exception : ProblemException.class.getPermittedSubclasses()) {
            Class<?> reasons = Arrays.stream(exception.getClasses())
                    .filter(Problem.class::isAssignableFrom)
                    .findFirst()
                    .orElseThrow();
            for (Object reason : reasons.getEnumConstants()) {
                problems.add((Problem) reason);
            }
        }
        assertThat(problems).hasSizeGreaterThan(CliProblem.values().length + 30);
        return problems;
    }
}
