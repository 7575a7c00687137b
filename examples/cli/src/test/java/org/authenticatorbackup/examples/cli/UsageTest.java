package org.authenticatorbackup.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class UsageTest {

    @TempDir
    Path directory;

    private Phone phone;

    @BeforeEach
    void makePhone() {
        phone = Phone.initialized(directory.resolve("home"));
    }

    /** Command lines that make no sense, each for another reason. */
    static List<String> wrongUsages() {
        return List.of(
                "",
                "frobnicate",
                "list --frobnicate",
                "list extra",
                "import",
                "export",
                "add",
                "add --push",
                "add --push --issuer A",
                "add otpauth://totp/x --push",
                "add --push --issuer A --name b --kind alien",
                "codes --at",
                "codes --at soon",
                "codes --at -1",
                "codes --at 999999999999999",
                "import x --format alien",
                "enable",
                "enable --storage file:///x",
                "enable --storage file:///x --storage file:///x --generate-passphrase",
                "enable --storage file:///x --storage nonsense --generate-passphrase",
                "enable --storage ftp://x/y --generate-passphrase",
                "enable --storage relative --generate-passphrase",
                "enable --storage file:relative --generate-passphrase",
                "enable --storage file:///x --generate-passphrase --passphrase-env PW",
                "enable --storage file:///x --generate-passphrase --suite alien",
                "enable --storage file:///x --passphrase-env ABSENT",
                "enable --storage file:///x --passphrase-env PW --passphrase-file f",
                "enable --storage file:///x --recovery-account https://x --passphrase-env PW",
                "recover",
                "recover --storage file:///x",
                "recover --storage file:///x --vault x --passphrase-env PW",
                "recover --storage file:///x --passphrase-env PW --kit-file k",
                "kit",
                "kit --passphrase-env PW",
                "kit --out x --check y",
                "kit --check x --passphrase-env PW",
                "kit --check x --kit-file y",
                "kit --check x --recovery-account file:///x",
                "kit --out kit.pdf --passphrase-env PW",
                "kit --out kit.txt. --passphrase-env PW",
                "check",
                "check --storage nonsense",
                "vaults",
                "backup --agree everything",
                "backup --agree 9-3-0000000000000000000000000000000000000000000000000000000000000000",
                "sync --agree 3 --passphrase-env PW",
                "slot",
                "slot remove",
                "slot add --passphrase-env PW --generate-passphrase --new-passphrase-env PW",
                "rotate --passphrase-env PW --generate-passphrase --new-passphrase-file f",
                "rotate --finish --cancel",
                "rotate --finish --generate-passphrase",
                "rotate --cancel --kit-file k",
                "slot remove first --passphrase-env PW",
                "vaults --storage nonsense");
    }

    @ParameterizedTest
    @MethodSource("wrongUsages")
    void wrongUsageEndsWithTwoAndSaysHow(String arguments) {
        String[] args = arguments.isEmpty() ? new String[0] : arguments.split(" ");

        phone.run(Map.of("PW", "x"), args).misused();
        phone.json(Map.of("PW", "x"), args).misused();
    }

    @Test
    void withoutAHomeTheQuestionIsWhichOne() {
        Phone.runBare(Map.of(), "", "list").misused();
        Phone.runBare(Map.of(), "", "--json", "init").misused();
    }

    @Test
    void aSecretThatStrayedIntoTheArgumentsIsNotRepeated() {
        for (List<String> args : List.of(
                List.of("enable", "--storage", "file:///x", "--passphrase=hunter2"),
                List.of("list", "hunter2"),
                List.of("recover", "--storage", "hunter2", "--passphrase-env", "PW"))) {
            Result result = phone.run(Map.of("PW", "x"), args.toArray(String[]::new));

            result.misused();
            assertThat(result.err()).doesNotContain("hunter2");
        }
    }

    @Test
    void optionsStandBeforeOrBehindTheCommand() {
        Result behind = Phone.runBare(
                Map.of(), "", "list", "--json", "--home", phone.home().toString());

        assertThat(behind.succeeded().texts("accounts", "id")).isEmpty();
    }

    @Test
    void helpIsNoError() {
        assertThat(Phone.runBare(Map.of(), "", "--help").code()).isZero();
        assertThat(Phone.runBare(Map.of(), "", "recover", "--help").out()).contains("--kit-file");
        assertThat(Phone.runBare(Map.of(), "", "--version").out()).contains("authbackup");
    }

    @Test
    void everyCommandAnswersWithOneDocument() {
        phone.json("import", Phone.SAMPLE.toString()).succeeded().json();
        phone.json("list").succeeded().json();
        phone.json("codes").succeeded().json();
        phone.json("codes", "--next", phone.counterId()).succeeded().json();
        phone.json("export", directory.resolve("x").toString()).succeeded().json();
        phone.json("status").succeeded().json();
        phone.json("disable").succeeded().json();
        phone.json("backup").refusedFor("NOT_ENABLED");
    }
}
