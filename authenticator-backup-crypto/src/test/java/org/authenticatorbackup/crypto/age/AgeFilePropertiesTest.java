package org.authenticatorbackup.crypto.age;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.authenticatorbackup.crypto.age.AgeException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every plaintext, and for every small change of a file. */
class AgeFilePropertiesTest {

    private static final byte[] PASSPHRASE = "correct horse".getBytes(StandardCharsets.UTF_8);
    private static final byte[] PLAINTEXT = "two accounts".getBytes(StandardCharsets.UTF_8);
    private static final int LOG2_N = 1;
    private static final int PAYLOAD_BYTES = 16 + PLAINTEXT.length + 16;

    private final SecureRandom random = new SecureRandom();
    private final X25519Identity classic = X25519Identity.generate(random);
    private final HybridIdentity hybrid = HybridIdentity.generate(random);
    private final ScryptRecipient passphraseRecipient = ScryptRecipient.of(PASSPHRASE, LOG2_N);
    private final ScryptIdentity passphrase = ScryptIdentity.of(PASSPHRASE, 9);

    private void assertRoundTrip(byte[] plaintext) throws AgeException {
        assertThat(AgeFile.open(AgeFile.seal(plaintext, classic.recipient(), random), classic))
                .isEqualTo(plaintext);
        assertThat(AgeFile.open(AgeFile.seal(plaintext, hybrid.recipient(), random), hybrid))
                .isEqualTo(plaintext);
        assertThat(AgeFile.open(AgeFile.seal(plaintext, passphraseRecipient, random), passphrase))
                .isEqualTo(plaintext);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65535, 65536, 65537, 131072, 131073})
    void aPlaintextAroundTheBoundsOfChunksSurvives(int length) throws Exception {
        byte[] plaintext = new byte[length];
        random.nextBytes(plaintext);

        assertRoundTrip(plaintext);
    }

    @Property(tries = 50)
    void everyPlaintextSurvives(@ForAll @Size(max = 3000) byte[] plaintext) throws Exception {
        assertRoundTrip(plaintext);
    }

    @Property(tries = 20)
    void aPlaintextOfAnySizeSurvives(@ForAll @IntRange(max = 300_000) int length) throws Exception {
        byte[] plaintext = new byte[length];
        Arrays.fill(plaintext, (byte) length);

        assertRoundTrip(plaintext);
    }

    @Property(tries = 100)
    void furtherStanzasSurvive(@ForAll @Size(max = 15) List<@From("stanzas") Stanza> further) throws Exception {
        try (AgeFile.Sealed sealed = AgeFile.seal(PLAINTEXT, classic.recipient(), key -> further, random)) {
            List<Stanza> read = AgeFile.parse(sealed.bytes()).stanzas();

            assertThat(read.subList(1, read.size())).isEqualTo(further);
            assertThat(AgeFile.open(sealed.bytes(), classic)).isEqualTo(PLAINTEXT);
        }
    }

    @Provide
    Arbitrary<Stanza> stanzas() {
        Arbitrary<String> word =
                Arbitraries.strings().withCharRange('!', '~').ofMinLength(1).ofMaxLength(20);
        Arbitrary<byte[]> body = Arbitraries.bytes().array(byte[].class).ofMaxSize(150);
        return Combinators.combine(word, word.list().ofMaxSize(4), body).as(Stanza::new);
    }

    @Test
    void everyBitOfAClassicFileMatters() {
        assertEveryBitMatters(AgeFile.seal(PLAINTEXT, classic.recipient(), random), classic);
    }

    @Test
    void everyBitOfAPassphraseFileMatters() {
        assertEveryBitMatters(AgeFile.seal(PLAINTEXT, passphraseRecipient, random), passphrase);
    }

    private static void assertEveryBitMatters(byte[] file, Identity identity) {
        for (int bit = 0; bit < file.length * 8; bit++) {
            assertBitMatters(file, bit, identity);
        }
    }

    private static void assertBitMatters(byte[] file, int bit, Identity identity) {
        byte[] flipped = file.clone();
        flipped[bit / 8] ^= (byte) (1 << (bit % 8));
        boolean inPayload = bit / 8 >= file.length - PAYLOAD_BYTES;

        assertThatExceptionOfType(AgeException.class)
                .as("bit %s", bit)
                .isThrownBy(() -> AgeFile.open(flipped, identity))
                .satisfies(e -> assertThat(e.reason() == Reason.PAYLOAD).isEqualTo(inPayload))
                .satisfies(e -> assertThat(e.reason()).isNotEqualTo(Reason.TOO_LARGE));
    }

    @Property(tries = 400)
    void anyBitOfAHybridFileMatters(@ForAll @IntRange(max = 1_000_000) int at) {
        byte[] file = AgeFile.seal(PLAINTEXT, hybrid.recipient(), random);

        assertBitMatters(file, at % (file.length * 8), hybrid);
    }

    @Test
    void aFileCutShortAnywhereIsRefused() {
        byte[] file = AgeFile.seal(PLAINTEXT, classic.recipient(), random);
        for (int length = 0; length < file.length; length++) {
            byte[] cut = Arrays.copyOf(file, length);
            Reason expected = length < file.length - PAYLOAD_BYTES + 16 ? Reason.HEADER : Reason.PAYLOAD;

            assertThatExceptionOfType(AgeException.class)
                    .as("first %s bytes", length)
                    .isThrownBy(() -> AgeFile.open(cut, classic))
                    .satisfies(e -> assertThat(e.reason()).isEqualTo(expected));
        }
    }

    @Property(tries = 100)
    void aFileWithAnythingAfterItIsRefused(@ForAll @Size(min = 1, max = 100) byte[] more) {
        byte[] file = AgeFile.seal(PLAINTEXT, classic.recipient(), random);

        assertThatExceptionOfType(AgeException.class)
                .isThrownBy(() -> AgeFile.open(Bytes.concat(file, more), classic))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.PAYLOAD));
    }

    @Property(tries = 1000)
    void anyBytesAreAFileOrRefusedInATypedWay(@ForAll byte[] bytes) {
        assertTyped(bytes);
    }

    @Property(tries = 2000)
    void anythingLikeAHeaderIsAFileOrRefusedInATypedWay(@ForAll("headers") String header) {
        assertTyped(header.getBytes(StandardCharsets.ISO_8859_1));
    }

    private void assertTyped(byte[] bytes) {
        for (Identity identity : List.of(classic, hybrid, passphrase)) {
            assertThatExceptionOfType(AgeException.class)
                    .isThrownBy(() -> AgeFile.open(bytes, identity))
                    .satisfies(e -> assertThat(e.getMessage().getBytes(StandardCharsets.UTF_8))
                            .hasSizeLessThan(100));
        }
    }

    @Provide
    Arbitrary<String> headers() {
        Arbitrary<String> line = Arbitraries.of(Set.of(
                "-> X25519 " + "A".repeat(43) + "\n" + "A".repeat(43) + "\n",
                "-> scrypt " + "A".repeat(22) + " 3\n" + "A".repeat(43) + "\n",
                "-> scrypt " + "A".repeat(22) + " 30\n" + "A".repeat(43) + "\n",
                "-> mlkem768x25519 " + "A".repeat(1494) + "\n" + "A".repeat(43) + "\n",
                "-> mlkem768x25519 " + "C".repeat(1493) + "A\n" + "A".repeat(43) + "\n",
                "-> X25519\n\n",
                "-> scrypt\n\n",
                "-> mlkem768x25519 A\n\n",
                "-> X25519 CQ\n" + "A".repeat(43) + "\n",
                "-> X25519 CQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n" + "A".repeat(43) + "\n",
                "-> X25519 CQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\nAA\n",
                "-> a b c\n" + "A".repeat(64) + "\n\n",
                "--- " + "A".repeat(43) + "\n",
                "---\n",
                "\n",
                "-> "));
        return line.list()
                .ofMinSize(1)
                .ofMaxSize(5)
                .map(lines -> "age-encryption.org/v1\n" + String.join("", lines) + "--- " + "A".repeat(43) + "\n"
                        + "n".repeat(40));
    }
}
