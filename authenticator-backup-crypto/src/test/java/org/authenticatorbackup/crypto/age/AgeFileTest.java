package org.authenticatorbackup.crypto.age;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.authenticatorbackup.crypto.age.AgeException.Reason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AgeFileTest {

    private static final byte[] PASSPHRASE = "correct horse".getBytes(StandardCharsets.UTF_8);
    private static final byte[] PLAINTEXT = "two accounts".getBytes(StandardCharsets.UTF_8);
    private static final String MAC_LINE = "--- " + "A".repeat(43) + "\n";
    private static final String PAYLOAD = "nonce of 16 byte";

    private final SecureRandom random = new SecureRandom();
    private final X25519Identity identity = X25519Identity.generate(random);

    @AfterEach
    void closeIdentity() {
        identity.close();
    }

    private static void assertReason(Reason reason, Attempt attempt) {
        assertThatExceptionOfType(AgeException.class)
                .isThrownBy(attempt::run)
                .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
    }

    private interface Attempt {
        void run() throws AgeException;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] fileWith(String stanzas) {
        return ascii("age-encryption.org/v1\n" + stanzas + MAC_LINE + PAYLOAD);
    }

    @Test
    void anExtraStanzaIsDerivedFromTheFileKeyAndReadBack() throws Exception {
        Stanza extra;
        byte[] bytes;
        try (AgeFile.Sealed sealed = AgeFile.seal(
                PLAINTEXT,
                identity.recipient(),
                key -> List.of(new Stanza("ours", List.of("v1"), key.derive("ours"))),
                random)) {
            extra = new Stanza("ours", List.of("v1"), sealed.fileKey().derive("ours"));
            bytes = sealed.bytes();
        }

        AgeFile file = AgeFile.parse(bytes);

        assertThat(file.stanzas())
                .hasSize(2)
                .element(0)
                .extracting(Stanza::type)
                .isEqualTo("X25519");
        assertThat(file.stanzas().get(1)).isEqualTo(extra);
        assertThat(AgeFile.open(bytes, identity)).isEqualTo(PLAINTEXT);
        try (FileKey fileKey = file.unwrap(identity)) {
            assertThat(fileKey.derive("ours")).isEqualTo(extra.body());
        }
    }

    @Test
    void aWriterOpensWhatItReadsBackWithoutTheIdentity() throws Exception {
        try (AgeFile.Sealed sealed = AgeFile.seal(PLAINTEXT, identity.recipient(), key -> List.of(), random)) {
            assertThat(AgeFile.parse(sealed.bytes()).decrypt(sealed.fileKey())).isEqualTo(PLAINTEXT);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65_535, 65_536, 65_537, 131_072, 200_000})
    void aWriterProvesThatItsFileOpensToWhatItSealedAndToNothingElse(int length) throws Exception {
        byte[] plaintext = new byte[length];
        Arrays.fill(plaintext, (byte) 'p');
        try (AgeFile.Sealed sealed = AgeFile.seal(plaintext, identity.recipient(), key -> List.of(), random)) {
            assertThat(sealed.opensTo(plaintext)).isTrue();

            assertThat(sealed.opensTo(Arrays.copyOf(plaintext, length + 1))).isFalse();
            assertThat(sealed.opensTo(Arrays.copyOf(plaintext, length + 65_536)))
                    .isFalse();
            if (length > 0) {
                assertThat(sealed.opensTo(Arrays.copyOf(plaintext, length - 1))).isFalse();
                for (int at : new int[] {0, length / 2, length - 1}) {
                    byte[] other = plaintext.clone();
                    other[at] ^= 1;
                    assertThat(sealed.opensTo(other)).isFalse();
                }
            }
        }
    }

    @Test
    void aClosedSealedFileProvesNothing() {
        AgeFile.Sealed sealed = AgeFile.seal(PLAINTEXT, identity.recipient(), key -> List.of(), random);
        sealed.close();

        assertThatIllegalStateException().isThrownBy(() -> sealed.opensTo(PLAINTEXT));
    }

    @Test
    void aFileThatStaysAsItIsIsReadInPlace() throws Exception {
        byte[] bytes = AgeFile.seal(PLAINTEXT, identity.recipient(), random);
        AgeFile file = AgeFile.parseInPlace(bytes);

        try (FileKey fileKey = file.unwrap(identity)) {
            assertThat(file.decrypt(fileKey)).isEqualTo(PLAINTEXT);
            bytes[bytes.length - 1] ^= 1;
            assertReason(Reason.PAYLOAD, () -> file.decrypt(fileKey));
        }
        assertReason(Reason.TOO_LARGE, () -> AgeFile.parseInPlace(new byte[AgeFile.MAX_FILE_BYTES + 1]));
    }

    @Test
    void anotherFilesKeyDecryptsNothing() throws Exception {
        AgeFile file = AgeFile.parse(AgeFile.seal(PLAINTEXT, identity.recipient(), random));

        try (FileKey other = FileKey.generate(random)) {
            assertReason(Reason.HEADER_MAC, () -> file.decrypt(other));
        }
    }

    @Test
    void aKeptFileKeyDoesNotOpenAFileWhoseHeaderWasReplaced() throws Exception {
        try (AgeFile.Sealed sealed = AgeFile.seal(
                PLAINTEXT,
                identity.recipient(),
                key -> List.of(new Stanza("ours", List.of("1"), new byte[0])),
                random)) {
            String text = new String(sealed.bytes(), StandardCharsets.ISO_8859_1);
            AgeFile replaced = AgeFile.parse(ascii(text.replace("-> ours 1", "-> ours 2")));

            assertReason(Reason.HEADER_MAC, () -> replaced.decrypt(sealed.fileKey()));
            assertReason(Reason.HEADER_MAC, () -> replaced.unwrap(identity));
        }
    }

    @Test
    void aClosedSealedFileKeepsItsBytesOnly() throws Exception {
        AgeFile.Sealed sealed = AgeFile.seal(PLAINTEXT, identity.recipient(), key -> List.of(), random);

        sealed.close();
        sealed.bytes()[0] = 0;

        assertThat(AgeFile.open(sealed.bytes(), identity)).isEqualTo(PLAINTEXT);
        assertThatIllegalStateException()
                .isThrownBy(() -> AgeFile.parse(sealed.bytes()).decrypt(sealed.fileKey()));
    }

    @Test
    void aFailureWhileSealingClosesTheFileKey() {
        AtomicReference<FileKey> seen = new AtomicReference<>();

        assertThatIllegalStateException()
                .isThrownBy(() -> AgeFile.seal(
                        PLAINTEXT,
                        identity.recipient(),
                        key -> {
                            seen.set(key);
                            throw new IllegalStateException("no stanza today");
                        },
                        random))
                .withMessage("no stanza today");

        assertThatIllegalStateException().isThrownBy(() -> seen.get().derive("ours"));
    }

    @Test
    void aParsedFileDoesNotFollowChangesOfItsBytes() throws Exception {
        byte[] bytes = AgeFile.seal(PLAINTEXT, identity.recipient(), random);
        AgeFile file = AgeFile.parse(bytes);

        Arrays.fill(bytes, (byte) 0);

        try (FileKey fileKey = file.unwrap(identity)) {
            assertThat(file.decrypt(fileKey)).isEqualTo(PLAINTEXT);
        }
    }

    @Test
    void sealingTwiceGivesDifferentFiles() {
        assertThat(AgeFile.seal(PLAINTEXT, identity.recipient(), random))
                .isNotEqualTo(AgeFile.seal(PLAINTEXT, identity.recipient(), random));
    }

    @ParameterizedTest
    @ValueSource(strings = {"X25519", "mlkem768x25519", "scrypt"})
    void aFurtherStanzaCannotBeARecipients(String type) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AgeFile.seal(
                        PLAINTEXT,
                        identity.recipient(),
                        key -> List.of(new Stanza(type, List.of(), new byte[32])),
                        random));
    }

    @Test
    void nothingStandsBesideAPassphrase() throws Exception {
        Stanza extra = new Stanza("ours", List.of(), new byte[0]);
        try (ScryptRecipient recipient = ScryptRecipient.of(PASSPHRASE, 1);
                ScryptIdentity passphrase = ScryptIdentity.of(PASSPHRASE, 1)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> AgeFile.seal(PLAINTEXT, recipient, key -> List.of(extra), random));
            byte[] alone = AgeFile.seal(PLAINTEXT, recipient, random);
            String text = new String(alone, StandardCharsets.ISO_8859_1);

            assertThat(AgeFile.open(alone, passphrase)).isEqualTo(PLAINTEXT);
            assertReason(Reason.HEADER, () -> AgeFile.parse(ascii(text.replace("\n--- ", "\n-> ours\n\n--- "))));
        }
    }

    @Test
    void theWrongIdentityDoesNotMatch() {
        byte[] file = AgeFile.seal(PLAINTEXT, identity.recipient(), random);
        try (X25519Identity other = X25519Identity.generate(random);
                HybridIdentity hybrid = HybridIdentity.generate(random);
                ScryptIdentity passphrase = ScryptIdentity.of(PASSPHRASE, 1)) {
            assertReason(Reason.NO_MATCH, () -> AgeFile.open(file, other));
            assertReason(Reason.NO_MATCH, () -> AgeFile.open(file, hybrid));
            assertReason(Reason.NO_MATCH, () -> AgeFile.open(file, passphrase));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1, NO_MATCH",
        "10, NO_MATCH",
        "11, WORK_FACTOR_TOO_HIGH",
        "19, WORK_FACTOR_TOO_HIGH",
        "30, WORK_FACTOR_TOO_HIGH",
        "31, WORK_FACTOR_TOO_HIGH",
        "99, WORK_FACTOR_TOO_HIGH",
        "100, WORK_FACTOR_TOO_HIGH",
        "99999999999999999999999999, WORK_FACTOR_TOO_HIGH",
        "0, HEADER",
        "01, HEADER",
        "+1, HEADER",
        "-1, HEADER",
        "1a, HEADER",
        "0x1, HEADER",
        "1e1, HEADER",
    })
    void theWorkFactorIsJudgedBeforeAnyWork(String workFactor, Reason reason) {
        byte[] file = fileWith("-> scrypt " + "A".repeat(22) + ' ' + workFactor + '\n' + "A".repeat(43) + '\n');

        try (ScryptIdentity passphrase = ScryptIdentity.of(PASSPHRASE, 10)) {
            assertReason(reason, () -> AgeFile.open(file, passphrase));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-> \n\n",
                "->\n\n",
                "-> a  b\n\n",
                "-> a \n\n",
                "->  a\n\n",
                "-> a\u007f\n\n",
                "-> a\u00e9\n\n",
                "-> a\tb\n\n",
                "-> a\r\n\n",
                "-> a\n",
                "-> a\nAA\nAA\n",
                "-> a\nAB\n",
                "-> a\nAA==\n",
                "-> a\nAA\r\n",
                "-> a\nA\n",
                "garbage\n",
                "\n-> a\n\n",
                "-> a\n\n\n",
            })
    void aHeaderThatAStrictWriterWouldNotWriteIsRefused(String stanzas) {
        assertReason(Reason.HEADER, () -> AgeFile.parse(fileWith(stanzas)));
    }

    @Test
    void aBodyOfFullLinesEndsWithAnEmptyOne() throws Exception {
        String full = "A".repeat(64) + '\n';

        assertThat(AgeFile.parse(fileWith("-> a\n" + full + full + '\n'))
                        .stanzas()
                        .get(0)
                        .body())
                .hasSize(96);
        assertReason(Reason.HEADER, () -> AgeFile.parse(fileWith("-> a\n" + full)));
        assertReason(Reason.HEADER, () -> AgeFile.parse(fileWith("-> a\n" + "A".repeat(68) + "\n")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "---\n",
                "--- \n",
                "---AAAA\n",
                "--- AAAA\n",
                "---  AAAA\n",
                "----\n",
            })
    void aHeaderWithoutAWholeMacIsRefused(String end) {
        assertReason(Reason.HEADER, () -> AgeFile.parse(ascii("age-encryption.org/v1\n-> a\n\n" + end + PAYLOAD)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "age-encryption.org/v1",
                "age-encryption.org/v1\n",
                "age-encryption.org/v1\r\n",
                "age-encryption.org/v2\n",
                "-----BEGIN AGE ENCRYPTED FILE-----\n",
                "age-encryption.org/v1\n-> a",
            })
    void whatDoesNotBeginAsAnAgeFileIsRefused(String text) {
        assertReason(Reason.HEADER, () -> AgeFile.parse(ascii(text)));
    }

    @Test
    void aFileWithoutAWholeNonceIsRefused() throws Exception {
        byte[] whole = fileWith("-> a\n\n");

        assertThat(AgeFile.parse(whole).stanzas()).hasSize(1);
        assertReason(Reason.HEADER, () -> AgeFile.parse(Arrays.copyOf(whole, whole.length - 1)));
    }

    @Test
    void sixteenStanzasAreReadAndSeventeenAreNot() throws Exception {
        assertThat(AgeFile.parse(fileWith("-> a\n\n".repeat(16))).stanzas()).hasSize(16);
        assertReason(Reason.TOO_LARGE, () -> AgeFile.parse(fileWith("-> a\n\n".repeat(17))));
    }

    @Test
    void sixteenStanzasAreWrittenAndSeventeenAreNot() throws Exception {
        Stanza extra = new Stanza("a", List.of(), new byte[0]);
        List<Stanza> most = Collections.nCopies(AgeFile.MAX_STANZAS - 1, extra);
        List<Stanza> tooMany = new ArrayList<>(most);
        tooMany.add(extra);

        try (AgeFile.Sealed sealed = AgeFile.seal(PLAINTEXT, identity.recipient(), key -> most, random)) {
            assertThat(AgeFile.open(sealed.bytes(), identity)).isEqualTo(PLAINTEXT);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AgeFile.seal(PLAINTEXT, identity.recipient(), key -> tooMany, random));
    }

    @Test
    void aHeaderOfSixtyFourKibibytesIsReadAndALongerOneIsNot() throws Exception {
        int rest = fileWith("-> \n\n").length - PAYLOAD.length();
        int longest = AgeFile.MAX_HEADER_BYTES - rest;

        for (int length : new int[] {longest - 1, longest}) {
            assertThat(AgeFile.parse(fileWith("-> " + "a".repeat(length) + "\n\n"))
                            .stanzas())
                    .hasSize(1);
        }
        assertReason(Reason.TOO_LARGE, () -> AgeFile.parse(fileWith("-> " + "a".repeat(longest + 1) + "\n\n")));
        assertReason(Reason.TOO_LARGE, () -> AgeFile.parse(fileWith("-> " + "a".repeat(1 << 20) + "\n\n")));
    }

    @Test
    void aHeaderOfSixtyFourKibibytesIsWrittenAndALongerOneIsNot() throws Exception {
        int header = AgeFile.seal(new byte[0], identity.recipient(), random).length - 32;
        int longest = AgeFile.MAX_HEADER_BYTES - header - "-> \n\n".length();

        try (AgeFile.Sealed sealed = sealWithWord(longest)) {
            assertThat(AgeFile.open(sealed.bytes(), identity)).isEqualTo(PLAINTEXT);
        }
        assertThatIllegalArgumentException().isThrownBy(() -> sealWithWord(longest + 1));
    }

    @Test
    void aPlaintextThatIsTooLongIsRefusedBeforeItIsWorkedOn() {
        SecureRandom forAFileKeyOnly = new FixedRandom(new byte[FileKey.BYTES]);

        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> AgeFile.seal(new byte[AgeFile.MAX_FILE_BYTES], identity.recipient(), forAFileKeyOnly));
    }

    @Test
    void aPlaintextThatLeavesNoRoomForTheHeaderIsTooLong() {
        byte[] plaintext = new byte[AgeFile.MAX_FILE_BYTES - 512 * Aead.TAG_BYTES];

        assertThat(Stream.sealedLength(plaintext.length)).isEqualTo(AgeFile.MAX_FILE_BYTES);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AgeFile.seal(plaintext, identity.recipient(), random))
                .withMessageStartingWith("expected at most " + AgeFile.MAX_FILE_BYTES);
    }

    @Test
    void thePayloadsNonceIsDrawn() {
        byte[] drawn = new byte[FileKey.BYTES + Curve25519.BYTES + 16];
        random.nextBytes(drawn);

        byte[] file = AgeFile.seal(PLAINTEXT, identity.recipient(), new FixedRandom(drawn));

        int payload = file.length - PLAINTEXT.length - Aead.TAG_BYTES;
        assertThat(Arrays.copyOfRange(file, payload - 16, payload))
                .isEqualTo(Arrays.copyOfRange(drawn, drawn.length - 16, drawn.length));
    }

    private AgeFile.Sealed sealWithWord(int length) {
        Stanza stanza = new Stanza("a".repeat(length), List.of(), new byte[0]);
        return AgeFile.seal(PLAINTEXT, identity.recipient(), key -> List.of(stanza), random);
    }

    @Test
    void aFileOfThirtyTwoMebibytesIsReadAndALongerOneIsNot() throws Exception {
        byte[] start = fileWith("-> a\n\n");

        assertThat(AgeFile.parse(Arrays.copyOf(start, AgeFile.MAX_FILE_BYTES)).stanzas())
                .hasSize(1);
        byte[] tooLong = Arrays.copyOf(start, AgeFile.MAX_FILE_BYTES + 1);
        assertReason(Reason.TOO_LARGE, () -> AgeFile.parse(tooLong));
        assertReason(Reason.TOO_LARGE, () -> AgeFile.open(tooLong, identity));
    }

    @Test
    @Tag("slow")
    void aFileOfThirtyTwoMebibytesIsWrittenAndALongerOneIsNot() throws Exception {
        int header = AgeFile.seal(new byte[0], identity.recipient(), random).length - 32;
        int chunks = 512;
        byte[] most = new byte[AgeFile.MAX_FILE_BYTES - header - 16 - chunks * Aead.TAG_BYTES];

        byte[] file = AgeFile.seal(most, identity.recipient(), random);

        assertThat(file).hasSize(AgeFile.MAX_FILE_BYTES);
        assertThat(AgeFile.open(file, identity)).hasSameSizeAs(most);
        for (int excess : new int[] {1, header, 1 << 20}) {
            byte[] tooMuch = new byte[most.length + excess];
            assertThatIllegalArgumentException().isThrownBy(() -> AgeFile.seal(tooMuch, identity.recipient(), random));
        }
    }

    @Test
    void chunksCannotBeSwappedDroppedOrRepeated() {
        int chunk = Stream.CHUNK_BYTES + Aead.TAG_BYTES;
        byte[] file = AgeFile.seal(new byte[2 * Stream.CHUNK_BYTES + 5], identity.recipient(), random);
        int first = file.length - 2 * chunk - 5 - Aead.TAG_BYTES;
        byte[] head = Arrays.copyOf(file, first);
        byte[] one = Arrays.copyOfRange(file, first, first + chunk);
        byte[] two = Arrays.copyOfRange(file, first + chunk, first + 2 * chunk);
        byte[] last = Arrays.copyOfRange(file, first + 2 * chunk, file.length);

        for (byte[] altered : List.of(
                Bytes.concat(head, two, one, last),
                Bytes.concat(head, one, last),
                Bytes.concat(head, last),
                Bytes.concat(head, one, two),
                Bytes.concat(head, one, one, two, last),
                Bytes.concat(head, one, two, last, last),
                head)) {
            assertReason(Reason.PAYLOAD, () -> AgeFile.open(altered, identity));
        }
    }
}
