package org.authenticatorbackup.core.interchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.authenticatorbackup.core.interchange.KeyUriException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Base32Test {

    /** RFC 4648, section 10. */
    @ParameterizedTest
    @CsvSource({
        "f, MY======",
        "fo, MZXQ====",
        "foo, MZXW6===",
        "foob, MZXW6YQ=",
        "fooba, MZXW6YTB",
        "foobar, MZXW6YTBOI======"
    })
    void readsAndWritesTheVectorsOfTheStandard(String plain, String encoded) throws KeyUriException {
        byte[] bytes = plain.getBytes(StandardCharsets.US_ASCII);

        Base32 decoded = Base32.decode(encoded.toCharArray());

        assertThat(decoded.isExact()).isTrue();
        assertThat(decoded.toSecret().bytes()).isEqualTo(bytes);
        assertThat(Base32.encode(bytes)).isEqualTo(encoded.replace("=", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MZXW6YTBOI",
                "mzxw6ytboi",
                "MzXw6YtBoI==",
                "MZXW 6YTB OI",
                "mzxw-6ytb-oi",
                "MZXW_6YTB_OI",
                " MZXW\t6YTB\r\nOI ",
                "MZXW\u00a06YTB\u3000OI",
                "MZXW6YTBOI = = ="
            })
    void readsWhatPeopleAndAppsWrite(String text) throws KeyUriException {
        assertThat(Base32.decode(text.toCharArray()).toSecret().bytes())
                .isEqualTo("foobar".getBytes(StandardCharsets.US_ASCII));
    }

    /** Lengths that no encoder makes, out of real backups. */
    @ParameterizedTest
    @CsvSource({
        "JDJDBDBDDBDBBXBXB, 48d2308c23184610dc37, 17 symbols",
        "STEAMSECRET, 94c806488289, 11 symbols",
        "AAA, 00, 3 symbols",
        "MZXW6B, 666f6f, 6 symbols with bits left over",
        "AB, 00, 2 symbols with bits left over"
    })
    void dropsBitsThatFillNoByteAndSaysSo(String text, String hex, String why) throws KeyUriException {
        Base32 decoded = Base32.decode(text.toCharArray());

        assertThat(decoded.isExact()).as(why).isFalse();
        assertThat(toHex(decoded.toSecret().bytes())).isEqualTo(hex);
    }

    @ParameterizedTest
    @CsvSource({
        "MZXW0YTB, BAD_SECRET",
        "MZXW1YTB, BAD_SECRET",
        "1019, BAD_SECRET",
        "MZXW8YTB, BAD_SECRET",
        "MZ+XW, BAD_SECRET",
        "MZ=XW, BAD_SECRET",
        "M, BAD_SECRET",
        "ＭＺＸＷ, BAD_SECRET",
        "mzxwı, BAD_SECRET",
        "'', MISSING_SECRET",
        "' -_ ', MISSING_SECRET",
        "'====', MISSING_SECRET"
    })
    void refusesTheRest(String text, Reason reason) {
        assertThatThrownBy(() -> Base32.decode(text.toCharArray()))
                .isInstanceOfSatisfying(
                        KeyUriException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    @Test
    void aSecretHasUpTo1024Bytes() throws KeyUriException {
        byte[] longest = new byte[1024];
        Arrays.fill(longest, (byte) 0xa5);
        String text = Base32.encode(longest);

        assertThat(Base32.decode(text.toCharArray()).toSecret().bytes()).isEqualTo(longest);
        assertThatThrownBy(() -> Base32.decode((text + "AA").toCharArray()))
                .isInstanceOfSatisfying(
                        KeyUriException.class, e -> assertThat(e.reason()).isEqualTo(Reason.TOO_LONG));
    }

    /**
     * Every secret of every export that was collected, with the bytes that its own app or another reader found in it.
     */
    @Test
    void readsTheSecretsOfRealExports() throws Exception {
        int secrets = 0;
        for (Object export : SharedFixtures.json("expected.json").values()) {
            for (Map<String, Object> account : SharedFixtures.rows(asMap(export), "accounts")) {
                boolean isBase32 = Set.of("totp", "hotp", "steam").contains(account.getOrDefault("type", "none"));
                if (isBase32 && account.get("secretHex") != null) { // two are broken, and known to be
                    String text = (String) account.get("secret");
                    assertThat(toHex(
                                    Base32.decode(text.toCharArray()).toSecret().bytes()))
                            .isEqualTo(account.get("secretHex"));
                    secrets++;
                }
            }
        }
        assertThat(secrets).isGreaterThan(100);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> asMap(Object json) {
        return (Map<String, Object>) json;
    }

    private static String toHex(byte[] bytes) {
        StringBuilder hex = new StringBuilder();
        for (byte each : bytes) {
            hex.append(String.format("%02x", each));
        }
        return hex.toString();
    }
}
