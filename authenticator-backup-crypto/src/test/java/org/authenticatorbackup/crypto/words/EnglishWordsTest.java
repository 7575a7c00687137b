package org.authenticatorbackup.crypto.words;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.stream.IntStream;
import org.authenticatorbackup.crypto.SharedVectors;
import org.junit.jupiter.api.Test;

class EnglishWordsTest {

    @Test
    void theListIsTheCanonicalOne() throws Exception {
        String list = IntStream.range(0, EnglishWords.COUNT)
                .mapToObj(EnglishWords::word)
                .collect(joining("\n", "", "\n"));

        byte[] digest = MessageDigest.getInstance("SHA-256").digest(list.getBytes(StandardCharsets.UTF_8));

        assertThat(SharedVectors.hex(digest))
                .isEqualTo("2f5eed53a4727b4bf8880d8f3f199efc90e58503646d9ff8eff3a2ed3b24dbda");
    }

    @Test
    void everyWordIsFoundInAnyCase() {
        for (int i = 0; i < EnglishWords.COUNT; i++) {
            String word = EnglishWords.word(i);
            String typed = "x" + Character.toUpperCase(word.charAt(0)) + word.substring(1) + "x";

            assertThat(EnglishWords.indexOf(typed, 1, 1 + word.length())).isEqualTo(i);
            assertThat(word.length()).isLessThanOrEqualTo(EnglishWords.LONGEST);
        }
    }

    @Test
    void prefixesExtensionsAndLookAlikesAreNoWords() {
        for (String typed : new String[] {"", "abando", "abandonn", "zoos", "aaaa", "zzzz", "ſkate", "K", "ıce"}) {
            assertThat(EnglishWords.indexOf(typed, 0, typed.length())).as(typed).isNegative();
        }
    }

    @Test
    void onlyWhiteSpaceCommasAndHyphensStandBetweenWords() {
        for (char separator : " \t\n\r\u00a0\u3000,-".toCharArray()) {
            assertThat(EnglishWords.isSeparator(separator))
                    .as("%x", (int) separator)
                    .isTrue();
        }
        for (char other : "az'._;+\u2013".toCharArray()) {
            assertThat(EnglishWords.isSeparator(other)).as("%x", (int) other).isFalse();
        }
    }
}
