package org.authenticatorbackup.core.json;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.authenticatorbackup.core.json.JsonReader.Limit.FOREIGN;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.authenticatorbackup.core.history.VaultArbitraries;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {

    private static final JsonException.Reason MALFORMED = JsonException.Reason.MALFORMED;
    private static final JsonException.Reason TOO_LARGE = JsonException.Reason.TOO_LARGE;

    @Provide
    Arbitrary<Json> json() {
        return VaultArbitraries.json();
    }

    @Provide
    Arbitrary<String> points() {
        return Arbitraries.strings()
                .withChars('a', '\ud7ff', '\ue000', '\uffff')
                .ofMaxLength(4)
                .flatMap(start ->
                        Arbitraries.of("", "\ud83d\ude00", "\ud800\udc00").map(end -> start + end + start));
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void whatWasWrittenIsRead(@ForAll("json") Json json) throws JsonException {
        assertThat(read(json.canonical().getBytes(UTF_8))).isEqualTo(json);
    }

    @Property
    void theOrderOfTextsIsThatOfTheirUtf8(@ForAll("points") String left, @ForAll("points") String right) {
        assertThat(Integer.signum(Utf8Order.BY_BYTES.compare(left, right)))
                .isEqualTo(
                        Integer.signum(java.util.Arrays.compareUnsigned(left.getBytes(UTF_8), right.getBytes(UTF_8))));
    }

    @Test
    void theCanonicalFormIsShort() throws JsonException {
        String text = " { \"\ud83d\ude00\" : 1E+2 , \"\uff5e\" : [ -0 , 1.50 , true , false , null ] ,"
                + " \"a\\/\" : \"\\u0041\\\"\\\\\\b\\t\\n\\f\\r\\u001f\\u007f\\u00e9\" } ";

        assertThat(read(text.getBytes(UTF_8)).canonical())
                .isEqualTo(
                        "{\"a/\":\"A\\\"\\\\\\b\\t\\n\\f\\r\\u001f\u007f\u00e9\",\"\uff5e\":[-0,1.50,true,false,null],"
                                + "\"\ud83d\ude00\":1E+2}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[1",
                "{\"a\"}",
                "{\"a\":1,}",
                "[1,]",
                "{\"a\":1,\"a\":1}",
                "[{\"a\":{},\"a\":1}]",
                "1 2",
                "{} x",
                "[]]",
                "'a'",
                "{a:1}",
                "NaN",
                "+1",
                "01",
                "1.",
                ".5",
                "// c\n1",
                "\"\\x\"",
                "\"\n\"",
                "\"\\ud800\"",
                "\"\\udc00\\ud800\"",
                "{\"\\ud800\":1}",
                "tru",
                "\ufeff{}",
                "\"a"
            })
    void whatIsNotStrictJsonIsRefused(String text) {
        assertRefused(text.getBytes(UTF_8), MALFORMED);
    }

    @Test
    void whatIsNotUtf8IsRefused() {
        assertRefused(bytes('"', 0xc0, 0x80, '"'), MALFORMED);
        assertRefused(bytes('"', 0xff, '"'), MALFORMED);
        assertRefused(bytes('"', 0xed, 0xa0, 0x80, '"'), MALFORMED);
        assertRefused(bytes('"', 'a', '"', 0xe2, 0x82), MALFORMED);
        assertRefused("{}".getBytes(UTF_16LE), MALFORMED);
        assertRefused(bytes(0xff, 0xfe, '{', 0, '}', 0), MALFORMED);
    }

    @Test
    void nestingOf32IsTheDeepest() throws JsonException {
        assertThat(read(nested(32))).isNotNull();
        assertRefused(nested(33), TOO_LARGE);
        assertRefused(nested(200_000), TOO_LARGE);
    }

    @ParameterizedTest
    @CsvSource({"a, 65536", "\u00e9, 32768", "\u20ac, 21845", "\ud83d\ude00, 16384"})
    void aStringHas64KibibytesAtMost(String character, int most) throws JsonException {
        String text = character.repeat(most);

        assertThat(read(('"' + text + '"').getBytes(UTF_8))).isEqualTo(new Json.Text(text));
        assertRefused(('"' + text + character + '"').getBytes(UTF_8), TOO_LARGE);
        assertThat(read(("{\"" + text + "\":1}").getBytes(UTF_8))).isNotNull();
        assertRefused(("{\"" + text + character + "\":1}").getBytes(UTF_8), TOO_LARGE);
    }

    @Test
    void aNumberHas100DigitsAtMost() throws JsonException {
        assertThat(read("1".repeat(100).getBytes(UTF_8))).isEqualTo(new Json.Num("1".repeat(100)));
        assertRefused("1".repeat(101).getBytes(UTF_8), TOO_LARGE);
    }

    @Test
    void aDocumentHas1500000ValuesAtMost() throws JsonException {
        assertThat(read(zeros(1_499_999).getBytes(UTF_8))).isNotNull();
        assertRefused(zeros(1_500_000).getBytes(UTF_8), TOO_LARGE);
    }

    @Test
    void theValuesOfADocumentAreCountedAcrossItsMembers() throws JsonException {
        JsonReader reader = JsonReader.of(("[" + zeros(749_999) + "," + zeros(750_000) + "]").getBytes(UTF_8), FOREIGN);

        assertThatThrownBy(() -> reader.array(() -> reader.value()))
                .isInstanceOfSatisfying(
                        JsonException.class, e -> assertThat(e.reason()).isEqualTo(TOO_LARGE));
    }

    @Test
    void whatThisDeviceHasKeptIsReadHoweverMuchItIs() throws JsonException {
        JsonReader reader = JsonReader.of(zeros(1_500_000).getBytes(UTF_8), JsonReader.Limit.OWN);

        assertThat(reader.value()).isNotNull();
    }

    @Test
    void aSettingHas200000ValuesAtMost() throws JsonException {
        assertThat(JsonReader.settingOf(zeros(199_999))).isNotNull();
        assertThatThrownBy(() -> JsonReader.settingOf(zeros(200_000)))
                .isInstanceOfSatisfying(
                        JsonException.class, e -> assertThat(e.reason()).isEqualTo(TOO_LARGE));
    }

    /** An array, which is one more value. */
    private static String zeros(int count) {
        return "[" + "0,".repeat(count - 1) + "0]";
    }

    @Test
    void noMessageHoldsTheInput() {
        assertThatThrownBy(() -> read("{\"a\":CANARY}".getBytes(UTF_8)))
                .hasNoCause()
                .message()
                .doesNotContain("CANARY");
    }

    @Test
    void nothingIsShownAsText() throws JsonException {
        Json json = read("{\"CANARY\":[\"CANARY\",12345]}".getBytes(UTF_8));

        assertThat(json.toString()
                        + new Json.Text("CANARY")
                        + new Json.Num("12345")
                        + new Json.Arr(java.util.List.of()))
                .doesNotContain("CANARY")
                .doesNotContain("12345");
    }

    private static Json read(byte[] text) throws JsonException {
        JsonReader reader = JsonReader.of(text, FOREIGN);
        Json value = reader.value();
        reader.end();
        return value;
    }

    private static void assertRefused(byte[] text, JsonException.Reason reason) {
        assertThatThrownBy(() -> read(text))
                .asInstanceOf(type(JsonException.class))
                .extracting(JsonException::reason)
                .isEqualTo(reason);
    }

    private static byte[] nested(int depth) {
        return ("[".repeat(depth) + "]".repeat(depth)).getBytes(UTF_8);
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
