package org.authenticatorbackup.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.authenticatorbackup.api.ProblemException;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.VaultId;
import org.authenticatorbackup.api.VaultRefusedException;
import org.authenticatorbackup.api.VaultRefusedException.Reason;
import org.authenticatorbackup.api.VaultService;
import org.authenticatorbackup.api.account.Account;
import org.authenticatorbackup.api.account.VaultContents;
import org.authenticatorbackup.api.backup.BackupHealth;
import org.authenticatorbackup.api.recovery.RestoreMode;
import org.authenticatorbackup.api.recovery.RestoreOptions;
import org.authenticatorbackup.api.recovery.Version;
import org.authenticatorbackup.api.spi.ObjectName;
import org.authenticatorbackup.api.testkit.FaultyStorage;
import org.authenticatorbackup.api.vault.ContactShares;
import org.authenticatorbackup.api.vault.KitVerdict;
import org.authenticatorbackup.api.vault.Passphrase;
import org.authenticatorbackup.api.vault.PreparedRotation;
import org.authenticatorbackup.api.vault.RecoveryKit;
import org.authenticatorbackup.api.vault.RotationReceipt;
import org.authenticatorbackup.api.vault.SlotPlan;
import org.authenticatorbackup.api.vault.UnlockedVault;
import org.authenticatorbackup.api.vault.WeakLocks;
import org.authenticatorbackup.core.storage.InMemoryStorage;
import org.authenticatorbackup.core.testing.FakeAccount;
import org.authenticatorbackup.core.testing.TestDevice;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Replacing a vault by a new one. */
class RotationTest {

    private static final List<SlotPlan> ACCOUNT = List.of(new SlotPlan.AccountAlone());

    private final InMemoryStorage storage = new InMemoryStorage();
    private final FakeAccount account = FakeAccount.of("example.com");
    private TestDevice phone;
    private VaultService service;
    private UnlockedVault vault;

    @BeforeEach
    void aPhoneWhoseVaultIsOpen() throws ProblemException {
        phone = TestDevice.enabled(storage, account);
        service = phone.library.vault();
        vault = phone.unlock(TestDevice.kitOfEnabled());
    }

    @AfterEach
    void close() {
        vault.close();
    }

    @Test
    void aPersonGetsSharesAndANewKitBeforeTheOldWaysInAreGone() throws Exception {
        TestDevice other = TestDevice.on(storage);
        other.recover(TestDevice.kitOfEnabled());
        Account carol = other.add("carol");
        other.library.backups().backUp();
        VaultId next;
        try (PreparedRotation prepared = service.rotate(vault, List.of(new SlotPlan.Contacts(2, 3)), WeakLocks.REFUSE);
                RecoveryKit kit = prepared.vault().recoveryKit("a test");
                ContactShares shares = ContactShares.of(prepared.slots().get(0).shares())) {
            next = prepared.vault().id();
            assertThat(phone.library.backups().health().vault()).contains(vault.id());
            assertThat(storage.list(vault.id() + "/slots/")).hasSize(1);

            RotationReceipt receipt = service.finishRotation();

            assertThat(receipt.vault()).isEqualTo(next);
            assertThat(receipt.replaced()).isEqualTo(vault.id());
            assertThat(receipt.removed()).hasSize(1);
            assertThat(receipt.secretsKept()).isEmpty();
            assertThat(service.checkKit(next, kit)).isEqualTo(KitVerdict.RIGHT);
            assertThat(service.checkKit(vault.id(), kit)).isEqualTo(KitVerdict.OTHER_VAULT);
            TestDevice fresh = TestDevice.on(storage);
            try (UnlockedVault opened = fresh.library.recovery().unlock(kit)) {
                assertThat(fresh.library.recovery().preview(opened).contents().accounts())
                        .contains(carol)
                        .containsAll(phone.accounts.contents.accounts());
            }
            assertThat(phone.library.recovery().findVaults()).hasSize(2);
            assertThat(shares.shares()).hasSize(3);
        }
        assertThat(storage.list(vault.id() + "/slots/")).isEmpty();
        assertThat(phone.library.backups().health().status()).isEqualTo(BackupHealth.Status.PROTECTED);
        assertThat(phone.library.backups().health().vault()).contains(next);
        assertThat(contents()).contains("\"replaces\":\"" + vault.id() + "\"");
    }

    @Test
    void aSlotWithALockOfANewerReleaseGoesTooAndIsNamed() throws Exception {
        ObjectName pin = new ObjectName(vault.id() + "/slots/0123456789abcdef.account-pin.age");
        storage.put(pin, new byte[10]);
        service.rotate(vault, ACCOUNT, WeakLocks.ALLOW).close();

        RotationReceipt receipt = service.finishRotation();

        assertThat(storage.list(vault.id() + "/slots/")).isEmpty();
        assertThat(receipt.removed()).hasSize(2);
        assertThat(receipt.secretsKept())
                .as("the connected account does not know it: another one may")
                .hasSize(1);
    }

    @Test
    void aSnapshotThatCannotBeReadNowIsNotLeftBehind() throws Exception {
        TestDevice other = TestDevice.on(storage);
        other.recover(TestDevice.kitOfEnabled());
        other.add("carol");
        other.library.backups().backUp();
        FaultyStorage flaky = FaultyStorage.around(storage);
        TestDevice again = TestDevice.on(flaky, account);
        again.state.documents.putAll(phone.state.documents);
        again.accounts.contents = phone.accounts.contents;
        flaky.failing(FaultyStorage.Call.GET, 1, FaultyStorage.Fault.FAILS_BEFORE);

        assertThatThrownBy(() -> again.library.vault().rotate(vaultOf(again), ACCOUNT, WeakLocks.ALLOW))
                .isInstanceOfSatisfying(
                        StorageException.class, e -> assertThat(e.reason()).isEqualTo(StorageException.Reason.OFFLINE));
    }

    @Test
    void aDeviceWhoseVaultWasReplacedPausesAndIsToldSo() throws Exception {
        TestDevice other = TestDevice.on(storage);
        other.recover(TestDevice.kitOfEnabled());
        service.rotate(vault, ACCOUNT, WeakLocks.ALLOW).close();
        service.finishRotation();
        Account dave = other.add("dave");
        List<ObjectName> before = List.copyOf(storage.list(""));

        assertStorageFails(
                StorageException.Reason.VAULT_ROTATED,
                () -> other.library.backups().backUp());

        assertThat(storage.list("")).containsExactlyInAnyOrderElementsOf(before);
        assertThat(other.accounts.contents.accounts()).contains(dave).hasSize(3);
        assertThat(other.library.backups().health().lastFailure().orElseThrow().reason())
                .isEqualTo(StorageException.Reason.VAULT_ROTATED);
        assertThat(TestDevice.again(other, storage).library.backups().health().lastFailure())
                .as("it is remembered")
                .isEqualTo(other.library.backups().health().lastFailure());
    }

    @Test
    void aVaultWithoutSlotsIsMissingUnlessAnotherOneOpens() throws Exception {
        for (ObjectName slot : storage.list(vault.id() + "/slots/")) {
            storage.delete(slot);
        }
        assertStorageFails(
                StorageException.Reason.BACKUP_MISSING,
                () -> phone.library.backups().backUp());
        TestDevice.on(storage).enable();

        assertStorageFails(
                StorageException.Reason.VAULT_ROTATED,
                () -> phone.library.backups().backUp());

        for (ObjectName snapshot : storage.list(vault.id() + "/snap/")) {
            storage.delete(snapshot);
        }
        assertStorageFails(
                StorageException.Reason.BACKUP_MISSING,
                () -> phone.library.backups().backUp());
    }

    @Test
    void thePlaceOfTheNewVaultIsCheckedEvenIfThatOfTheOldOneJustWas() throws Exception {
        phone.library.backups().backUp();
        VaultId next;
        try (PreparedRotation prepared = service.rotate(vault, ACCOUNT, WeakLocks.ALLOW)) {
            next = prepared.vault().id();
        }
        service.finishRotation();
        for (ObjectName slot : storage.list(next + "/slots/")) {
            storage.delete(slot);
        }

        assertStorageFails(
                StorageException.Reason.BACKUP_MISSING,
                () -> phone.library.backups().backUp());
    }

    /** The app has not been shown what another device did, so its own view must not undo it. */
    @Test
    void whatAnotherDeviceHasDeletedStaysDeleted() throws Exception {
        TestDevice other = TestDevice.on(storage);
        other.recover(TestDevice.kitOfEnabled());
        List<Account> two = other.accounts.contents.accounts();
        other.accounts.contents = new VaultContents(List.of(two.get(0)), List.of(), Map.of(), List.of(two.get(1)));
        other.library.backups().backUp();

        try (PreparedRotation prepared = service.rotate(vault, ACCOUNT, WeakLocks.ALLOW);
                RecoveryKit kit = prepared.vault().recoveryKit("");
                UnlockedVault opened = TestDevice.on(storage).library.recovery().unlock(kit)) {
            assertThat(TestDevice.on(storage).library.recovery().preview(opened).contents())
                    .isEqualTo(other.accounts.contents);
        }
    }

    private static UnlockedVault vaultOf(TestDevice device) throws ProblemException {
        return device.library.recovery().unlock(TestDevice.kitOfEnabled());
    }

    @Test
    void preparingAnewTakesTheEarlierOneAway() throws Exception {
        VaultId first;
        try (PreparedRotation prepared = service.rotate(vault, ACCOUNT, WeakLocks.ALLOW)) {
            first = prepared.vault().id();
        }
        service.rotate(vault, ACCOUNT, WeakLocks.ALLOW).close();

        assertThat(storage.list(first + "/")).isEmpty();
        assertThat(account.secrets).hasSize(1);
    }

    @Test
    void aCanceledRotationLeavesNothing() throws Exception {
        List<ObjectName> before = List.copyOf(storage.list(""));
        service.rotate(vault, ACCOUNT, WeakLocks.ALLOW).close();

        service.cancelRotation();
        service.cancelRotation();

        assertThat(storage.list("")).containsExactlyInAnyOrderElementsOf(before);
        assertThat(account.secrets).isEmpty();
        assertRefused(Reason.NO_ROTATION, service::finishRotation);
        phone.library.backups().backUp();
    }

    @Test
    void aPreparedVaultThatSomebodyJoinedIsNotTakenAway() throws Exception {
        TestDevice early = TestDevice.on(storage);
        VaultId next;
        try (PreparedRotation prepared = service.rotate(vault, ACCOUNT, WeakLocks.ALLOW);
                RecoveryKit kit = prepared.vault().recoveryKit("");
                UnlockedVault opened = early.library.recovery().unlock(kit)) {
            next = prepared.vault().id();
            early.library.recovery().commit(opened, early.library.recovery().preview(opened));
            early.library.backups().backUp();
        }
        int before = storage.list(next + "/").size();

        service.cancelRotation();

        assertThat(storage.list(next + "/")).hasSize(before);
    }

    @Test
    void turningBackupOffAfterTheSwitchTakesNothingAway() throws Exception {
        VaultId next;
        try (PreparedRotation prepared = service.rotate(vault, ACCOUNT, WeakLocks.ALLOW)) {
            next = prepared.vault().id();
        }
        account.failure = java.util.Optional.empty();
        byte[] record = phone.state.documents.get("rotation");
        service.finishRotation();
        phone.state.documents.put(
                "rotation",
                new String(record, StandardCharsets.UTF_8)
                        .replace("READY", "SWITCHING")
                        .getBytes(StandardCharsets.UTF_8));
        assertRefused(Reason.ROTATION_UNFINISHED, service::cancelRotation);
        phone.library.backups().disable();

        service.cancelRotation();

        assertThat(storage.list(next + "/")).isNotEmpty();
        assertThat(account.secrets).hasSize(1);
    }

    @Test
    void oldSlotsStayIfNoNewOneIsThereAnyMore() throws Exception {
        VaultId next;
        try (PreparedRotation prepared = service.rotate(vault, ACCOUNT, WeakLocks.ALLOW)) {
            next = prepared.vault().id();
        }
        for (ObjectName slot : storage.list(next + "/slots/")) {
            storage.delete(slot);
        }

        assertThatThrownBy(service::finishRotation).isInstanceOf(StorageException.class);

        assertThat(storage.list(vault.id() + "/slots/")).hasSize(1);
        assertThat(phone.library.backups().health().vault()).contains(vault.id());
    }

    @Test
    void refusalsComeBeforeAnythingIsStored() throws Exception {
        int before = storage.list("").size();
        TestDevice visitor = TestDevice.on(storage);
        try (Passphrase same = TestDevice.strong();
                UnlockedVault opened = visitor.unlock(TestDevice.kitOfEnabled())) {
            assertRefused(
                    Reason.SAME_PASSPHRASE,
                    () -> service.rotate(
                            vault,
                            List.of(new SlotPlan.PassphraseAlone(same), new SlotPlan.AccountAndPassphrase(same)),
                            WeakLocks.ALLOW));
            assertRefused(Reason.ACCOUNT_ALONE, () -> service.rotate(vault, ACCOUNT, WeakLocks.REFUSE));
            assertRefused(
                    Reason.NOT_A_MEMBER,
                    () -> visitor.library
                            .vault()
                            .rotate(opened, List.of(new SlotPlan.Contacts(2, 2)), WeakLocks.REFUSE));
            assertRefused(Reason.NO_ROTATION, service::finishRotation);
            assertThatThrownBy(() -> service.rotate(vault, List.of(), WeakLocks.REFUSE))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(storage.list("")).hasSize(before);
        assertThat(phone.state.documents).doesNotContainKey("rotation");
    }

    private String contents() {
        return new String(phone.state.documents.get("contents"), StandardCharsets.UTF_8);
    }

    private static void assertStorageFails(StorageException.Reason reason, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        StorageException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    private static void assertRefused(Reason reason, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        VaultRefusedException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    @Test
    void b7_aRecoveryIsUndoneAfterARotation() throws Exception {
        phone.add("dave");
        phone.library.backups().backUp();
        VaultContents before = phone.accounts.contents;
        List<Version> versions = phone.library.recovery().history(vault);
        RestoreOptions oldest = RestoreOptions.defaults()
                .withMode(RestoreMode.REPLACE)
                .at(versions.get(versions.size() - 1).snapshot());
        phone.library.recovery().commit(vault, phone.library.recovery().preview(vault, oldest));
        assertThat(phone.trash()).containsExactly("dave");
        service.rotate(vault, ACCOUNT, WeakLocks.ALLOW).close();
        service.finishRotation();

        assertThat(phone.library.recovery().undo()).isTrue();

        assertThat(phone.accounts.contents).isEqualTo(before);
        phone.library.backups().backUp();
        assertThat(phone.library.backups().health().status()).isEqualTo(BackupHealth.Status.PROTECTED);
    }
}
