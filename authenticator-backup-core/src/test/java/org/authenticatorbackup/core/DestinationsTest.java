package org.authenticatorbackup.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.authenticatorbackup.api.ProblemException;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.StorageException.Reason;
import org.authenticatorbackup.api.VaultId;
import org.authenticatorbackup.api.backup.AuditReport;
import org.authenticatorbackup.api.backup.BackupHealth;
import org.authenticatorbackup.api.backup.BackupReceipt;
import org.authenticatorbackup.api.backup.DestinationHealth;
import org.authenticatorbackup.api.backup.DestinationHealth.State;
import org.authenticatorbackup.api.spi.ObjectName;
import org.authenticatorbackup.api.spi.StorageProvider;
import org.authenticatorbackup.api.testkit.FaultyStorage;
import org.authenticatorbackup.api.testkit.FaultyStorage.Call;
import org.authenticatorbackup.api.testkit.FaultyStorage.Fault;
import org.authenticatorbackup.api.testkit.MaliciousStorage;
import org.authenticatorbackup.api.vault.NewSlot;
import org.authenticatorbackup.api.vault.Passphrase;
import org.authenticatorbackup.api.vault.RecoveryKit;
import org.authenticatorbackup.api.vault.SlotPlan;
import org.authenticatorbackup.api.vault.SlotSummary;
import org.authenticatorbackup.api.vault.UnlockedVault;
import org.authenticatorbackup.api.vault.WeakLocks;
import org.authenticatorbackup.core.backup.LaneRepair;
import org.authenticatorbackup.core.storage.InMemoryStorage;
import org.authenticatorbackup.core.testing.TestDevice;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** B11: several storages at once. What one of them loses, it gets again. */
class DestinationsTest {

    private static final Duration DAY = Duration.ofDays(1);

    private final InMemoryStorage one = new InMemoryStorage();
    private final InMemoryStorage two = new InMemoryStorage();
    private final FaultyStorage toOne = FaultyStorage.around(one);
    private final FaultyStorage toTwo = FaultyStorage.around(two);
    private TestDevice phone;
    private VaultId vault;

    @BeforeEach
    void enableOnOneAndConnectTheOther() throws Exception {
        phone = again(TestDevice.enabled(one));
        vault = phone.library.backups().health().vault().orElseThrow();
    }

    /** The app after a start. */
    private TestDevice again(TestDevice device) {
        TreeMap<String, StorageProvider> storages = new TreeMap<>();
        storages.put("main", toOne);
        storages.put("other", toTwo);
        return device.againOn(storages);
    }

    private static void empty(InMemoryStorage storage) throws StorageException {
        for (ObjectName name : storage.list("")) {
            storage.delete(name);
        }
    }

    private static byte[] read(StorageProvider storage, ObjectName name) throws StorageException {
        return storage.get(name, StorageProvider.MAX_OBJECT_BYTES).orElseThrow();
    }

    private ObjectName newest(StorageProvider storage) throws StorageException {
        return new TreeSet<>(storage.list(vault + "/snap/")).last();
    }

    private ObjectName slot(StorageProvider storage) throws StorageException {
        return new TreeSet<>(storage.list(vault + "/slots/")).first();
    }

    private BackupReceipt backUp(int times) throws ProblemException {
        Optional<BackupReceipt> receipt = Optional.empty();
        for (int i = 0; i < times; i++) {
            receipt = Optional.of(phone.library.backups().backUp());
        }
        return receipt.orElseThrow();
    }

    private AuditReport audit() throws ProblemException {
        phone.clock.pass(DAY);
        return phone.library.upkeep().audit();
    }

    private DestinationHealth other() throws ProblemException {
        return phone.library.backups().health().destinations().get(1);
    }

    private static Optional<Reason> failure(BackupReceipt receipt, int destination) {
        return receipt.destinations().get(destination).failure().map(Reason.class::cast);
    }

    // ---- the ways in

    @Test
    void aStorageThatIsConnectedLaterGetsTheWaysInBeforeItsFirstBackup() throws Exception {
        BackupReceipt receipt = backUp(1);

        assertThat(receipt.verifiedCopies()).isEqualTo(2);
        assertThat(read(two, slot(two))).isEqualTo(read(one, slot(one)));
        assertThat(other().state()).isEqualTo(State.CURRENT);
        assertThat(other().lastMissing()).as("it never was there").isEmpty();
        TestDevice fresh = TestDevice.on(two);
        fresh.recover(TestDevice.kitOfEnabled());
        assertThat(fresh.names()).containsExactly("alice", "bob");
    }

    @Test
    void aBackupIntoAnEmptiedStoragePutsTheWaysInFirst() throws Exception {
        backUp(1);
        empty(two);
        phone = again(phone);

        assertThat(backUp(1).verifiedCopies()).isEqualTo(2);

        assertThat(slot(two)).isEqualTo(slot(one));
        assertThat(other().state()).isEqualTo(State.CURRENT);
        assertThat(other().lastMissing()).contains(phone.clock.instant());
    }

    @Test
    void whereNobodyCouldOpenItACopyDoesNotCount() throws Exception {
        TestDevice recovered = TestDevice.on(one);
        recovered.recover(TestDevice.kitOfEnabled()); // and knows no slot
        phone = again(recovered);

        BackupReceipt receipt = backUp(1);

        assertThat(receipt.verifiedCopies()).isEqualTo(1);
        assertThat(failure(receipt, 1)).contains(Reason.BACKUP_MISSING);
        assertThat(two.list("")).isEmpty();
        assertThat(other().state()).isEqualTo(State.NO_COPY);
        assertThat(phone.library.backups().health().status()).isEqualTo(BackupHealth.Status.PROTECTED);
    }

    @Test
    void aDeviceLearnsAWayInByOpeningTheVaultWithIt() throws Exception {
        TestDevice recovered = TestDevice.on(one);
        try (Passphrase passphrase = TestDevice.strong()) {
            recovered.recover(passphrase);
        }
        phone = again(recovered);

        assertThat(backUp(1).verifiedCopies()).isEqualTo(2);

        assertThat(read(two, slot(two))).isEqualTo(read(one, slot(one)));
    }

    @Test
    void aDeviceLearnsAWayInBySyncingWithIt() throws Exception {
        TestDevice recovered = TestDevice.on(one);
        recovered.recover(TestDevice.kitOfEnabled());
        try (Passphrase passphrase = TestDevice.strong();
                UnlockedVault opened = recovered.unlock(passphrase)) {
            recovered.library.upkeep().sync(opened);
        }
        phone = again(recovered);

        assertThat(backUp(1).verifiedCopies()).isEqualTo(2);
    }

    @Test
    void aNewWayInIsPutBackAndARemovedOneIsNot() throws Exception {
        backUp(1);
        SlotSummary former = phone.library.backups().health().slots().get(0);
        try (RecoveryKit kit = TestDevice.kitOfEnabled();
                UnlockedVault opened = phone.unlock(kit);
                Passphrase next = phone.library.backups().generatePassphrase();
                NewSlot added =
                        phone.library.vault().addSlot(opened, new SlotPlan.PassphraseAlone(next), WeakLocks.ALLOW)) {
            phone.library.vault().removeSlot(opened, former.id());
            assertThat(added.slot().id()).isNotEqualTo(former.id());
        }
        empty(two);
        phone = again(phone);

        backUp(1);

        assertThat(two.list(vault + "/slots/"))
                .isEqualTo(one.list(vault + "/slots/"))
                .hasSize(1);
        empty(one);
        empty(two);
        phone = again(phone);

        backUp(1);

        assertThat(slot(one).value()).doesNotContain(former.id().value());
    }

    /** The removal is noted in the vault, so that it counts on devices that had known the slot. */
    @Test
    void aWayInThatAnotherDeviceHasRemovedIsNotPutBack() throws Exception {
        backUp(1);
        ObjectName former = slot(one);
        TestDevice remover = TestDevice.recovered(one);
        try (RecoveryKit kit = TestDevice.kitOfEnabled();
                UnlockedVault opened = remover.unlock(kit);
                Passphrase next = remover.library.backups().generatePassphrase();
                NewSlot added =
                        remover.library.vault().addSlot(opened, new SlotPlan.PassphraseAlone(next), WeakLocks.ALLOW)) {
            remover.library
                    .vault()
                    .removeSlot(
                            opened,
                            phone.library.backups().health().slots().get(0).id());
            remover.library.backups().backUp();
            assertThat(one.list(vault + "/slots/")).hasSize(1);
            assertThat(added.slot().locks()).hasSize(1);
        }
        phone.sync();
        empty(one);
        empty(two);
        phone = again(phone);

        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> backUp(1))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.BACKUP_MISSING));
        assertThat(one.list("")).doesNotContain(former).isEmpty();
    }

    /** A rotation takes slots away for good; where its successor is in sight, they stay away. */
    @Test
    void whereAnotherVaultHasReplacedItNothingIsPutBack() throws Exception {
        backUp(1);
        two.delete(slot(two));
        TestDevice.on(two).enable();
        phone = again(phone);

        BackupReceipt receipt = backUp(1);

        assertThat(failure(receipt, 1)).contains(Reason.VAULT_ROTATED);
        assertThat(two.list(vault + "/slots/")).isEmpty();
        assertThat(other().lastFailure().orElseThrow().reason()).isEqualTo(Reason.VAULT_ROTATED);
    }

    @Test
    void amongOtherPeoplesVaultsNothingIsPutBackEither() throws Exception {
        backUp(1);
        empty(one);
        empty(two);
        TestDevice.on(one).enable();
        Set<ObjectName> theirs = one.list("");
        phone = again(phone);

        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> backUp(1))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.BACKUP_MISSING));

        assertThat(one.list("")).isEqualTo(theirs);
        assertThat(two.list("")).isEmpty();
        assertThat(other().state()).isEqualTo(State.LAGGING);
    }

    /** Snapshots without slots are what a rotation leaves, whose other half may not have arrived yet. */
    @Test
    void whereOnlySnapshotsAreNothingIsPutBack() throws Exception {
        backUp(1);
        one.delete(slot(one));
        two.delete(slot(two));
        phone = again(phone);

        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> backUp(1))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.BACKUP_MISSING));

        assertThat(one.list(vault + "/slots/")).isEmpty();
    }

    @Test
    void aStorageThatDoesNotAnswerIsNotWrittenToAndCatchesUp() throws Exception {
        backUp(1);
        toTwo.failingAlways(Call.LIST, Fault.FAILS_BEFORE);
        phone = again(phone);

        BackupReceipt receipt = backUp(1);

        assertThat(failure(receipt, 1)).contains(Reason.OFFLINE);
        assertThat(two.list(vault + "/snap/")).hasSize(1);
        assertThat(other().state()).isEqualTo(State.LAGGING);
        toTwo.recover();
        assertThat(backUp(1).verifiedCopies()).isEqualTo(2);
        assertThat(other().state()).isEqualTo(State.CURRENT);
    }

    /** Whether the silent one has a way in, nobody knows; so the other is not taken for a new place. */
    @Test
    void nothingIsPutBackWhileTheOnlyPlaceWithAWayInIsSilent() throws Exception {
        backUp(1);
        empty(two);
        toOne.failingAlways(Call.LIST, Fault.FAILS_BEFORE);
        phone = again(phone);

        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> backUp(1))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.OFFLINE));

        assertThat(two.list("")).isEmpty();
    }

    // ---- the backups

    @Test
    void theDailyLookGivesEachStorageWhatTheOtherStillHas() throws Exception {
        backUp(3);
        empty(two);
        phone = again(phone);

        AuditReport report = audit();

        assertThat(report.repaired()).isEqualTo(1 + 4);
        assertThat(report.renewed()).isEmpty();
        assertThat(two.list("")).isEqualTo(one.list(""));
        for (ObjectName name : two.list("")) {
            assertThat(read(two, name)).isEqualTo(read(one, name));
        }
        assertThat(audit().repaired()).as("nothing is left to do").isZero();
    }

    @Test
    void bothGetWhatOnlyTheOtherHas() throws Exception {
        backUp(3);
        Set<ObjectName> all = one.list("");
        one.delete(newest(one));
        two.delete(new TreeSet<>(two.list(vault + "/snap/")).first());
        phone = again(phone);

        assertThat(audit().repaired())
                .as("and the first, which the other never had")
                .isEqualTo(1 + 2);

        assertThat(one.list("")).isEqualTo(all);
        assertThat(two.list("")).isEqualTo(all);
    }

    @Test
    void atMostSoMuchIsPutBackAtATime() throws Exception {
        backUp(LaneRepair.MOST);
        two.delete(slot(two));
        empty(two);

        assertThat(audit().repaired()).isEqualTo(1 + LaneRepair.MOST);
        assertThat(audit().repaired()).isEqualTo(1);
        assertThat(two.list("")).isEqualTo(one.list(""));
        assertThat(audit().repaired()).isZero();
    }

    /** No storage can plant anything in another: only what comes back as it was written is given on. */
    @Test
    void whatAStorageHasAlteredIsNotGivenOn() throws Exception {
        MaliciousStorage liar = MaliciousStorage.around(one);
        TreeMap<String, StorageProvider> storages = new TreeMap<>();
        storages.put("main", liar);
        storages.put("other", toTwo);
        phone = phone.againOn(storages);
        backUp(2);
        ObjectName second = new TreeSet<>(two.list(vault + "/snap/")).first();
        two.delete(second);
        byte[] altered = read(one, second);
        altered[altered.length - 1] ^= 1;
        liar.forge(second, altered);

        AuditReport report = audit();

        assertThat(report.repaired()).as("the first one").isEqualTo(1);
        assertThat(two.list("")).doesNotContain(second);
    }

    @Test
    void aStorageWhoseNewestBackupIsAlteredGetsAnotherOne() throws Exception {
        backUp(2);
        byte[] altered = read(two, newest(two));
        altered[altered.length - 1] ^= 1;
        MaliciousStorage.around(two).forge(newest(two), altered);

        AuditReport report = audit();

        assertThat(report.findings()).as("the other one has it").isEmpty();
        assertThat(report.renewed().orElseThrow().verifiedCopies()).isEqualTo(2);
        assertThat(read(two, newest(two))).isEqualTo(read(one, newest(one)));
    }

    @Test
    void aRepairThatFailsIsMadeAnotherDay() throws Exception {
        backUp(2);
        two.delete(newest(two));
        toTwo.failingAlways(Call.PUT, Fault.QUOTA);

        assertThat(audit().repaired()).isZero();

        toTwo.recover();
        assertThat(audit().repaired()).as("and the first one").isEqualTo(2);
    }

    /** Or the place that lacks the newer ones would be left with nothing. */
    @Test
    void nothingIsPrunedWhileAStorageLacksWhatMakesItDispensable() throws Exception {
        for (int i = 0; i < 20; i++) {
            phone.clock.pass(DAY);
            backUp(1);
        }
        ObjectName lacking = newest(two);
        two.delete(lacking);
        toTwo.failingAlways(Call.PUT, Fault.QUOTA);

        for (int i = 0; i < 10; i++) {
            assertThat(audit().pruned()).isEmpty();
        }

        toTwo.recover();
        assertThat(audit().pruned()).isNotEmpty();
        assertThat(two.list("")).contains(lacking).isEqualTo(one.list(""));
    }

    /** Or a storage that missed the newest of this device would be left without what the other one had put there. */
    @Test
    void inAnotherLaneNothingIsPrunedWhileAStorageLacksWhatMakesItDispensable() throws Exception {
        backUp(13);
        TestDevice open = again(TestDevice.recovered(one));
        open.sync();
        open.add("carol");
        BackupReceipt own = open.sync().published().orElseThrow();
        for (ObjectName name : two.list(vault + "/snap/" + own.snapshot().device())) {
            two.delete(name);
        }
        Set<ObjectName> left = two.list("");

        for (int day = 0; day < 9; day++) {
            open.clock.pass(DAY);
            assertThat(open.sync().pruned()).isEmpty();
        }

        assertThat(two.list("")).isEqualTo(left);
        assertThat(open.library.upkeep().audit().repaired()).isPositive();
        assertThat(open.sync().pruned()).hasSize(2);
    }

    /** What lies torn under a name can only be followed by another one, whatever the other storage says. */
    @Test
    void s4_aTornObjectIsFollowedByAnotherOneThoughTheOtherStorageStaysUnusable() throws Exception {
        phone = again(TestDevice.recovered(one)); // it has seen no slot that it could put back
        backUp(1);
        empty(two);
        phone.add("carol");
        toOne.failing(Call.PUT, 1, Fault.TORN);
        assertThatExceptionOfType(StorageException.class).isThrownBy(() -> backUp(1));

        assertThat(backUp(1).destinations().get(0).isVerified()).isTrue();
    }
}
