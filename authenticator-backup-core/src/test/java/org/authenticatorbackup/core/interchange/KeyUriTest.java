package org.authenticatorbackup.core.interchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.authenticatorbackup.api.account.AccountName;
import org.authenticatorbackup.api.account.Credential;
import org.authenticatorbackup.api.account.Credential.Algorithm;
import org.authenticatorbackup.api.account.Credential.CounterBased;
import org.authenticatorbackup.api.account.Credential.DeviceBound;
import org.authenticatorbackup.api.account.Credential.Steam;
import org.authenticatorbackup.api.account.Credential.TimeBased;
import org.authenticatorbackup.api.account.Credential.Withheld;
import org.authenticatorbackup.api.account.Secret;
import org.authenticatorbackup.core.interchange.KeyUriException.Reason;
import org.authenticatorbackup.core.interchange.ParsedAccount.Notice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyUriTest {

    private static final String S = "secret=MZXW6YTBOI";
    private static final Secret FOOBAR = Secret.of("foobar".getBytes(StandardCharsets.US_ASCII));
    private static final TimeBased USUAL = new TimeBased(FOOBAR, Algorithm.SHA1, 6, 30);
    private static final AccountName ALICE = new AccountName("Example", "alice@example.com");

    // ---- the parts

    @Test
    void readsTheExampleOfTheFormat() throws KeyUriException {
        ParsedAccount parsed = KeyUri.parse("otpauth://totp/Example:alice@example.com?" + S + "&issuer=Example");

        assertThat(parsed.credential()).isEqualTo(USUAL);
        assertThat(parsed.name()).isEqualTo(ALICE);
        assertThat(parsed.labelIssuer()).isEmpty();
        assertThat(parsed.notices()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "otpauth://totp/Example:alice%40example.com?secret=MZXW6YTBOI",
                "otpauth://totp/Example%3Aalice@example.com?secret=MZXW6YTBOI",
                "otpauth://totp/Example%3aalice@example.com?secret=MZXW6YTBOI",
                "otpauth://totp/Example:%20alice@example.com?secret=MZXW6YTBOI",
                "otpauth://totp/Example:   alice@example.com?secret=MZXW6YTBOI",
                "otpauth://totp/alice@example.com?secret=MZXW6YTBOI&issuer=Example",
                "otpauth://totp/:alice@example.com?secret=MZXW6YTBOI&issuer=Example",
                "OTPAUTH://TOTP/Example:alice@example.com?SECRET=MZXW6YTBOI",
                "apple-otpauth://totp/Example:alice@example.com?secret=MZXW6YTBOI",
                "  otpauth://totp/Example:alice@example.com?secret=MZXW6YTBOI\r\n",
                "otpauth://totp/Example:alice@example.com?issuer=Example&period=30&secret=mzxw-6ytb-oi&&x=y",
                "otpauth://totp/Example:alice@example.com?secret=MZXW6YTBOI%3D%3D%3D%3D%3D%3D&digits=6",
                "otpauth://totp/Example:alice@example.com?secret=MZXW6YTBOI======&digits=06",
                "otpauth://totp/Example:alice@example.com?secret=MZXW%206YTB%20OI",
                "otpauth://totp/Example:alice@example.com?secret=MZXW6YTBOI&digits=null&period=null&algorithm=null",
                "otpauth://totp/Example:alice@example.com?secret=MZXW6YTBOI&digits=&period=&algorithm=&issuer=",
                "otpauth://totp/Example:alice@example.com?secret=MZXW6YTBOI&digits&period&algorithm&issuer",
                "otpauth://totp/Example:alice@example.com?secret=MZXW6YTBOI&secret=AAAA&digits=6&digits=8",
                "otpauth://totp/Example:alice@example.com?secret=MZXW6YTBOI&counter=nonsense",
                "otpauth://totp/Example:alice@example.com?secret=MZXW6YTBOI&image=100%&color=%GG&lock=true",
                "otpauth://totp/Example:alice@example.com?secret=MZXW6YTBOI&encoder=other&steamy"
            })
    void readsOneAccountInAllItsSpellings(String uri) throws KeyUriException {
        ParsedAccount parsed = KeyUri.parse(uri);

        assertThat(parsed.credential()).isEqualTo(USUAL);
        assertThat(parsed.name()).isEqualTo(ALICE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            # label                     | issuer parameter   | issuer       | name           | other
            Contoso:bob                 | Microsoft          | Microsoft    | bob            | Contoso
            Matrix:@edent_:matrix.org   | ""                 | Matrix       | @edent_:matrix.org | ""
            a:b:c                       | a:b                | a:b          | c              | ""
            a%3Ab%3Ac                   | a%3Ab              | a:b          | c              | ""
            Example                     | ""                 | ""           | Example        | ""
            :                           | ""                 | ""           | ""             | ""
            ""                          | ""                 | ""           | ""             | ""
            ""                          | Example            | Example      | ""             | ""
            Example:                    | ""                 | Example      | ""             | ""
            Example:                    | Example            | Example      | ""             | ""
            Example                     | Example            | Example      | Example        | ""
            :a%3Ab                      | ""                 | ""           | a:b            | ""
            Air%20Canada:bob            | Air+Canada         | Air Canada   | bob            | ""
            Disney+:bob                 | Disney+            | Disney+      | bob            | ""
            Disney%2B:bob               | Disney%2B          | Disney+      | bob            | ""
            bob                         | A%2BB              | A+B          | bob            | ""
            x:john.doe+test@x           | ""                 | x            | john.doe+test@x | ""
            Mongo Atlas:Acc !@#444      | Mongo Atlas        | Mongo Atlas  | Acc !@#444     | ""
            a/b:c/d                     | ""                 | a/b          | c/d            | ""
            莎士比亚:🏳️‍🌈                | ""                 | 莎士比亚       | 🏳️‍🌈            | ""
            %E8%8E%8E%E5%A3%AB:x        | %F0%9F%98%80       | 😀           | x              | 莎士
            example:x                   | Example            | Example      | x              | example
            """)
    void tellsIssuerAndName(String label, String parameter, String issuer, String name, String other)
            throws KeyUriException {
        ParsedAccount parsed = KeyUri.parse("otpauth://totp/" + label + "?" + S + "&issuer=" + parameter);

        assertThat(parsed.name()).isEqualTo(new AccountName(issuer, name));
        assertThat(parsed.labelIssuer()).isEqualTo(other.isEmpty() ? Optional.empty() : Optional.of(other));
    }

    @ParameterizedTest
    @CsvSource({
        "SHA1, SHA1",
        "sha1, SHA1",
        "SHA-1, SHA1",
        "HmacSHA1, SHA1",
        "SHA256, SHA256",
        "sha-256, SHA256",
        "HMAC-SHA-256, SHA256",
        "Algorithm.sha256, SHA256",
        "SHA512, SHA512",
        "HmacSHA512, SHA512"
    })
    void readsTheSpellingsOfAHashFunction(String spelling, Algorithm algorithm) throws KeyUriException {
        assertThat(KeyUri.parse("otpauth://totp/x?" + S + "&algorithm=" + spelling)
                        .credential())
                .isEqualTo(new TimeBased(FOOBAR, algorithm, 6, 30));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "10, 86400", "8, 60"})
    void readsNumbersToTheEndsOfTheirRanges(int digits, int period) throws KeyUriException {
        assertThat(KeyUri.parse("otpauth://totp/x?" + S + "&digits=" + digits + "&period=" + period)
                        .credential())
                .isEqualTo(new TimeBased(FOOBAR, Algorithm.SHA1, digits, period));
    }

    // ---- counters

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 10_300, Long.MAX_VALUE})
    void readsACounter(long counter) throws KeyUriException {
        ParsedAccount parsed =
                KeyUri.parse("otpauth://hotp/x?" + S + "&algorithm=SHA512&digits=8&period=0&counter=" + counter);

        assertThat(parsed.credential()).isEqualTo(new CounterBased(FOOBAR, Algorithm.SHA512, 8, counter));
        assertThat(parsed.notices()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&counter", "&counter=", "&counter=null"})
    void aMissingCounterIsZeroAndNoticed(String parameter) throws KeyUriException {
        ParsedAccount parsed = KeyUri.parse("otpauth://hotp/x?" + S + parameter);

        assertThat(parsed.credential()).isEqualTo(new CounterBased(FOOBAR, Algorithm.SHA1, 6, 0));
        assertThat(parsed.notices()).containsExactly(Notice.COUNTER_MISSING);
    }

    @Test
    void aSecretThatFillsNoBytesIsNoticed() throws KeyUriException {
        assertThat(KeyUri.parse("otpauth://totp/x?secret=ABCDEFG").notices())
                .containsExactly(Notice.SECRET_BITS_DROPPED);
    }

    // ---- Steam

    @ParameterizedTest
    @ValueSource(
            strings = {
                "otpauth://steam/Boeing:Sophia?secret=MZXW6YTBOI&issuer=Boeing&algorithm=SHA1&digits=5&period=30",
                "otpauth://STEAM/x?secret=MZXW6YTBOI",
                "otpauth://totp/x?secret=MZXW6YTBOI&encoder=steam&digits=5",
                "otpauth://totp/x?secret=MZXW6YTBOI&encoder=Steam",
                "otpauth://totp/x?secret=MZXW6YTBOI&steam",
                "otpauth://totp/Steam:x?secret=MZXW6YTBOI",
                "otpauth://totp/Steam:x?secret=MZXW6YTBOI&issuer=Steam&digits=5",
                "otpauth://totp/x?secret=MZXW6YTBOI&issuer=Steam",
                "otpauth://totp/Steam:x?secret=MZXW6YTBOI&issuer=Valve"
            })
    void knowsSteamCodes(String uri) throws KeyUriException {
        assertThat(KeyUri.parse(uri).credential()).isEqualTo(new Steam(FOOBAR));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "otpauth://totp/Steam:x?secret=MZXW6YTBOI&digits=6",
                "otpauth://totp/Steam:x?secret=MZXW6YTBOI&digits=7",
                "otpauth://totp/Steam:x?secret=MZXW6YTBOI&period=60",
                "otpauth://totp/Steam:x?secret=MZXW6YTBOI&algorithm=SHA256",
                "otpauth://totp/steam:x?secret=MZXW6YTBOI",
                "otpauth://totp/Steam?secret=MZXW6YTBOI",
                "otpauth://totp/Steam%20Community:x?secret=MZXW6YTBOI"
            })
    void doesNotGuessSteamAgainstWhatIsStated(String uri) throws KeyUriException {
        assertThat(KeyUri.parse(uri).credential()).isInstanceOf(TimeBased.class);
    }

    @Test
    void aCounterIsNeverSteam() throws KeyUriException {
        assertThat(KeyUri.parse("otpauth://hotp/Steam:x?" + S).credential()).isInstanceOf(CounterBased.class);
    }

    // ---- one fault per row

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            ""                                              | NOT_A_KEY_URI
            foo                                             | NOT_A_KEY_URI
            MZXW6YTBOI                                      | NOT_A_KEY_URI
            https://totp/x?secret=MZXW6YTBOI                | NOT_A_KEY_URI
            otpauth:/totp/x?secret=MZXW6YTBOI               | NOT_A_KEY_URI
            xotpauth://totp/x?secret=MZXW6YTBOI             | NOT_A_KEY_URI
            otpauth-migration://offline?data=CgAQAQ         | NOT_A_KEY_URI
            otpauth://                                      | NOT_A_KEY_URI
            otpauth:///x?secret=MZXW6YTBOI                  | NOT_A_KEY_URI
            otpauth://?secret=MZXW6YTBOI                    | NOT_A_KEY_URI
            otpauth://potp/x?secret=MZXW6YTBOI              | UNSUPPORTED_TYPE
            otpauth://totpx/x?secret=MZXW6YTBOI             | UNSUPPORTED_TYPE
            otpauth://motp/x?secret=MZXW6YTBOI              | UNSUPPORTED_TYPE
            otpauth://yaotp/x?secret=MZXW6YTBOI             | UNSUPPORTED_TYPE
            otpauth://yandex/x?secret=MZXW6YTBOI            | UNSUPPORTED_TYPE
            motp://x:y?secret=30edcc8edae50a60              | UNSUPPORTED_TYPE
            steam://MZXW6YTBOI                              | UNSUPPORTED_TYPE
            otpauth://totp                                  | MISSING_SECRET
            otpauth://totp/x                                | MISSING_SECRET
            otpauth://totp/x?                               | MISSING_SECRET
            otpauth://totp/x?secret                         | MISSING_SECRET
            otpauth://totp/x?secret=                        | MISSING_SECRET
            otpauth://totp/x?secret=%20                     | MISSING_SECRET
            otpauth://totp/x?secret=&secret=MZXW6YTBOI      | MISSING_SECRET
            otpauth://totp/x&secret=MZXW6YTBOI              | MISSING_SECRET
            otpauth://totp/x?secret=MZXW1YTB                | BAD_SECRET
            otpauth://totp/x?secret=MZXW+YTB                | BAD_SECRET
            otpauth://totp/x?secret=M                       | BAD_SECRET
            otpauth://totp/x?secret=MZXW?YTB                | BAD_SECRET
            otpauth://totp/x?secret=QWERT!£$^*(YUIOP        | BAD_SECRET
            otpauth://totp/x?secret=MZXW6YTBOI&digits=0     | BAD_NUMBER
            otpauth://totp/x?secret=MZXW6YTBOI&digits=-1    | BAD_NUMBER
            otpauth://totp/x?secret=MZXW6YTBOI&digits=+6    | BAD_NUMBER
            otpauth://totp/x?secret=MZXW6YTBOI&digits=11    | BAD_NUMBER
            otpauth://totp/x?secret=MZXW6YTBOI&digits=6.0   | BAD_NUMBER
            otpauth://totp/x?secret=MZXW6YTBOI&digits=six   | BAD_NUMBER
            otpauth://totp/x?secret=MZXW6YTBOI&digits=%206  | BAD_NUMBER
            otpauth://totp/x?secret=MZXW6YTBOI&digits=٦     | BAD_NUMBER
            otpauth://totp/x?secret=MZXW6YTBOI&digits=4294967302 | BAD_NUMBER
            otpauth://totp/x?secret=MZXW6YTBOI&period=0     | BAD_NUMBER
            otpauth://totp/x?secret=MZXW6YTBOI&period=-30   | BAD_NUMBER
            otpauth://totp/x?secret=MZXW6YTBOI&period=86401 | BAD_NUMBER
            otpauth://totp/x?secret=MZXW6YTBOI&period=30s   | BAD_NUMBER
            otpauth://hotp/x?secret=MZXW6YTBOI&counter=-1   | BAD_NUMBER
            otpauth://hotp/x?secret=MZXW6YTBOI&counter=x    | BAD_NUMBER
            otpauth://hotp/x?secret=MZXW6YTBOI&counter=9223372036854775808 | BAD_NUMBER
            otpauth://hotp/x?secret=MZXW6YTBOI&counter=18446744073709551616 | BAD_NUMBER
            otpauth://hotp/x?secret=MZXW6YTBOI&counter=1&digits=0 | BAD_NUMBER
            otpauth://steam/x?secret=MZXW6YTBOI&digits=0    | BAD_NUMBER
            otpauth://totp/x?secret=MZXW6YTBOI&algorithm=MD5 | UNKNOWN_ALGORITHM
            otpauth://totp/x?secret=MZXW6YTBOI&algorithm=SHA224 | UNKNOWN_ALGORITHM
            otpauth://totp/x?secret=MZXW6YTBOI&algorithm=SHA | UNKNOWN_ALGORITHM
            otpauth://totp/x?secret=MZXW6YTBOI&algorithm=SHA1x | UNKNOWN_ALGORITHM
            otpauth://totp/x?secret=MZXW6YTBOI&algorithm=%20 | UNKNOWN_ALGORITHM
            otpauth://totp/x%GG?secret=MZXW6YTBOI           | BAD_ENCODING
            otpauth://totp/x%4?secret=MZXW6YTBOI            | BAD_ENCODING
            otpauth://totp/x%?secret=MZXW6YTBOI             | BAD_ENCODING
            otpauth://totp/x%-1?secret=MZXW6YTBOI           | BAD_ENCODING
            otpauth://totp/x%00?secret=MZXW6YTBOI           | BAD_ENCODING
            otpauth://totp/x%FF?secret=MZXW6YTBOI           | BAD_ENCODING
            otpauth://totp/x%C0%AF?secret=MZXW6YTBOI        | BAD_ENCODING
            otpauth://totp/x%ED%A0%80?secret=MZXW6YTBOI     | BAD_ENCODING
            otpauth://totp/x%E4%BDx?secret=MZXW6YTBOI       | BAD_ENCODING
            otpauth://totp/x?secret=MZXW6YTBOI&issuer=%zz   | BAD_ENCODING
            otpauth://totp/x?secret=MZXW6YTBOI%             | BAD_ENCODING
            otpauth://totp/x?secret=MZXW6YTBOI&digits=%     | BAD_ENCODING
            """)
    void refusesEachFaultByItsReason(String uri, Reason reason) {
        assertRefused(uri, reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\uD83D", "\uDE00", "\uDE00\uD83D", "a\u0000b"})
    void refusesTextThatHasNoEncoding(String text) {
        assertRefused("otpauth://totp/" + text + "?" + S, Reason.BAD_ENCODING);
        assertRefused("otpauth://totp/x?" + S + "&issuer=" + text, Reason.BAD_ENCODING);
    }

    @Test
    void refusesWhatIsTooLong() {
        assertRefused("otpauth://totp/x?" + S + "&x=" + "y".repeat(KeyUri.MAX_LENGTH), Reason.TOO_LONG);
        assertRefused("otpauth://totp/" + "x".repeat(65_537) + "?" + S, Reason.TOO_LONG);
        assertRefused("otpauth://totp/x?" + S + "&issuer=" + "é".repeat(32_769), Reason.TOO_LONG);
        assertRefused("otpauth://totp/x?secret=" + "A".repeat(1640), Reason.TOO_LONG);
    }

    @Test
    void theLongestNamesAndSecretPass() throws KeyUriException {
        Secret secret = Secret.of(new byte[Secret.MAX_BYTES]);
        AccountName name = new AccountName("é".repeat(32_768), "é".repeat(32_768));

        String uri = KeyUri.format(new TimeBased(secret, Algorithm.SHA512, 10, 86_400), name)
                .orElseThrow();

        assertThat(uri.length()).isLessThan(KeyUri.MAX_LENGTH);
        assertThat(KeyUri.parse(uri).name()).isEqualTo(name);
    }

    @Test
    void failuresRepeatNothing() {
        assertThatThrownBy(() -> KeyUri.parse("otpauth://totp/alice?secret=TOPSECRET1&digits=77"))
                .hasMessage("digits, period or counter is no number in range")
                .hasNoCause();
        assertThatThrownBy(() -> KeyUri.parse("otpauth://totp/alice?secret=TOPSECRET1"))
                .hasMessage("the secret is not base32")
                .hasNoCause();
    }

    @Test
    void whatWasReadShowsNeitherSecretNorNames() throws KeyUriException {
        assertThat(KeyUri.parse("otpauth://totp/Contoso:alice?issuer=Microsoft&" + S))
                .hasToString("ParsedAccount[TimeBased[secret=Secret[hidden], algorithm=SHA1, digits=6,"
                        + " periodSeconds=30], []]");
    }

    // ---- writing

    @Test
    void writesTheFormThatEverythingReads() {
        AccountName name = new AccountName("Air Canada", "bob+x@example.com:1/é");

        assertThat(KeyUri.format(USUAL, name))
                .hasValue("otpauth://totp/Air%20Canada:bob%2Bx%40example.com%3A1%2F%C3%A9"
                        + "?secret=MZXW6YTBOI&issuer=Air%20Canada&algorithm=SHA1&digits=6&period=30");
        assertThat(KeyUri.format(new CounterBased(FOOBAR, Algorithm.SHA256, 8, 7), name))
                .hasValue("otpauth://hotp/Air%20Canada:bob%2Bx%40example.com%3A1%2F%C3%A9"
                        + "?secret=MZXW6YTBOI&issuer=Air%20Canada&algorithm=SHA256&digits=8&counter=7");
        assertThat(KeyUri.format(new Steam(FOOBAR), new AccountName("Steam", "bob")))
                .hasValue("otpauth://steam/Steam:bob"
                        + "?secret=MZXW6YTBOI&issuer=Steam&algorithm=SHA1&digits=5&period=30&encoder=steam");
    }

    @Test
    void leavesOutAnEmptyIssuer() {
        assertThat(KeyUri.format(USUAL, new AccountName("", "bob")))
                .hasValue("otpauth://totp/bob?secret=MZXW6YTBOI&algorithm=SHA1&digits=6&period=30");
        assertThat(KeyUri.format(USUAL, new AccountName("", "a:b")))
                .hasValue("otpauth://totp/:a%3Ab?secret=MZXW6YTBOI&algorithm=SHA1&digits=6&period=30");
        assertThat(KeyUri.format(USUAL, new AccountName("", "")))
                .hasValue("otpauth://totp/?secret=MZXW6YTBOI&algorithm=SHA1&digits=6&period=30");
    }

    @Test
    void whatHasNoSecretHasNoUri() {
        assertThat(KeyUri.format(new Withheld("totp"), ALICE)).isEmpty();
        assertThat(KeyUri.format(new DeviceBound(DeviceBound.Binding.PUSH), ALICE))
                .isEmpty();
    }

    /** The three exceptions that the documentation names. */
    @Test
    void threeThingsDoNotComeBack() throws KeyUriException {
        Credential fiveDigits = new TimeBased(FOOBAR, Algorithm.SHA1, 5, 30);

        assertThat(there(fiveDigits, new AccountName("Steam", "x")).credential())
                .isEqualTo(new Steam(FOOBAR));
        assertThat(there(USUAL, new AccountName("A", "  x ")).name()).isEqualTo(new AccountName("A", "x "));
        assertThat(there(USUAL, new AccountName("A", "x\u0000y")).name()).isEqualTo(new AccountName("A", "xy"));
    }

    private static ParsedAccount there(Credential credential, AccountName name) throws KeyUriException {
        return KeyUri.parse(KeyUri.format(credential, name).orElseThrow());
    }

    private static void assertRefused(String uri, Reason reason) {
        assertThatThrownBy(() -> KeyUri.parse(uri))
                .isInstanceOfSatisfying(
                        KeyUriException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }
}
