package org.authenticatorbackup.crypto.words;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.authenticatorbackup.crypto.SharedVectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class WordListsTest {

    static Stream<Arguments> canonicalLists() {
        return Stream.of(
                Arguments.of(
                        EnglishWords.LIST, 2048, "2f5eed53a4727b4bf8880d8f3f199efc90e58503646d9ff8eff3a2ed3b24dbda"),
                Arguments.of(
                        ChineseWords.LIST, 2048, "5c5942792bd8340cb8b27cd592f1015edf56a8c5b26276ee18a482428e7c5726"),
                Arguments.of(
                        ShareWords.LIST, 1024, "bcc4555340332d169718aed8bf31dd9d5248cb7da6e5d355140ef4f1e601eec3"));
    }

    static Stream<WordList> latinLists() {
        return Stream.of(EnglishWords.LIST, ShareWords.LIST);
    }

    @ParameterizedTest
    @MethodSource("canonicalLists")
    void theListIsTheCanonicalOne(WordList list, int size, String sha256) throws Exception {
        String text = IntStream.range(0, list.size()).mapToObj(list::word).collect(joining("\n", "", "\n"));

        byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));

        assertThat(list.size()).isEqualTo(size);
        assertThat(SharedVectors.hex(digest)).isEqualTo(sha256);
    }

    @ParameterizedTest
    @MethodSource("canonicalLists")
    void everyWordIsFoundWithinAnyText(WordList list, int size, String sha256) {
        for (int i = 0; i < list.size(); i++) {
            String word = list.word(i);

            assertThat(find(list, word)).as(word).isEqualTo(i);
            assertThat(list.find("x" + word.toUpperCase(Locale.ROOT) + "x", 1, 1 + word.length()))
                    .as(word)
                    .isEqualTo(i);
        }
    }

    @ParameterizedTest
    @MethodSource("latinLists")
    void fourLettersAreEnoughAndFewerAreNot(WordList list) {
        for (int i = 0; i < list.size(); i++) {
            String word = list.word(i);
            for (int length = 1; length < word.length(); length++) {
                int found = find(list, word.substring(0, length));
                if (length >= 4) {
                    assertThat(found).as("%s cut to %s letters", word, length).isEqualTo(i);
                } else if (found != WordList.AMBIGUOUS) {
                    assertThat(list.word(found)).isEqualTo(word.substring(0, length));
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"ac,-2", "act,19", "acti,20", "zeb,-2", "zebr,2044", "a,-2", "zz,-1", "abandonn,-1", "'',-1", "aaaa,-1"
    })
    void wholeWordsComeBeforeLongerOnes(String typed, int expected) {
        assertThat(find(EnglishWords.LIST, typed)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"'',-1", "的一,-1", "a,-1", "體,-1", "的,0", "歇,2047"})
    void aChineseWordIsOneCharacter(String typed, int expected) {
        assertThat(find(ChineseWords.LIST, typed)).isEqualTo(expected);
    }

    private static int find(WordList list, String text) {
        return list.find(text, 0, text.length());
    }
}
