package org.authenticatorbackup.core.interchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.authenticatorbackup.api.account.Account;
import org.authenticatorbackup.api.account.AccountId;
import org.authenticatorbackup.api.account.AccountKind;
import org.authenticatorbackup.api.account.AccountLabel;
import org.authenticatorbackup.api.account.AccountName;
import org.authenticatorbackup.api.account.Credential;
import org.authenticatorbackup.api.account.Credential.Algorithm;
import org.authenticatorbackup.api.account.Credential.CounterBased;
import org.authenticatorbackup.api.account.Credential.Steam;
import org.authenticatorbackup.api.account.Credential.TimeBased;
import org.authenticatorbackup.api.account.Secret;

class KeyUriProperties {

    @Property
    void whatIsWrittenIsReadBack(@ForAll("credentials") Credential credential, @ForAll("names") AccountName name)
            throws KeyUriException {
        String uri = KeyUri.format(credential, name).orElseThrow();

        ParsedAccount parsed = KeyUri.parse(uri);

        assertThat(uri).isPrintable().isASCII();
        assertThat(parsed.credential()).isEqualTo(credential);
        assertThat(parsed.name()).isEqualTo(name);
        assertThat(parsed.labelIssuer()).isEmpty();
        assertThat(parsed.notices()).isEmpty();
    }

    @Property
    void aListIsReadBack(@ForAll("accounts") @Size(max = 20) List<Account> accounts) throws KeyUriException {
        KeyUriList.Exported exported = KeyUriList.format(accounts);

        KeyUriList.Imported imported = KeyUriList.parse(exported.text());

        assertThat(exported.omitted()).isEmpty();
        assertThat(imported.rejected()).isEmpty();
        assertThat(imported.accounts().stream().map(ParsedAccount::credential).collect(Collectors.toList()))
                .isEqualTo(accounts.stream().map(Account::credential).collect(Collectors.toList()));
        assertThat(imported.accounts().stream().map(ParsedAccount::name).collect(Collectors.toList()))
                .isEqualTo(accounts.stream().map(each -> each.label().name()).collect(Collectors.toList()));
    }

    @Property
    void anyTextIsReadOrRefused(@ForAll String text) {
        readOrRefuse(text);
        readOrRefuse("otpauth://" + text);
        readOrRefuse("otpauth://totp/" + text);
        readOrRefuse("otpauth://hotp/x?" + text);
        readOrRefuse("otpauth://totp/x?secret=" + text + "&issuer=" + text + "&digits=" + text);
    }

    @Property
    void anyTextOfTheFormatsOwnSignsIsReadOrRefused(@ForAll("signs") String text) {
        readOrRefuse(text);
        readOrRefuse("otpauth://totp/" + text);
    }

    @Property
    void aUriWithOneCharacterChangedIsReadOrRefused(
            @ForAll("credentials") Credential credential,
            @ForAll("names") AccountName name,
            @ForAll @IntRange(max = 100_000) int place,
            @ForAll char other) {
        String uri = KeyUri.format(credential, name).orElseThrow();
        int at = place % uri.length();

        readOrRefuse(uri.substring(0, at) + other + uri.substring(at + 1));
        readOrRefuse(uri.substring(0, at) + other + uri.substring(at));
        readOrRefuse(uri.substring(0, at) + uri.substring(at + 1));
        readOrRefuse(uri.substring(0, at));
    }

    @Property
    void everyEntryOfAnyListIsReadOrRejected(@ForAll @Size(max = 30) List<String> lines) throws KeyUriException {
        String text = String.join("\n", lines);

        KeyUriList.Imported imported = KeyUriList.parse(text);

        assertThat(imported.entries())
                .isEqualTo(imported.accounts().size() + imported.rejected().size());
    }

    /** A failure has one of a few constant messages, and no cause that could hold input. */
    private static void readOrRefuse(String text) {
        try {
            assertThat(KeyUri.parse(text).credential()).isNotNull();
        } catch (KeyUriException e) {
            assertThat(e).hasNoCause();
            assertThat(e.getMessage()).isEqualTo(new KeyUriException(e.reason()).getMessage());
        }
    }

    @Provide
    Arbitrary<String> signs() {
        return Arbitraries.strings()
                .withChars("otpauthsem:/?&=%+#-_ 0123456789ABCDEFabcdef\u0000\uD83D\uDE00é")
                .ofMaxLength(80);
    }

    @Provide
    Arbitrary<Credential> credentials() {
        Arbitrary<Secret> secrets = Arbitraries.bytes()
                .array(byte[].class)
                .ofMinSize(1)
                .ofMaxSize(128)
                .map(Secret::of);
        Arbitrary<Algorithm> algorithms = Arbitraries.of(Algorithm.class);
        Arbitrary<Integer> digits = Arbitraries.integers().between(1, 10);
        return Arbitraries.oneOf(
                Combinators.combine(
                                secrets,
                                algorithms,
                                digits,
                                Arbitraries.integers().between(1, 86_400))
                        .as(TimeBased::new),
                Combinators.combine(
                                secrets, algorithms, digits, Arbitraries.longs().greaterOrEqual(0))
                        .as(CounterBased::new),
                secrets.map(Steam::new));
    }

    /** Without what is known not to come back: NUL, spaces at the beginning of a name, the issuer Steam. */
    @Provide
    Arbitrary<AccountName> names() {
        Arbitrary<String> texts = Arbitraries.oneOf(
                Arbitraries.strings().withChars("ab:+%&=?/# é莎").ofMaxLength(12),
                Arbitraries.strings().all().ofMaxLength(12).filter(KeyUriProperties::isText),
                Arbitraries.of("😀", "Example", "a:b", ":", "::", "null", "Steam:", ""));
        return Combinators.combine(texts, texts.map(KeyUriProperties::withoutLeadingSpaces))
                .as(AccountName::new);
    }

    @Provide
    Arbitrary<List<Account>> accounts() {
        return Combinators.combine(credentials(), names())
                .as((credential, name) -> new Account(
                        new AccountId("00000000000000000000000000000000"),
                        credential,
                        name,
                        AccountLabel.of(name, AccountKind.THIRD_PARTY),
                        Optional.empty()))
                .list();
    }

    private static String withoutLeadingSpaces(String text) {
        int start = 0;
        while (start < text.length() && text.charAt(start) == ' ') {
            start++;
        }
        return text.substring(start);
    }

    private static boolean isText(String text) {
        try {
            return text.indexOf('\0') < 0 && new AccountName(text, "") != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
