package org.authenticatorbackup.crypto.age;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.security.Security;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** File keys, identities and recipients: what they give, what they hide, and when they stop. */
class KeysTest {

    private static final byte[] PASSPHRASE = "correct horse".getBytes(StandardCharsets.UTF_8);
    private static final byte[] SEED = seed();

    private final SecureRandom random = new SecureRandom();

    private static byte[] seed() {
        byte[] seed = new byte[32];
        for (int i = 0; i < seed.length; i++) {
            seed[i] = (byte) (i + 1);
        }
        return seed;
    }

    @Test
    void aFileKeyDerivesByHkdfWithoutSalt() {
        byte[] bytes = Arrays.copyOf(SEED, FileKey.BYTES);
        byte[] expected = Hkdf.derive(bytes, new byte[0], "authbackup/v1/sender-file-key");

        try (FileKey fileKey = FileKey.owning(bytes)) {
            assertThat(fileKey.derive("authbackup/v1/sender-file-key"))
                    .isEqualTo(expected)
                    .hasSize(32);
            assertThat(fileKey.derive("other")).isNotEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"header", "payload", "", "two words", "\u00e9", "a\n"})
    void aFileKeyRefusesTheLabelsOfAgeAndUnprintableOnes(String label) {
        try (FileKey fileKey = FileKey.generate(random)) {
            assertThatIllegalArgumentException().isThrownBy(() -> fileKey.derive(label));
        }
    }

    @Test
    void aClosedFileKeyIsWipedAndGivesNothing() {
        byte[] bytes = Arrays.copyOf(SEED, FileKey.BYTES);
        FileKey fileKey = FileKey.owning(bytes);

        fileKey.close();
        fileKey.close();

        assertThat(bytes).containsOnly(0);
        assertThatIllegalStateException().isThrownBy(() -> fileKey.derive("label"));
    }

    @Test
    void nothingShowsASecretAsText() {
        try (FileKey fileKey = FileKey.generate(random);
                X25519Identity classic = X25519Identity.ofSeed(SEED);
                HybridIdentity hybrid = HybridIdentity.ofSeed(SEED);
                ScryptIdentity passphrase = ScryptIdentity.of(PASSPHRASE, 10);
                ScryptRecipient recipient = ScryptRecipient.of(PASSPHRASE, 10)) {
            assertThat(List.of(
                            fileKey, classic, hybrid, passphrase, recipient, classic.recipient(), hybrid.recipient()))
                    .extracting(Object::toString)
                    .containsExactly(
                            "FileKey[hidden]",
                            "X25519Identity[hidden]",
                            "HybridIdentity[hidden]",
                            "ScryptIdentity[hidden]",
                            "ScryptRecipient[hidden]",
                            "X25519Recipient[hidden]",
                            "HybridRecipient[hidden]");
        }
    }

    @Test
    void aClassicIdentitySurvivesItsText() throws Exception {
        try (X25519Identity identity = X25519Identity.generate(random);
                X25519Identity read = X25519Identity.parse(CharBuffer.wrap(identity.text()))) {
            assertThat(read.seed()).isEqualTo(identity.seed());
            assertThat(new String(identity.text()))
                    .startsWith("AGE-SECRET-KEY-1")
                    .hasSize(74);
            assertThat(X25519Recipient.parse(identity.recipient().text()).text())
                    .isEqualTo(identity.recipient().text())
                    .startsWith("age1")
                    .hasSize(62);
        }
    }

    @Test
    void aHybridIdentitySurvivesItsText() throws Exception {
        try (HybridIdentity identity = HybridIdentity.generate(random);
                HybridIdentity read = HybridIdentity.parse(CharBuffer.wrap(identity.text()))) {
            assertThat(read.seed()).isEqualTo(identity.seed());
            assertThat(new String(identity.text()))
                    .startsWith("AGE-SECRET-KEY-PQ-1")
                    .hasSize(77);
            assertThat(HybridRecipient.parse(identity.recipient().text()).text())
                    .isEqualTo(identity.recipient().text())
                    .startsWith("age1pq1")
                    .hasSize(1959);
        }
    }

    @Test
    void aGeneratedIdentityIsWhatWasDrawn() {
        try (X25519Identity classic = X25519Identity.generate(new FixedRandom(SEED));
                HybridIdentity hybrid = HybridIdentity.generate(new FixedRandom(SEED))) {
            assertThat(classic.seed()).isEqualTo(SEED);
            assertThat(hybrid.seed()).isEqualTo(SEED);
        }
    }

    @Test
    void fileKeySaltAndEphemeralSecretAreDrawn() throws Exception {
        byte[] salt = Arrays.copyOfRange(SEED, FileKey.BYTES, FileKey.BYTES + Scrypt.SALT_BYTES);
        try (FileKey fileKey = FileKey.generate(new FixedRandom(SEED));
                ScryptRecipient recipient = ScryptRecipient.of(PASSPHRASE, 1);
                X25519Identity classic = X25519Identity.generate(random)) {
            assertThat(fileKey.expose()).isEqualTo(Arrays.copyOf(SEED, FileKey.BYTES));
            assertThat(Wrapping.firstArgument(classic.recipient().wrap(fileKey, new FixedRandom(SEED)), SEED.length))
                    .isEqualTo(Curve25519.publicKey(SEED));
            assertThat(Wrapping.firstArgument(recipient.wrap(fileKey, new FixedRandom(salt)), salt.length))
                    .isEqualTo(salt);
        }
    }

    @Test
    void identitiesMatchBySecret() {
        byte[] otherSeed = SEED.clone();
        otherSeed[31] ^= 1;
        try (X25519Identity classic = X25519Identity.ofSeed(SEED);
                X25519Identity sameClassic = X25519Identity.ofSeed(SEED);
                X25519Identity otherClassic = X25519Identity.ofSeed(otherSeed);
                HybridIdentity hybrid = HybridIdentity.ofSeed(SEED);
                HybridIdentity sameHybrid = HybridIdentity.ofSeed(SEED);
                HybridIdentity otherHybrid = HybridIdentity.ofSeed(otherSeed)) {
            assertThat(classic.matches(sameClassic)).isTrue();
            assertThat(classic.matches(otherClassic)).isFalse();
            assertThat(hybrid.matches(sameHybrid)).isTrue();
            assertThat(hybrid.matches(otherHybrid)).isFalse();
        }
    }

    @Test
    void seedsAreCopiedInAndOut() {
        byte[] seed = SEED.clone();
        try (X25519Identity classic = X25519Identity.ofSeed(seed);
                HybridIdentity hybrid = HybridIdentity.ofSeed(seed)) {
            Arrays.fill(seed, (byte) 0);
            Arrays.fill(classic.seed(), (byte) 0);
            Arrays.fill(hybrid.seed(), (byte) 0);

            assertThat(classic.seed()).isEqualTo(SEED);
            assertThat(hybrid.seed()).isEqualTo(SEED);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 31, 33, 64})
    void aSeedHas32Bytes(int length) {
        assertThatIllegalArgumentException().isThrownBy(() -> X25519Identity.ofSeed(new byte[length]));
        assertThatIllegalArgumentException().isThrownBy(() -> HybridIdentity.ofSeed(new byte[length]));
    }

    @Test
    void oneSuiteDoesNotReadTheKeysOfTheOther() {
        try (X25519Identity classic = X25519Identity.ofSeed(SEED);
                HybridIdentity hybrid = HybridIdentity.ofSeed(SEED)) {
            String classicText = new String(classic.text());
            String hybridText = new String(hybrid.text());

            assertMalformed(() -> X25519Identity.parse(hybridText));
            assertMalformed(() -> HybridIdentity.parse(classicText));
            assertMalformed(() -> X25519Recipient.parse(hybrid.recipient().text()));
            assertMalformed(() -> HybridRecipient.parse(classic.recipient().text()));
        }
    }

    @Test
    void theWrongCaseIsRefused() {
        try (X25519Identity classic = X25519Identity.ofSeed(SEED)) {
            assertMalformed(() -> X25519Identity.parse(new String(classic.text()).toLowerCase(Locale.ROOT)));
            assertMalformed(
                    () -> X25519Recipient.parse(classic.recipient().text().toUpperCase(Locale.ROOT)));
        }
    }

    @Test
    void aClassicRecipientOfLowOrderIsRefused() {
        String text = new String(Bech32.encode("age", new byte[32]));

        assertMalformed(() -> X25519Recipient.parse(text));
    }

    private interface Reading {
        void read() throws MalformedKeyException;
    }

    private static void assertMalformed(Reading reading) {
        assertThatExceptionOfType(MalformedKeyException.class).isThrownBy(reading::read);
    }

    @Test
    void aClosedIdentityGivesNothing() throws Exception {
        X25519Identity classic = X25519Identity.ofSeed(SEED);
        HybridIdentity hybrid = HybridIdentity.ofSeed(SEED);
        ScryptIdentity passphrase = ScryptIdentity.of(PASSPHRASE, 10);
        AgeFile file = AgeFile.parse(AgeFile.seal(new byte[0], classic.recipient(), random));

        List.of(classic, hybrid, passphrase).forEach(Identity::close);
        List.of(classic, hybrid, passphrase).forEach(Identity::close);

        assertThatIllegalStateException().isThrownBy(classic::seed);
        assertThatIllegalStateException().isThrownBy(classic::text);
        assertThatIllegalStateException().isThrownBy(classic::recipient);
        assertThatIllegalStateException().isThrownBy(hybrid::seed);
        assertThatIllegalStateException().isThrownBy(hybrid::text);
        assertThatIllegalStateException().isThrownBy(hybrid::recipient);
        assertThatIllegalStateException().isThrownBy(() -> hybrid.matches(HybridIdentity.ofSeed(SEED)));
        for (Identity identity : List.of(classic, hybrid, passphrase)) {
            assertThatIllegalStateException().isThrownBy(() -> file.unwrap(identity));
        }
    }

    @Test
    void aClosedPassphraseRecipientSealsNothing() {
        ScryptRecipient recipient = ScryptRecipient.of(PASSPHRASE, 1);
        recipient.close();

        assertThatIllegalStateException().isThrownBy(() -> AgeFile.seal(new byte[0], recipient, random));
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 21, 30, 31, Integer.MAX_VALUE})
    void workFactorsOutOfRangeAreRefused(int log2N) {
        assertThatIllegalArgumentException().isThrownBy(() -> ScryptRecipient.of(PASSPHRASE, log2N));
        assertThatIllegalArgumentException().isThrownBy(() -> ScryptIdentity.of(PASSPHRASE, log2N));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 20})
    void workFactorsAtTheEndsOfTheRangeAreAllowed(int log2N) {
        ScryptRecipient.of(PASSPHRASE, log2N).close();
        ScryptIdentity.of(PASSPHRASE, log2N).close();
    }

    @Test
    void anEmptyPassphraseIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> ScryptRecipient.of(new byte[0], 10));
        assertThatIllegalArgumentException().isThrownBy(() -> ScryptIdentity.of(new byte[0], 10));
    }

    @Test
    void noSecurityProviderIsRegistered() {
        try (HybridIdentity identity = HybridIdentity.generate(random)) {
            AgeFile.seal(new byte[0], identity.recipient(), random);
        }

        assertThat(Security.getProvider("BC")).isNull();
    }
}
