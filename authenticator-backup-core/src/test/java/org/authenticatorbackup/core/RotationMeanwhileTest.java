package org.authenticatorbackup.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.authenticatorbackup.api.DeviceStateException;
import org.authenticatorbackup.api.ProblemException;
import org.authenticatorbackup.api.RecoveryAccountException;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.VaultId;
import org.authenticatorbackup.api.VaultRefusedException;
import org.authenticatorbackup.api.VaultRefusedException.Reason;
import org.authenticatorbackup.api.VaultService;
import org.authenticatorbackup.api.account.Account;
import org.authenticatorbackup.api.account.VaultContents;
import org.authenticatorbackup.api.spi.ObjectName;
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

/** What happens between preparing a rotation and finishing it. */
class RotationMeanwhileTest {

    private static final List<SlotPlan> ACCOUNT = List.of(new SlotPlan.AccountAlone());

    private final InMemoryStorage storage = new InMemoryStorage();
    private final FakeAccount account = FakeAccount.of("example.com");
    private TestDevice phone;
    private TestDevice other;
    private VaultService service;
    private UnlockedVault vault;

    @BeforeEach
    void twoDevicesOfAVaultThatIsOpen() throws ProblemException {
        phone = TestDevice.enabled(storage, account);
        service = phone.library.vault();
        vault = phone.unlock(TestDevice.kitOfEnabled());
        other = TestDevice.on(storage);
        other.recover(TestDevice.kitOfEnabled());
        other.library.backups().backUp();
    }

    @AfterEach
    void close() {
        vault.close();
    }

    @Test
    void whatAnotherDeviceBacksUpMeanwhileIsNotLeftBehind() throws Exception {
        prepare();
        Account carol = other.add("carol");
        other.library.backups().backUp();
        List<ObjectName> before = List.copyOf(storage.list(""));

        assertRefused(Reason.BACKED_UP_MEANWHILE, service::finishRotation);

        assertThat(storage.list("")).containsExactlyInAnyOrderElementsOf(before);
        assertThat(phone.library.backups().health().vault()).contains(vault.id());
        try (PreparedRotation prepared = service.rotate(vault, ACCOUNT, WeakLocks.ALLOW);
                RecoveryKit kit = prepared.vault().recoveryKit("")) {
            service.finishRotation();
            assertThat(recovered(kit).accounts()).contains(carol).hasSize(3);
        }
        assertThat(storage.list(vault.id() + "/slots/")).isEmpty();
    }

    @Test
    void whatThisDeviceBacksUpMeanwhileGoesAlong() throws Exception {
        try (PreparedRotation prepared = service.rotate(vault, ACCOUNT, WeakLocks.ALLOW);
                RecoveryKit kit = prepared.vault().recoveryKit("")) {
            Account carol = phone.add("carol");
            phone.library.backups().backUp();
            Account dave = phone.add("dave");
            phone.library.backups().backUp();

            service.finishRotation();

            assertThat(recovered(kit).accounts()).contains(carol, dave).hasSize(4);
        }
    }

    @Test
    void aBackupOfACloneOfThisDeviceIsNotTakenForItsOwn() throws Exception {
        TestDevice clone = TestDevice.again(phone, storage);
        prepare();
        clone.add("carol");
        clone.library.backups().backUp();
        assertRefused(Reason.BACKED_UP_MEANWHILE, service::finishRotation);

        phone.add("dave");
        phone.library.backups().backUp();
        assertRefused(Reason.BACKED_UP_MEANWHILE, service::finishRotation);

        assertThat(phone.library.backups().health().vault()).contains(vault.id());
    }

    @Test
    void aNumberOfThisLaneThatWasCarriedOverIsNotUsedAgain() throws Exception {
        TestDevice clone = TestDevice.again(phone, storage);
        phone.library.backups().backUp();
        prepare();
        clone.library.backups().backUp();

        assertRefused(Reason.BACKED_UP_MEANWHILE, service::finishRotation);
    }

    @Test
    void anObjectThatWasDamagedBeforeDoesNotStandInTheWay() throws Exception {
        plant("0000000000000001");
        prepare();

        service.finishRotation();

        assertThat(storage.list(vault.id() + "/slots/")).isEmpty();
    }

    @Test
    void aPlantedObjectCostsOneMorePreparation() throws Exception {
        prepare();
        plant("0000000000000001");
        assertRefused(Reason.BACKED_UP_MEANWHILE, service::finishRotation);
        prepare();

        service.finishRotation();

        assertThat(storage.list(vault.id() + "/slots/")).isEmpty();
    }

    @Test
    void aSnapshotThatIsGoneByNowIsInTheNewVault() throws Exception {
        prepare();
        for (ObjectName snapshot : storage.list(vault.id() + "/snap/")) {
            storage.delete(snapshot);
        }

        service.finishRotation();

        assertThat(storage.list(vault.id() + "/slots/")).isEmpty();
    }

    @Test
    void oldSlotsStayIfANewOneWasExchanged() throws Exception {
        VaultId next = prepare();
        ObjectName slot = storage.list(next + "/slots/").iterator().next();
        byte[] made = storage.get(slot, 1000).orElseThrow();
        byte[] other = made.clone();
        other[other.length - 1] ^= 1;
        storage.delete(slot);
        storage.put(slot, other);

        assertStorageFails(StorageException.Reason.READ_BACK_DIFFERS, service::finishRotation);

        assertThat(storage.list(vault.id() + "/slots/")).hasSize(1);
        assertThat(phone.library.backups().health().vault()).contains(vault.id());
        storage.delete(slot);
        storage.put(slot, made);
        service.finishRotation();
    }

    @Test
    void oldSlotsStayIfTheAccountLostTheSecretOfANewOne() throws Exception {
        prepare();
        Map<String, byte[]> secrets = Map.copyOf(account.secrets);
        account.secrets.clear();

        assertThatThrownBy(service::finishRotation)
                .isInstanceOfSatisfying(
                        RecoveryAccountException.class,
                        e -> assertThat(e.reason()).isEqualTo(RecoveryAccountException.Reason.WRONG_ACCOUNT));
        TestDevice without = TestDevice.again(phone, storage);
        assertRefused(
                Reason.RECOVERY_ACCOUNT_NEEDED, () -> without.library.vault().finishRotation());

        assertThat(storage.list(vault.id() + "/slots/")).hasSize(1);
        account.secrets.putAll(secrets);
        service.finishRotation();
    }

    /** The switch was begun, and the device's own document could not be written. */
    @Test
    void aRotationThatDidNotComeToTheSwitchCanStillBeTakenBack() throws Exception {
        VaultId next = prepare();
        phase("READY", "SWITCHING");
        other.add("carol");
        other.library.backups().backUp();
        assertRefused(Reason.BACKED_UP_MEANWHILE, service::finishRotation);

        service.cancelRotation();

        assertThat(storage.list(next + "/")).isEmpty();
        assertThat(storage.list(vault.id() + "/slots/")).hasSize(1);
    }

    @Test
    void backupCanBeTurnedOffWhileOldSlotsGoAndTheyGoAllTheSame() throws Exception {
        VaultId next = prepare();
        storage.put(new ObjectName(vault.id() + "/slots/00000000000000ff.account.age"), new byte[] {1});
        byte[] prepared = phone.state.documents.get("rotation");
        service.finishRotation();
        storage.put(new ObjectName(vault.id() + "/slots/00000000000000ff.account.age"), new byte[] {1});
        phone.state.documents.put("rotation", prepared);
        phase("READY", "RETIRING");
        assertRefused(Reason.ROTATION_UNFINISHED, service::cancelRotation);

        phone.library.backups().disable();

        assertThat(rotation()).doesNotContain("capability");
        RotationReceipt receipt = service.finishRotation();
        assertThat(receipt.backup()).isEmpty();
        assertThat(receipt.removed()).hasSize(2);
        assertThat(storage.list(vault.id() + "/slots/")).isEmpty();
        assertThat(storage.list(next + "/slots/")).hasSize(1);
        assertThat(phone.state.documents).doesNotContainKey("rotation");
    }

    @Test
    void aPreparedVaultIsTakenAwayAfterBackupWasTurnedOff() throws Exception {
        VaultId next = prepare();
        phone.library.backups().disable();
        assertThat(rotation()).doesNotContain("capability");
        assertRefused(Reason.NO_ROTATION, service::finishRotation);

        service.cancelRotation();

        assertThat(storage.list(next + "/")).isEmpty();
        assertThat(account.secrets).isEmpty();
        assertThat(storage.list(vault.id() + "/slots/")).hasSize(1);
    }

    /** Between the two, either vault may have what the other lacks. */
    @Test
    void backupTurnedOffAmidTheSwitchLeavesBothVaultsOpen() throws Exception {
        VaultId next = prepare();
        byte[] prepared = phone.state.documents.get("rotation");
        service.finishRotation();
        storage.put(new ObjectName(vault.id() + "/slots/00000000000000ff.passphrase.age"), new byte[] {1});
        phone.state.documents.put("rotation", prepared);
        phase("READY", "SWITCHING");

        phone.library.backups().disable();

        assertRefused(Reason.NO_ROTATION, service::finishRotation);
        service.cancelRotation();
        assertThat(storage.list(vault.id() + "/slots/")).hasSize(1);
        assertThat(storage.list(next + "/slots/")).hasSize(1);
    }

    @Test
    void aVaultThatThisDeviceBackedUpToIsNotTakenAwayOnceItIsBackInTheOldOne() throws Exception {
        VaultId next = prepare();
        byte[] prepared = phone.state.documents.get("rotation");
        Map<String, byte[]> before = Map.copyOf(phone.state.documents);
        service.finishRotation();
        phone.state.documents.putAll(before);
        phone.state.documents.put("rotation", prepared);
        phase("READY", "SWITCHING");
        int objects = storage.list(next + "/").size();

        service.cancelRotation();

        assertThat(storage.list(next + "/")).hasSize(objects);
        assertThat(account.secrets).hasSize(1);
    }

    @Test
    void aDamagedRotationDoesNotKeepBackupOn() throws Exception {
        phone.state.documents.put("rotation", "{}".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(service::cancelRotation).isInstanceOf(DeviceStateException.class);

        phone.library.backups().disable();

        assertThat(phone.state.documents).doesNotContainKey("rotation");
        service.cancelRotation();
    }

    private VaultId prepare() throws ProblemException {
        try (PreparedRotation prepared = service.rotate(vault, ACCOUNT, WeakLocks.ALLOW)) {
            return prepared.vault().id();
        }
    }

    private void plant(String sequence) throws ProblemException {
        storage.put(
                new ObjectName(vault.id() + "/snap/" + "ab".repeat(16) + "/" + sequence + "-0123456789abcdef.age"),
                new byte[] {1});
    }

    private String rotation() {
        return new String(phone.state.documents.get("rotation"), StandardCharsets.UTF_8);
    }

    private void phase(String before, String after) throws IOException {
        assertThat(rotation()).contains(before);
        phone.state.put("rotation", rotation().replace(before, after).getBytes(StandardCharsets.UTF_8));
    }

    private VaultContents recovered(RecoveryKit kit) throws ProblemException {
        TestDevice fresh = TestDevice.on(storage);
        try (UnlockedVault opened = fresh.library.recovery().unlock(kit)) {
            return fresh.library.recovery().preview(opened).contents();
        }
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
}
