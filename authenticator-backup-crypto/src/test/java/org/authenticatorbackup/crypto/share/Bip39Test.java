package org.authenticatorbackup.crypto.share;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.authenticatorbackup.crypto.SharedVectors;
import org.authenticatorbackup.crypto.SharedVectors.Json;
import org.authenticatorbackup.crypto.share.MalformedWordsException.Reason;
import org.authenticatorbackup.crypto.words.EnglishWords;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class Bip39Test {

    private static final byte[] ZEROS = new byte[32];

    static Stream<Json> vectorsOf256Bits() {
        return SharedVectors.json("bip39/vectors.json").get("english").items().stream()
                .filter(vector -> vector.at(0).text().length() == 64);
    }

    @ParameterizedTest
    @MethodSource("vectorsOf256Bits")
    void agreesWithTheVectorsOfTheBip(Json vector) throws Exception {
        byte[] secret = vector.at(0).hex();
        String words = vector.at(1).text();

        assertThat(Bip39.encode(secret)).containsExactly(words.split(" ", -1));
        assertThat(Bip39.decode(words)).isEqualTo(secret);
    }

    @Test
    void agreesWithTheKnownKitWords() {
        Json kat = SharedVectors.json("design/kat.json");
        List<String> expected = kat.get("kit_words").get("english").items().stream()
                .map(Json::text)
                .toList();

        assertThat(Bip39.encode(kat.get("seed_hex").hex())).containsExactlyElementsOf(expected);
    }

    @Property(tries = 200)
    void wordsReadBackAsTheSecret(@ForAll @Size(32) byte[] secret) throws Exception {
        assertThat(Bip39.decode(String.join(" ", Bip39.encode(secret)))).isEqualTo(secret);
    }

    @Property(tries = 200)
    void caseWhiteSpaceAndCommasDoNotMatter(@ForAll @Size(32) byte[] secret) throws Exception {
        String typed =
                "\u3000\r\n" + String.join(" ,\t\u00a0", Bip39.encode(secret)).toUpperCase(Locale.ROOT) + ", ";

        assertThat(Bip39.decode(typed)).isEqualTo(secret);
    }

    /** Fails by chance never: the outcome is compared with the eight check bits, computed by trial. */
    @Property(tries = 200)
    void aWrongWordIsFoundByItsCheckBitsOrMeansAnotherSecret(
            @ForAll @Size(32) byte[] secret,
            @ForAll @IntRange(max = 23) int position,
            @ForAll @IntRange(max = 2047) int index)
            throws Exception {
        String[] words = Bip39.encode(secret);
        words[position] = EnglishWords.word(index);
        String typed = String.join(" ", words);

        try {
            assertThat(Bip39.encode(Bip39.decode(typed))).containsExactly(words);
        } catch (MalformedWordsException e) {
            assertThat(e.reason()).isEqualTo(Reason.CHECKSUM);
        }
    }

    @Property(tries = 500)
    void anyTextIsASecretOrRejectedByTypeWithoutBeingRepeated(@ForAll String typed) {
        try {
            assertThat(Bip39.decode(typed)).hasSize(32);
        } catch (MalformedWordsException e) {
            assertThat(e.getMessage()).matches("[a-z0-9, ]+");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 23, 25, 2000})
    void countsTheWords(int count) {
        String typed = "zoo ".repeat(count);

        MalformedWordsException e = catchThrowableOfType(MalformedWordsException.class, () -> Bip39.decode(typed));

        assertThat(e.reason()).isEqualTo(Reason.COUNT);
        assertThat(e).hasMessage("expected 24 words, found " + count);
    }

    @Test
    void saysWhichWordIsUnknownAndDoesNotRepeatIt() {
        String[] words = Bip39.encode(ZEROS);
        words[6] = "hunter2";

        MalformedWordsException e =
                catchThrowableOfType(MalformedWordsException.class, () -> Bip39.decode(String.join(" ", words)));

        assertThat(e.reason()).isEqualTo(Reason.UNKNOWN_WORD);
        assertThat(e.position()).isEqualTo(7);
        assertThat(e).hasMessage("word 7 is not in the list");
    }

    @Test
    void refusesSecretsOfOtherLengths() {
        assertThatThrownBy(() -> Bip39.encode(new byte[31])).isInstanceOf(IllegalArgumentException.class);
    }

    /** Two of 200 draws are equal by chance once in some 10^18 runs: 200 * 199 / 2 / 2^77. */
    @Test
    void drawsPassphrasesOfListedWordsJoinedByHyphens() {
        SecureRandom random = new SecureRandom();

        List<String> drawn = Stream.generate(() -> new String(Bip39.passphrase(random, Bip39.PASSPHRASE_WORDS)))
                .limit(200)
                .toList();

        assertThat(drawn).doesNotHaveDuplicates();
        for (String passphrase : drawn) {
            String[] words = passphrase.split("-", -1);
            assertThat(words).hasSize(7);
            assertThat(Arrays.stream(words)).allMatch(word -> EnglishWords.indexOf(word, 0, word.length()) >= 0);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 8, 24})
    void drawsAsManyWordsAsAreAskedFor(int words) {
        assertThat(new String(Bip39.passphrase(new SecureRandom(), words)).split("-", -1))
                .hasSize(words);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 6, 25})
    void refusesPassphrasesOfOtherLengths(int words) {
        assertThatThrownBy(() -> Bip39.passphrase(new SecureRandom(), words))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
