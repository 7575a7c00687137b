package org.authenticatorbackup.crypto.age;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.authenticatorbackup.crypto.WatchedPlatform.unwiped;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import org.authenticatorbackup.crypto.WatchedPlatform;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is left of keys in the arrays that the platform has seen: nothing, as soon as a file is sealed or opened. */
class WipedArraysTest {

    private static final byte[] PASSPHRASE = "correct horse".getBytes(StandardCharsets.UTF_8);
    private static final byte[] PLAINTEXT = "two accounts".getBytes(StandardCharsets.UTF_8);
    private static final int KEY_BYTES = 32;

    private final SecureRandom random = new SecureRandom();

    /** How a file is sealed. */
    enum Kind {
        CLASSIC,
        HYBRID,
        PASSPHRASE;

        private Identity identity() {
            byte[] seed = new byte[KEY_BYTES];
            Arrays.fill(seed, (byte) 7);
            return switch (this) {
                case CLASSIC -> X25519Identity.ofSeed(seed);
                case HYBRID -> HybridIdentity.ofSeed(seed);
                case PASSPHRASE -> ScryptIdentity.of(WipedArraysTest.PASSPHRASE, 1);
            };
        }

        private Recipient recipient() {
            Identity identity = identity();
            if (identity instanceof X25519Identity classic) {
                return classic.recipient();
            }
            return identity instanceof HybridIdentity hybrid
                    ? hybrid.recipient()
                    : ScryptRecipient.of(WipedArraysTest.PASSPHRASE, 1);
        }

        /** HPKE hashes two constants. */
        private int publicResults(int headerMacs) {
            return headerMacs + (this == HYBRID ? 2 : 0);
        }
    }

    @ParameterizedTest
    @EnumSource
    void sealingLeavesNoKey(Kind kind) {
        Recipient recipient = kind.recipient();
        try (WatchedPlatform platform = WatchedPlatform.install()) {
            AgeFile.seal(PLAINTEXT, recipient, platform.random());

            requireNoKey(platform, kind.publicResults(1));
            assertThat(platform.drawn().get(0))
                    .as("the file key")
                    .hasSize(FileKey.BYTES)
                    .containsOnly(0);
            // what Bouncy Castle draws for ML-KEM is its own
            assertThat(unwiped(platform.drawn()))
                    .filteredOn(bytes -> bytes.length == KEY_BYTES)
                    .hasSize(kind == Kind.HYBRID ? 1 : 0);
        }
    }

    @ParameterizedTest
    @EnumSource
    void openingLeavesNoKey(Kind kind) throws Exception {
        byte[] file = AgeFile.seal(PLAINTEXT, kind.recipient(), random);
        try (WatchedPlatform platform = WatchedPlatform.install();
                Identity identity = kind.identity()) {
            AgeFile.open(file, identity);

            requireNoKey(platform, kind.publicResults(2));
        }
    }

    @Test
    void openingAReplacedHeaderLeavesNoKey() throws Exception {
        String text =
                new String(AgeFile.seal(PLAINTEXT, Kind.CLASSIC.recipient(), random), StandardCharsets.ISO_8859_1);
        AgeFile replaced =
                AgeFile.parse(text.replace("\n--- ", "\n-> ours\n\n--- ").getBytes(StandardCharsets.ISO_8859_1));
        try (WatchedPlatform platform = WatchedPlatform.install();
                Identity identity = Kind.CLASSIC.identity()) {
            assertThatExceptionOfType(AgeException.class)
                    .isThrownBy(() -> replaced.unwrap(identity))
                    .satisfies(e -> assertThat(e.reason()).isEqualTo(AgeException.Reason.HEADER_MAC));

            requireNoKey(platform, Kind.CLASSIC.publicResults(1));
        }
    }

    /** The salts of HKDF are keys of HMAC too; none is as long as a key that is secret. */
    private static void requireNoKey(WatchedPlatform platform, int publicResults) {
        assertThat(platform.keys())
                .filteredOn(key -> key.length == KEY_BYTES)
                .isNotEmpty()
                .allSatisfy(key -> assertThat(key).containsOnly(0));
        assertThat(platform.fed())
                .filteredOn(bytes -> bytes.length == FileKey.BYTES || bytes.length == KEY_BYTES)
                .isNotEmpty()
                .allSatisfy(bytes -> assertThat(bytes).containsOnly(0));
        assertThat(unwiped(platform.given())).hasSize(publicResults);
    }
}
