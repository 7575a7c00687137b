package org.authenticatorbackup.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The recovery kit in all its forms: written, checked, and read back. */
class KitTest {

    @TempDir
    Path directory;

    private LostPhone lost;

    @BeforeEach
    void losePhone() throws IOException {
        lost = LostPhone.copyTo(Files.createDirectory(directory.resolve("lost")));
    }

    private Path write(String name) {
        Path file = directory.resolve(name);
        lost.phone()
                .json("kit", "--out", file.toString(), "--kit-file", lost.kit().toString())
                .succeeded();
        return file;
    }

    private Result recover(Path kit) {
        Phone fresh = new Phone(directory.resolve("fresh"));
        return fresh.json("recover", "--storage", lost.uri(), "--kit-file", kit.toString());
    }

    private Result check(Path kit) {
        return lost.phone().json("kit", "--check", kit.toString());
    }

    /** The words as a person copies them from the page. */
    private Path words() throws IOException {
        String text = Files.readString(lost.kit());
        List<String> words = text.lines()
                .filter(line -> line.matches("# ([a-z]+ ){5}[a-z]+"))
                .toList();
        assertThat(words).hasSize(4);
        return Files.writeString(
                directory.resolve("words.txt"), String.join("\n", words).replace("# ", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"kit.txt", "kit", "kit.png", "kit.svg", "kit.html", "KIT.PNG", "kit.of.alice.Html"})
    void everyFormThatIsWrittenGivesTheAccountsBack(String name) throws IOException {
        Path kit = write(name);

        recover(kit).succeeded();

        assertThat(new Phone(directory.resolve("fresh")).looks())
                .isEqualTo(lost.phone().looks());
    }

    @ParameterizedTest
    @ValueSource(strings = {"kit.txt", "kit.png", "kit.svg", "kit.html"})
    void whatIsWrittenIsForTheOwnerAloneAndStandsNowhereElse(String name) throws IOException {
        Path file = Files.createDirectory(directory.resolve("out")).resolve(name);

        Result result = lost.phone()
                .json("kit", "--out", file.toString(), "--kit-file", lost.kit().toString())
                .succeeded();

        assertThat(Permissions.open(file)).isEmpty();
        try (Stream<Path> beside = Files.list(directory.resolve("out"))) {
            assertThat(beside).containsExactly(file);
        }
        String vault = lost.phone().json("status").text("vault");
        assertThat(result.out()).isEqualTo("{\"vault\":\"" + vault + "\",\"out\":\"" + file + "\"}\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"kit.txt", "kit.png", "kit.svg", "kit.html"})
    void aFileThatIsThereIsLeftAlone(String name) throws IOException {
        Path file = Files.writeString(directory.resolve(name), "mine");
        String[] args = {
            "kit", "--out", file.toString(), "--kit-file", lost.kit().toString()
        };

        lost.phone().json(args).refusedFor("FILE_EXISTS");
        lost.phone().run(args).refusedInWords();

        assertThat(Files.readString(file)).isEqualTo("mine");
    }

    @Test
    void aPlaceThatIsNotThereIsNamed() {
        Path file = directory.resolve("absent").resolve("kit.png");

        lost.phone()
                .json("kit", "--out", file.toString(), "--kit-file", lost.kit().toString())
                .refusedFor("FILE_UNWRITABLE");

        assertThat(file.getParent()).doesNotExist();
    }

    @Test
    void thePageHoldsCodeWordsAndStockCommandsAndFetchesNothing() throws IOException {
        String page = Files.readString(write("kit.html"));

        assertThat(page).startsWith("<!DOCTYPE html>").contains("age -d -i kit.txt", "Content-Security-Policy");
        assertThat(page.split("<svg ", -1)).hasSize(2);
        assertThat(page.split("<li>", -1)).hasSize(1 + 24);
        for (String word : Files.readString(words()).split("\\s", -1)) {
            assertThat(page).contains("<li>" + word + "</li>");
        }
        assertThat(page.replace("http://www.w3.org/2000/svg", ""))
                .doesNotContain("http:", "https:", "href=", "src=", "url(", "<script");
        assertThat(page).contains(lost.uri(), lost.phone().json("status").text("vault"));
    }

    @Test
    void theDrawingIsBlackOnWhiteAndSaysItsSize() throws IOException {
        String drawing = Files.readString(write("kit.svg"));

        assertThat(drawing)
                .startsWith(
                        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 45 45\" width=\"50mm\" height=\"50mm\"")
                .contains("fill=\"white\"", "fill=\"black\"")
                .endsWith("</svg>\n");
    }

    @Test
    void theDrawingShowsTheSameModulesAsThePicture() throws IOException {
        String drawing = Files.readString(write("kit.svg"));

        assertThat(Drawing.modules(drawing)).isEqualTo(Drawing.modules(Pictures.read(write("kit.png"))));
    }

    @Test
    void aClassicKitHasAShorterKeyAndTheSameForms() throws Exception {
        Phone phone = Phone.initialized(directory.resolve("classic"));
        Path cloud = Files.createDirectory(directory.resolve("cloud"));
        Map<String, String> secret = Map.of(
                "PW",
                phone.json(
                                "enable",
                                "--storage",
                                cloud.toUri().toString(),
                                "--generate-passphrase",
                                "--suite",
                                "classic")
                        .succeeded()
                        .text("passphrase"));
        Path picture = directory.resolve("classic.png");
        phone.json(secret, "kit", "--out", picture.toString(), "--passphrase-env", "PW")
                .succeeded();

        phone.json("kit", "--check", picture.toString()).succeeded();

        check(picture).refusedFor("WRONG_KIT");
        lost.phone().run("kit", "--check", picture.toString()).refusedInWords();
        phone.json("kit", "--check", lost.kit().toString()).refusedFor("WRONG_KIT");
    }

    @Test
    void theRightKitIsProvenInEveryFormWithoutRecoveringOrAskingTheStorage() throws IOException {
        List<Path> kits = new ArrayList<>(List.of(lost.kit(), words()));
        List.of("a.png", "a.svg", "a.html", "a.txt").forEach(name -> kits.add(write(name)));
        String looks = lost.phone().looks();
        Files.move(lost.storage(), directory.resolve("away"));

        for (Path kit : kits) {
            Result right = check(kit).succeeded();

            assertThat(right.truth("opens")).isTrue();
            assertThat(right.text("vault"))
                    .isEqualTo(lost.phone().json("status").text("vault"));
            assertThat(lost.phone()
                            .run("kit", "--check", kit.toString())
                            .succeeded()
                            .out())
                    .contains("opens the backup of this device");
        }
        assertThat(lost.phone().looks()).isEqualTo(looks);
        assertThat(lost.storage()).doesNotExist();
    }

    @Test
    void aMistypedKitIsNoKit() throws IOException {
        String text = Files.readString(lost.kit());
        Path mistyped = Files.writeString(
                directory.resolve("mistyped.txt"),
                text.replaceFirst("(AGE-SECRET-KEY-PQ-1.{10}).", "$1B")); // no symbol of a key
        Path empty = Files.createFile(directory.resolve("empty.txt"));

        check(mistyped).refusedFor("MALFORMED_KIT");
        recover(mistyped).refusedFor("MALFORMED_KIT");
        check(empty).refusedFor("FILE_UNREADABLE");
        check(directory.resolve("absent.png")).refusedFor("FILE_UNREADABLE");
        lost.phone().run("kit", "--check", mistyped.toString()).refusedInWords();
    }

    @Test
    void withoutBackupThereIsNothingToCheckAgainst() {
        Phone off = Phone.initialized(directory.resolve("off"));

        off.json("kit", "--check", lost.kit().toString()).refusedFor("NOT_ENABLED");
        off.run("kit", "--check", lost.kit().toString()).refusedInWords();
    }
}
