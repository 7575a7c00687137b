package org.authenticatorbackup.crypto.age;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.authenticatorbackup.crypto.SharedVectors;
import org.authenticatorbackup.crypto.SharedVectors.Json;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.SecretWithEncapsulation;
import org.bouncycastle.crypto.hpke.HPKE;
import org.bouncycastle.crypto.hpke.HPKEContext;
import org.bouncycastle.crypto.kems.MLKEMExtractor;
import org.bouncycastle.crypto.kems.MLKEMGenerator;
import org.bouncycastle.crypto.params.MLKEMParameters;
import org.bouncycastle.crypto.params.MLKEMPrivateKeyParameters;
import org.bouncycastle.crypto.params.MLKEMPublicKeyParameters;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** X-Wing, HPKE and the ML-KEM below them, against public vectors and Bouncy Castle's own HPKE. */
class XWingTest {

    private static final int ML_KEM_KEY_BYTES = 1184;
    private static final byte[] BASE_POINT = Arrays.copyOf(new byte[] {9}, 32);

    private final SecureRandom random = new SecureRandom();

    @Test
    void keysAndSecretsAreThoseOfTheXWingDraft() {
        assertThat(SharedVectors.json("xwing/test-vectors.json").items())
                .hasSize(3)
                .allSatisfy(vector -> {
                    byte[] seed = vector.get("seed").hex();
                    byte[] publicKey = vector.get("pk").hex();
                    byte[] secret = new byte[XWing.SECRET_BYTES];

                    byte[] encapsulation = XWing.encapsulate(
                            publicKey, new FixedRandom(vector.get("eseed").hex()), secret);

                    assertThat(XWing.publicKey(seed)).isEqualTo(publicKey);
                    assertThat(encapsulation).isEqualTo(vector.get("ct").hex());
                    assertThat(secret).isEqualTo(vector.get("ss").hex());
                    assertThat(decapsulated(seed, encapsulation))
                            .isEqualTo(vector.get("ss").hex());
                });
    }

    @Test
    void theKeyScheduleIsThatOfTheHpkeVectors() throws Exception {
        Json vector = hpkeVector();
        byte[] seed = vector.get("skRm").hex();
        byte[] secret = new byte[XWing.SECRET_BYTES];

        byte[] encapsulation = XWing.encapsulate(
                XWing.publicKey(seed), new FixedRandom(vector.get("ikmE").hex()), secret);

        assertThat(XWing.publicKey(seed)).isEqualTo(vector.get("pkRm").hex());
        assertThat(encapsulation).isEqualTo(vector.get("enc").hex());
        assertThat(secret).isEqualTo(vector.get("shared_secret").hex());
        assertThat(decapsulated(seed, encapsulation)).isEqualTo(secret);
        try (Hpke hpke = Hpke.schedule(secret, vector.get("info").hex())) {
            assertThat(hpke.key()).isEqualTo(vector.get("key").hex());
            assertThat(hpke.nonce()).isEqualTo(vector.get("base_nonce").hex());
            assertThat(hpke).hasToString("Hpke[hidden]");
        }
    }

    @Test
    void aClosedContextIsWiped() {
        Hpke hpke = Hpke.schedule(new byte[XWing.SECRET_BYTES], HybridRecipient.INFO);
        assertThat(hpke.key()).isNotEqualTo(new byte[Aead.KEY_BYTES]);

        hpke.close();

        assertThat(hpke.key()).containsOnly(0);
        assertThat(hpke.nonce()).containsOnly(0);
    }

    private static Json hpkeVector() {
        List<Json> vectors = SharedVectors.json("hpke-pq/testdata/hpke-pq.json").items().stream()
                .filter(vector -> vector.get("kem_id").number() == 25722)
                .filter(vector -> vector.get("kdf_id").number() == 1)
                .filter(vector -> vector.get("aead_id").number() == 3)
                .toList();
        assertThat(vectors).hasSize(1);
        return vectors.get(0);
    }

    private static HPKE bouncyCastle() {
        return new HPKE(HPKE.mode_base, HPKE.kem_X_WING, HPKE.kdf_HKDF_SHA256, HPKE.aead_CHACHA20_POLY1305);
    }

    @Test
    void bouncyCastlesHpkeOpensWhatWeWrap() throws Exception {
        HPKE hpke = bouncyCastle();
        try (HybridIdentity identity = HybridIdentity.generate(random);
                FileKey fileKey = FileKey.generate(random)) {
            AsymmetricCipherKeyPair pair =
                    hpke.deserializePrivateKey(identity.seed(), XWing.publicKey(identity.seed()));

            Stanza stanza = identity.recipient().wrap(fileKey, random);

            byte[] encapsulation = Wrapping.firstArgument(stanza, XWing.ENCAPSULATION_BYTES);
            HPKEContext context = hpke.setupBaseR(encapsulation, pair, HybridRecipient.INFO);
            assertThat(context.open(new byte[0], stanza.body())).isEqualTo(fileKey.expose());
        }
    }

    @Test
    void weUnwrapWhatBouncyCastlesHpkeSeals() throws Exception {
        HPKE hpke = bouncyCastle();
        byte[] fileKey = new byte[FileKey.BYTES];
        random.nextBytes(fileKey);
        try (HybridIdentity identity = HybridIdentity.generate(random)) {
            byte[][] sealed = hpke.seal(
                    hpke.deserializePublicKey(XWing.publicKey(identity.seed())),
                    HybridRecipient.INFO,
                    new byte[0],
                    fileKey,
                    null,
                    null,
                    null);
            Stanza stanza = new Stanza("mlkem768x25519", List.of(CanonicalBase64.encode(sealed[1])), sealed[0]);

            assertThat(identity.unwrap(stanza).orElseThrow().expose()).isEqualTo(fileKey);
        }
    }

    @Test
    @Tag("slow")
    void everyKeyWithAnUnreducedCoefficientIsRefused() throws IOException {
        byte[] gzip = SharedVectors.bytes("cctv-mlkem/modulus/ML-KEM-768.txt.gz");
        byte[] all = new GZIPInputStream(new ByteArrayInputStream(gzip)).readAllBytes();
        List<String> keys = new String(all, StandardCharsets.US_ASCII).lines().toList();

        assertThat(keys).hasSize(780).allSatisfy(key -> {
            byte[] publicKey = Bytes.concat(SharedVectors.hex(key), BASE_POINT);
            String text = new String(Bech32.encode("age1pq", publicKey));
            assertThatExceptionOfType(MalformedKeyException.class).isThrownBy(() -> HybridRecipient.parse(text));
        });
    }

    @Test
    void aHybridRecipientWithAPointOfLowOrderIsRefused() {
        byte[] publicKey = XWing.publicKey(new byte[XWing.SEED_BYTES]);
        Arrays.fill(publicKey, ML_KEM_KEY_BYTES, publicKey.length, (byte) 0);
        String text = new String(Bech32.encode("age1pq", publicKey));

        assertThatExceptionOfType(MalformedKeyException.class)
                .isThrownBy(() -> HybridRecipient.parse(text))
                .withMessageContaining("low order");
    }

    @Test
    void mlKemKeysOfWycheproofSeedsAreTheOnesOfBouncyCastle() {
        assertThat(Wycheproof.tests("mlkem_768_keygen_seed"))
                .hasSize(100)
                .allSatisfy(vector -> assertThat(
                                key(vector).getPublicKeyParameters().getEncoded())
                        .isEqualTo(vector.get("ek").hex()));
    }

    @Test
    void mlKemDecapsulationAgreesWithWycheproof() {
        assertThat(Wycheproof.tests("mlkem_768")).hasSize(193).allSatisfy(vector -> {
            byte[] ciphertext = vector.get("c").hex();
            if (Wycheproof.isValid(vector)) {
                assertThat(new MLKEMExtractor(key(vector)).extractSecret(ciphertext))
                        .isEqualTo(vector.get("K").hex());
            } else {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> new MLKEMExtractor(key(vector)).extractSecret(ciphertext));
            }
        });
    }

    @Test
    void mlKemEncapsulationAgreesWithWycheproof() {
        assertThat(Wycheproof.tests("mlkem_768_encaps")).hasSize(265).allSatisfy(vector -> {
            byte[] encoded = vector.get("ek").hex();
            if (!Wycheproof.isValid(vector)) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> new MLKEMPublicKeyParameters(MLKEMParameters.ml_kem_768, encoded));
                return;
            }
            MLKEMPublicKeyParameters key = new MLKEMPublicKeyParameters(MLKEMParameters.ml_kem_768, encoded);

            SecretWithEncapsulation result =
                    new MLKEMGenerator(new FixedRandom(vector.get("m").hex())).generateEncapsulated(key);

            assertThat(result.getEncapsulation()).isEqualTo(vector.get("c").hex());
            assertThat(result.getSecret()).isEqualTo(vector.get("K").hex());
        });
    }

    @Test
    void mlKemSurvivesAnUnluckySample() {
        Map<String, byte[]> values = values("cctv-mlkem/unluckysample/ML-KEM-768.txt");
        // the seed is not used here: these values are older than the parameter byte that FIPS 203 hashes with it
        MLKEMPrivateKeyParameters key = new MLKEMPrivateKeyParameters(MLKEMParameters.ml_kem_768, values.get("dk"));

        SecretWithEncapsulation result = new MLKEMGenerator(new FixedRandom(values.get("m")))
                .generateEncapsulated(new MLKEMPublicKeyParameters(MLKEMParameters.ml_kem_768, values.get("ek")));

        assertThat(result.getEncapsulation()).isEqualTo(values.get("c"));
        assertThat(result.getSecret()).isEqualTo(values.get("K"));
        assertThat(new MLKEMExtractor(key).extractSecret(values.get("c"))).isEqualTo(values.get("K"));
    }

    @Test
    void mlKemComparesWholeCiphertextsAlsoAfterAZeroByte() {
        Map<String, byte[]> values = values("cctv-mlkem/strcmp/ML-KEM-768.txt");
        MLKEMPrivateKeyParameters key = new MLKEMPrivateKeyParameters(MLKEMParameters.ml_kem_768, values.get("dk"));

        assertThat(new MLKEMExtractor(key).extractSecret(values.get("c"))).isEqualTo(values.get("K"));
    }

    private static Map<String, byte[]> values(String file) {
        return SharedVectors.text(file)
                .lines()
                .map(line -> line.split(" = ", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> SharedVectors.hex(pair[1])));
    }

    private static MLKEMPrivateKeyParameters key(Json vector) {
        return new MLKEMPrivateKeyParameters(
                MLKEMParameters.ml_kem_768, vector.get("seed").hex());
    }

    private static byte[] decapsulated(byte[] seed, byte[] encapsulation) throws AgeException {
        try (XWing.SecretKey key = new XWing.SecretKey(seed)) {
            return key.decapsulate(encapsulation);
        }
    }
}
