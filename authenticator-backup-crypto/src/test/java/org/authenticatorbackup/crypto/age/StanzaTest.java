package org.authenticatorbackup.crypto.age;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StanzaTest {

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a\n", "\u007f", "\u00e9", "\u0000", "a\r", "\t", "\ud83d\ude00"})
    void aWordIsOneOrMoreVisibleAsciiCharacters(String word) {
        List<String> words = List.of(word);

        assertThatIllegalArgumentException().isThrownBy(() -> new Stanza(word, List.of(), new byte[0]));
        assertThatIllegalArgumentException().isThrownBy(() -> new Stanza("type", words, new byte[0]));
    }

    @Test
    void everyVisibleAsciiCharacterMayStandInAWord() {
        for (char c = '!'; c <= '~'; c++) {
            String word = String.valueOf(c);
            assertThat(new Stanza(word, List.of(word), new byte[0]).type()).isEqualTo(word);
        }
    }

    @Test
    void theBodyIsCopiedInAndOut() {
        byte[] body = {1, 2};
        Stanza stanza = new Stanza("type", List.of(), body);

        body[0] = 9;
        stanza.body()[1] = 9;

        assertThat(stanza.body()).containsExactly(1, 2);
    }

    @Test
    void theArgumentsAreCopiedAndCannotBeChanged() {
        List<String> arguments = new ArrayList<>(List.of("a"));
        Stanza stanza = new Stanza("type", arguments, new byte[0]);

        arguments.add("b");

        assertThat(stanza.arguments()).containsExactly("a");
        assertThatThrownBy(() -> stanza.arguments().add("c")).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void stanzasAreEqualByContent() {
        Stanza stanza = new Stanza("type", List.of("a"), new byte[] {1});

        assertThat(stanza)
                .isEqualTo(new Stanza("type", List.of("a"), new byte[] {1}))
                .hasSameHashCodeAs(new Stanza("type", List.of("a"), new byte[] {1}))
                .isNotEqualTo(new Stanza("Type", List.of("a"), new byte[] {1}))
                .isNotEqualTo(new Stanza("type", List.of("b"), new byte[] {1}))
                .isNotEqualTo(new Stanza("type", List.of("a"), new byte[] {2}))
                .isNotEqualTo("type");
    }

    @Test
    void everythingInAStanzaCountsForItsHashCode() {
        assertThat(List.of(
                        new Stanza("type", List.of("a"), new byte[] {1}).hashCode(),
                        new Stanza("Type", List.of("a"), new byte[] {1}).hashCode(),
                        new Stanza("type", List.of("b"), new byte[] {1}).hashCode(),
                        new Stanza("type", List.of("a"), new byte[] {2}).hashCode()))
                .doesNotHaveDuplicates();
    }

    @Test
    void itsTextHasNoContent() {
        assertThat(new Stanza("type", List.of("argument"), new byte[] {1, 2, 3}))
                .hasToString("Stanza[type, 1 arguments, 3 bytes]");
    }
}
