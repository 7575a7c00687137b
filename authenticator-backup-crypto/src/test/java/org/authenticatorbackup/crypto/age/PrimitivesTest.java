package org.authenticatorbackup.crypto.age;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.authenticatorbackup.crypto.SharedVectors;
import org.authenticatorbackup.crypto.SharedVectors.Json;
import org.bouncycastle.crypto.generators.SCrypt;
import org.junit.jupiter.api.Test;

/** HMAC, HKDF, AEAD, X25519 and scrypt against the examples of their RFCs and against Wycheproof. */
class PrimitivesTest {

    private static Stream<Json> wycheproof(String file) {
        return SharedVectors.json("wycheproof/" + file).get("testGroups").items().stream()
                .flatMap(group -> group.get("tests").items().stream());
    }

    private static boolean isValid(Json vector) {
        return vector.get("result").text().equals("valid");
    }

    @Test
    void hmacAgreesWithWycheproof() {
        List<Json> vectors = wycheproof("hmac_sha256_test.json").toList();

        assertThat(vectors).hasSize(174).allSatisfy(vector -> {
            byte[] tag = vector.get("tag").hex();
            byte[] ours = Hmac.of(vector.get("key").hex(), vector.get("msg").hex());
            assertThat(Arrays.equals(Arrays.copyOf(ours, tag.length), tag)).isEqualTo(isValid(vector));
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
        assertThat(wycheproof("hkdf_sha256_test.json").toList()).hasSize(86).allSatisfy(vector -> {
            int size = (int) vector.get("size").number();
            byte[] prk =
                    Hkdf.extract(vector.get("salt").hex(), vector.get("ikm").hex());
            byte[] info = vector.get("info").hex();
            if (isValid(vector)) {
                assertThat(Hkdf.expand(prk, info, size))
                        .isEqualTo(vector.get("okm").hex());
            } else {
                assertThatIllegalArgumentException().isThrownBy(() -> Hkdf.expand(prk, info, size));
            }
        });
    }

    @Test
    void aeadAgreesWithWycheproofWhereThereIsNoAssociatedData() {
        List<Json> vectors = wycheproof("chacha20_poly1305_test.json")
                .filter(vector -> vector.get("aad").text().isEmpty())
                .filter(vector -> vector.get("iv").hex().length == Aead.NONCE_BYTES)
                .toList();

        assertThat(vectors).hasSize(45).allSatisfy(vector -> {
            byte[] message = vector.get("msg").hex();
            byte[] nonce = vector.get("iv").hex();
            byte[] sealed =
                    Bytes.concat(vector.get("ct").hex(), vector.get("tag").hex());
            byte[] opened = new byte[message.length];
            Aead aead = new Aead(vector.get("key").hex());

            boolean authentic = aead.open(nonce, sealed, 0, sealed.length, opened, 0);

            assertThat(authentic).isEqualTo(isValid(vector));
            if (authentic) {
                assertThat(opened).isEqualTo(message);
                assertThat(new Aead(vector.get("key").hex()).seal(nonce, message))
                        .isEqualTo(sealed);
            }
        });
    }

    @Test
    void theCiphertextOfRfc8439IsTheOneOfTheAead() {
        Json vector = SharedVectors.json("rfc/rfc8439_aead.json");
        byte[] plaintext = vector.get("plaintext").text().getBytes(StandardCharsets.UTF_8);

        byte[] sealed = new Aead(vector.get("key_hex").hex())
                .seal(vector.get("nonce_hex").hex(), plaintext);

        // only the tag depends on the associated data, which age does not use
        assertThat(Arrays.copyOf(sealed, plaintext.length))
                .isEqualTo(vector.get("ciphertext_hex").hex());
    }

    @Test
    void anAeadRefusesToSealTwiceUnderOneNonce() {
        Aead aead = new Aead(new byte[Aead.KEY_BYTES]);
        byte[] nonce = new byte[Aead.NONCE_BYTES];
        aead.seal(nonce, new byte[1]);

        assertThatIllegalArgumentException().isThrownBy(() -> aead.seal(nonce, new byte[1]));
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
        assertThat(wycheproof("x25519_test.json").toList()).hasSize(518).allSatisfy(vector -> {
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
