package org.authenticatorbackup.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.FilterWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Backup is never on with a generated passphrase that nobody saw. */
class GeneratedPassphraseTest {

    private static final Pattern PASSPHRASE = Pattern.compile("([a-z]+-){6}[a-z]+");

    @TempDir
    Path directory;

    private Phone phone;
    private Path cloud;

    @BeforeEach
    void makePhone() throws IOException {
        phone = Phone.initialized(directory.resolve("home"));
        phone.run("import", Phone.SAMPLE.toString()).succeeded();
        cloud = Files.createDirectory(directory.resolve("cloud"));
    }

    private List<String> enable(String form) {
        List<String> args = new ArrayList<>(List.of("--home", phone.home().toString()));
        if (form.equals("json")) {
            args.add("--json");
        }
        args.addAll(List.of("enable", "--storage", cloud.toUri().toString(), "--generate-passphrase"));
        return args;
    }

    private boolean isAnythingStored() throws IOException {
        try (Stream<Path> files = Files.list(cloud)) {
            return files.findAny().isPresent();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "words"})
    void itIsShownBeforeAnythingIsStored(String form) throws IOException {
        StringWriter shown = new StringWriter();
        List<Boolean> storedWhenShown = new ArrayList<>();
        Writer out = new FilterWriter(shown) {
            @Override
            public void flush() throws IOException {
                if (PASSPHRASE.matcher(shown.toString()).find()) {
                    storedWhenShown.add(isAnythingStored());
                }
            }
        };

        int code = run(out, new StringWriter(), enable(form));

        assertThat(code).isZero();
        assertThat(storedWhenShown).startsWith(false).endsWith(true);
        assertThat(isOpenedBy(passphrase(shown.toString()))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "words"})
    void backupStaysOffIfItCannotBeShown(String form) throws IOException {
        Writer full = new FilterWriter(new StringWriter()) {
            @Override
            public void flush() throws IOException {
                throw new IOException("no room");
            }
        };
        StringWriter err = new StringWriter();

        int code = run(full, err, enable(form));

        assertThat(code).isEqualTo(1);
        if (form.equals("words")) {
            assertThat(err.toString()).matches("authbackup: The passphrase could not be shown, [^\\n]+\\.\\n");
        }
        assertThat(phone.json("status").text("status")).isEqualTo("OFF");
        assertThat(isAnythingStored()).isFalse();
        phone.run("enable", "--storage", cloud.toUri().toString(), "--generate-passphrase")
                .succeeded();
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "words"})
    void whoeverKillsTheProgramOnceBackupIsOnHasIt(String form) throws Exception {
        ChildProcess child = ChildProcess.start(directory, enable(form).toArray(String[]::new));
        child.await(this::isSnapshotStored);

        Result killed = child.killAfter(0);

        assertThat(isSnapshotStored())
                .as("stored before it was killed: %s", killed.err())
                .isTrue();
        assertThat(isOpenedBy(passphrase(killed.out()))).isTrue();
    }

    @Test
    void anAttemptThatFailsIsStillOneDocument() throws IOException {
        Files.delete(cloud);

        Result refused = phone.json("enable", "--storage", cloud.toUri().toString(), "--generate-passphrase")
                .refusedFor("MISSING_PLACE");

        assertThat(refused.text("passphrase")).matches(PASSPHRASE);
    }

    @Test
    void noneIsShownWhereBackupIsOnAlready() {
        phone.run("enable", "--storage", cloud.toUri().toString(), "--generate-passphrase")
                .succeeded();

        Result again = phone.json("enable", "--storage", cloud.toUri().toString(), "--generate-passphrase")
                .refusedFor("ALREADY_ENABLED");

        assertThat(again.out()).doesNotContainPattern(PASSPHRASE);
    }

    private boolean isSnapshotStored() throws IOException {
        try (Stream<Path> files = Files.walk(cloud)) {
            return files.anyMatch(file -> file.toString().matches(".*/snap/[^.]*/[^.]+\\.age"));
        }
    }

    private boolean isOpenedBy(String passphrase) {
        Phone fresh = new Phone(directory.resolve("fresh"));
        fresh.json(
                        Map.of("PW", passphrase),
                        "recover",
                        "--storage",
                        cloud.toUri().toString(),
                        "--passphrase-env",
                        "PW")
                .succeeded();
        return fresh.looks().equals(phone.looks());
    }

    private static String passphrase(String out) {
        Matcher found = PASSPHRASE.matcher(out);
        assertThat(found.find()).as(out).isTrue();
        return found.group();
    }

    private static int run(Writer out, Writer err, List<String> args) {
        Terminal terminal = new Terminal(
                new ByteArrayInputStream(new byte[0]),
                new PrintWriter(out),
                new PrintWriter(err),
                Map.of(),
                Language.ENGLISH);
        return CommandLoop.run(terminal, args.toArray(String[]::new));
    }
}
