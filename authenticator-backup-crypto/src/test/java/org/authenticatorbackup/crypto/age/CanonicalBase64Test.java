package org.authenticatorbackup.crypto.age;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalBase64Test {

    private static Optional<byte[]> decode(String text) {
        return CanonicalBase64.decode(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"A", "AA==", "AB", "AAB", "AAA=", "A A", "AA\r", "AA\n", "-_", "AAAAA", "=", "\u00c1A"})
    void otherFormsAreRefused(String text) {
        assertThat(decode(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "AA", "AAA", "AAAA", "+/+/", "/w"})
    void theCanonicalFormIsRead(String text) {
        assertThat(decode(text).map(CanonicalBase64::encode)).contains(text);
    }

    @Property(tries = 300)
    void bytesSurviveEncoding(@ForAll byte[] bytes) {
        assertThat(decode(CanonicalBase64.encode(bytes)))
                .hasValueSatisfying(read -> assertThat(read).isEqualTo(bytes));
    }

    @Property(tries = 1000)
    void whateverIsReadIsWrittenTheSame(@ForAll("texts") String text) {
        assertThat(decode(text).map(CanonicalBase64::encode).orElse(text)).isEqualTo(text);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings()
                .withCharRange('A', 'Z')
                .withChars("abyz0189+/=\r\n -_")
                .ofMaxLength(12);
    }
}
