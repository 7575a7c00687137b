package org.authenticatorbackup.core.message;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.InputStream;
import java.io.InputStreamReader;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.authenticatorbackup.api.BackupRefusedException;
import org.authenticatorbackup.api.Problem;
import org.authenticatorbackup.api.ProblemException;
import org.authenticatorbackup.api.RecoveryRefusedException;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.backup.BackupHealth;
import org.authenticatorbackup.api.backup.DestinationHealth;
import org.authenticatorbackup.api.backup.LaneFinding;
import org.authenticatorbackup.api.check.StorageFlaw;
import org.authenticatorbackup.api.readiness.ReadinessWarning;
import org.authenticatorbackup.api.recovery.AccountOutcome;
import org.authenticatorbackup.api.recovery.RecoveryWarning;
import org.authenticatorbackup.api.recovery.UnreadableObject;
import org.authenticatorbackup.api.vault.KitVerdict;
import org.authenticatorbackup.api.verification.VerificationTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** S15: every outcome that a person may see has a sentence, in English and in simplified Chinese. */
class MessagesTest {

    private static final String ENGLISH = "messages.properties";
    private static final String CHINESE = "messages_zh.properties";

    private static Map<String, String> bundle(String name) throws Exception {
        Properties properties = new Properties();
        try (InputStream file = Messages.class.getResourceAsStream(name)) {
            properties.load(new InputStreamReader(file, UTF_8));
        }
        Map<String, String> sentences = new TreeMap<>();
        properties.stringPropertyNames().forEach(key -> sentences.put(key, properties.getProperty(key)));
        return sentences;
    }

    private static List<Problem> problems() {
        List<Problem> problems = new ArrayList<>();
        for (Class<?> exception : ProblemException.class.getPermittedSubclasses()) {
            Class<?> reasons = Arrays.stream(exception.getClasses())
                    .filter(Problem.class::isAssignableFrom)
                    .findFirst()
                    .orElseThrow();
            for (Object reason : reasons.getEnumConstants()) {
                problems.add((Problem) reason);
            }
        }
        assertThat(problems).hasSizeGreaterThan(60);
        return problems;
    }

    /** Each sentence that the library can say, by the public methods alone. */
    private static List<String> everythingSaid(Messages messages) {
        List<String> said = new ArrayList<>();
        problems().forEach(each -> said.add(messages.of(each, List.of("2", "7", "token"))));
        Arrays.stream(RecoveryWarning.values()).map(messages::of).forEach(said::add);
        Arrays.stream(ReadinessWarning.values()).map(messages::of).forEach(said::add);
        Arrays.stream(StorageFlaw.values()).map(messages::of).forEach(said::add);
        Arrays.stream(LaneFinding.values()).map(messages::of).forEach(said::add);
        Arrays.stream(BackupHealth.Status.values()).map(messages::of).forEach(said::add);
        Arrays.stream(DestinationHealth.State.values()).map(messages::of).forEach(said::add);
        Arrays.stream(AccountOutcome.Outcome.values()).map(messages::of).forEach(said::add);
        Arrays.stream(UnreadableObject.Reason.values()).map(messages::of).forEach(said::add);
        Arrays.stream(VerificationTask.State.values()).map(messages::of).forEach(said::add);
        Arrays.stream(KitVerdict.values()).map(messages::of).forEach(said::add);
        return said;
    }

    @Test
    void s15_bothLanguagesHaveTheSameSentencesAndNoneIsLeftOver() throws Exception {
        Set<String> used = new TreeSet<>();
        problems().forEach(each -> used.add(each.messageKey()));
        Arrays.stream(StorageFlaw.values()).forEach(each -> used.add(each.messageKey()));
        add(used, "warning", RecoveryWarning.values());
        add(used, "readiness", ReadinessWarning.values());
        add(used, "finding", LaneFinding.values());
        add(used, "status", BackupHealth.Status.values());
        add(used, "destination", DestinationHealth.State.values());
        add(used, "outcome", AccountOutcome.Outcome.values());
        add(used, "unreadable", UnreadableObject.Reason.values());
        add(used, "task", VerificationTask.State.values());
        add(used, "kit", KitVerdict.values());

        assertThat(bundle(ENGLISH).keySet()).isEqualTo(used);
        assertThat(bundle(CHINESE).keySet()).isEqualTo(used);
        assertThat(everythingSaid(Messages.in(Locale.ENGLISH))).hasSameSizeAs(used);
    }

    private static void add(Set<String> used, String family, Enum<?>... constants) {
        for (Enum<?> each : constants) {
            used.add(family + "." + each.name().toLowerCase(Locale.ROOT));
        }
    }

    @Test
    void s15_everySentenceIsWholeAndNothingIsLeftToFillIn() {
        assertThat(everythingSaid(Messages.in(Locale.ENGLISH)))
                .allMatch(each -> each.matches("(?s)[A-Z0-9].{8,}[.]"), "English sentences")
                .noneMatch(each -> each.matches(".*[{}].*|.*''.*|.*[\\u4e00-\\u9fff].*"));
        assertThat(everythingSaid(Messages.in(Locale.SIMPLIFIED_CHINESE)))
                .allMatch(each -> each.matches("(?s)[\\u4e00-\\u9fff0-9].{4,}[\\u3002]"), "Chinese sentences")
                .noneMatch(each -> each.matches(".*[{}'].*"));
    }

    /** But for what is written so everywhere, such as the beginning of a file's name. */
    @Test
    void s15_noEnglishReachesAChineseReader() {
        assertThat(everythingSaid(Messages.in(Locale.SIMPLIFIED_CHINESE)))
                .noneMatch(each -> each.replace("check-", "").matches(".*[A-Za-z].*"));
    }

    @Test
    void s15_whatFailedHasASentenceThatNamesCauseAndNextStep() {
        for (Problem problem : problems()) {
            assertThat(Messages.in(Locale.ENGLISH).of(problem, List.of("2", "7", "token")))
                    .as(problem.messageKey())
                    .matches("(?s)\\S.{30,}\\.");
        }
    }

    @Test
    void bothLanguagesTakeTheSameArguments() throws Exception {
        Map<String, String> chinese = bundle(CHINESE);
        bundle(ENGLISH)
                .forEach((key, english) ->
                        assertThat(arguments(chinese.get(key))).as(key).isEqualTo(arguments(english)));
    }

    private static int arguments(String pattern) {
        return new MessageFormat(pattern, Locale.ROOT).getFormatsByArgumentIndex().length;
    }

    @Test
    void apostrophesAreWrittenAsTheFormatWantsThem() throws Exception {
        for (String name : List.of(ENGLISH, CHINESE)) {
            bundle(name)
                    .forEach((key, sentence) ->
                            assertThat(sentence.replace("''", "")).as(key).doesNotContain("'"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1    | One account of 5 would",
                "2    | 2 accounts of 5 would",
                "1000 | 1,000 accounts of 5 would",
            })
    void oneIsToldFromMany(String dropped, String begins) {
        BackupRefusedException e = new BackupRefusedException(
                BackupRefusedException.Reason.MASS_CHANGE, "a test", List.of(dropped, "5", "0123456789ab"), null);

        assertThat(Messages.in(Locale.ENGLISH).of(e)).startsWith(begins);
        assertThat(Messages.in(Locale.CHINESE).of(e)).contains("5 个账户中的 ");
    }

    /** As where only the reason of a failure was kept. */
    @Test
    void aSentenceCanDoWithoutItsArguments() {
        for (Problem problem : problems()) {
            assertThat(Messages.in(Locale.ENGLISH).of(problem, List.of()))
                    .as(problem.messageKey())
                    .doesNotContain("{", "null");
        }
        assertThat(Messages.in(Locale.ENGLISH).of(RecoveryRefusedException.Reason.DEVICE_NOT_EMPTY, List.of()))
                .startsWith("There are accounts on this device");
    }

    @ParameterizedTest
    @ValueSource(strings = {"zh", "zh-CN", "zh-SG", "zh-Hans", "zh-TW", "zh-Hant-HK"})
    void chineseIsTheSimplifiedOne(String tag) {
        Messages messages = Messages.in(Locale.forLanguageTag(tag));

        assertThat(messages.locale()).isEqualTo(Locale.SIMPLIFIED_CHINESE);
        assertThat(messages.of(StorageException.Reason.OFFLINE, List.of())).startsWith("存储位置没有响应");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "en-GB", "de", "und", "ja", "x-none"})
    void everythingElseIsEnglish(String tag) {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.SIMPLIFIED_CHINESE);
        try {
            Messages messages = Messages.in(Locale.forLanguageTag(tag));

            assertThat(messages.locale()).isEqualTo(Locale.ENGLISH);
            assertThat(messages.of(StorageException.Reason.OFFLINE, List.of())).startsWith("The storage does not");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void aProblemOfTheAppsOwnHasNoSentenceHere() {
        Problem own = new Problem() {

            @Override
            public String name() {
                return "OWN";
            }

            @Override
            public String messageKey() {
                return "app.own";
            }

            @Override
            public Retry retry() {
                return Retry.IS_USELESS;
            }
        };

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Messages.in(Locale.ENGLISH).of(own, List.of()));
    }
}
