package org.authenticatorbackup.crypto.otp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.authenticatorbackup.crypto.SharedVectors;
import org.authenticatorbackup.crypto.SharedVectors.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SteamCodeTest {

    static Stream<Json> codesOfOtherApps() {
        return SharedVectors.json("../fixtures/uri-vectors/otp_code_vectors.json").get("vectors").items().stream()
                .filter(vector -> vector.get("kind").text().equals("steam"));
    }

    @ParameterizedTest
    @MethodSource("codesOfOtherApps")
    void agreesWithOtherApps(Json vector) {
        byte[] secret = base32(vector.get("secret_base32").text());

        String code = SteamCode.code(secret, vector.get("unix_time").number());

        assertThat(code).isEqualTo(vector.get("code").text());
    }

    @Test
    void aPeriodOfItsOwnMovesTheStep() {
        byte[] secret = {1, 2, 3};

        assertThat(SteamCode.code(secret, 60, 119)).isEqualTo(SteamCode.code(secret, 30));
    }

    private static byte[] base32(String text) {
        byte[] bytes = new byte[text.length() * 5 / 8];
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            int symbol = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(text.charAt(bit / 5));
            bytes[bit / 8] |= (byte) ((symbol >> (4 - bit % 5) & 1) << (7 - bit % 8));
        }
        return bytes;
    }
}
