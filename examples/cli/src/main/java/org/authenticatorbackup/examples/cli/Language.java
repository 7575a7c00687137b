package org.authenticatorbackup.examples.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.text.Format;
import java.text.MessageFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.PropertyResourceBundle;
import java.util.ResourceBundle;
import java.util.stream.StreamSupport;
import org.authenticatorbackup.crypto.share.WordLanguage;

/** A language that the program speaks. */
@SuppressWarnings("ImmutableEnumChecker") // a bundle that was read once never changes
enum Language {
    /** English. */
    ENGLISH("en", "", WordLanguage.ENGLISH),

    /** Simplified Chinese. */
    CHINESE("zh-CN", "_zh", WordLanguage.CHINESE_SIMPLIFIED);

    /** What tells the language of a terminal, the strongest first. */
    private static final List<String> VARIABLES = List.of("LC_ALL", "LC_MESSAGES", "LANG");

    private final String tag;
    private final WordLanguage kit;
    private final ResourceBundle sentences;
    private final ResourceBundle words;
    private final ResourceBundle help;

    Language(String tag, String suffix, WordLanguage kit) {
        this.tag = tag;
        this.kit = kit;
        this.sentences = read("messages" + suffix + ".properties");
        this.words = read("words" + suffix + ".properties");
        this.help = read("help" + suffix + ".properties");
    }

    /** Not by the platform's lookup, which looks for the default locale before English. */
    private static ResourceBundle read(String bundle) {
        try (InputStream file = Language.class.getResourceAsStream(bundle)) {
            if (file == null) {
                throw new AssertionError(bundle + " belongs to the program");
            }
            return new PropertyResourceBundle(new InputStreamReader(file, UTF_8));
        } catch (IOException e) {
            throw new AssertionError(bundle + " belongs to the program", e);
        }
    }

    /** {@return the language that a person asks for so, if there is one} */
    static Optional<Language> tagged(String tag) {
        for (Language language : values()) {
            if (language.tag.equals(tag)) {
                return Optional.of(language);
            }
        }
        return Optional.empty();
    }

    /** {@return the language of a terminal with such variables, or else of a person with such a locale} */
    static Language of(Map<String, String> environment, Locale otherwise) {
        for (String variable : VARIABLES) {
            String locale = environment.getOrDefault(variable, "");
            if (!locale.isEmpty()) {
                return speaks(locale.split("[_.@-]", 2)[0]);
            }
        }
        return speaks(otherwise.getLanguage());
    }

    private static Language speaks(String language) {
        return language.equals(Locale.CHINESE.getLanguage()) ? CHINESE : ENGLISH;
    }

    String tag() {
        return tag;
    }

    /** {@return the language of a recovery kit's page and words} */
    WordLanguage kit() {
        return kit;
    }

    /** {@return the descriptions of commands and options} */
    ResourceBundle help() {
        return help;
    }

    /** {@return whether the bundles have such words} */
    boolean knows(String key) {
        return words.containsKey(key) || sentences.containsKey(key);
    }

    /** Says a phrase in this language; anything else as it is. */
    String say(Object said) {
        if (!(said instanceof Phrase phrase)) {
            return said.toString();
        }
        ResourceBundle bundle = words.containsKey(phrase.key()) ? words : sentences;
        MessageFormat pattern = new MessageFormat(bundle.getString(phrase.key()), Locale.ROOT);
        Format[] formats = pattern.getFormatsByArgumentIndex();
        Object[] filled = new Object[phrase.arguments().size()];
        for (int i = 0; i < filled.length; i++) {
            Object argument = phrase.arguments().get(i);
            boolean isFormatted = i < formats.length && formats[i] != null;
            filled[i] = isFormatted && argument instanceof Number ? argument : say(argument);
        }
        return pattern.format(filled);
    }

    /** A JSON document with its phrases said in this language. */
    Map<String, Object> sayAll(Map<?, ?> document) {
        Map<String, Object> said = new LinkedHashMap<>();
        document.forEach((name, value) -> said.put(String.valueOf(name), saidIn(value)));
        return said;
    }

    private Object saidIn(Object value) {
        if (value instanceof Phrase) {
            return say(value);
        }
        if (value instanceof Map<?, ?> members) {
            return sayAll(members);
        }
        if (value instanceof Optional<?> optional) {
            return optional.map(this::saidIn);
        }
        if (value instanceof Iterable<?> elements) {
            return StreamSupport.stream(elements.spliterator(), false)
                    .map(this::saidIn)
                    .toList();
        }
        return value;
    }
}
