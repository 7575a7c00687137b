package org.authenticatorbackup.core.interchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.authenticatorbackup.api.account.Account;
import org.authenticatorbackup.api.account.AccountId;
import org.authenticatorbackup.api.account.AccountKind;
import org.authenticatorbackup.api.account.AccountLabel;
import org.authenticatorbackup.api.account.AccountName;
import org.authenticatorbackup.api.account.Credential;
import org.authenticatorbackup.api.account.Secret;
import org.authenticatorbackup.core.interchange.KeyUriException.Reason;
import org.authenticatorbackup.core.interchange.KeyUriList.Exported;
import org.authenticatorbackup.core.interchange.KeyUriList.Imported;
import org.authenticatorbackup.core.interchange.KeyUriList.Rejected;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyUriListTest {

    private static final String A = "otpauth://totp/a?secret=MZXW6YTBOI";
    private static final String B = "otpauth://hotp/b?secret=MZXW6YTBOI&counter=1";

    @Test
    void readsTheListThatAegisWrites() throws Exception {
        String text = new String(Files.readAllBytes(SharedFixtures.file("uri-list/plain.txt")), StandardCharsets.UTF_8);
        List<Map<String, Object>> expected = SharedFixtures.rows(expectedFor("uri-list/plain.txt"), "accounts");

        Imported imported = KeyUriList.parse(text);

        assertThat(imported.rejected()).isEmpty();
        assertThat(imported.entries()).isEqualTo(expected.size()).isEqualTo(7);
        for (int i = 0; i < expected.size(); i++) {
            assertMatches(imported.accounts().get(i), expected.get(i));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                A + "\n" + B,
                A + "\n" + B + "\n",
                A + "\r\n" + B + "\r\n",
                A + "\r" + B,
                "\uFEFF" + A + "\n" + B,
                "\n\n" + A + "\n \t \n" + B + "\n\n\n",
                "# comment\n" + A + "\n  # otpauth://totp/c?secret=MZXW6YTBOI\n" + B,
                "  " + A + "  \n\t" + B + "\t"
            })
    void readsOneUriPerLine(String text) throws KeyUriException {
        Imported imported = KeyUriList.parse(text);

        assertThat(names(imported)).containsExactly("a", "b");
        assertThat(imported.rejected()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\uFEFF", "\n", "\r\n\r\n", "# only a comment", "   "})
    void aListMayBeEmpty(String text) throws KeyUriException {
        assertThat(KeyUriList.parse(text).entries()).isZero();
    }

    @Test
    void aRejectedEntryIsNamedAndLosesNoOther() throws KeyUriException {
        String text = "# head\r\n" + A + "\r\n\r\nnonsense\r\n" + B + "\r\notpauth://totp/c?secret=1\r\n" + A;

        Imported imported = KeyUriList.parse(text);

        assertThat(names(imported)).containsExactly("a", "b", "a");
        assertThat(imported.rejected())
                .containsExactly(new Rejected(1, 4, Reason.NOT_A_KEY_URI), new Rejected(3, 6, Reason.BAD_SECRET));
        assertThat(imported.entries()).isEqualTo(5);
    }

    @Test
    void aHashInsideALineIsNoComment() throws KeyUriException {
        assertThat(names(KeyUriList.parse("otpauth://totp/a#b?secret=MZXW6YTBOI")))
                .containsExactly("a#b");
    }

    @Test
    void hasUpTo50000Entries() throws KeyUriException {
        String most = (A + "\n").repeat(KeyUriList.MAX_ENTRIES);

        assertThat(KeyUriList.parse(most + "# and a comment\n").entries()).isEqualTo(50_000);
        assertRefused(most + "x", Reason.TOO_MANY_ENTRIES);
    }

    @Test
    void hasUpTo16MiCharacters() throws KeyUriException {
        String longest = A + "\n#" + "x".repeat(KeyUriList.MAX_LENGTH - A.length() - 2);

        assertThat(KeyUriList.parse(longest).entries()).isEqualTo(1);
        assertRefused(longest + "x", Reason.TOO_LONG);
    }

    @Test
    void writesTheNamesThatThePersonSees() {
        Account renamed = account(steam(), "Example", "old").withLabel(label("Example", "new"));

        Exported exported = KeyUriList.format(List.of(renamed, account(steam(), "Other", "x")));

        assertThat(exported.text().split("\n"))
                .hasSize(2)
                .allMatch(line -> line.startsWith("otpauth://steam/"))
                .satisfies(lines -> assertThat(lines[0]).contains("Example:new"));
        assertThat(exported.text()).endsWith("\n");
        assertThat(exported.omitted()).isEmpty();
    }

    @Test
    void namesWhatItCannotWrite() {
        Account withheld = account(new Credential.Withheld("totp"), "Work", "x");
        Account bound = account(new Credential.DeviceBound(Credential.DeviceBound.Binding.PUSH), "Bank", "x");

        Exported exported = KeyUriList.format(List.of(withheld, account(steam(), "Steam", "x"), bound));

        assertThat(exported.omitted()).containsExactly(withheld, bound);
        assertThat(exported.text()).startsWith("otpauth://steam/").hasLineCount(1);
    }

    @Test
    void writesNothingForNoAccounts() {
        assertThat(KeyUriList.format(List.of()).text()).isEmpty();
    }

    @Test
    void whatIsWrittenShowsNoSecretByItself() {
        assertThat(KeyUriList.format(List.of(account(steam(), "Steam", "x")))).hasToString("Exported[hidden]");
    }

    private static Map<String, Object> expectedFor(String name) throws Exception {
        @SuppressWarnings("unchecked")
        Map<String, Object> expected =
                (Map<String, Object>) SharedFixtures.json("expected.json").get(name);
        return expected;
    }

    static void assertMatches(ParsedAccount account, Map<String, Object> expected) {
        assertThat(account.name())
                .isEqualTo(new AccountName((String) expected.get("issuer"), (String) expected.get("name")));
        assertThat(describe(account.credential()))
                .isEqualTo(String.join(
                        " ",
                        String.valueOf(expected.get("type")),
                        String.valueOf(expected.get("algorithm")),
                        String.valueOf(expected.get("digits")),
                        String.valueOf(expected.get("period")),
                        String.valueOf(expected.get("counter")),
                        String.valueOf(expected.get("secretHex"))));
    }

    private static String describe(Credential credential) {
        if (credential instanceof Credential.TimeBased time) {
            return "totp " + time.algorithm() + " " + time.digits() + " " + time.periodSeconds() + " null "
                    + hex(time.secret());
        }
        if (credential instanceof Credential.CounterBased counter) {
            return "hotp " + counter.algorithm() + " " + counter.digits() + " null " + counter.counter() + " "
                    + hex(counter.secret());
        }
        return "steam SHA1 5 30 null " + hex(((Credential.Steam) credential).secret());
    }

    private static String hex(Secret secret) {
        StringBuilder hex = new StringBuilder();
        for (byte each : secret.bytes()) {
            hex.append(String.format(Locale.ROOT, "%02x", each));
        }
        return hex.toString();
    }

    private static List<String> names(Imported imported) {
        return imported.accounts().stream().map(each -> each.name().name()).collect(Collectors.toList());
    }

    private static Credential steam() {
        return new Credential.Steam(Secret.of(new byte[] {1, 2, 3}));
    }

    private static Account account(Credential credential, String issuer, String name) {
        return new Account(
                new AccountId("00000000000000000000000000000000"),
                credential,
                new AccountName(issuer, name),
                label(issuer, name),
                Optional.empty());
    }

    private static AccountLabel label(String issuer, String name) {
        return AccountLabel.of(new AccountName(issuer, name), AccountKind.THIRD_PARTY);
    }

    private static void assertRefused(String text, Reason reason) {
        assertThatThrownBy(() -> KeyUriList.parse(text))
                .isInstanceOfSatisfying(
                        KeyUriException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }
}
