package org.authenticatorbackup.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The program, asked to speak Chinese: whatever it says is checked to be Chinese. */
final class Chinese {

    /** What is the same in every language: the program's vocabulary, standards, units and formats. */
    private static final Pattern TERMS =
            Pattern.compile("\\b(authbackup|otpauth|uri-list|URI|JSON|QR|https|UTF-8|age|MiB|PGUSER"
                    + "|AUTHBACKUP_WEBDAV_USER|AUTHBACKUP_WEBDAV_PASSWORD|endpoint|region|operator|owner|sslmode|verify-full"
                    + "|totp|hotp|steam|pq|classic|en|zh-CN|third-party|personal|work-or-school|block|merge|replace|delete"
                    + "|PT72H|hybrid|base64|Bech32|BIP-39|ID)\\b");

    private static final List<Pattern> NAMES = List.of(
            Pattern.compile("“[a-z-]+(?: --?[a-z]+ [a-z]+)?”"), // a command, as the person types it
            Pattern.compile("[a-z0-9+]+(?:\\(s\\))?:(?:postgresql:)?/[^\\s，。：]*"), // a URI
            Pattern.compile("(?<![\\w-])--?[a-z-]+(?: merge\\b)?"), // an option
            Pattern.compile("/[^\\s，。：]+"), // a path
            Pattern.compile("\\b[a-z2-7]{32}\\b"), // a vault
            Pattern.compile("\\b[0-9a-f]{8,64}(/[0-9]+)?\\b"), // an id, a version
            Pattern.compile("\\b[0-9-]+T[0-9:.]+Z"), // a time
            Pattern.compile("\\.(html|png|svg|txt|pdf)\\b"), // the extension of a file
            Pattern.compile("a-z|delay=|(?:operator|name)=(?:name|value)|&"),
            Pattern.compile("\\b[0-9BCDFGHJKMNPQRTVWXY]{5}\\b")); // a code of Steam

    private Chinese() {}

    static Result run(Phone phone, Map<String, String> environment, String... args) {
        List<String> all = new ArrayList<>(List.of("--lang", "zh-CN"));
        all.addAll(List.of(args));
        return phone.run(environment, all.toArray(String[]::new));
    }

    /** Checks that a text is Chinese, but for the names in it that are given. */
    static void check(String text, List<String> names) {
        String rest = text;
        for (String name : names) {
            rest = rest.replace(name, " ");
        }
        for (Pattern pattern : NAMES) {
            rest = pattern.matcher(rest).replaceAll(" ");
        }
        rest = TERMS.matcher(rest).replaceAll(" ");
        assertThat(rest).as(text).doesNotContainPattern("[A-Za-z]{2,}").doesNotContain("{");
    }

    /** Checks that a text says something in Chinese, and nothing in English. */
    static void checkSentence(String text, List<String> names) {
        check(text, names);
        assertThat(text).containsPattern("\\p{IsHan}");
    }
}
