package org.authenticatorbackup.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountsTest {

    /** The secret of RFC 4226 and RFC 6238, {@code 12345678901234567890}, in base32. */
    private static final String RFC = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    @TempDir
    Path directory;

    private Phone phone;

    @BeforeEach
    void makePhone() {
        phone = Phone.initialized(directory.resolve("home"));
    }

    @Test
    void aHomeIsMadeOnce() {
        phone.json("init").refusedFor("HOME_EXISTS");
        phone.run("init").refusedInWords();
    }

    @Test
    void aHomeThatWasNeverMadeIsNamed() {
        Phone absent = new Phone(directory.resolve("absent"));

        absent.json("list").refusedFor("NO_HOME");

        absent.run("codes").refusedInWords();
        assertThat(absent.home()).doesNotExist();
    }

    @Test
    void theSampleListIsImportedWhole() {
        Result result = phone.json("import", Phone.SAMPLE.toString()).succeeded();

        assertThat(result.number("imported")).isEqualTo(9);
        assertThat(result.number("alreadyPresent")).isZero();
        assertThat(result.number("entries")).isEqualTo(9);
        Result list = phone.json("list");
        assertThat(list.texts("accounts", "issuer")).contains("示例银行", "Café Zürich", "");
        assertThat(new TreeSet<>(list.texts("accounts", "type"))).containsExactly("hotp", "steam", "totp");
        assertThat(new HashSet<>(list.texts("accounts", "state"))).containsExactly("READY");
    }

    @Test
    void importingTwiceChangesNothing() throws IOException {
        phone.run("import", Phone.SAMPLE.toString()).succeeded();
        String before = Files.readString(phone.home().resolve("accounts.json"));

        Result again = phone.json("import", Phone.SAMPLE.toString()).succeeded();

        assertThat(again.number("imported")).isZero();
        assertThat(again.number("alreadyPresent")).isEqualTo(9);
        assertThat(Files.readString(phone.home().resolve("accounts.json"))).isEqualTo(before);
    }

    @Test
    void badEntriesOfAListAreNamedAndTheOthersKept() throws IOException {
        Path list = Files.writeString(
                directory.resolve("list.txt"),
                "otpauth://totp/A:a?secret=" + RFC + "&issuer=A\n\nnonsense\notpauth://totp/B:b?issuer=B\n"
                        + "otpauth://totp/A:a?secret=" + RFC + "&issuer=A\n");

        Result result = phone.json("import", list.toString()).succeeded();

        assertThat(result.number("imported")).isEqualTo(1);
        assertThat(result.number("alreadyPresent")).isEqualTo(1);
        assertThat(result.number("entries")).isEqualTo(4);
        List<JsonMembers> rejected = Result.get(() -> result.json().objects("rejected"));
        assertThat(rejected.stream().map(r -> Result.get(() -> r.number("index"))))
                .containsExactly(1L, 2L);
        assertThat(result.texts("rejected", "reason")).containsExactly("NOT_A_KEY_URI", "MISSING_SECRET");
    }

    @Test
    void aFileThatIsNoTextIsRefused() throws IOException {
        Path binary = Files.write(directory.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});

        phone.json("import", binary.toString()).refusedFor("FILE_UNREADABLE");
        phone.run("import", directory.resolve("absent").toString()).refusedInWords();
        phone.json("import", directory.toString()).refusedFor("FILE_UNREADABLE");
    }

    @Test
    void anAccountIsAddedOnce() {
        String uri = "otpauth://totp/Example:alice?secret=" + RFC + "&issuer=Example";
        Result first = phone.json("add", uri).succeeded();
        Result second = phone.json("add", uri).succeeded();

        assertThat(second.text("id")).isEqualTo(first.text("id"));
        assertThat(first.truth("alreadyPresent")).isFalse();
        assertThat(second.truth("alreadyPresent")).isTrue();
        assertThat(phone.ids()).containsExactly(first.text("id"));
    }

    @Test
    void aUriComesFromStandardInputToo() {
        String uri = "otpauth://totp/Example:alice?secret=" + RFC + "&issuer=Example\n";

        phone.runWithInput(Map.of(), uri, "add", "-").succeeded();

        assertThat(phone.ids()).hasSize(1);
    }

    @Test
    void aBadUriIsRefusedWithoutShowingIt() {
        Result result = phone.json("add", "otpauth://totp/Example:alice?secret=hunter2!")
                .refusedFor("BAD_URI");

        assertThat(result.out()).doesNotContain("hunter2");
        phone.run("add", "https://example.com/").refusedInWords();
        assertThat(phone.ids()).isEmpty();
    }

    @Test
    void aDeviceBoundAccountIsAddedByName() {
        phone.json("add", "--push", "--issuer", "Work", "--name", "alice", "--kind", "work-or-school")
                .succeeded();

        Result list = phone.json("list");
        assertThat(list.texts("accounts", "type")).containsExactly("push");
        assertThat(list.texts("accounts", "kind")).containsExactly("work-or-school");
        assertThat(list.texts("accounts", "state")).containsExactly("READY");
        assertThat(phone.json("codes").texts("codes", "id")).isEmpty();
    }

    @Test
    void codesAreThoseOfTheStandards() {
        phone.run("add", "otpauth://totp/A:a?secret=" + RFC + "&issuer=A&digits=8")
                .succeeded();

        Result codes = phone.json("codes", "--at", "1111111109").succeeded();

        assertThat(codes.texts("codes", "code")).containsExactly("07081804");
        JsonMembers code = Result.get(() -> codes.json().objects("codes")).get(0);
        assertThat(Result.get(() -> code.number("validUntil"))).isEqualTo(1111111110L);
    }

    @Test
    void aCounterMovesOnWithEveryCodeAndShowsNoneUnasked() {
        phone.run("add", "otpauth://hotp/A:a?secret=" + RFC + "&issuer=A&counter=0")
                .succeeded();
        String id = phone.ids().get(0);

        assertThat(phone.json("codes").texts("codes", "code")).isEmpty();
        for (String expected : List.of("755224", "287082", "359152")) {
            assertThat(phone.json("codes", "--next", id).succeeded().texts("codes", "code"))
                    .containsExactly(expected);
        }
        assertThat(phone.run("codes", "--next", id.substring(0, 6)).out()).startsWith("969429");
    }

    @Test
    void aCodeIsNotShownIfItsCounterCouldNotBeKept() throws IOException {
        phone.run("add", "otpauth://hotp/A:a?secret=" + RFC + "&issuer=A&counter=0")
                .succeeded();
        Path blocked = Files.createDirectory(phone.home().resolve(".accounts.json.new"));
        Path blocker = Files.createFile(blocked.resolve("x"));

        Result refused = phone.json("codes", "--next", phone.ids().get(0)).refusedFor("UNWRITABLE");

        assertThat(refused.out()).doesNotContain("755224");
        Files.delete(blocker);
        assertThat(phone.run("codes", "--next", phone.ids().get(0)).out()).startsWith("755224");
    }

    @Test
    void anUnclearIdIsRefused() {
        phone.run("import", Phone.SAMPLE.toString()).succeeded();

        phone.json("codes", "--next", "zz").refusedFor("UNKNOWN_ACCOUNT");
        phone.json("codes", "--next", "").refusedFor("UNKNOWN_ACCOUNT");
        String totp =
                phone.ids().get(phone.json("list").texts("accounts", "type").indexOf("totp"));
        phone.json("codes", "--next", totp).refusedFor("NO_COUNTER");
    }

    @Test
    void anExportComesBackByImport() {
        phone.run("import", Phone.SAMPLE.toString()).succeeded();
        phone.run("add", "--push", "--issuer", "Work", "--name", "alice").succeeded();
        Path file = directory.resolve("export.txt");

        Result result = phone.json("export", file.toString()).succeeded();

        assertThat(result.number("written")).isEqualTo(9);
        assertThat(result.texts("lost", "field")).containsExactly("credential");
        Phone other = Phone.initialized(directory.resolve("other"));
        other.run("import", file.toString()).succeeded();
        assertThat(other.json("codes", "--at", "1800000000").texts("codes", "code"))
                .isEqualTo(phone.json("codes", "--at", "1800000000").texts("codes", "code"));
        phone.json("export", file.toString()).refusedFor("FILE_EXISTS");
    }

    @Test
    void homeAndExportAreForTheOwnerAlone() throws IOException {
        phone.run("import", Phone.SAMPLE.toString()).succeeded();
        Path file = directory.resolve("export.txt");
        phone.run("export", file.toString()).succeeded();

        assertThat(Permissions.open(phone.home())).isEmpty();
        assertThat(Permissions.open(file)).isEmpty();
    }

    @Test
    void twoProcessesNeverWorkOnOneHome() throws CliException {
        try (Home open = Home.open(phone.home())) {
            assertThat(open).isNotNull();
            phone.json("list").refusedFor("HOME_IN_USE");
            phone.run("backup").refusedInWords();
        }
        phone.run("list").succeeded();
    }

    @Test
    void damagedAccountsAreNeverTakenForNone() throws IOException {
        phone.run("import", Phone.SAMPLE.toString()).succeeded();
        Path file = phone.home().resolve("accounts.json");
        String whole = Files.readString(file);
        for (String damaged : Set.of("", "{}", whole.substring(0, whole.length() / 2), whole.replace("hotp", "htop"))) {
            Files.writeString(file, damaged);

            phone.json("list").refusedFor("DAMAGED");
            phone.json("import", Phone.SAMPLE.toString()).refusedFor("DAMAGED");

            assertThat(Files.readString(file)).isEqualTo(damaged);
        }
    }

    @Test
    void namesCannotSteerTheTerminal() {
        phone.run("add", "otpauth://totp/A%1B%5B2J:a%E2%80%AEb?secret=" + RFC + "&issuer=A%1B%5B2J")
                .succeeded();

        assertThat(phone.run("list").out()).doesNotContain("\u001b", "\u202e");
        assertThat(phone.run("codes").out()).doesNotContain("\u001b", "\u202e");
    }

    @Test
    void namesCannotSteerTheTerminalThroughJsonEither() {
        phone.run("add", "otpauth://totp/A:a%C2%9B2J%E2%80%AEb%7F?secret=" + RFC)
                .succeeded();

        assertThat(phone.run("--json", "list").out())
                .doesNotContain("\u009b", "\u202e", "\u007f")
                .contains("\\u009b2J\\u202eb\\u007f");
    }
}
