package org.authenticatorbackup.crypto.otp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.authenticatorbackup.crypto.SharedVectors;
import org.authenticatorbackup.crypto.SharedVectors.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TotpTest {

    static Stream<Json> appendixB() {
        return SharedVectors.json("rfc/rfc6238_totp.json").get("vectors").items().stream();
    }

    @ParameterizedTest
    @MethodSource("appendixB")
    void agreesWithAppendixBOfTheRfc(Json vector) {
        String code = Totp.code(
                vector.get("secret_hex").hex(),
                OtpAlgorithm.valueOf(vector.get("algorithm").text()),
                (int) vector.get("digits").number(),
                (int) vector.get("step").number(),
                vector.get("time").number());

        assertThat(code).isEqualTo(vector.get("code").text());
    }

    @ParameterizedTest
    @CsvSource({"0, 30, 0, 30", "29, 30, 0, 30", "30, 30, 1, 60", "59, 60, 0, 60", "7, 1, 7, 8"})
    void aCodeIsValidUntilTheNextStep(long time, int period, long step, long until) {
        assertThat(Totp.step(time, period)).isEqualTo(step);
        assertThat(Totp.validUntil(time, period)).isEqualTo(until);
    }

    @Test
    void refusesTimesBefore1970AndPeriodsBelowASecond() {
        assertThatThrownBy(() -> Totp.step(-1, 30)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Totp.step(0, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
