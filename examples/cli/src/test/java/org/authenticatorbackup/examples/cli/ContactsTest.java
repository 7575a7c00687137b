package org.authenticatorbackup.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.authenticatorbackup.crypto.age.X25519Identity;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Contacts hold shares; enough of them open the backup, on paper or sealed, and nobody else gets one. */
class ContactsTest {

    @TempDir
    Path directory;

    private LostPhone here;
    private Phone fresh;

    @BeforeEach
    void copyPhone() throws IOException {
        here = LostPhone.copyTo(Files.createDirectory(directory.resolve("lost")));
        fresh = new Phone(directory.resolve("fresh"));
    }

    @Test
    void twoOfThreeContactsOpenTheBackup() throws IOException {
        Result split = split("paper").succeeded();

        assertThat(split.number("need")).isEqualTo(2);
        assertThat(Permissions.open(directory.resolve("paper"))).isEmpty();
        recover("--share-file", share("paper/share-2.txt")).refusedFor("TOO_FEW_SHARES");
        recover("--share-file", share("paper/share-2.txt"), "--share-file", share("paper/share-2.txt"))
                .refusedFor("TOO_FEW_SHARES");
        recover("--share-file", share("paper/share-3.txt"), "--share-file", share("paper/share-1.txt"))
                .succeeded();
        assertThat(fresh.looks()).isEqualTo(here.phone().looks());
    }

    @Test
    void sealedSharesAreSealedAnewForWhoeverAsksOnceTheWordsAgree() throws IOException {
        List<String> recipients = new ArrayList<>();
        for (int i = 1; i <= 2; i++) {
            try (X25519Identity contact = X25519Identity.generate(new SecureRandom())) {
                Files.writeString(
                        directory.resolve("contact-" + i), "# made for trying\n" + new String(contact.text()) + "\n");
                recipients.add(contact.recipient().text());
            }
        }
        Result split = here.phone()
                .json(
                        "contacts",
                        "split",
                        "--of",
                        "2",
                        "--need",
                        "2",
                        "--to",
                        recipients.get(0),
                        recipients.get(1),
                        "--out",
                        share("sealed"),
                        "--kit-file",
                        here.kit().toString())
                .succeeded();
        String slot = Result.text(split.json("slot"), "id");

        Result asked = fresh.json("contacts", "ask", "--slot", slot, "--out", share("key"))
                .succeeded();
        for (int i = 1; i <= 2; i++) {
            answer(i, asked.text("recipient"), asked.text("code")).succeeded();
        }

        assertThat(Permissions.open(directory.resolve("sealed"))).isEmpty();
        String[] back = {"--share-file", share("back-1"), "--share-file", share("back-2")};
        recover(back).misused();
        recover(back[0], back[1], back[2], back[3], "--identity-file", share("contact-1"))
                .refusedFor("SHARE_SEALED");
        recover(back[0], back[1], back[2], back[3], "--identity-file", share("key"))
                .succeeded();
        assertThat(fresh.looks()).isEqualTo(here.phone().looks());
    }

    @Test
    void aRecipientThatWasReplacedOnItsWayGetsNothing() throws IOException {
        String slot = Result.text(split("paper").succeeded().json("slot"), "id");
        Files.move(directory.resolve("paper/share-1.txt"), directory.resolve("held"));
        Result honest = fresh.json("contacts", "ask", "--slot", slot, "--out", share("honest"))
                .succeeded();
        Result between = fresh.json("contacts", "ask", "--slot", slot, "--out", share("between"))
                .succeeded();

        answerFrom("held", between.text("recipient"), honest.text("code")).refusedFor("OTHER_REQUEST");

        assertThat(directory.resolve("back")).doesNotExist();
        answerFrom("held", honest.text("recipient"), honest.text("code").toUpperCase(Locale.ROOT))
                .refusedFor("OTHER_REQUEST");
        answerFrom("held", honest.text("recipient"), "  " + honest.text("code").replace(" ", "  "))
                .succeeded();
    }

    @Test
    void sharesAreNeverWrittenOverOthersNorHandedOutForNothing() throws IOException {
        Files.createDirectories(directory.resolve("paper"));
        Files.writeString(directory.resolve("paper/share-3.txt"), "of before");
        List<String> before = here.phone().json("status").texts("slots", "id");

        split("paper").refusedFor("FILE_EXISTS");

        assertThat(here.phone().json("status").texts("slots", "id")).isEqualTo(before);
        assertThat(directory.resolve("paper/share-1.txt")).doesNotExist();
    }

    @Test
    void numbersAndRecipientsThatMakeNoSenseAreMisuse() {
        contacts("split", "--of", "3", "--need", "1", "--out", share("x")).misused();
        contacts("split", "--of", "2", "--need", "3", "--out", share("x")).misused();
        contacts("split", "--of", "17", "--need", "2", "--out", share("x")).misused();
        contacts("split", "--of", "2", "--need", "2", "--to", "age1nobody", "--out", share("x"))
                .misused();
        contacts("ask", "--slot", "none", "--out", share("x")).misused();
        contacts("answer", "--share-file", share("none"), "--to", "age1x", "--code", "a", "--out", share("x"))
                .refusedFor("FILE_UNREADABLE");
        recover("--share-file", share("none"), "--kit-file", here.kit().toString())
                .misused();
        recover("--share-file", share("none")).refusedFor("FILE_UNREADABLE");
        assertThat(directory.resolve("x")).doesNotExist();
    }

    @Test
    void aFileThatIsNoShareIsRefused() throws IOException {
        Files.writeString(directory.resolve("letter"), "Dear Alice, the share is in the drawer.");

        recover("--share-file", share("letter")).refusedFor("MALFORMED_SHARE");
        answerFrom("letter", "age1x", "a b c d e f").refusedFor("FILE_UNREADABLE");
    }

    private Result split(String out) {
        return contacts(
                "split",
                "--of",
                "3",
                "--need",
                "2",
                "--out",
                share(out),
                "--kit-file",
                here.kit().toString());
    }

    private Result contacts(String... options) {
        List<String> all = new ArrayList<>(List.of("contacts"));
        all.addAll(List.of(options));
        return here.phone().json(all.toArray(String[]::new));
    }

    private Result answer(int contact, String recipient, String code) {
        return contacts(
                "answer",
                "--share-file",
                share("sealed/share-" + contact + ".age"),
                "--identity-file",
                share("contact-" + contact),
                "--to",
                recipient,
                "--code",
                code,
                "--out",
                share("back-" + contact));
    }

    private Result answerFrom(String file, String recipient, String code) {
        return contacts(
                "answer", "--share-file", share(file), "--to", recipient, "--code", code, "--out", share("back"));
    }

    private Result recover(String... options) {
        List<String> all = new ArrayList<>(List.of("recover", "--storage", here.uri()));
        all.addAll(List.of(options));
        return fresh.json(all.toArray(String[]::new));
    }

    private String share(String file) {
        return directory.resolve(file).toString();
    }
}
