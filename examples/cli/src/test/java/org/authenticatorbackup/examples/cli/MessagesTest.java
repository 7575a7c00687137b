package org.authenticatorbackup.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.authenticatorbackup.api.Problem;
import org.authenticatorbackup.api.ProblemException;
import org.authenticatorbackup.api.backup.LaneFinding;
import org.authenticatorbackup.api.check.StorageFlaw;
import org.authenticatorbackup.api.readiness.ReadinessWarning;
import org.authenticatorbackup.api.recovery.RecoveryWarning;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MessagesTest {

    @ParameterizedTest
    @EnumSource
    void everyProblemHasASentenceWithCauseAndNextStep(Language language) {
        int least = language == Language.ENGLISH ? 30 : 10;
        for (Problem problem : problems()) {
            String sentence = language.say(Sentences.of(problem, List.of("HERE", "THERE", "WHICH")));

            assertThat(sentence)
                    .as(problem.messageKey())
                    .matches("(?s)\\S.{" + least + ",}[.。]")
                    .doesNotContain("{", "}");
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyWarningHasASentence(Language language) {
        for (RecoveryWarning warning : RecoveryWarning.values()) {
            isSentence(language.say(Sentences.of(warning)));
        }
        for (ReadinessWarning warning : ReadinessWarning.values()) {
            isSentence(language.say(Sentences.of(warning)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyFindingHasASentence(Language language) {
        for (LaneFinding finding : LaneFinding.values()) {
            isSentence(language.say(Sentences.of(finding)));
        }
        for (StorageFlaw flaw : StorageFlaw.values()) {
            isSentence(language.say(Sentences.of(flaw)));
        }
    }

    private static void isSentence(String sentence) {
        assertThat(sentence).matches(".{5,}[.。]").doesNotContain("''");
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

        assertThat(Bundles.of("messages").keySet()).isEqualTo(used);
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
