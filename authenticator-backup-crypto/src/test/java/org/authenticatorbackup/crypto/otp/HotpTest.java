package org.authenticatorbackup.crypto.otp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.authenticatorbackup.crypto.SharedVectors;
import org.authenticatorbackup.crypto.SharedVectors.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HotpTest {

    private static final byte[] SECRET = SharedVectors.hex("3132333435363738393031323334353637383930");

    static Stream<Json> appendixD() {
        return SharedVectors.json("rfc/rfc4226_hotp.json").get("vectors").items().stream();
    }

    @ParameterizedTest
    @MethodSource("appendixD")
    void agreesWithAppendixDOfTheRfc(Json vector) {
        String code =
                Hotp.code(SECRET, OtpAlgorithm.SHA1, 6, vector.get("counter").number());

        assertThat(code).isEqualTo(vector.get("code").text());
    }

    /** The full numbers are those of RFC 4226 appendix D: 1284755224 for counter 0, 82162583 for counter 7. */
    @Test
    void writesTenDigitsWithoutOverflow() {
        assertThat(Hotp.code(SECRET, OtpAlgorithm.SHA1, 10, 0)).isEqualTo("1284755224");
        assertThat(Hotp.code(SECRET, OtpAlgorithm.SHA1, 10, 7)).isEqualTo("0082162583");
        assertThat(Hotp.code(SECRET, OtpAlgorithm.SHA1, 1, 0)).isEqualTo("4");
    }

    @Property(tries = 200)
    void aShorterCodeIsTheEndOfALongerOne(
            @ForAll @Size(min = 1, max = 80) byte[] secret,
            @ForAll OtpAlgorithm algorithm,
            @ForAll @LongRange(min = 0) long counter,
            @ForAll @IntRange(min = 1, max = 9) int digits) {
        String longest = Hotp.code(secret, algorithm, 10, counter);

        String code = Hotp.code(secret, algorithm, digits, counter);

        assertThat(code).hasSize(digits).containsOnlyDigits();
        assertThat(longest).endsWith(code);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 11})
    void refusesOtherLengths(int digits) {
        assertThatThrownBy(() -> Hotp.code(SECRET, OtpAlgorithm.SHA1, digits, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesAnEmptySecretAndANegativeCounter() {
        assertThatThrownBy(() -> Hotp.code(new byte[0], OtpAlgorithm.SHA1, 6, 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Hotp.code(SECRET, OtpAlgorithm.SHA1, 6, -1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void leavesTheSecretAsItWas() {
        byte[] secret = SECRET.clone();

        IntStream.range(0, 10).forEach(counter -> Hotp.code(secret, OtpAlgorithm.SHA512, 6, counter));

        assertThat(secret).isEqualTo(SECRET);
    }

    @Test
    void algorithmsAreNamedAsInKeyUris() {
        assertThat(Stream.of(OtpAlgorithm.values()).map(OtpAlgorithm::text))
                .containsExactly("SHA1", "SHA224", "SHA256", "SHA384", "SHA512");
    }
}
