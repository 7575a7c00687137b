package org.authenticatorbackup.crypto.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.authenticatorbackup.crypto.WatchedPlatform;
import org.authenticatorbackup.crypto.age.AgeFile;
import org.authenticatorbackup.crypto.age.X25519Identity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is left of secrets in the arrays that the platform has seen: nothing, as soon as the work is done. */
class WipedArraysTest {

    private static final byte[] JSON = Fixtures.utf8("{\"v\":1}");

    private final VaultIdentity vault = Fixtures.vault(VaultSuite.CLASSIC, 1);
    private final byte[] writeKey = vault.writeKey(Fixtures.DEVICE);
    private final WriteCapability capability = vault.writeCapability(Fixtures.DEVICE);

    @Test
    void aSealedSnapshotLeavesNoPlaintext() throws Exception {
        byte[] plaintext = Padding.pad(JSON);
        X25519Identity identity = X25519Identity.ofSeed(vault.seed());
        AgeFile.Sealed file = AgeFile.seal(plaintext, identity.recipient(), key -> List.of(), Fixtures.RANDOM);
        SealedSnapshot sealed = new SealedSnapshot(new Sender(vault.vaultId(), Fixtures.DEVICE, 5), file, plaintext);
        sealed.verify();

        sealed.close();

        assertThat(plaintext).containsOnly(0);
    }

    @Test
    void aSealedSnapshotLeavesNoKey() throws Exception {
        try (WatchedPlatform platform = WatchedPlatform.install()) {
            capability.seal(5, JSON, Fixtures.RANDOM).close();

            assertThat(WatchedPlatform.unwiped(platform.fed()))
                    .filteredOn(bytes -> bytes.length == 16 || bytes.length == 32)
                    .containsOnly(Secrets.ascii(vault.vaultId()), Secrets.hex(Fixtures.DEVICE));
        }
    }

    @Test
    void anOpenedSnapshotLeavesNoKey() throws Exception {
        SealedSnapshot sealed = capability.seal(5, JSON, Fixtures.RANDOM);
        byte[] extracted = Secrets.hmac(Secrets.ascii(vault.vaultId()), vault.seed());
        try (WatchedPlatform platform = WatchedPlatform.install()) {
            assertThat(vault.openSnapshot(sealed.bytes(), sealed.sender())).isEqualTo(JSON);

            requireWiped(platform.held(writeKey));
            requireWiped(platform.held(extracted));
        }
    }

    @Test
    void aJudgedWitnessLeavesNoKey() {
        Witness witness = Witness.of(capability, new SnapshotDigest(7, "1".repeat(64)));
        try (WatchedPlatform platform = WatchedPlatform.install()) {
            assertThat(witness.judge(vault, Fixtures.DEVICE, List.of())).isEqualTo(Freshness.ROLLBACK_SUSPECTED);

            requireWiped(platform.held(writeKey));
        }
    }

    @Test
    void aFinishedTransferLeavesNoKey() throws Exception {
        try (WatchedPlatform platform = WatchedPlatform.install();
                TransferRequest request = TransferRequest.generate(platform.random(), Instant.EPOCH);
                ScannedTransfer scanned = ScannedTransfer.parse(new String(request.qrPayload()))) {
            byte[] answer = scanned.answer(vault, Fixtures.DATE, Fixtures.RANDOM);

            assertThat(request.open(answer, Instant.EPOCH).vaultId()).isEqualTo(vault.vaultId());

            assertThat(platform.drawn()).hasSize(2);
            requireWiped(platform.drawn());
            assertThatThrownBy(request::transferId).isInstanceOf(IllegalStateException.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void generatedSecretsAreDrawn(VaultSuite suite) {
        try (WatchedPlatform platform = WatchedPlatform.install();
                VaultIdentity identity = VaultIdentity.generate(suite, platform.random());
                AccountIdKey key = AccountIdKey.generate(platform.random())) {
            assertThat(platform.drawn()).containsExactly(identity.seed(), key.bytes());
            assertThat(WatchedPlatform.unwiped(platform.drawn())).hasSize(2);
        }
    }

    private static void requireWiped(List<byte[]> arrays) {
        assertThat(arrays).isNotEmpty();
        assertThat(WatchedPlatform.unwiped(arrays)).isEmpty();
    }
}
