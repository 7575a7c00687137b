package org.authenticatorbackup.crypto.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TypedWordsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "zoo act",
                " ZOO\tAct\n",
                "zoo,act",
                "zoo-act",
                "\u3000zoo\u3000act\u3000",
                "ｚｏｏ　ａｃｔ",
                "ＺＯＯ，ＡＣＴ",
                "zoo、act。",
                "1. zoo 2. act",
                "1)zoo (2) act",
                "# 01: zoo; 02: act",
                "9 zoo 90 act",
                "１．zoo　２．act",
                "\uFEFFzoo \u200Bac\u00ADt\u200F",
                "zoo\u00A0act\u2029",
                "zoo\u2013act"
            })
    void whatStandsAroundWordsDoesNotMatter(String typed) {
        assertThat(indices(typed, EnglishWords.LIST)).containsExactly(2047, 19);
    }

    @ParameterizedTest
    @ValueSource(strings = {"的三欧", "的 三 欧", "的　三，欧。", "1.的 2.三 3.欧", "的\u200B三\n欧", "\u2F00的三欧"})
    void chineseWordsNeedNoWhiteSpace(String typed) {
        List<Integer> indices = indices(typed, ChineseWords.LIST);

        assertThat(indices.subList(indices.size() - 3, indices.size())).containsExactly(0, 64, 1030);
    }

    @Test
    void compatibilityFormsOfCharactersAreFolded() {
        assertThat(indices("\u2F00", ChineseWords.LIST)).containsExactly(1);
        assertThat(indices("\uFB01nger", EnglishWords.LIST)).containsExactly(EnglishWords.indexOf("finger", 0, 6));
    }

    @Test
    void scriptsAreToldApart() {
        try (TypedWords words = TypedWords.of("zoo的zoo")) {
            assertThat(words.next()).isTrue();
            assertThat(words.isChinese()).isFalse();
            assertThat(words.next()).isTrue();
            assertThat(words.isChinese()).isTrue();
            assertThat(words.next()).isTrue();
            assertThat(words.position()).isEqualTo(3);
            assertThat(words.next()).isFalse();
            assertThat(words.next()).isFalse();
            assertThat(words).hasToString("TypedWords[hidden]");
        }
    }

    @Test
    void aShortPrefixIsAmbiguousWhereverItStands() {
        assertThat(indices("ab zoo ab", EnglishWords.LIST))
                .containsExactly(WordList.AMBIGUOUS, 2047, WordList.AMBIGUOUS);
    }

    @Test
    void theCopyIsWiped() throws Exception {
        TypedWords words = TypedWords.of("zoo");
        Field text = TypedWords.class.getDeclaredField("text");
        text.setAccessible(true);
        char[] copy = (char[]) text.get(words);

        words.close();

        assertThat(copy).containsOnly('\0');
    }

    /** U+FDFA is the character with the longest compatibility form: 18 characters. */
    @Test
    void charactersThatGrowHaveRoom() {
        assertThat(indices("\uFDFA".repeat(1000), EnglishWords.LIST)).containsOnly(WordList.UNKNOWN);
    }

    @Property(tries = 500)
    void anyTextComesApart(@ForAll String typed) {
        assertThat(indices(typed, EnglishWords.LIST).size()).isLessThanOrEqualTo(18 * typed.length());
        assertThat(indices(typed + " zoo", EnglishWords.LIST)).endsWith(2047);
    }

    private static List<Integer> indices(String typed, WordList list) {
        List<Integer> indices = new ArrayList<>();
        try (TypedWords words = TypedWords.of(typed)) {
            while (words.next()) {
                indices.add(words.find(list));
            }
        }
        return indices;
    }
}
