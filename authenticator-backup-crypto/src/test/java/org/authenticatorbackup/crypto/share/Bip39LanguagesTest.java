package org.authenticatorbackup.crypto.share;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.authenticatorbackup.crypto.SharedVectors;
import org.authenticatorbackup.crypto.SharedVectors.Json;
import org.authenticatorbackup.crypto.share.MalformedWordsException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class Bip39LanguagesTest {

    private static final String CHINESE = "的三欧三考于据保量损破九人雄修麦最仓面约袋天绍汁";

    private final byte[] seed =
            SharedVectors.json("design/kat.json").get("seed_hex").hex();

    /** 12, 18 and 24 words; the public methods take the last only. */
    @ParameterizedTest
    @EnumSource
    void agreesWithTheVectorsOfTheBip(WordLanguage language) throws Exception {
        List<Json> vectors = SharedVectors.json("bip39/vectors.json")
                .get(language.name().toLowerCase(Locale.ROOT))
                .items();
        for (Json vector : vectors) {
            byte[] secret = vector.at(0).hex();
            String[] words = vector.at(1).text().split("[ \u3000]", -1);

            assertThat(Bip39.wordsOf(secret, language)).containsExactly(words);
            assertThat(Bip39.secretOf(vector.at(1).text(), words.length)).isEqualTo(secret);
            if (secret.length == Bip39.SECRET_BYTES) {
                assertThat(Bip39.encode(secret, language)).containsExactly(words);
                assertThat(Bip39.decode(vector.at(1).text())).isEqualTo(secret);
            }
        }
        System.out.println("BIP-39, " + language + ": " + vectors.size() + " vectors");
        assertThat(vectors).hasSize(24);
    }

    @ParameterizedTest
    @EnumSource
    void agreesWithTheKnownKitWords(WordLanguage language) throws Exception {
        List<String> expected =
                SharedVectors.json("design/kat.json")
                        .get("kit_words")
                        .get(language.name().toLowerCase(Locale.ROOT))
                        .items()
                        .stream()
                        .map(Json::text)
                        .toList();

        assertThat(Bip39.encode(seed, language)).containsExactlyElementsOf(expected);
        assertThat(Bip39.decode(String.join("\n", expected))).isEqualTo(seed);
    }

    @Property(tries = 200)
    void everyWayOfTypingMeansTheSame(@ForAll @Size(32) byte[] secret, @ForAll WordLanguage language) throws Exception {
        String[] words = Bip39.encode(secret, language);
        StringBuilder numbered = new StringBuilder();
        StringBuilder cut = new StringBuilder();
        for (int i = 0; i < words.length; i++) {
            numbered.append(i + 1).append(". ").append(words[i]).append(i % 4 == 3 ? "\r\n" : "\t");
            cut.append(words[i], 0, Math.min(4, words[i].length())).append('\u3000');
        }

        assertThat(Bip39.decode(numbered)).isEqualTo(secret);
        assertThat(Bip39.decode(cut)).isEqualTo(secret);
        assertThat(Bip39.decode(fullWidth(String.join(", ", words)))).isEqualTo(secret);
        assertThat(Bip39.decode(String.join("-", words).toUpperCase(Locale.ROOT)))
                .isEqualTo(secret);
    }

    @Property(tries = 100)
    void chineseWordsMayStandClose(@ForAll @Size(32) byte[] secret) throws Exception {
        String typed = String.join("", Bip39.encode(secret, WordLanguage.CHINESE_SIMPLIFIED));

        assertThat(typed).hasSize(24);
        assertThat(Bip39.decode(typed)).isEqualTo(secret);
    }

    /**
     * A wrong word passes with probability 1/256, since 24 words have 8 check bits: of the 4 * 2047 tried here 32 are expected.
     * The kit is a fixed one, and so is the outcome.
     */
    @Test
    void of256WrongWordsAboutOneIsNotDetected() {
        int passed = 0;
        for (int position = 0; position < Bip39.WORDS; position += 6) {
            String[] words = Bip39.encode(seed);
            for (int index = 0; index < 2048; index++) {
                words[position] = WordLanguage.ENGLISH.list().word(index);
                passed += isAccepted(String.join(" ", words)) ? 1 : 0;
            }
            passed--; // the right word itself
        }
        System.out.println("BIP-39: " + passed + " of " + 4 * 2047 + " single wrong words pass");

        assertThat(passed).isBetween(16, 48);
    }

    @ParameterizedTest
    @CsvSource({
        "no word of the list,   zooo,           UNKNOWN_WORD,   1",
        "cut to two letters,    ab,             AMBIGUOUS_WORD, 1",
        "a letter too many,     abandonn,       UNKNOWN_WORD,   1",
        "English after Chinese, 的 abandon,     UNKNOWN_WORD,   2",
        "Chinese after English, abandon 的,     UNKNOWN_WORD,   2",
        "traditional,           的三歐,         UNKNOWN_WORD,   3",
        "one word,              的,             COUNT,          0",
        "nothing but numbers,   1 2 3,          COUNT,          0",
    })
    void saysWhatIsWrong(String fault, String typed, Reason reason, int position) {
        MalformedWordsException e = catchThrowableOfType(MalformedWordsException.class, () -> Bip39.decode(typed));

        assertThat(e.reason()).as(fault).isEqualTo(reason);
        assertThat(e.position()).isEqualTo(position);
        assertThat(e.getMessage()).matches("[a-z0-9, ]+");
    }

    @ParameterizedTest
    @CsvSource({"23", "25", "48"})
    void countsChineseWordsToo(int count) {
        String typed = CHINESE.repeat(2).substring(0, count);

        MalformedWordsException e = catchThrowableOfType(MalformedWordsException.class, () -> Bip39.decode(typed));

        assertThat(e.reason()).isEqualTo(Reason.COUNT);
        assertThat(e).hasMessage("expected 24 words, found " + count);
    }

    @Property(tries = 500)
    void anyLikelyTextIsASecretOrRejectedByType(
            @ForAll @Size(max = 30) List<@IntRange(max = 4095) Integer> picks, @ForAll char between) {
        StringBuilder typed = new StringBuilder();
        for (int pick : picks) {
            WordLanguage language = pick < 2048 ? WordLanguage.ENGLISH : WordLanguage.CHINESE_SIMPLIFIED;
            typed.append(language.list().word(pick % 2048)).append(between);
        }

        assertThat(isAccepted(typed.toString())).isIn(true, false);
    }

    private static boolean isAccepted(String words) {
        try {
            assertThat(Bip39.decode(words)).hasSize(32);
            return true;
        } catch (MalformedWordsException e) {
            assertThat(e.reason()).isNotNull();
            return false;
        }
    }

    private static String fullWidth(String text) {
        StringBuilder wide = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            wide.append(c > ' ' && c < 0x7f ? (char) (c - ' ' + '\uFF00') : c == ' ' ? '\u3000' : c);
        }
        return wide.toString();
    }
}
