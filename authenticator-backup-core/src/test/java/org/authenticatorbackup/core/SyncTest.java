package org.authenticatorbackup.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.authenticatorbackup.api.BackupRefusedException;
import org.authenticatorbackup.api.ProblemException;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.VaultRefusedException;
import org.authenticatorbackup.api.account.Account;
import org.authenticatorbackup.api.account.AccountLabel;
import org.authenticatorbackup.api.account.VaultContents;
import org.authenticatorbackup.api.backup.BackupHealth;
import org.authenticatorbackup.api.backup.LaneFinding;
import org.authenticatorbackup.api.backup.MassChange;
import org.authenticatorbackup.api.backup.SyncReport;
import org.authenticatorbackup.api.recovery.RecoveryWarning;
import org.authenticatorbackup.api.spi.ObjectName;
import org.authenticatorbackup.api.spi.StorageProvider;
import org.authenticatorbackup.api.testkit.FaultyStorage;
import org.authenticatorbackup.api.testkit.FaultyStorage.Call;
import org.authenticatorbackup.api.testkit.FaultyStorage.Fault;
import org.authenticatorbackup.api.vault.RecoveryKit;
import org.authenticatorbackup.api.vault.UnlockedVault;
import org.authenticatorbackup.core.storage.InMemoryStorage;
import org.authenticatorbackup.core.testing.TestDevice;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Syncing an unlocked device with the others of its vault. */
class SyncTest {

    private final InMemoryStorage objects = new InMemoryStorage();
    private final FaultyStorage storage = FaultyStorage.around(objects);
    private TestDevice alices;
    private TestDevice bobs;

    @BeforeEach
    void twoPhonesOfOneVault() throws ProblemException {
        alices = TestDevice.enabled(storage);
        bobs = TestDevice.recovered(storage);
        storage.recover();
    }

    @Test
    void whatOnePhoneAddsTheOtherHasAfterASync() throws Exception {
        alices.add("carol");
        alices.library.backups().backUp();

        SyncReport report = bobs.sync();

        assertThat(bobs.names()).containsExactly("alice", "bob", "carol");
        assertThat(report.joined()).isEqualTo(2);
        assertThat(report.changed()).isEqualTo(1);
        assertThat(report.published()).isPresent();
        assertThat(bobs.library.backups().health().status()).isEqualTo(BackupHealth.Status.PROTECTED);
    }

    @Test
    void whatOnePhoneDeletesIsInTheTrashOfTheOtherAfterASync() throws Exception {
        alices.delete("bob");
        alices.library.backups().backUp();

        bobs.sync();

        assertThat(bobs.names()).containsExactly("alice");
        assertThat(bobs.trash()).containsExactly("bob");
    }

    @Test
    void whatOnlyThisPhoneHasStaysInASync() throws Exception {
        bobs.add("dave");
        alices.add("carol");
        alices.library.backups().backUp();

        bobs.sync();
        alices.sync();

        assertThat(bobs.names()).containsExactlyInAnyOrder("alice", "bob", "carol", "dave");
        assertThat(alices.names()).containsExactlyElementsOf(bobs.names());
    }

    @Test
    void p10_aSecondSyncWithoutAChangeWritesNothing() throws Exception {
        alices.add("carol");
        alices.library.backups().backUp();
        bobs.sync();
        Set<ObjectName> names = objects.list("");
        VaultContents held = bobs.accounts.contents;
        Map<String, byte[]> documents = new HashMap<>(bobs.state.documents);

        SyncReport second = bobs.sync();

        assertThat(second.published()).isEmpty();
        assertThat(second.joined()).isZero();
        assertThat(second.changed()).isZero();
        assertThat(objects.list("")).isEqualTo(names);
        assertThat(bobs.accounts.contents).isEqualTo(held);
        assertThat(bobs.state.documents).isEqualTo(documents);
    }

    @Test
    void p17_allPhonesSyncedTwiceHoldTheSameBytes() throws Exception {
        TestDevice carols = TestDevice.recovered(storage);
        List<TestDevice> phones = List.of(alices, bobs, carols);
        alices.add("dave");
        bobs.add("erin");
        bobs.delete("alice");
        carols.add("frank");
        alices.library.backups().backUp();

        for (int round = 0; round < 2; round++) {
            for (TestDevice phone : phones) {
                phone.sync();
            }
        }

        for (TestDevice phone : phones) {
            assertThat(phone.state.documents.get("contents")).isEqualTo(alices.state.documents.get("contents"));
            assertThat(phone.names()).containsExactlyElementsOf(alices.names());
            assertThat(phone.sync().published()).isEmpty();
        }
        assertThat(alices.names()).containsExactlyInAnyOrder("bob", "dave", "erin", "frank");
        assertThat(alices.trash()).containsExactly("alice");
    }

    @Test
    void p20_aPhoneThatHasJustRecoveredLearnsNothingFromItsFirstSync() throws Exception {
        VaultContents held = bobs.accounts.contents;

        SyncReport report = bobs.sync();

        assertThat(report.changed()).isZero();
        assertThat(bobs.accounts.contents).isEqualTo(held);
    }

    @Test
    void snapshotsThatArriveLateAndOutOfOrderAreJoined() throws Exception {
        alices.add("carol");
        alices.library.backups().backUp();
        Map<ObjectName, byte[]> late = new HashMap<>();
        for (ObjectName name : objects.list("")) {
            if (name.value().contains("/0000000000000002-")) {
                late.put(
                        name,
                        objects.get(name, StorageProvider.MAX_OBJECT_BYTES).orElseThrow());
                objects.delete(name);
            }
        }
        alices.delete("carol");
        alices.library.backups().backUp();
        bobs.sync();
        for (Map.Entry<ObjectName, byte[]> object : late.entrySet()) {
            objects.put(object.getKey(), object.getValue());
        }

        SyncReport report = bobs.sync();

        assertThat(late).hasSize(1);
        assertThat(report.joined()).isEqualTo(1);
        assertThat(bobs.trash()).containsExactly("carol");
    }

    @Test
    void p5_aFailingListChangesNothing() throws Exception {
        assertNothingChanges(Call.LIST, Fault.FAILS_BEFORE, StorageException.Reason.OFFLINE);
    }

    @Test
    void p7_aFailingGetChangesNothing() throws Exception {
        assertNothingChanges(Call.GET, Fault.BROKEN, StorageException.Reason.BROKEN);
    }

    private void assertNothingChanges(Call call, Fault fault, StorageException.Reason reason) throws Exception {
        alices.add("carol");
        alices.library.backups().backUp();
        VaultContents held = bobs.accounts.contents;
        Map<String, byte[]> documents = new HashMap<>(bobs.state.documents);
        try (RecoveryKit kit = TestDevice.kitOfEnabled();
                UnlockedVault vault = bobs.unlock(kit)) {
            storage.failingAlways(call, fault);

            StorageException failure = catchThrowableOfType(
                    StorageException.class, () -> bobs.library.upkeep().sync(vault));

            assertThat(failure.reason()).isEqualTo(reason);
        }
        assertThat(bobs.accounts.contents).isEqualTo(held);
        assertThat(bobs.state.documents).isEqualTo(documents);
    }

    @Test
    void aDamagedObjectIsReportedAndTheOthersAreJoined() throws Exception {
        alices.add("carol");
        alices.library.backups().backUp();
        objects.put(
                new ObjectName(alices.library.backups().health().vault().orElseThrow() + "/snap/" + "ab".repeat(16)
                        + "/0000000000000001-" + "cd".repeat(8) + ".age"),
                new byte[] {1, 2, 3});

        SyncReport report = bobs.sync();

        assertThat(bobs.names()).contains("carol");
        assertThat(report.unreadable()).hasSize(1);
        assertThat(report.warnings()).contains(RecoveryWarning.UNREADABLE_OBJECTS);
        assertThat(report.pruned()).isEmpty();
    }

    @Test
    void anAccountThatTheAppAddsDuringTheSyncIsNotLost() throws Exception {
        alices.add("carol");
        alices.library.backups().backUp();
        List<Boolean> once = new ArrayList<>();
        bobs.accounts.beforeReplace = () -> {
            if (once.isEmpty()) {
                once.add(true);
                addDave();
            }
        };

        bobs.sync();

        assertThat(bobs.names()).containsExactlyInAnyOrder("alice", "bob", "carol", "dave");
    }

    private void addDave() {
        try {
            bobs.add("dave");
        } catch (ProblemException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aSyncThatTheAppDisturbsAllTheTimeIsGivenUpWithNothingChanged() throws Exception {
        alices.add("carol");
        alices.library.backups().backUp();
        byte[] before = bobs.state.documents.get("contents");
        bobs.accounts.beforeReplace = () -> bobs.accounts.contents = bobs.accounts.contents.withAccounts(bobs.accounts
                .contents
                .accounts()
                .subList(0, bobs.accounts.contents.accounts().size() - 1));
        for (int i = 0; i < 8; i++) {
            bobs.add("extra" + i);
        }

        assertRefused(BackupRefusedException.Reason.CHANGED_MEANWHILE);
        assertThat(bobs.state.documents.get("contents")).isEqualTo(before);
        assertThat(bobs.names()).doesNotContain("carol");
    }

    private BackupRefusedException assertRefused(BackupRefusedException.Reason reason) {
        BackupRefusedException refusal = catchThrowableOfType(BackupRefusedException.class, () -> bobs.sync());
        assertThat(refusal).isNotNull();
        assertThat(refusal.reason()).isEqualTo(reason);
        return refusal;
    }

    @Test
    void t10_aDeviceThatDeletesManyAccountsStopsTheOthersUntilThePersonAgrees() throws Exception {
        for (int i = 0; i < 8; i++) {
            alices.add("account" + i);
        }
        alices.library.backups().backUp();
        bobs.sync();
        for (int i = 0; i < 3; i++) {
            alices.delete("account" + i);
        }
        MassChange own = catchThrowableOfType(
                        BackupRefusedException.class,
                        () -> alices.library.backups().backUp())
                .massChange()
                .orElseThrow();
        alices.library.backups().backUp(own);
        VaultContents held = bobs.accounts.contents;
        Map<String, byte[]> documents = new HashMap<>(bobs.state.documents);

        MassChange change = assertRefused(BackupRefusedException.Reason.MASS_CHANGE)
                .massChange()
                .orElseThrow();

        assertThat(change.dropped()).isEqualTo(3);
        assertThat(change.before()).isEqualTo(10);
        assertThat(bobs.accounts.contents).isEqualTo(held);
        assertThat(bobs.state.documents).isEqualTo(documents);
        try (RecoveryKit kit = TestDevice.kitOfEnabled();
                UnlockedVault vault = bobs.unlock(kit)) {
            bobs.library.upkeep().sync(vault, change);
        }
        assertThat(bobs.names()).hasSize(7);
        assertThat(bobs.trash()).hasSize(3);
    }

    @Test
    void t10_aDeletionCoversOnlyWhatItsDeviceHasSeen() throws Exception {
        alices.delete("bob");
        alices.library.backups().backUp();
        bobs.accounts.contents = bobs.accounts.contents.withAccounts(bobs.accounts.contents.accounts().stream()
                .map(account -> account.label().name().name().equals("bob")
                        ? new Account(
                                account.id(),
                                account.credential(),
                                account.enrolledAs(),
                                new AccountLabel(
                                        account.label().name(),
                                        account.label().kind(),
                                        "edited meanwhile",
                                        false,
                                        Optional.empty()),
                                account.group())
                        : account)
                .collect(Collectors.toList()));

        bobs.sync();
        alices.sync();

        assertThat(bobs.names()).containsExactly("alice", "bob");
        assertThat(alices.names()).containsExactly("alice", "bob");
    }

    @Test
    void t11_aClonedPhoneIsReportedGetsANameOfItsOwnAndNothingIsLost() throws Exception {
        TestDevice clone = TestDevice.on(storage);
        alices.state.documents.forEach((key, document) -> clone.state.documents.put(key, document.clone()));
        clone.accounts.contents = alices.accounts.contents;
        alices.add("carol");
        clone.add("dave");
        String before = alices.library.backups().backUp().snapshot().device().value();
        clone.library.backups().backUp();

        assertThat(alices.library.upkeep().audit().findings()).containsExactly(LaneFinding.LANE_FORKED);
        assertThat(alices.library.backups().health().findings()).containsExactly(LaneFinding.LANE_FORKED);
        assertThat(alices.library.backups().backUp().snapshot().device().value())
                .isEqualTo(before);
        SyncReport report = alices.sync();

        assertThat(report.warnings()).contains(RecoveryWarning.LANE_FORKED);
        assertThat(report.renamed()).isPresent();
        assertThat(alices.names()).containsExactlyInAnyOrder("alice", "bob", "carol", "dave");
        assertThat(alices.library.backups().health().findings()).isEmpty();
        assertThat(alices.library.backups().backUp().snapshot().device())
                .isEqualTo(report.renamed().get());
        alices.clock.pass(Duration.ofDays(1));
        assertThat(alices.library.upkeep().audit().findings()).isEmpty();
        bobs.sync();
        assertThat(bobs.names()).containsExactlyInAnyOrder("alice", "bob", "carol", "dave");
    }

    @Test
    void t11_aPlantedObjectInItsLaneDoesNotCostADeviceItsName() throws Exception {
        String vault = alices.library.backups().health().vault().orElseThrow().value();
        String device = alices.library.backups().backUp().snapshot().device().value();
        objects.put(
                new ObjectName(vault + "/snap/" + device + "/7fffffffffffffff-" + "cd".repeat(8) + ".age"),
                new byte[] {1, 2, 3});

        assertThat(alices.library.upkeep().audit().findings()).containsExactly(LaneFinding.LANE_FORKED);
        SyncReport report = alices.sync();

        assertThat(report.renamed()).isEmpty();
        assertThat(report.warnings()).contains(RecoveryWarning.UNREADABLE_OBJECTS);
        assertThat(alices.library.backups().health().findings()).isEmpty();
    }

    @Test
    void t11_aCopyOfAnObjectUnderAnotherNameIsNoFork() throws Exception {
        String vault = alices.library.backups().health().vault().orElseThrow().value();
        String device = alices.library.backups().backUp().snapshot().device().value();
        ObjectName own = objects.list(vault + "/snap/" + device + "/0000000000000002-")
                .iterator()
                .next();
        objects.put(
                new ObjectName(vault + "/snap/" + device + "/0000000000000002-" + "cd".repeat(8) + ".age"),
                objects.get(own, StorageProvider.MAX_OBJECT_BYTES).orElseThrow());

        assertThat(alices.library.upkeep().audit().findings()).isEmpty();
        assertThat(alices.sync().renamed()).isEmpty();
    }

    @Test
    void aPhoneThatIsNotOfTheVaultIsRefused() throws Exception {
        TestDevice stranger = TestDevice.on(storage);
        assertThatThrownBy(stranger::sync)
                .isInstanceOfSatisfying(
                        VaultRefusedException.class,
                        e -> assertThat(e.reason()).isEqualTo(VaultRefusedException.Reason.NOT_A_MEMBER));
    }
}
