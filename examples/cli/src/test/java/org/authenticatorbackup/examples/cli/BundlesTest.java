package org.authenticatorbackup.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.authenticatorbackup.api.account.AccountKind;
import org.authenticatorbackup.api.account.Credential;
import org.authenticatorbackup.api.backup.BackupHealth;
import org.authenticatorbackup.api.backup.DestinationHealth;
import org.authenticatorbackup.api.vault.ListedSlot;
import org.authenticatorbackup.api.vault.SlotSummary;
import org.authenticatorbackup.core.interchange.KeyUriException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/** The words of the program in both languages: the same ones, each said somewhere, and nothing said that is in no bundle. */
class BundlesTest {

    private static final Path SOURCES = Path.of("src", "main", "java");

    /** Keys as the code has them. Those of enum constants and of URIs are put together there. */
    private static final Pattern KEY = Pattern.compile("\"((?:heading|said|ask|wrong|word|task|uri)\\.[a-z0-9_]+)\"");

    @ParameterizedTest
    @ValueSource(strings = {"messages", "words", "help"})
    void bothLanguagesHaveTheSameKeys(String bundle) {
        assertThat(Bundles.of(bundle + "_zh").keySet())
                .isEqualTo(Bundles.of(bundle).keySet());
    }

    @ParameterizedTest
    @ValueSource(strings = {"messages", "words"})
    void bothLanguagesTakeTheSameArguments(String bundle) {
        Map<String, String> chinese = Bundles.of(bundle + "_zh");
        Bundles.of(bundle)
                .forEach((key, english) ->
                        assertThat(arguments(chinese.get(key))).as(key).isEqualTo(arguments(english)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"messages", "messages_zh", "words", "words_zh"})
    void apostrophesAreWrittenAsTheFormatWantsThem(String bundle) {
        Bundles.of(bundle)
                .forEach((key, words) ->
                        assertThat(words.replace("''", "")).as(key).doesNotContain("'"));
    }

    @Test
    void noKeyIsInTwoBundles() {
        assertThat(Bundles.of("words").keySet())
                .doesNotContainAnyElementsOf(Bundles.of("messages").keySet());
    }

    @Test
    void everyWordIsSaidAndEverythingSaidIsAWord() {
        Set<String> said = new TreeSet<>();
        for (String source : sources()) {
            Matcher key = KEY.matcher(source);
            while (key.find()) {
                said.add(key.group(1));
            }
        }
        addConstants(said, "binding", Credential.DeviceBound.Binding.values());
        addConstants(said, "copy", DestinationHealth.State.values());
        addConstants(said, "entry", KeyUriException.Reason.values());
        addConstants(said, "kind", AccountKind.values());
        addConstants(said, "lock", SlotSummary.Lock.values());
        addConstants(said, "origin", ListedSlot.Origin.values());
        addConstants(said, "status", BackupHealth.Status.values());
        said.addAll(List.of("state.ready", "state.name_only"));
        for (String field : List.of("credential", "kind", "note", "favourite", "icon", "group")) {
            said.add("field." + field);
        }
        Set<String> words = new TreeSet<>(Bundles.of("words").keySet());
        words.removeIf(key -> key.startsWith("uri.") && !key.equals("uri.other"));

        assertThat(words).isEqualTo(said);
    }

    @Test
    void whatIsWrongWithAUriIsKnownByWhatItsReaderSays() {
        Bundles.of("words").forEach((key, english) -> {
            if (key.startsWith("uri.") && !key.equals("uri.other")) {
                String message = english.replace("''", "'");

                assertThat(Words.ofUri(new IllegalArgumentException(message)).key())
                        .isEqualTo(key);
            }
        });
        assertThat(Words.ofUri(new IllegalArgumentException("anything else")).key())
                .isEqualTo("uri.other");
    }

    @Test
    void everyCommandAndOptionIsDescribedAndNothingElseIs() {
        Set<String> keys = new HashSet<>();
        collect(program(), keys);

        assertThat(new TreeSet<>(Bundles.of("help").keySet())).isEqualTo(new TreeSet<>(keys));
    }

    /** The keys that picocli looks for, the narrower first. */
    private static void collect(CommandLine line, Set<String> keys) {
        CommandSpec spec = line.getCommandSpec();
        keys.addAll(List.of(
                "usage.synopsisHeading",
                "usage.commandListHeading",
                "mixinStandardHelpOptions.help",
                "mixinStandardHelpOptions.version",
                "label.command",
                spec.qualifiedName(".") + ".usage.description"));
        assertThat(spec.usageMessage().description()).as(spec.qualifiedName()).isNotEmpty();
        spec.options().stream()
                .filter(option -> !option.usageHelp() && !option.versionHelp())
                .forEach(option -> add(spec, option, option.longestName().substring(2), keys));
        spec.positionalParameters().forEach(each -> add(spec, each, each.descriptionKey(), keys));
        line.getSubcommands().values().forEach(each -> collect(each, keys));
    }

    private static void add(CommandSpec spec, ArgSpec arg, String name, Set<String> keys) {
        assertThat(arg.description()).as(spec.qualifiedName() + " " + name).isNotEmpty();
        Set<String> known = Bundles.of("help").keySet();
        String narrow = spec.qualifiedName(".") + "." + name;
        keys.add(known.contains(narrow) ? narrow : name);
        known.stream()
                .filter(key ->
                        key.startsWith("label.") && Bundles.of("help").get(key).equals(arg.paramLabel()))
                .forEach(keys::add);
    }

    private static CommandLine program() {
        PrintWriter nowhere = new PrintWriter(new StringWriter());
        return CommandLoop.line(new Device(
                new Terminal(java.io.InputStream.nullInputStream(), nowhere, nowhere, Map.of(), Language.ENGLISH)));
    }

    private static void addConstants(Set<String> said, String family, Enum<?>[] constants) {
        for (Enum<?> constant : constants) {
            said.add(family + "." + constant.name().toLowerCase(Locale.ROOT));
        }
    }

    private static Set<Integer> arguments(String pattern) {
        int all = new MessageFormat(pattern, Locale.ROOT).getFormatsByArgumentIndex().length;
        Set<Integer> used = new TreeSet<>();
        for (int i = 0; i < all; i++) {
            if (pattern.contains("{" + i)) {
                used.add(i);
            }
        }
        return used;
    }

    private static List<String> sources() {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(Files::isRegularFile).map(BundlesTest::text).collect(Collectors.toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
