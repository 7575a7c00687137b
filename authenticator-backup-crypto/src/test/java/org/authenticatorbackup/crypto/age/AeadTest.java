package org.authenticatorbackup.crypto.age;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Predicate;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import org.authenticatorbackup.crypto.SharedVectors;
import org.authenticatorbackup.crypto.SharedVectors.Json;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.modes.ChaCha20Poly1305;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Both ways to the cipher, against the same vectors: Bouncy Castle's and the platform's, which every JDK has. */
class AeadTest {

    private static final byte[] KEY = new byte[Aead.KEY_BYTES];
    private static final byte[] NONCE = new byte[Aead.NONCE_BYTES];
    /** Wycheproof's: without associated data, and with any. */
    private static final int WITHOUT_DATA = 54;

    private static final int WITH_DATA = 271;

    static List<Named<Function<byte[], Aead>>> ciphers() {
        return List.of(
                Named.of("Bouncy Castle", BouncyCastleAead::new),
                Named.of("platform", PlatformAead::new),
                Named.of("for a message", Aead::forMessage),
                Named.of("for a payload of one chunk", key -> Aead.forPayload(key, Stream.CHUNK_BYTES)),
                Named.of("for a longer payload", key -> Aead.forPayload(key, Stream.CHUNK_BYTES + 1)));
    }

    private static List<Json> wycheproof(Predicate<String> associatedData) {
        return Wycheproof.tests("chacha20_poly1305").stream()
                .filter(vector -> associatedData.test(vector.get("aad").text()))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("ciphers")
    void theCipherAgreesWithWycheproof(Function<byte[], Aead> cipher) {
        assertThat(wycheproof(String::isEmpty)).hasSize(WITHOUT_DATA).allSatisfy(vector -> {
            byte[] nonce = vector.get("iv").hex();
            if (nonce.length == Aead.NONCE_BYTES) {
                assertAgrees(cipher, vector, nonce);
            } else {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> cipher.apply(KEY).seal(nonce, new byte[1]));
            }
        });
    }

    private static void assertAgrees(Function<byte[], Aead> cipher, Json vector, byte[] nonce) {
        byte[] message = vector.get("msg").hex();
        byte[] sealed = Bytes.concat(vector.get("ct").hex(), vector.get("tag").hex());
        byte[] opened = new byte[message.length];
        byte[] key = vector.get("key").hex();

        boolean authentic = cipher.apply(key).open(nonce, sealed, 0, sealed.length, opened, 0);

        assertThat(authentic).isEqualTo(Wycheproof.isValid(vector));
        if (authentic) {
            assertThat(opened).isEqualTo(message);
            assertThat(cipher.apply(key).seal(nonce, message)).isEqualTo(sealed);
        }
    }

    @Test
    void theCiphersBelowAgreeWithWycheproofAlsoWithAssociatedDataWhichAgeDoesNotUse() {
        assertThat(wycheproof(data -> !data.isEmpty())).hasSize(WITH_DATA).allSatisfy(vector -> {
            byte[] sealed =
                    Bytes.concat(vector.get("ct").hex(), vector.get("tag").hex());
            if (Wycheproof.isValid(vector)) {
                assertThat(openByBouncyCastle(vector, sealed))
                        .isEqualTo(vector.get("msg").hex());
                assertThat(openByPlatform(vector, sealed))
                        .isEqualTo(vector.get("msg").hex());
            } else {
                assertThatExceptionOfType(InvalidCipherTextException.class)
                        .isThrownBy(() -> openByBouncyCastle(vector, sealed));
                assertThatExceptionOfType(GeneralSecurityException.class)
                        .isThrownBy(() -> openByPlatform(vector, sealed));
            }
        });
    }

    private static byte[] openByBouncyCastle(Json vector, byte[] sealed) throws InvalidCipherTextException {
        ChaCha20Poly1305 cipher = new ChaCha20Poly1305();
        cipher.init(
                false,
                new AEADParameters(
                        new KeyParameter(vector.get("key").hex()),
                        Aead.TAG_BYTES * Byte.SIZE,
                        vector.get("iv").hex(),
                        vector.get("aad").hex()));
        byte[] opened = new byte[sealed.length - Aead.TAG_BYTES];
        int written = cipher.processBytes(sealed, 0, sealed.length, opened, 0);
        cipher.doFinal(opened, written);
        return opened;
    }

    private static byte[] openByPlatform(Json vector, byte[] sealed) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("ChaCha20-Poly1305");
        cipher.init(
                Cipher.DECRYPT_MODE,
                new PlatformKey("ChaCha20", vector.get("key").hex()),
                new IvParameterSpec(vector.get("iv").hex()));
        cipher.updateAAD(vector.get("aad").hex());
        return cipher.doFinal(sealed);
    }

    @ParameterizedTest
    @MethodSource("ciphers")
    void theCiphertextOfRfc8439IsTheOneOfTheAead(Function<byte[], Aead> cipher) {
        Json vector = SharedVectors.json("rfc/rfc8439_aead.json");
        byte[] plaintext = vector.get("plaintext").text().getBytes(StandardCharsets.UTF_8);

        byte[] sealed = cipher.apply(vector.get("key_hex").hex())
                .seal(vector.get("nonce_hex").hex(), plaintext);

        // only the tag depends on the associated data, which age does not use
        assertThat(Arrays.copyOf(sealed, plaintext.length))
                .isEqualTo(vector.get("ciphertext_hex").hex());
    }

    @ParameterizedTest
    @MethodSource("ciphers")
    void itRefusesToSealTwiceUnderOneNonce(Function<byte[], Aead> cipher) {
        Aead aead = cipher.apply(KEY);
        aead.seal(NONCE, new byte[1]);

        assertThatIllegalArgumentException().isThrownBy(() -> aead.seal(NONCE, new byte[1]));
    }

    @ParameterizedTest
    @MethodSource("ciphers")
    void aPayloadOfManyChunksIsTheSameByAnyCipher(Function<byte[], Aead> cipher) throws Exception {
        byte[] plaintext = new byte[3 * Stream.CHUNK_BYTES + 5];
        new Random(1).nextBytes(plaintext);
        byte[] expected = new byte[(int) Stream.sealedLength(plaintext.length)];
        Stream.seal(new BouncyCastleAead(KEY), plaintext, expected, 0);
        byte[] sealed = new byte[expected.length];

        Stream.seal(cipher.apply(KEY), plaintext, sealed, 0);

        assertThat(Arrays.equals(sealed, expected)).isTrue();
        assertThat(Arrays.equals(Stream.open(cipher.apply(KEY), sealed, 0), plaintext))
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("ciphers")
    void anAlteredPayloadIsRefusedByAnyCipher(Function<byte[], Aead> cipher) {
        byte[] sealed = new byte[(int) Stream.sealedLength(Stream.CHUNK_BYTES + 1)];
        Stream.seal(cipher.apply(KEY), new byte[Stream.CHUNK_BYTES + 1], sealed, 0);
        sealed[sealed.length - 1] ^= 1;

        assertThatExceptionOfType(AgeException.class)
                .isThrownBy(() -> Stream.open(cipher.apply(KEY), sealed, 0))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(AgeException.Reason.PAYLOAD));
    }

    @Test
    void theKeyForThePlatformShowsNothing() {
        assertThat(new PlatformKey("ChaCha20", new byte[] {1})).hasToString("PlatformKey[hidden]");
    }
}
