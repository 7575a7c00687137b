package org.authenticatorbackup.crypto.age;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.CharBuffer;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Bech32Test {

    private static final String SEED = "AGE-SECRET-KEY-1EGTZVFFV20835NWYV6270LXYVK2VKNX2MMDKWYKLMGR48UAWX40Q2P2LM0";

    @ParameterizedTest
    @CsvSource({
        "A, A12UEL5L, 0",
        "a, a12uel5l, 0",
        "abcdef, abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw, 20",
        "?, ?1ezyfcl, 0",
    })
    void theValidExamplesOfBip173AreRead(String prefix, String text, int length) throws Exception {
        byte[] bytes = Bech32.decode(prefix, text, length);

        assertThat(bytes).hasSize(length);
        assertThat(new String(Bech32.encode(prefix, bytes))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "A, A1G7SGD8, 0", // a checksum made of the upper-case prefix
        "a, A12UEL5L, 0",
        "A, a12uel5l, 0",
        "A, A12uEL5L, 0",
        "A, A12UEL5, 0",
        "A, A12UEL5LL, 0",
        "A, A12UEL5L, 1",
        "A, B12UEL5L, 0",
        "A, AA2UEL5L, 0",
        "A, A1BUEL5L, 0",
        "A, A11UEL5L, 0",
        "A, A12UEL5P, 0",
    })
    void anythingElseIsRefused(String prefix, String text, int length) {
        assertThatExceptionOfType(MalformedKeyException.class).isThrownBy(() -> Bech32.decode(prefix, text, length));
    }

    @Test
    void aWrongCharacterIsReportedByItsPlace() {
        assertThatExceptionOfType(MalformedKeyException.class)
                .isThrownBy(() -> Bech32.decode("a", "a12ueb5l", 0))
                .withMessage("character 6 is not of the alphabet");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a1qpamnt9j", "a1qzngxatd", "a1qrw7jgkl"})
    void strayBitsInTheLastSymbolAreRefusedUnderARightChecksum(String text) {
        assertThatExceptionOfType(MalformedKeyException.class)
                .isThrownBy(() -> Bech32.decode("a", text, 1))
                .withMessageContaining("stray bits");
    }

    @Test
    void theLastSymbolMayHoldBitsOfTheLastByte() throws Exception {
        assertThat(Bech32.decode("a", "a1qy089ch6", 1)).containsExactly(1);
    }

    @Test
    void identitiesAreReadFromAnyCharSequence() throws Exception {
        assertThat(Bech32.decode("AGE-SECRET-KEY-", CharBuffer.wrap(SEED.toCharArray()), 32))
                .isEqualTo(Bech32.decode("AGE-SECRET-KEY-", SEED, 32));
    }

    @Test
    void theTurkishDotlessIDoesNotChangeAKey() throws Exception {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(new Locale("tr", "TR"));
            assertThat(new String(Bech32.encode("AGE-PLUGIN-I-", Bech32.decode("AGE-SECRET-KEY-", SEED, 32))))
                    .startsWith("AGE-PLUGIN-I-1");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Property(tries = 300)
    void bytesSurviveEncoding(@ForAll @Size(max = 1300) byte[] bytes) throws Exception {
        assertThat(Bech32.decode("age1pq", new String(Bech32.encode("age1pq", bytes)), bytes.length))
                .isEqualTo(bytes);
        assertThat(Bech32.decode("AGE-", new String(Bech32.encode("AGE-", bytes)), bytes.length))
                .isEqualTo(bytes);
    }

    @Property(tries = 1000)
    void anyChangedCharacterIsRefused(
            @ForAll @IntRange(max = 73) int at, @ForAll @CharRange(from = 0, to = 0x17f) char other) {
        if (SEED.charAt(at) == other) {
            return;
        }
        String changed = SEED.substring(0, at) + other + SEED.substring(at + 1);

        assertThatExceptionOfType(MalformedKeyException.class)
                .isThrownBy(() -> X25519Identity.parse(changed))
                .withMessageNotContaining(changed.substring(15));
    }

    @Property(tries = 1000)
    void anyTextIsAKeyOrMalformed(@ForAll("texts") String text) {
        try {
            assertThat(new String(Bech32.encode("age", Bech32.decode("age", text, 3))))
                    .isEqualTo(text);
        } catch (MalformedKeyException e) {
            assertThat(e).hasNoCause();
        }
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> close = Arbitraries.strings()
                .withChars("qpzry9x8gf2tvdw0s3jn54khce6mua7l1bio")
                .ofLength(11)
                .map("age1"::concat);
        return Arbitraries.oneOf(Arbitraries.strings(), close);
    }

    @Property(tries = 300)
    void aTextOfTheWrongLengthIsRefusedByItsLength(@ForAll @StringLength(max = 61) String text) {
        assertThatExceptionOfType(MalformedKeyException.class)
                .isThrownBy(() -> X25519Recipient.parse(text))
                .withMessage("expected 62 characters, found " + text.length());
    }
}
