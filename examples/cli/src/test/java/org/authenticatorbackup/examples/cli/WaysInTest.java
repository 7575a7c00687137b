package org.authenticatorbackup.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ways into a backup come and go, and a backup is replaced when one of them is in wrong hands. */
class WaysInTest {

    @TempDir
    Path directory;

    private LostPhone here;
    private Phone phone;

    @BeforeEach
    void copyPhone() throws IOException {
        here = LostPhone.copyTo(Files.createDirectory(directory.resolve("lost")));
        phone = here.phone();
    }

    @Test
    void aSecondPassphraseOpensAndTheFirstCanGo() {
        String first = phone.json("status").texts("slots", "id").get(0);

        Result added = phone.json("slot", "add", "--kit-file", kit(), "--generate-passphrase")
                .succeeded();

        Map<String, String> second = Map.of("PW", added.text("passphrase"));
        phone.run("slot", "remove", first, "--kit-file", kit()).succeeded();
        Phone fresh = new Phone(directory.resolve("fresh"));
        here.recoverByPassphrase(fresh).refusedFor("WRONG_SECRET");
        fresh.json(second, "recover", "--storage", here.uri(), "--passphrase-env", "PW")
                .succeeded();
        assertThat(fresh.looks()).isEqualTo(phone.looks());
    }

    @Test
    void aWeakPassphraseIsRefusedUnlessAllowed() {
        Map<String, String> weak = Map.of("NEW", "123456");

        phone.json(weak, "slot", "add", "--kit-file", kit(), "--new-passphrase-env", "NEW")
                .refusedFor("WEAK_PASSPHRASE");
        phone.json(weak, "slot", "add", "--kit-file", kit(), "--new-passphrase-env", "NEW", "--allow-lone-passphrase")
                .succeeded();
    }

    @Test
    void afterARotationTheNewSecretsOpenAndTheOldOnesDoNot() {
        Path newKit = directory.resolve("new-kit.txt");

        Result rotated = phone.json("rotate", "--kit-file", kit(), "--generate-passphrase", "--kit", newKit.toString())
                .succeeded();

        assertThat(rotated.text("vault")).isNotEqualTo(rotated.text("replaced"));
        assertThat(phone.json("status").text("vault")).isEqualTo(rotated.text("vault"));
        phone.run("backup").succeeded();
        Phone byKit = new Phone(directory.resolve("by-kit"));
        byKit.json("recover", "--storage", here.uri(), "--kit-file", newKit.toString())
                .succeeded();
        assertThat(byKit.looks()).isEqualTo(phone.looks());
        Phone byPassphrase = new Phone(directory.resolve("by-passphrase"));
        byPassphrase
                .json(
                        Map.of("PW", rotated.text("passphrase")),
                        "recover",
                        "--storage",
                        here.uri(),
                        "--vault",
                        rotated.text("vault"),
                        "--passphrase-env",
                        "PW")
                .succeeded();
        assertThat(byPassphrase.looks()).isEqualTo(phone.looks());
        phone.json("kit", "--check", kit()).refusedFor("WRONG_KIT");
    }

    @Test
    void aKitThatCannotBeWrittenLeavesTheOldBackupInUse() {
        String before = phone.json("status").text("vault");

        phone.json("rotate", "--kit-file", kit(), "--generate-passphrase", "--kit", kit())
                .refusedFor("FILE_EXISTS");

        assertThat(phone.json("status").text("vault")).isEqualTo(before);
        phone.run("rotate", "--cancel").succeeded();
        phone.json("rotate", "--finish").refusedFor("NO_ROTATION");
        phone.run("backup").succeeded();
        here.recoverByPassphrase(new Phone(directory.resolve("fresh"))).succeeded();
    }

    private String kit() {
        return here.kit().toString();
    }
}
