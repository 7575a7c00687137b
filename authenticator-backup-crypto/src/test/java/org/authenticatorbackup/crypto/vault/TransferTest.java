package org.authenticatorbackup.crypto.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.Size;
import org.authenticatorbackup.crypto.SharedVectors;
import org.authenticatorbackup.crypto.SharedVectors.Json;
import org.authenticatorbackup.crypto.age.AgeFile;
import org.authenticatorbackup.crypto.age.HybridIdentity;
import org.authenticatorbackup.crypto.age.Recipient;
import org.authenticatorbackup.crypto.age.ScryptRecipient;
import org.authenticatorbackup.crypto.age.X25519Identity;
import org.authenticatorbackup.crypto.vault.ObjectRejectedException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TransferTest {

    private static final String KEY = "qcayfa4eqwdipcejrkfyzdmor6ijdeutsskznf4ytgnjxhe5t2pq";
    private static final String RECIPIENT = "age1xkq8943ktzqdrth2x2ddlyfp8qu9rmfp528rka0fvhgd9ngkvf2qu2snyf";
    private static final String PAYLOAD = "AUTHBACKUP:TRANSFER:1:" + RECIPIENT + ":" + KEY;

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private final X25519Identity fresh = X25519Identity.generate(Fixtures.RANDOM);

    @Test
    void agreesWithTheKnownTransfer() throws Exception {
        Json kat = SharedVectors.json("design/kat.json");
        Json answer = kat.get("transfer");
        X25519Identity identity =
                X25519Identity.parse(kat.get("x25519").get("identity").text());

        TransferRequest request = new TransferRequest(
                identity, new TransferKey(answer.get("k_hex").hex()), NOW);
        ScannedTransfer scanned = ScannedTransfer.parse(PAYLOAD);

        assertThat(new String(request.qrPayload())).isEqualTo(PAYLOAD).hasSize(137);
        assertThat(PAYLOAD).endsWith(answer.get("k_string").text());
        assertThat(request.transferId()).isEqualTo(answer.get("transfer_id").text());
        assertThat(scanned.transferId()).isEqualTo(answer.get("transfer_id").text());
    }

    @Test
    void theAnswerOfTheSampleVaultOpens() throws Exception {
        TransferRequest request = sampleRequest();

        VaultIdentity identity = request.open(SharedVectors.bytes("design/vault/transfer.age"), NOW);

        assertThat(new String(identity.text()))
                .isEqualTo(SharedVectors.text("interop/pq.key").trim());
        assertThat(identity.vaultId()).isEqualTo("brucekqlaqedexidov6nr7tf5uwcxkfv");
        assertThatThrownBy(() -> request.open(SharedVectors.bytes("design/vault/transfer.age"), NOW))
                .isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 599_999, 600_000, -600_000})
    void anAnswerIsOpenedForTenMinutes(long milliseconds) throws Exception {
        byte[] answer = SharedVectors.bytes("design/vault/transfer.age");

        assertThat(sampleRequest()
                        .open(answer, NOW.plus(Duration.ofMillis(milliseconds)))
                        .vaultId())
                .isEqualTo("brucekqlaqedexidov6nr7tf5uwcxkfv");
    }

    @ParameterizedTest
    @ValueSource(longs = {600_001, 86_400_000, -600_001})
    void laterTheRequestHasExpiredForGood(long milliseconds) throws Exception {
        byte[] answer = SharedVectors.bytes("design/vault/transfer.age");
        TransferRequest request = sampleRequest();

        assertThat(Fixtures.rejection(() -> request.open(answer, NOW.plus(Duration.ofMillis(milliseconds)))))
                .isEqualTo(Reason.EXPIRED);
        assertThatThrownBy(() -> request.open(answer, NOW)).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "AUTHBACKUP", "AUTHBACKUP:TRANSFER"})
    void aTextThatEndsEarlyAsksForNoTransfer(String text) {
        MalformedTransferException e =
                catchThrowableOfType(MalformedTransferException.class, () -> ScannedTransfer.parse(text));

        assertThat(e.reason()).isEqualTo(MalformedTransferException.Reason.NOT_A_TRANSFER);
    }

    private static TransferRequest sampleRequest() throws Exception {
        byte[] key = new byte[32];
        for (int i = 0; i < key.length; i++) {
            key[i] = (byte) (0x80 + i);
        }
        return new TransferRequest(
                X25519Identity.parse(SharedVectors.text("interop/x25519.key").trim()), new TransferKey(key), NOW);
    }

    @ParameterizedTest
    @EnumSource
    void anIdentityGoesFromTheOldDeviceToTheNew(VaultSuite suite) throws Exception {
        VaultIdentity identity = VaultIdentity.generate(suite, Fixtures.RANDOM);
        TransferRequest request = TransferRequest.generate(Fixtures.RANDOM, NOW);

        ScannedTransfer scanned = ScannedTransfer.parse(new String(request.qrPayload()));
        byte[] answer = scanned.answer(identity, Fixtures.DATE, Fixtures.RANDOM);

        assertThat(scanned.transferId()).isEqualTo(request.transferId());
        assertThat(answer.length).isLessThan(1000);
        VaultIdentity received = request.open(answer, NOW);
        assertThat(received.suite()).isEqualTo(suite);
        assertThat(received.seed()).isEqualTo(identity.seed());
    }

    @Test
    void anAnswerToAnotherRequestDoesNotOpen() throws Exception {
        VaultIdentity identity = Fixtures.vault(VaultSuite.CLASSIC, 1);
        TransferRequest request = TransferRequest.generate(Fixtures.RANDOM, NOW);
        TransferRequest other = TransferRequest.generate(Fixtures.RANDOM, NOW);
        byte[] answer =
                ScannedTransfer.parse(new String(request.qrPayload())).answer(identity, Fixtures.DATE, Fixtures.RANDOM);

        assertThat(Fixtures.rejection(() -> other.open(answer, NOW))).isEqualTo(Reason.WRONG_KEY_OR_ALTERED);
        assertThat(request.open(answer, NOW).seed()).isEqualTo(identity.seed());
    }

    /** Who films the code has the key and the recipient, but not the identity behind it. */
    @Test
    void whoFilmsTheCodeCannotOpenTheAnswer() throws Exception {
        TransferRequest request = TransferRequest.generate(Fixtures.RANDOM, NOW);
        String payload = new String(request.qrPayload());
        byte[] answer = ScannedTransfer.parse(payload)
                .answer(Fixtures.vault(VaultSuite.CLASSIC, 1), Fixtures.DATE, Fixtures.RANDOM);

        TransferRequest filmed = new TransferRequest(
                fresh,
                TransferKey.parse(payload.substring(payload.length() - 52)).orElseThrow(),
                NOW);

        assertThat(Fixtures.rejection(() -> filmed.open(answer, NOW))).isEqualTo(Reason.WRONG_KEY_OR_ALTERED);
    }

    @Test
    void layersOfAnotherKindAreRefused() throws Exception {
        byte[] file = IdentityFile.format(Fixtures.vault(VaultSuite.CLASSIC, 1), Fixtures.DATE);
        HybridIdentity hybrid = HybridIdentity.generate(Fixtures.RANDOM);
        byte[] toHybrid = AgeFile.seal(file, hybrid.recipient(), Fixtures.RANDOM);
        byte[] toFresh = AgeFile.seal(file, fresh.recipient(), Fixtures.RANDOM);

        assertThat(rejection(toFresh)).isEqualTo(Reason.UNEXPECTED_STANZAS);
        assertThat(rejection(seal(toHybrid, 10))).isEqualTo(Reason.UNEXPECTED_STANZAS);
        assertThat(rejection(seal(toFresh, 11))).isEqualTo(Reason.WORK_FACTOR_TOO_HIGH);
        assertThat(rejection(seal(file, 10))).isEqualTo(Reason.MALFORMED);
        byte[] lines = new byte[TransferRequest.MAX_ANSWER_BYTES + 1];
        Arrays.fill(lines, (byte) '\n');
        assertThat(rejection(lines)).isEqualTo(Reason.TOO_LARGE);
        assertThat(rejection(Arrays.copyOf(lines, TransferRequest.MAX_ANSWER_BYTES)))
                .isEqualTo(Reason.MALFORMED);
        try (TransferRequest request = new TransferRequest(fresh, key(), NOW)) {
            assertThat(request.open(seal(toFresh, 10), NOW).suite()).isEqualTo(VaultSuite.CLASSIC);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'',                                          BAD_PLAINTEXT",
        "x,                                           BAD_PLAINTEXT",
        "# authbackup identity v1\\n,                 BAD_PLAINTEXT",
        "# authbackup identity v1\\n# vault: x\\n,    BAD_PLAINTEXT",
        "# authbackup identity v1\\n# vault: x,       BAD_PLAINTEXT",
    })
    void whatIsNoIdentityFileIsRefused(String content, Reason expected) {
        byte[] file = Fixtures.utf8(content.replace("\\n", "\n"));

        assertThat(rejection(seal(AgeFile.seal(file, fresh.recipient(), Fixtures.RANDOM), 10)))
                .isEqualTo(expected);
    }

    @Test
    void aFileThatNamesAnotherVaultIsRefused() {
        VaultIdentity identity = Fixtures.vault(VaultSuite.CLASSIC, 1);
        String file = new String(IdentityFile.format(identity, Fixtures.DATE), StandardCharsets.US_ASCII);
        byte[] altered = Fixtures.utf8(file.replace(identity.vaultId(), "a".repeat(32)));

        assertThat(rejection(seal(AgeFile.seal(altered, fresh.recipient(), Fixtures.RANDOM), 10)))
                .isEqualTo(Reason.WRONG_VAULT);
    }

    private static byte[] seal(byte[] inner, int log2N) {
        Recipient passphrase = ScryptRecipient.of(Fixtures.utf8(KEY), log2N);
        return AgeFile.seal(inner, passphrase, Fixtures.RANDOM);
    }

    private static TransferKey key() {
        return TransferKey.parse(KEY).orElseThrow();
    }

    private Reason rejection(byte[] answer) {
        return Fixtures.rejection(() -> new TransferRequest(fresh, key(), NOW).open(answer, NOW));
    }

    @Test
    void onlyThePrefixIsReadInAnyCase() throws Exception {
        for (String prefix : new String[] {"authbackup:transfer:1:", "AuthBackup:Transfer:1:"}) {
            assertThat(ScannedTransfer.parse(prefix + RECIPIENT + ":" + KEY).transferId())
                    .isEqualTo("053916cda5728a873e3a507909ea4fd8");
        }
    }

    /** One fault per row: what is replaced, and by what. */
    @ParameterizedTest
    @CsvSource({
        "AUTHBACKUP,     AUTHBACKUp:,  NOT_A_TRANSFER",
        "AUTHBACKUP:,    AUTHBACKUP,   NOT_A_TRANSFER",
        "AUTHBACKUP,     ' AUTHBACKUP', NOT_A_TRANSFER",
        "TRANSFER,       TRANſFER,     NOT_A_TRANSFER",
        "BACKUP,         BAC\u212AUP,  NOT_A_TRANSFER",
        ":1:,            :2:,          UNKNOWN_VERSION",
        ":1:,            ::,           UNKNOWN_VERSION",
        ":1:,            :11:,         UNKNOWN_VERSION",
        ":1:,            :1::,         DAMAGED",
        "age1xkq,        AGE1XKQ,      DAMAGED",
        "age1xkq,        age1xkp,      DAMAGED",
        "age1xkq,        age1xk,       DAMAGED",
        "nyf:q,          nyf;q,        DAMAGED",
        "nyf:q,          nyfq,         DAMAGED",
        "nyf:q,          nyf:Q,        DAMAGED",
        "nyf:q,          nyf:1,        DAMAGED",
        "nyf:q,          nyf:,         DAMAGED",
        "nyf:q,          nyf:qq,       DAMAGED",
        "t2pq,           t2pr,         DAMAGED",
        "t2pq,           'T2PQ',       DAMAGED",
        "t2pq,           t2p,          DAMAGED",
        "t2pq,           t2p=,         DAMAGED",
        "t2pq,           t2pq=,        DAMAGED",
        "t2pq,           't2pq ',      DAMAGED",
    })
    void onlyTheExactPayloadIsRead(String part, String replacement, MalformedTransferException.Reason expected) {
        String altered = PAYLOAD.replace(part, replacement);

        MalformedTransferException e =
                catchThrowableOfType(MalformedTransferException.class, () -> ScannedTransfer.parse(altered));

        assertThat(altered).isNotEqualTo(PAYLOAD);
        assertThat(e.reason()).isEqualTo(expected);
        assertThat(e.getMessage()).matches("[a-z' ]+");
    }

    @Property(tries = 500)
    void anyTextIsRejectedByType(@ForAll String text, @ForAll @Size(max = 137) String after) {
        for (String payload : new String[] {text, "AUTHBACKUP:TRANSFER:1:" + after, PAYLOAD + text + "x"}) {
            assertThatThrownBy(() -> ScannedTransfer.parse(payload)).isInstanceOf(MalformedTransferException.class);
        }
    }

    @Property(tries = 200)
    void everyKeyIsReadFromItsText(@ForAll @Size(32) byte[] bytes, @ForAll char other) throws Exception {
        String text = Base32.text(bytes);
        String wrong = text.substring(0, 51) + other;

        assertThat(Base32.decode(text, 32))
                .hasValueSatisfying(read -> assertThat(read).isEqualTo(bytes));
        assertThat(Base32.decode(wrong, 32).map(Base32::text)).isIn(Optional.empty(), Optional.of(wrong));
        assertThat(Base32.decode(text.toUpperCase(Locale.ROOT), 32).isPresent())
                .isEqualTo(text.equals(text.toUpperCase(Locale.ROOT)));
    }

    @Property(tries = 100)
    @Tag("slow")
    void anyChangeOfAnAnswerIsRejectedByType(@ForAll int bit) throws Exception {
        byte[] answer = SharedVectors.bytes("design/vault/transfer.age");
        byte[] altered = Fixtures.flip(answer, Math.floorMod(bit, answer.length * 8));

        assertThat(Fixtures.rejection(() -> sampleRequest().open(altered, NOW))).isNotNull();
        assertThat(Fixtures.rejection(() ->
                        sampleRequest().open(Arrays.copyOf(answer, Math.floorMod(bit, answer.length)), NOW)))
                .isNotNull();
    }

    @Test
    void closedTransfersRefuseUseAndShowNothing() throws Exception {
        TransferRequest request = TransferRequest.generate(Fixtures.RANDOM, NOW);
        ScannedTransfer scanned = ScannedTransfer.parse(PAYLOAD);
        TransferKey key = key();
        byte[] bytes = Fixtures.secretOf(key, "key");

        request.close();
        request.close();
        scanned.close();
        key.close();

        assertThat(request).hasToString("TransferRequest[hidden]");
        assertThat(scanned).hasToString("ScannedTransfer[hidden]");
        assertThat(key).hasToString("TransferKey[hidden]");
        assertThat(bytes).containsOnly(0);
        assertThatThrownBy(request::qrPayload).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(request::transferId).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(scanned::transferId).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> scanned.answer(Fixtures.vault(VaultSuite.CLASSIC, 1), Fixtures.DATE, Fixtures.RANDOM))
                .isInstanceOf(IllegalStateException.class);
    }
}
