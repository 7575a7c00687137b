package org.authenticatorbackup.crypto.age;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.authenticatorbackup.crypto.SharedVectors;
import org.authenticatorbackup.crypto.SharedVectors.Json;
import org.bouncycastle.crypto.generators.SCrypt;
import org.junit.jupiter.api.Test;

/** HMAC, HKDF, X25519 and scrypt against the examples of their RFCs and against Wycheproof. */
class PrimitivesTest {

    @Test
    void hmacAgreesWithWycheproof() {
        List<Json> vectors = Wycheproof.tests("hmac_sha256");

        assertThat(vectors).hasSize(174).allSatisfy(vector -> {
            byte[] tag = vector.get("tag").hex();
            byte[] ours = Hmac.of(vector.get("key").hex(), vector.get("msg").hex());
            assertThat(Arrays.equals(Arrays.copyOf(ours, tag.length), tag)).isEqualTo(Wycheproof.isValid(vector));
        });
    }

    @Test
    void hmacOfPartsIsThatOfTheirConcatenation() {
        byte[] key = {1, 2, 3};

        assertThat(Hmac.of(key, new byte[] {4}, new byte[0], new byte[] {5, 6}))
                .isEqualTo(Hmac.of(key, new byte[] {4, 5, 6}));
    }

    @Test
    void anEmptyHmacKeyIsOneOfZeros() {
        assertThat(Hmac.of(new byte[0], new byte[] {7})).isEqualTo(Hmac.of(new byte[64], new byte[] {7}));
    }

    @Test
    void hkdfAgreesWithRfc5869() {
        assertThat(SharedVectors.json("rfc/rfc5869_hkdf_sha256.json")
                        .get("vectors")
                        .items())
                .hasSize(3)
                .allSatisfy(vector -> {
                    byte[] prk = Hkdf.extract(
                            vector.get("salt_hex").hex(), vector.get("ikm_hex").hex());
                    byte[] okm = Hkdf.expand(prk, vector.get("info_hex").hex(), (int)
                            vector.get("L").number());
                    assertThat(prk).isEqualTo(vector.get("prk_hex").hex());
                    assertThat(okm).isEqualTo(vector.get("okm_hex").hex());
                });
    }

    @Test
    void hkdfAgreesWithWycheproof() {
        assertThat(Wycheproof.tests("hkdf_sha256")).hasSize(86).allSatisfy(vector -> {
            int size = (int) vector.get("size").number();
            byte[] prk =
                    Hkdf.extract(vector.get("salt").hex(), vector.get("ikm").hex());
            byte[] info = vector.get("info").hex();
            if (Wycheproof.isValid(vector)) {
                assertThat(Hkdf.expand(prk, info, size))
                        .isEqualTo(vector.get("okm").hex());
            } else {
                assertThatIllegalArgumentException().isThrownBy(() -> Hkdf.expand(prk, info, size));
            }
        });
    }

    @Test
    void x25519AgreesWithRfc7748() {
        assertThat(SharedVectors.json("rfc/rfc7748_x25519.json").get("vectors").items())
                .hasSize(2)
                .allSatisfy(vector -> {
                    byte[] shared = new byte[Curve25519.BYTES];
                    assertThat(Curve25519.agree(
                                    vector.get("scalar_hex").hex(),
                                    vector.get("u_hex").hex(),
                                    shared))
                            .isTrue();
                    assertThat(shared).isEqualTo(vector.get("out_hex").hex());
                });
    }

    @Test
    void x25519AgreesWithWycheproofAndLowOrderPointsShareNoSecret() {
        assertThat(Wycheproof.tests("x25519")).hasSize(518).allSatisfy(vector -> {
            boolean zero = vector.get("flags").items().stream()
                    .anyMatch(flag -> flag.text().equals("ZeroSharedSecret"));
            byte[] shared = new byte[Curve25519.BYTES];
            byte[] point = vector.get("public").hex();

            boolean agreed = Curve25519.agree(vector.get("private").hex(), point, shared);

            assertThat(agreed).isNotEqualTo(zero);
            assertThat(shared).isEqualTo(vector.get("shared").hex());
            assertThat(catchThrowable(() -> Curve25519.requirePublicKey(point)) instanceof MalformedKeyException)
                    .isEqualTo(zero);
        });
    }

    @Test
    void scryptAgreesWithRfc7914() {
        List<Json> affordable = SharedVectors.json("rfc/rfc7914_scrypt.json").get("scrypt").items().stream()
                .filter(vector -> vector.get("N").number() <= 16384)
                .toList();

        assertThat(affordable)
                .hasSize(3)
                .allSatisfy(vector -> assertThat(SCrypt.generate(
                                vector.get("password").text().getBytes(StandardCharsets.UTF_8),
                                vector.get("salt").text().getBytes(StandardCharsets.UTF_8),
                                (int) vector.get("N").number(),
                                (int) vector.get("r").number(),
                                (int) vector.get("p").number(),
                                (int) vector.get("dkLen").number()))
                        .isEqualTo(vector.get("output_hex").hex()));
    }

    @Test
    void secretBytesAreWipedWhenClosed() {
        byte[] bytes = {1, 2, 3};
        SecretBytes secret = SecretBytes.owning(bytes);

        secret.close();
        secret.close();

        assertThat(bytes).containsOnly(0);
        assertThat(secret).hasToString("SecretBytes[hidden]");
        assertThatIllegalStateException().isThrownBy(secret::expose);
    }

    @Test
    void secretBytesMatchByContent() {
        try (SecretBytes one = SecretBytes.copyOf(new byte[] {1, 2});
                SecretBytes same = SecretBytes.copyOf(new byte[] {1, 2});
                SecretBytes other = SecretBytes.copyOf(new byte[] {1, 3})) {
            assertThat(one.matches(same)).isTrue();
            assertThat(one.matches(other)).isFalse();
        }
    }
}
