package org.authenticatorbackup.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.authenticatorbackup.api.BackupRefusedException;
import org.authenticatorbackup.api.ProblemException;
import org.authenticatorbackup.api.RecoveryRefusedException;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.VaultUnreadableException;
import org.authenticatorbackup.api.account.Account;
import org.authenticatorbackup.api.account.AccountKind;
import org.authenticatorbackup.api.account.VaultContents;
import org.authenticatorbackup.api.backup.BackupHealth;
import org.authenticatorbackup.api.recovery.RecoveryPreview;
import org.authenticatorbackup.api.recovery.RecoveryWarning;
import org.authenticatorbackup.api.spi.ObjectName;
import org.authenticatorbackup.api.testkit.FaultyStorage;
import org.authenticatorbackup.api.vault.UnlockedVault;
import org.authenticatorbackup.core.snapshot.Decoded;
import org.authenticatorbackup.core.snapshot.SnapshotCodec;
import org.authenticatorbackup.core.storage.InMemoryStorage;
import org.authenticatorbackup.core.testing.TestDevice;
import org.authenticatorbackup.core.vault.DeviceMemory;
import org.authenticatorbackup.crypto.vault.SealedSnapshot;
import org.authenticatorbackup.crypto.vault.WriteCapability;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Vaults that a storage or a holder of a stolen write capability has arranged, and what is left of a recovery. */
class HostileVaultTest {

    private final InMemoryStorage storage = new InMemoryStorage();
    private TestDevice lost;
    private TestDevice fresh;

    @BeforeEach
    void aLostPhoneThatBackedUpTwoAccounts() throws ProblemException {
        lost = TestDevice.enabled(storage);
        fresh = TestDevice.on(storage);
    }

    @Test
    void aVaultWithoutAnIdKeyCanBeRecoveredAndBackedUpTo() throws Exception {
        storage.delete(snapshotNames().get(0));
        plant(2, "");

        fresh.recover(TestDevice.kitOfEnabled());
        fresh.add("carol");
        fresh.library.backups().backUp();

        TestDevice third = TestDevice.on(storage);
        third.recover(TestDevice.kitOfEnabled());
        assertThat(third.accounts.contents).isEqualTo(fresh.accounts.contents);
    }

    @Test
    void aRecoveryThatFailsLeavesTheVaultOfTheDeviceAsItWas() throws Exception {
        fresh.state.documents.putAll(ofAnotherVault());
        Map<String, byte[]> before = new HashMap<>(fresh.state.documents);
        try (UnlockedVault vault = fresh.unlock(TestDevice.kitOfEnabled())) {
            RecoveryPreview preview = fresh.library.recovery().preview(vault);
            fresh.accounts.beforeReplace = () -> fresh.accounts.contents =
                    VaultContents.of(List.of(lost.accounts.contents.accounts().get(0)));

            assertThatThrownBy(() -> fresh.library.recovery().commit(vault, preview))
                    .isInstanceOf(RecoveryRefusedException.class);
        }

        assertThat(fresh.state.documents).usingRecursiveComparison().isEqualTo(before);
    }

    /** The state of a device without accounts whose backup is on, and has not reached the storage. */
    private static Map<String, byte[]> ofAnotherVault() throws ProblemException {
        FaultyStorage elsewhere = FaultyStorage.around(new InMemoryStorage());
        TestDevice device = TestDevice.on(elsewhere).enable();
        elsewhere.failingAlways(FaultyStorage.Call.PUT, FaultyStorage.Fault.FAILS_BEFORE);
        assertThatThrownBy(() -> device.library.backups().backUp()).isInstanceOf(StorageException.class);
        return device.state.documents;
    }

    @Test
    void aCopyOfASnapshotUnderAnotherRandomPartIsNoFork() throws Exception {
        ObjectName name = snapshotNames().get(0);
        storage.put(
                new ObjectName(name.value().replaceAll("-[0-9a-f]{16}\\.age", "-0000000000000000.age")),
                storage.get(name, 1 << 20).orElseThrow());

        assertThat(preview().warnings()).containsExactly(RecoveryWarning.FRESHNESS_UNVERIFIED);
    }

    @Test
    void rubbishBesideSnapshotsOfANewerVersionDoesNotHideTheAdviceToUpdate() throws Exception {
        storage.delete(snapshotNames().get(0));
        plantRaw(2, "{\"format\":\"authbackup-snapshot\",\"version\":2}");
        storage.put(
                new ObjectName(vault() + "/snap/" + "0f".repeat(16) + "/0000000000000001-0000000000000000.age"),
                new byte[10]);

        assertThatThrownBy(this::preview)
                .isInstanceOfSatisfying(
                        VaultUnreadableException.class,
                        e -> assertThat(e.reason()).isEqualTo(VaultUnreadableException.Reason.NEWER_VERSION));
    }

    /** Threat T10. */
    @Test
    void accountsThatADevicePurgesForEverybodyAreBackInTheTrash() throws Exception {
        Decoded seen = lastContents(lost);
        String accounts = seen.snapshot().contents().accounts().entrySet().stream()
                .map(e -> "{\"id\":\"" + e.getKey() + "\",\"covered\":["
                        + e.getValue().visibility().live().stream()
                                .map(tag -> "\"" + tag + "\"")
                                .collect(Collectors.joining(","))
                        + "],\"purged\":true}")
                .collect(Collectors.joining(","));
        plant(2, idKey(seen) + ",\"accounts\":[" + accounts + "]");

        RecoveryPreview preview = preview();
        fresh.recover(TestDevice.kitOfEnabled());
        fresh.library.backups().backUp();

        assertThat(preview.warnings()).contains(RecoveryWarning.ACCOUNTS_PURGED);
        assertThat(preview.contents().trash()).hasSize(2);
        assertThat(fresh.accounts.contents.trash())
                .extracting(account -> account.label().name().name())
                .containsExactlyInAnyOrder("alice", "bob");
        fresh.accounts.contents = VaultContents.of(fresh.accounts.contents.trash()); // the person takes them back out
        assertThat(fresh.library.backups().backUp().accounts()).isEqualTo(2);
    }

    @Test
    void accountsOfANewerKindAreToldOf() throws Exception {
        Account work = lost.add("work", AccountKind.WORK_OR_SCHOOL, TestDevice.totp("work"));
        lost.library.backups().backUp();
        plant(
                3,
                idKey(lastContents(lost)) + ",\"accounts\":[{\"id\":\"" + work.id()
                        + "\",\"uri\":\"otpauth://newer/x?secret=AAAA\"}]");

        assertThat(preview().warnings()).contains(RecoveryWarning.NEWER_ACCOUNTS);
    }

    /** Each snapshot is within the limits, and their join is not. */
    @Test
    void aJoinBeyondTheLimitsIsRecoveredAndOnlyBackingItUpIsRefused() throws Exception {
        for (int n = 2; n < 4; n++) {
            int sequence = n;
            String accounts = IntStream.range(0, 26_000)
                    .mapToObj(i -> String.format(
                            "{\"id\":\"%016x%016x\",\"uri\":\"otpauth://newer/x?secret=AAAA\"}", sequence, i))
                    .collect(Collectors.joining(","));
            plant(n, idKey(lastContents(lost)) + ",\"accounts\":[" + accounts + "]");
        }

        fresh.recover(TestDevice.kitOfEnabled());

        assertThat(fresh.accounts.contents.accounts()).hasSize(2);
        assertThat(fresh.library.backups().health().changes()).isEqualTo(BackupHealth.Changes.WAITING);
        assertThatThrownBy(() -> fresh.library.backups().backUp())
                .isInstanceOfSatisfying(
                        BackupRefusedException.class,
                        e -> assertThat(e.reason()).isEqualTo(BackupRefusedException.Reason.TOO_LARGE));
    }

    @Test
    void aSnapshotOfMoreValuesThanAFullVaultNeedsIsNotReadAndTheOthersCount() throws Exception {
        StringBuilder members = new StringBuilder();
        String zeros = "[" + "0,".repeat(199_000) + "0]";
        for (int i = 0; i < 8; i++) {
            members.append(",\"x").append(i).append("\":").append(zeros);
        }
        plant(2, members.toString());

        RecoveryPreview preview = preview();

        assertThat(preview.unreadable()).hasSize(1);
        assertThat(preview.contents().accounts()).hasSize(2);
    }

    private static String idKey(Decoded seen) {
        return ",\"idKey\":\""
                + Base64.getEncoder()
                        .withoutPadding()
                        .encodeToString(seen.snapshot().contents().idKey())
                + "\"";
    }

    private static Decoded lastContents(TestDevice device) throws Exception {
        return SnapshotCodec.decode(new DeviceMemory(device.state).contents().orElseThrow());
    }

    /** Plants a snapshot in the lane of the lost phone, with these members behind the ones that are required. */
    private void plant(long sequence, String members) throws Exception {
        plantRaw(
                sequence,
                "{\"format\":\"authbackup-snapshot\",\"version\":1,\"vault\":\"" + vault() + "\",\"device\":\"" + lane()
                        + "\",\"seq\":" + sequence + ",\"created\":\"2026-11-22T00:00:00Z\"" + members + "}");
    }

    private void plantRaw(long sequence, String json) throws Exception {
        byte[] encoded = capability();
        try (WriteCapability capability = WriteCapability.decode(encoded);
                SealedSnapshot sealed =
                        capability.seal(sequence, json.getBytes(StandardCharsets.UTF_8), new SecureRandom())) {
            storage.put(
                    new ObjectName(String.format("%s/snap/%s/%016x-%016x.age", vault(), lane(), sequence, 0)),
                    sealed.bytes());
        }
    }

    private byte[] capability() throws ProblemException {
        return new DeviceMemory(lost.state)
                .device()
                .enrollment()
                .orElseThrow()
                .capability()
                .bytes();
    }

    private String lane() throws Exception {
        try (WriteCapability capability = WriteCapability.decode(capability())) {
            return capability.deviceId();
        }
    }

    private String vault() throws ProblemException {
        return fresh.library.recovery().findVaults().get(0).id().value();
    }

    private List<ObjectName> snapshotNames() throws StorageException {
        return storage.list("").stream()
                .filter(name -> name.value().contains("/snap/"))
                .collect(Collectors.toList());
    }

    private RecoveryPreview preview() throws ProblemException {
        try (UnlockedVault vault = fresh.unlock(TestDevice.kitOfEnabled())) {
            return fresh.library.recovery().preview(vault);
        }
    }
}
