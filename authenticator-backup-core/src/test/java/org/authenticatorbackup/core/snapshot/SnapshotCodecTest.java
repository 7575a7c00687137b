package org.authenticatorbackup.core.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.authenticatorbackup.api.account.Account;
import org.authenticatorbackup.api.account.AccountId;
import org.authenticatorbackup.api.account.AccountKind;
import org.authenticatorbackup.api.account.AccountLabel;
import org.authenticatorbackup.api.account.AccountName;
import org.authenticatorbackup.api.account.Credential;
import org.authenticatorbackup.api.account.Icon;
import org.authenticatorbackup.api.account.Secret;
import org.authenticatorbackup.api.account.VaultContents;
import org.authenticatorbackup.api.recovery.RejectedAccount;
import org.authenticatorbackup.core.history.Contents;
import org.authenticatorbackup.core.history.Device;
import org.authenticatorbackup.core.history.LocalView;
import org.authenticatorbackup.core.history.VaultArbitraries;
import org.authenticatorbackup.core.snapshot.SnapshotFormatException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotCodecTest {

    private static final String HEAD = "{\"format\":\"authbackup-snapshot\",\"version\":1,"
            + "\"vault\":\"brucekqlaqedexidov6nr7tf5uwcxkfv\",\"device\":\"a0a1a2a3a4a5a6a7a8a9aaabacadaeaf\","
            + "\"seq\":7,\"created\":\"2026-11-22T00:00:00Z\",\"app\":\"org.example.authenticator/1.0\","
            + "\"platform\":\"android\",\"idKey\":\"4OHi4+Tl5ufo6err7O3u7/Dx8vP09fb3+Pn6+/z9/v8\"";

    private static final String ID = "f7710854eb9277ae2dbe72b005eb80aa";
    private static final String URI =
            "otpauth://totp/Example:alice%40example.com?secret=JBSWY3DPEHPK3PXP&issuer=Example";
    private static final String STAMP = "\"stamp\":\"0000019aa0000000-00000000-0011223344556677\"";
    private static final String LIVE = "\"live\":[\"000102030405060708090a0b0c0d0e0f\"]";
    private static final String ACCOUNT = "{\"id\":\"" + ID + "\",\"uri\":\"" + URI + "\",\"label\":{" + STAMP
            + ",\"kind\":\"third-party\",\"issuer\":\"Example\",\"name\":\"alice@example.com\"}," + LIVE + "}";

    /** The snapshot inside the sample vault of the format. */
    private static final String SAMPLE = HEAD + ",\"accounts\":[" + ACCOUNT + "],\"fromTheFuture\":{\"kept\":true}}";

    @Test
    void theSampleOfTheFormatIsReadAndWrittenBack() throws Exception {
        Decoded decoded = decode(SAMPLE);

        assertThat(encode(decoded.snapshot())).isEqualTo(SAMPLE);
        assertThat(decoded.rejected()).isEmpty();
        assertThat(decoded.snapshot().created()).isEqualTo(Instant.parse("2026-11-22T00:00:00Z"));
        AccountName name = new AccountName("Example", "alice@example.com");
        byte[] secret = {0x48, 0x65, 0x6c, 0x6c, 0x6f, 0x21, (byte) 0xde, (byte) 0xad, (byte) 0xbe, (byte) 0xef};
        assertThat(LocalView.view(decoded.snapshot().contents()).accounts())
                .containsExactly(new Account(
                        new AccountId(ID),
                        new Credential.TimeBased(Secret.of(secret), Credential.Algorithm.SHA1, 6, 30),
                        name,
                        AccountLabel.of(name, AccountKind.THIRD_PARTY),
                        Optional.empty()));
    }

    @Test
    void unknownMembersOfEveryLevelAreWrittenBack() throws Exception {
        String text = HEAD + ",\"accounts\":[{\"id\":\"" + ID + "\",\"uri\":\"" + URI
                + "\",\"core\":{\"type\":\"totp\",\"secret\":\"JBSWY3DPEHPK3PXP\",\"issuer\":\"Example\","
                + "\"name\":\"alice@example.com\",\"new\":1},"
                + "\"label\":{" + STAMP + ",\"kind\":\"family\",\"favourite\":true,\"note\":\"n\","
                + "\"icon\":{\"data\":\"AAEC\",\"new\":2,\"type\":\"image/png\"},\"new\":[3.0]},"
                + "\"place\":{" + STAMP
                + ",\"group\":\"00112233445566778899aabbccddeeff\",\"position\":\"a0\",\"new\":4},"
                + "\"counter\":9," + LIVE + ",\"covered\":[\"000102030405060708090a0b0c0d0e0f\"],\"new\":{\"a\":5}},"
                + "{\"id\":\"f8000000000000000000000000000000\",\"uri\":\"otpauth://motp/x?secret=00&pin=1\"," + LIVE
                + "},"
                + "{\"id\":\"f9000000000000000000000000000000\",\"deviceBound\":\"chip\",\"issuer\":\"I\"," + LIVE
                + "},"
                + "{\"id\":\"fa000000000000000000000000000000\",\"withheld\":\"motp\",\"name\":\"n\"," + LIVE + "},"
                + "{\"id\":\"fb000000000000000000000000000000\",\"purged\":true,\"new\":1}],"
                + "\"groups\":[{\"id\":\"00112233445566778899aabbccddeeff\",\"name\":{" + STAMP
                + ",\"value\":\"Home\",\"new\":6},\"place\":{" + STAMP + ",\"position\":\"a0\"}," + LIVE
                + ",\"new\":7}],"
                + "\"settings\":{\"app/sort\":{" + STAMP + ",\"value\":[1.50,null],\"new\":8}},"
                + "\"seen\":{\"b0a1a2a3a4a5a6a7a8a9aaabacadaeaf\":\"000000000000000c\"},"
                + "\"a\":null,\"\uff5e\":true,\"\ud83d\ude00\":false}";

        Decoded decoded = decode(text);

        assertThat(encode(decoded.snapshot())).isEqualTo(text);
        assertThat(decoded.rejected()).isEmpty();
        assertThat(decoded.snapshot().seen()).containsOnly(Map.entry("b0a1a2a3a4a5a6a7a8a9aaabacadaeaf", 12L));
    }

    @Test
    void whatIsNotCanonicalIsBroughtToCanonicalForm() throws Exception {
        String text = "{ \"zeta\" : 1, \"alpha\" : 2, \"accounts\" : [ {\"purged\":false,\"covered\":[],"
                + "\"counter\":0,\"uri\":\"otpauth://totp/Example:%20alice%40example.com?issuer=Example&new=1&digits=6"
                + "&period=30&algorithm=SHA1&secret=JBSWY3DPEHPK3PXP\",\"label\":{\"favourite\":false,\"note\":\"\"},\"id\":\""
                + ID + "\"} ], \"groups\":[], \"settings\":{}, \"seen\":{}, " + HEAD.substring(1) + "}";

        assertThat(encode(decode(text).snapshot()))
                .isEqualTo(HEAD + ",\"accounts\":[{\"id\":\"" + ID + "\",\"uri\":\"" + URI
                        + "\"}],\"alpha\":2,\"zeta\":1}");
    }

    @Test
    void accountsAreWrittenInFormsThatAPersonCanUse() throws Exception {
        Credential.TimeBased totp = new Credential.TimeBased(secret(), Credential.Algorithm.SHA512, 8, 60);
        assertThat(written(totp, new AccountName("", "alice")))
                .startsWith(
                        "\"uri\":\"otpauth://totp/alice?secret=AEBAGBA&algorithm=SHA512&digits=8&period=60\",\"label\"");
        assertThat(written(
                        new Credential.CounterBased(secret(), Credential.Algorithm.SHA1, 6, 5),
                        new AccountName("I", "")))
                .startsWith("\"uri\":\"otpauth://hotp/I:?secret=AEBAGBA&issuer=I&counter=5\",\"label\"")
                .contains("\"counter\":5");
        assertThat(written(new Credential.Steam(secret()), new AccountName("\u00e9", "~a b+")))
                .startsWith("\"uri\":\"otpauth://steam/%C3%A9:~a%20b%2B?secret=AEBAGBA&issuer=%C3%A9\",\"label\"");
        assertThat(written(
                        new Credential.DeviceBound(Credential.DeviceBound.Binding.PASSWORDLESS),
                        new AccountName("I", "n")))
                .startsWith("\"deviceBound\":\"passwordless\",\"issuer\":\"I\",\"name\":\"n\",\"label\"");
    }

    @ParameterizedTest
    @CsvSource({"a:b, c", "'', a:b", "a, ' b'", "e\u0301, x"})
    void whereTheUriIsNotReversibleTheCoreIsWrittenToo(String issuer, String name) throws Exception {
        String json = written(new Credential.Steam(secret()), new AccountName(issuer, name));

        assertThat(json)
                .contains("\"core\":{\"type\":\"steam\",\"secret\":\"AEBAGBA\","
                        + (issuer.isEmpty() ? "" : "\"issuer\":\"" + issuer + "\",") + "\"name\":\"" + name + "\"}");
    }

    @Test
    void everyNameOfFewSignsReadsBackAsItIs() throws Exception {
        List<String> names = new ArrayList<>(List.of("", "\u00e9"));
        List<String> signs = List.of(" ", ":", "%", "&", "=", "a");
        for (String first : signs) {
            names.add(first);
            signs.forEach(second -> names.add(first + second));
        }
        for (String issuer : names) {
            for (String name : names) {
                // reads it back
                assertThat(written(new Credential.Steam(secret()), new AccountName(issuer, name)))
                        .startsWith("\"uri\":");
            }
        }
    }

    @Test
    void namesTooLongForAUriAreInTheCore() throws Exception {
        String issuer = "\u00e9".repeat(30_000);

        assertThat(written(
                        new Credential.TimeBased(secret(), Credential.Algorithm.SHA256, 7, 31),
                        new AccountName(issuer, "")))
                .startsWith("\"uri\":\"otpauth://totp/?secret=AEBAGBA&algorithm=SHA256&digits=7&period=31\","
                        + "\"core\":{\"type\":\"totp\",\"secret\":\"AEBAGBA\",\"algorithm\":\"SHA256\",\"digits\":7,"
                        + "\"period\":31,\"issuer\":\"" + issuer + "\"},");
    }

    @Test
    void iconsAreNamesOrPictures() throws Exception {
        AccountName name = new AccountName("I", "n");
        assertThat(written(name, new Icon.Named("github"))).contains(",\"icon\":\"github\"}");
        assertThat(written(name, new Icon.Image("image/png", new byte[] {0, 1, 2, 3})))
                .contains(",\"icon\":{\"data\":\"AAECAw\",\"type\":\"image/png\"}}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "totp/Example:alice%40example.com?secret=JBSWY3DPEHPK3PXP",
                "otpauth://totp",
                "otpauth://TOTP/a?secret=JBSWY3DPEHPK3PXP",
                "otpauth://totp/a",
                "otpauth://totp/a?issuer=x",
                "otpauth://totp/a?secret=",
                "otpauth://totp/a?secret=jbswy3dpehpk3pxp",
                "otpauth://totp/a?secret=JBSWY3DPEHPK3PXP====",
                "otpauth://totp/a?secret=JB",
                "otpauth://totp/a?secret=J",
                "otpauth://totp/a?secret=JBSWY3D",
                "otpauth://totp/a?secret=JBSWY3DPEHPK3PXP&secret=JBSWY3DPEHPK3PXP",
                "otpauth://totp/a?secret=JBSWY3DPEHPK3PXP&x",
                "otpauth://totp/a?secret=JBSWY3DPEHPK3PXP#x",
                "otpauth://totp/a b?secret=JBSWY3DPEHPK3PXP",
                "otpauth://totp/\u00e9?secret=JBSWY3DPEHPK3PXP",
                "otpauth://totp/%?secret=JBSWY3DPEHPK3PXP",
                "otpauth://totp/%4?secret=JBSWY3DPEHPK3PXP",
                "otpauth://totp/%\uff14\uff11?secret=JBSWY3DPEHPK3PXP",
                "otpauth://totp/%C0%80?secret=JBSWY3DPEHPK3PXP",
                "otpauth://totp/a?secret=JBSWY3DPEHPK3PXP&algorithm=sha1",
                "otpauth://totp/a?secret=JBSWY3DPEHPK3PXP&digits=0",
                "otpauth://totp/a?secret=JBSWY3DPEHPK3PXP&digits=11",
                "otpauth://totp/a?secret=JBSWY3DPEHPK3PXP&period=86401",
                "otpauth://totp/a?secret=JBSWY3DPEHPK3PXP&period=-1",
                "otpauth://hotp/a?secret=JBSWY3DPEHPK3PXP&period=30",
                "otpauth://steam/a?secret=JBSWY3DPEHPK3PXP&digits=6",
                "otpauth://totp/Example:bob%40example.com?secret=JBSWY3DPEHPK3PXP&issuer=Example"
            })
    void anAccountThatContradictsItselfIsNamedAndTheOthersSurvive(String uri) throws Exception {
        String other = ACCOUNT.replace(ID, "f8".repeat(16)).replace(URI, uri);

        Decoded decoded = decode(HEAD + ",\"accounts\":[" + ACCOUNT + ',' + other + "]}");

        assertThat(decoded.rejected()).extracting(RejectedAccount::id).containsExactly("f8".repeat(16));
        assertThat(decoded.rejected().get(0).reason()).doesNotContain("JBSWY3D");
        assertThat(decoded.snapshot().contents().accounts()).containsOnlyKeys(new AccountId(ID));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"label\":{}",
                "\"purged\":true," + LIVE,
                "\"withheld\":\"T\"",
                "\"deviceBound\":\"push\"",
                "\"deviceBound\":\"\"",
                "\"core\":{\"secret\":\"JBSWY3DPEHPK3PXP\"}",
                "\"core\":{\"type\":\"totp\",\"secret\":\"JBSWY3DPEHPK3PXP\",\"digits\":0}"
            })
    void anAccountWithoutAWholeCoreIsNamed(String members) throws Exception {
        Decoded decoded = decode(HEAD + ",\"accounts\":[{\"id\":\"" + ID + "\"," + members + "}]}");

        assertThat(decoded.rejected()).extracting(RejectedAccount::id).containsExactly(ID);
        assertThat(decoded.snapshot().contents().accounts()).isEmpty();
    }

    @Test
    void anAlgorithmOfANewerVersionIsKept() throws Exception {
        String text = HEAD + ",\"accounts\":[{\"id\":\"" + ID
                + "\",\"uri\":\"otpauth://totp/a?secret=AA&algorithm=SHA3-256\"},"
                + "{\"id\":\"f8000000000000000000000000000000\",\"uri\":\"otpauth://totp/a\",\"core\":{\"type\":\"motp\"}}]}";

        assertThat(encode(decode(text).snapshot())).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"format", "version", "vault", "device", "seq", "created", "idKey"})
    void aSnapshotLacksNothingRequired(String name) {
        assertRefused(SAMPLE.replace('"' + name + "\":", "\"other\":"), Reason.MALFORMED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"format\":\"authbackup-snapshot\"|\"format\":1",
                "\"version\":1|\"version\":0",
                "\"version\":1|\"version\":1.0",
                "\"version\":1|\"version\":\"1\"",
                "\"seq\":7|\"seq\":-1",
                "\"seq\":7|\"seq\":7.0",
                "\"seq\":7|\"seq\":9223372036854775808",
                "\"seq\":7|\"seq\":\"7\"",
                "bruce|BRUCE",
                "\"a0a1|\"A0A1",
                "2026-11-22T|2026-11-32T",
                "00:00:00Z|00:00:00.5Z",
                "00:00:00Z|00:00:00+00:00",
                "v8\"|v8=\"",
                "v8\"|v9\"",
                "\"4OHi|\"",
                "\"android\"|null",
                "\"accounts\":[|\"accounts\":[1,",
                "\"id\":\"f7|\"id\":\"F7",
                "\"id\":|\"ID\":",
                "\"uri\":\"|\"withheld\":1,\"uri\":\"",
                "{\"stamp\":\"0000|{\"stamp\":\"000",
                "\"kind\":\"third-party\"|\"kind\":null",
                "\"kind\":|\"favourite\":\"yes\",\"kind\":",
                "\"kind\":|\"icon\":{\"data\":\"AA==\"},\"kind\":",
                "\"kind\":|\"icon\":{\"data\":\"A!\"},\"kind\":",
                "\"kind\":|\"icon\":{\"data\":1},\"kind\":",
                "\"kind\":|\"icon\":[],\"kind\":",
                "\"live\":[\"00|\"live\":[\"0",
                "\"live\":[\"00|\"live\":[1,\"00",
                "\"live\":[|\"covered\":{},\"live\":[",
                "\"live\":|\"counter\":-1,\"live\":",
                "\"live\":|\"purged\":1,\"live\":",
                "\"live\":|\"place\":[],\"live\":",
                "\"live\":|\"place\":{\"position\":1},\"live\":",
                "\"fromTheFuture\"|\"groups\":[{\"id\":\"1\"}],\"x\"",
                "\"fromTheFuture\"|\"groups\":[{\"id\":\"00112233445566778899aabbccddeeff\",\"name\":{\"value\":1}}],\"x\"",
                "\"fromTheFuture\"|\"groups\":{},\"x\"",
                "\"fromTheFuture\"|\"settings\":[],\"x\"",
                "\"fromTheFuture\"|\"settings\":{\"a/b\":1},\"x\"",
                "\"fromTheFuture\"|\"seen\":{\"a0a1a2a3a4a5a6a7a8a9aaabacadaeaf\":1},\"x\"",
                "\"fromTheFuture\"|\"seen\":{\"a0a1a2a3a4a5a6a7a8a9aaabacadaeaf\":\"8000000000000000\"},\"x\"",
                "\"fromTheFuture\"|\"seen\":{\"a0\":\"0000000000000001\"},\"x\"",
                "\"fromTheFuture\"|\"vault\"",
                "{\"kept\":true}}|{\"kept\":true}}{}",
                "{\"kept\":true}}|{\"kept\":true}"
            })
    void wrongTypesAndFormsAreMalformed(String from, String to) {
        assertThat(SAMPLE).contains(from);
        assertRefused(SAMPLE.replace(from, to), Reason.MALFORMED);
    }

    @Test
    void oneAccountOrGroupTwiceIsMalformed() {
        assertRefused(HEAD + ",\"accounts\":[" + ACCOUNT + ',' + ACCOUNT + "]}", Reason.MALFORMED);
        String group = "{\"id\":\"00112233445566778899aabbccddeeff\"}";
        assertRefused(HEAD + ",\"groups\":[" + group + ',' + group + "]}", Reason.MALFORMED);
    }

    /** Wherever it stands: two programs would read two things. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"format\":\"authbackup-snapshot\"",
                "\"seq\":7",
                "\"accounts\":[]",
                "\"groups\":[]",
                "\"settings\":{}",
                "\"seen\":{}",
                "\"x\":1",
                "\"settings\":{\"a/b\":{},\"a/b\":{}}",
                "\"settings\":{\"a/b\":{\"value\":1,\"value\":1}}",
                "\"settings\":{\"a/b\":{\"stamp\":\"0000019aa0000000-00000000-0011223344556677\","
                        + "\"stamp\":\"0000019aa0000000-00000000-0011223344556677\"}}",
                "\"settings\":{\"a/b\":{\"value\":{\"c\":[{\"d\":1,\"e\":2,\"d\":1}]}}}",
                "\"seen\":{\"a0a1a2a3a4a5a6a7a8a9aaabacadaeaf\":\"0000000000000001\","
                        + "\"a0a1a2a3a4a5a6a7a8a9aaabacadaeaf\":\"0000000000000001\"}",
                "\"groups\":[{\"id\":\"00112233445566778899aabbccddeeff\",\"name\":{},\"name\":{}}]",
                "\"groups\":[{\"id\":\"00112233445566778899aabbccddeeff\",\"place\":{},\"place\":{}}]",
                "\"groups\":[{\"id\":\"00112233445566778899aabbccddeeff\",\"x\":{},\"x\":{}}]",
                "\"groups\":[{\"id\":\"00112233445566778899aabbccddeeff\",\"id\":\"00112233445566778899aabbccddeeff\"}]"
            })
    void aNameTwiceIsMalformed(String members) {
        String twice = members.contains(",") ? members : members + ',' + members;
        assertRefused(HEAD + ",\"more\":0," + twice + '}', Reason.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"id\":\"00112233445566778899aabbccddeeff\"",
                "\"uri\":\"\"",
                "\"core\":{}",
                "\"deviceBound\":\"\"",
                "\"withheld\":\"\"",
                "\"issuer\":\"\"",
                "\"name\":\"\"",
                "\"label\":{}",
                "\"place\":{}",
                "\"counter\":0",
                "\"live\":[]",
                "\"covered\":[]",
                "\"purged\":false",
                "\"x\":null",
                "\"label\":{\"note\":\"\",\"note\":\"\"}",
                "\"label\":{\"kind\":\"personal\",\"kind\":\"personal\"}",
                "\"label\":{\"favourite\":false,\"favourite\":false}",
                "\"label\":{\"icon\":{\"type\":\"a\",\"type\":\"a\"}}",
                "\"label\":{\"x\":1,\"x\":1}",
                "\"place\":{\"position\":\"\",\"position\":\"\"}",
                "\"core\":{\"type\":\"totp\",\"type\":\"totp\"}"
            })
    void aNameTwiceInAnAccountIsMalformed(String members) {
        String twice = members.contains(",") ? members : members + ',' + members;
        String id = members.startsWith("\"id\"") ? "" : "\"id\":\"00112233445566778899aabbccddeeff\",";
        assertRefused(HEAD + ",\"accounts\":[{" + id + twice + "}]}", Reason.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"format\":\"authbackup-snapshot\",\"version\":2,\"vault\":[{}]}",
                "{\"version\":12345678901234567890,\"format\":\"authbackup-snapshot\"}",
                "{\"format\":\"authbackup-snapshot\",\"version\":2,{"
            })
    void aNewerVersionIsToldApart(String text) {
        assertRefused(text, Reason.NEWER_VERSION);
    }

    /** Not whichever stands last decides. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"format\":\"authbackup-snapshot\",\"version\":1,\"version\":2}",
                "{\"format\":\"other\",\"version\":2,\"format\":\"authbackup-snapshot\"}"
            })
    void aVersionOrFormatTwiceIsMalformedAndNoNewerVersion(String text) {
        assertRefused(text, Reason.MALFORMED);
    }

    @Test
    void aNewerVersionOfSomethingElseIsMalformed() {
        assertRefused("{\"format\":\"other\",\"version\":2}", Reason.MALFORMED);
    }

    @Test
    void aSnapshotWithoutAccountsNeedsNoIdKey() throws Exception {
        String text = HEAD.replaceAll(",\"idKey\".*", "}");

        assertThat(encode(decode(text).snapshot())).isEqualTo(text);
    }

    @Test
    void anIconHas16KibibytesAtMost() throws Exception {
        String most = Base64Text.encode(new byte[16 * 1024]);
        String more = Base64Text.encode(new byte[16 * 1024 + 1]);

        assertThat(decode(SAMPLE.replace("\"kind\":", "\"icon\":{\"data\":\"" + most + "\"},\"kind\":")))
                .isNotNull();
        assertRefused(SAMPLE.replace("\"kind\":", "\"icon\":{\"data\":\"" + more + "\"},\"kind\":"), Reason.TOO_LARGE);
    }

    @Test
    void aVaultHas50000AccountsAtMost() throws Exception {
        String most = IntStream.range(0, 50_000)
                .mapToObj(i -> String.format("{\"id\":\"%032x\",\"withheld\":\"totp\"}", i))
                .collect(Collectors.joining(","));

        assertThat(decode(HEAD + ",\"accounts\":[" + most + "]}")
                        .snapshot()
                        .contents()
                        .accounts())
                .hasSize(50_000);
        assertRefused(HEAD + ",\"accounts\":[" + most + ',' + ACCOUNT + "]}", Reason.TOO_LARGE);
    }

    @Test
    void limitsOfJsonHold() {
        assertRefused(SAMPLE.replace("true", "[".repeat(31) + "]".repeat(31)), Reason.TOO_LARGE);
        assertRefused(SAMPLE.replace("true", '"' + "x".repeat(65_537) + '"'), Reason.TOO_LARGE);
        assertThatThrownBy(() -> SnapshotCodec.decode(new byte[SnapshotCodec.MAX_BYTES + 1]))
                .asInstanceOf(type(SnapshotFormatException.class))
                .extracting(SnapshotFormatException::reason)
                .isEqualTo(Reason.TOO_LARGE);
    }

    @Test
    void theLongestDocumentIsRead() throws Exception {
        String padded = SAMPLE + " ".repeat(SnapshotCodec.MAX_BYTES - SAMPLE.length());

        assertThat(encode(decode(padded).snapshot())).isEqualTo(SAMPLE);
    }

    @Test
    void noMessageHoldsASecret() {
        for (String broken : List.of(SAMPLE.replace("\"uri\":\"", "\"uri\":\"\\x"), SAMPLE.replace("&issuer", "\n"))) {
            assertThatThrownBy(() -> decode(broken))
                    .isInstanceOf(SnapshotFormatException.class)
                    .hasNoCause()
                    .message()
                    .doesNotContain("JBSWY3D");
        }
    }

    @Test
    void nothingOfTheContentsIsShownAsText() throws Exception {
        assertThat(decode(SAMPLE).toString()).doesNotContain("Example").doesNotContain("4OHi");
        assertThat(new CoreFields("totp", "SECRET", "", "", "", new AccountName("", "")).toString())
                .doesNotContain("SECRET");
    }

    private static String written(Credential credential, AccountName name) throws Exception {
        return written(credential, name, Optional.empty());
    }

    private static String written(AccountName name, Icon icon) throws Exception {
        return written(new Credential.Steam(secret()), name, Optional.of(icon));
    }

    /** The account's object behind its id, having been read back. */
    private static String written(Credential credential, AccountName name, Optional<Icon> icon) throws Exception {
        AccountId id = LocalView.idOf(VaultArbitraries.idKey(), credential, name);
        AccountLabel label = new AccountLabel(name, AccountKind.PERSONAL, "", false, icon);
        Device device = Device.fresh();
        Contents contents =
                device.absorb(VaultContents.of(List.of(new Account(id, credential, name, label, Optional.empty()))));
        Snapshot snapshot = snapshot(contents);
        String json = encode(snapshot);
        Decoded decoded = decode(json);
        assertThat(decoded.rejected()).isEmpty();
        assertThat(decoded.snapshot()).isEqualTo(snapshot);
        return json.substring(json.indexOf(id.value()) + 34);
    }

    private static Secret secret() {
        return Secret.of(new byte[] {1, 2, 3, 4});
    }

    private static Snapshot snapshot(Contents contents) {
        return new Snapshot(
                "brucekqlaqedexidov6nr7tf5uwcxkfv",
                "a0a1a2a3a4a5a6a7a8a9aaabacadaeaf",
                7,
                Instant.parse("2026-11-22T00:00:00.9Z"),
                "",
                "",
                contents,
                new TreeMap<>());
    }

    private static Decoded decode(String json) throws SnapshotFormatException {
        return SnapshotCodec.decode(json.getBytes(UTF_8));
    }

    private static String encode(Snapshot snapshot) {
        return new String(SnapshotCodec.encode(snapshot), UTF_8);
    }

    private static void assertRefused(String json, Reason reason) {
        assertThatThrownBy(() -> decode(json))
                .asInstanceOf(type(SnapshotFormatException.class))
                .extracting(SnapshotFormatException::reason)
                .isEqualTo(reason);
    }
}
