package org.authenticatorbackup.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.authenticatorbackup.api.BackupRefusedException;
import org.authenticatorbackup.api.DeviceStateException;
import org.authenticatorbackup.api.ProblemException;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.account.VaultContents;
import org.authenticatorbackup.api.backup.AuditReport;
import org.authenticatorbackup.api.backup.BackupHealth;
import org.authenticatorbackup.api.backup.LaneFinding;
import org.authenticatorbackup.api.backup.MassChange;
import org.authenticatorbackup.api.backup.PendingDeletion;
import org.authenticatorbackup.api.spi.ObjectName;
import org.authenticatorbackup.api.spi.StorageProvider;
import org.authenticatorbackup.api.testkit.FaultyStorage;
import org.authenticatorbackup.api.testkit.FaultyStorage.Call;
import org.authenticatorbackup.api.testkit.FaultyStorage.Fault;
import org.authenticatorbackup.api.vault.RecoveryKit;
import org.authenticatorbackup.api.vault.UnlockedVault;
import org.authenticatorbackup.core.storage.InMemoryStorage;
import org.authenticatorbackup.core.testing.TestDevice;
import org.authenticatorbackup.core.testing.WitnessingAccount;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Audit, pruning, the trash, and deleting the backup. */
class UpkeepTest {

    private static final Duration DAY = Duration.ofDays(1);

    private final InMemoryStorage objects = new InMemoryStorage();
    private final FaultyStorage storage = FaultyStorage.around(objects);
    private TestDevice phone;

    @BeforeEach
    void aPhoneThatHasTurnedBackupOn() throws ProblemException {
        phone = TestDevice.enabled(storage);
        phone.library.backups().backUp();
        storage.recover();
    }

    private AuditReport audit() throws ProblemException {
        return phone.library.upkeep().audit();
    }

    /** Lets time pass on a phone that is in use. */
    private AuditReport auditDaily(int days) throws ProblemException {
        AuditReport last = audit();
        for (int day = 0; day < days; day++) {
            phone.clock.pass(DAY);
            last = audit();
        }
        return last;
    }

    private void backUpTimes(int times) throws ProblemException {
        for (int i = 0; i < times; i++) {
            phone.library.backups().backUp();
        }
    }

    private Set<Long> sequences() throws ProblemException {
        Set<Long> sequences = new TreeSet<>();
        for (ObjectName name : objects.list("")) {
            if (name.value().contains("/snap/")) {
                String last = name.value().substring(name.value().lastIndexOf('/') + 1);
                sequences.add(Long.parseLong(last.substring(0, 16), 16));
            }
        }
        return sequences;
    }

    private ObjectName newest() throws ProblemException {
        return new TreeSet<>(
                        objects.list(phone.library.backups().health().vault().orElseThrow() + "/snap/"))
                .last();
    }

    @Test
    void anAuditAsksTheStorageOnceADay() throws Exception {
        assertThat(audit().outcome()).isEqualTo(AuditReport.Outcome.DONE);
        storage.recover();

        assertThat(audit().outcome()).isEqualTo(AuditReport.Outcome.NOT_DUE);
        assertThat(storage.count(Call.LIST) + storage.count(Call.GET)).isZero();
        phone.clock.pass(DAY);
        assertThat(audit().outcome()).isEqualTo(AuditReport.Outcome.DONE);
        assertThat(storage.count(Call.LIST)).as("the slots and its own lane").isEqualTo(2);
        assertThat(storage.count(Call.GET)).isEqualTo(1);
    }

    /** Or the person would be without the newest backup for a day. */
    @Test
    void anAuditThatCouldNotReplaceWhatHasVanishedIsDueAgain() throws Exception {
        objects.delete(newest());
        storage.failingAlways(Call.PUT, Fault.QUOTA);
        assertThat(catchThrowableOfType(StorageException.class, this::audit)).isNotNull();
        storage.recover();

        assertThat(audit().renewed()).isPresent();
        assertThat(audit().outcome()).isEqualTo(AuditReport.Outcome.NOT_DUE);
    }

    @Test
    void anAuditOfAHealthyLaneFindsNothing() throws Exception {
        AuditReport report = audit();

        assertThat(report.findings()).isEmpty();
        assertThat(report.renewed()).isEmpty();
        assertThat(report.pruned()).isEmpty();
    }

    @Test
    void t6_aBackupThatVanishedIsNoticedAndWrittenAnew() throws Exception {
        objects.delete(newest());

        AuditReport report = audit();

        assertThat(report.findings()).containsExactly(LaneFinding.BACKUP_VANISHED);
        assertThat(report.renewed()).isPresent();
        assertThat(sequences()).containsExactly(1L, 3L);
        assertThat(phone.library.backups().health().findings()).containsExactly(LaneFinding.BACKUP_VANISHED);
        assertThat(auditDaily(1).findings()).isEmpty();
    }

    @Test
    void t6_aBackupThatWasAlteredIsNoticedAndWrittenAnew() throws Exception {
        byte[] content = objects.get(newest(), StorageProvider.MAX_OBJECT_BYTES).orElseThrow();
        ObjectName name = newest();
        objects.delete(name);
        content[content.length - 1] ^= 1;
        objects.put(name, content);

        assertThat(audit().findings()).containsExactly(LaneFinding.BACKUP_VANISHED);
    }

    @Test
    void anAuditThatCannotReadTheStorageConcludesNothing() throws Exception {
        storage.failingAlways(Call.LIST, Fault.FAILS_BEFORE);
        assertThat(catchThrowableOfType(StorageException.class, this::audit).reason())
                .isEqualTo(StorageException.Reason.OFFLINE);
        storage.failingAlways(Call.GET, Fault.FAILS_BEFORE);
        assertThat(catchThrowableOfType(StorageException.class, this::audit).reason())
                .isEqualTo(StorageException.Reason.OFFLINE);

        assertThat(phone.library.backups().health().findings()).isEmpty();
        storage.recover();
        assertThat(audit().outcome()).isEqualTo(AuditReport.Outcome.DONE);
    }

    @Test
    void withoutBackupThereIsNothingToKeepUp() throws Exception {
        phone.library.backups().disable();

        assertThat(catchThrowableOfType(BackupRefusedException.class, this::audit)
                        .reason())
                .isEqualTo(BackupRefusedException.Reason.NOT_ENABLED);
        assertThat(catchThrowableOfType(
                                BackupRefusedException.class,
                                () -> phone.library.upkeep().deleteBackup())
                        .reason())
                .isEqualTo(BackupRefusedException.Reason.NOT_ENABLED);
        assertThat(catchThrowableOfType(
                                BackupRefusedException.class,
                                () -> phone.library.upkeep().undeleteBackup())
                        .reason())
                .isEqualTo(BackupRefusedException.Reason.NOT_ENABLED);
    }

    @Test
    void afterAWeekTwoOldBackupsGoInEachRunAndTheNewestTenStay() throws Exception {
        backUpTimes(13);
        assertThat(sequences()).hasSize(15);
        assertThat(auditDaily(6).pruned()).isEmpty();
        assertThat(sequences()).hasSize(15);

        AuditReport report = auditDaily(1);

        assertThat(report.pruned()).extracting(each -> each.sequence()).containsExactly(1L, 2L);
        auditDaily(20);
        assertThat(sequences()).containsExactly(6L, 7L, 8L, 9L, 10L, 11L, 12L, 13L, 14L, 15L);
        assertThat(auditDaily(1).findings()).isEmpty();
    }

    @Test
    void oneBackupOfEachMonthStays() throws Exception {
        for (int month = 0; month < 3; month++) {
            backUpTimes(12);
            auditDaily(31);
        }
        auditDaily(40);

        assertThat(sequences()).contains(14L, 26L).doesNotContain(13L, 15L, 25L, 27L);
    }

    @Test
    void aClockThatJumpsNeverPrunesEarly() throws Exception {
        backUpTimes(13);
        for (int years = 1; years < 30; years++) {
            phone.clock.pass(Duration.ofDays(365));
            assertThat(audit().pruned()).isEmpty();
        }
        phone.clock.show(Instant.EPOCH);
        assertThat(audit().pruned()).isEmpty();
        phone.clock.show(Instant.parse("2027-03-01T00:00:00Z"));
        assertThat(audit().pruned()).isEmpty();

        assertThat(sequences()).hasSize(15);
        assertThat(auditDaily(7).pruned()).hasSize(2);
    }

    @Test
    void nothingIsPrunedWhileSomethingIsAmiss() throws Exception {
        backUpTimes(13);
        auditDaily(6);
        objects.delete(newest());

        assertThat(auditDaily(1).pruned()).isEmpty();
    }

    @Test
    void nothingIsPrunedAfterAMassChangeThatNobodyHasAgreedTo() throws Exception {
        for (int i = 0; i < 5; i++) {
            phone.add("account" + i);
        }
        backUpTimes(13);
        auditDaily(6);
        for (int i = 0; i < 5; i++) {
            phone.delete("account" + i);
        }
        MassChange change = catchThrowableOfType(
                        BackupRefusedException.class,
                        () -> phone.library.backups().backUp())
                .massChange()
                .orElseThrow();

        assertThat(auditDaily(1).pruned()).isEmpty();
        phone.library.backups().backUp(change);
        assertThat(auditDaily(1).pruned()).hasSize(2);
    }

    @Test
    void nothingIsPrunedUnlessTheTwoBackupsThatHoldItAreIntact() throws Exception {
        backUpTimes(13);
        auditDaily(6);
        ObjectName second = new TreeSet<>(objects.list(newest().value().substring(0, 70))).lower(newest());
        objects.delete(second);
        objects.put(second, new byte[] {1});

        assertThat(auditDaily(1).pruned()).isEmpty();
        assertThat(sequences()).hasSize(15);
    }

    @Test
    void aBackupThatCouldNotBeDeletedGoesNextTime() throws Exception {
        backUpTimes(13);
        auditDaily(6);
        storage.failing(Call.DELETE, 2, Fault.FAILS_BEFORE);
        phone.clock.pass(DAY);
        assertThat(catchThrowableOfType(StorageException.class, this::audit)).isNotNull();
        storage.recover();

        assertThat(sequences()).hasSize(14);
        assertThat(audit().pruned())
                .as("it is due again at once")
                .extracting(each -> each.sequence())
                .containsExactly(2L, 3L);
    }

    @Test
    void anAccountLeavesTheTrashAfterThirtyDaysAndTwoBackupsInWhichItWasThere() throws Exception {
        phone.delete("bob");
        phone.library.backups().backUp();
        assertThat(auditDaily(31).purged()).isZero();
        phone.library.backups().backUp();
        phone.clock.pass(DAY);

        AuditReport report = audit();

        assertThat(report.purged()).isEqualTo(1);
        assertThat(phone.trash()).isEmpty();
        assertThat(phone.names()).containsExactly("alice");
        assertThat(phone.library.backups().health().changes()).isEqualTo(BackupHealth.Changes.WAITING);
        phone.library.backups().backUp();
        assertThat(phone.library.backups().health().status()).isEqualTo(BackupHealth.Status.PROTECTED);
        TestDevice other = TestDevice.recovered(storage);
        assertThat(other.names()).containsExactly("alice");
    }

    @Test
    void anAccountStaysInTheTrashForThirtyDays() throws Exception {
        phone.delete("bob");
        backUpTimes(2);

        assertThat(auditDaily(29).purged()).isZero();
        assertThat(auditDaily(1).purged()).isEqualTo(1);
    }

    @Test
    void aClockThatJumpsEmptiesNoTrash() throws Exception {
        phone.delete("bob");
        backUpTimes(2);
        phone.clock.pass(Duration.ofDays(10_000));

        assertThat(audit().purged()).isZero();
        assertThat(auditDaily(29).purged()).isZero();
        assertThat(phone.trash()).containsExactly("bob");
    }

    @Test
    void anAccountThatCameBackFromTheTrashCountsAnew() throws Exception {
        phone.delete("bob");
        backUpTimes(2);
        auditDaily(20);
        phone.accounts.contents = new VaultContents(
                List.of(
                        phone.accounts.contents.accounts().get(0),
                        phone.accounts.contents.trash().get(0)),
                List.of(),
                Map.of(),
                List.of());
        phone.library.backups().backUp();
        phone.delete("bob");
        backUpTimes(2);

        assertThat(auditDaily(29).purged()).isZero();
        assertThat(phone.trash()).containsExactly("bob");
    }

    @Test
    void anAccountThatIsInUseAgainIsNotPurged() throws Exception {
        phone.delete("bob");
        backUpTimes(2);
        auditDaily(29);
        phone.accounts.contents = new VaultContents(
                List.of(
                        phone.accounts.contents.accounts().get(0),
                        phone.accounts.contents.trash().get(0)),
                List.of(),
                Map.of(),
                List.of());

        assertThat(auditDaily(5).purged()).isZero();
        assertThat(phone.names()).containsExactly("alice", "bob");
    }

    @Test
    void aDeletionWaitsAWeekAndIsShown() throws Exception {
        PendingDeletion pending = phone.library.upkeep().deleteBackup();

        assertThat(pending.phase()).isEqualTo(PendingDeletion.Phase.WAITING);
        assertThat(phone.library.backups().health().deletion()).contains(pending);
        phone.clock.pass(DAY);
        assertThat(phone.library.upkeep().deleteBackup()).isEqualTo(pending);
        assertThat(auditDaily(5).outcome()).isEqualTo(AuditReport.Outcome.DONE);
        phone.library.backups().backUp();
        assertThat(auditDaily(1).outcome()).isEqualTo(AuditReport.Outcome.BACKUP_DELETED);
        assertThat(objects.list("")).isEmpty();
        assertThat(phone.library.backups().health().status()).isEqualTo(BackupHealth.Status.OFF);
        assertThat(phone.names()).containsExactly("alice", "bob");
        assertThat(phone.state.documents).doesNotContainKeys("deletion", "lane", "joined", "trash", "contents");
    }

    @Test
    void aDeletionThatWasCalledOffDoesNotHappen() throws Exception {
        phone.library.upkeep().deleteBackup();
        auditDaily(6);
        phone.library.upkeep().undeleteBackup();
        phone.library.upkeep().undeleteBackup();

        assertThat(auditDaily(10).outcome()).isEqualTo(AuditReport.Outcome.DONE);
        assertThat(phone.library.backups().health().deletion()).isEmpty();
        assertThat(objects.list("")).isNotEmpty();
    }

    @Test
    void turningBackupOffCallsADeletionOff() throws Exception {
        phone.library.upkeep().deleteBackup();
        phone.library.backups().disable();
        Set<ObjectName> names = objects.list("");
        try (RecoveryKit kit = TestDevice.kitOfEnabled()) {
            phone.accounts.contents = VaultContents.EMPTY;
            phone.recover(kit);
        }

        assertThat(auditDaily(10).outcome()).isEqualTo(AuditReport.Outcome.DONE);
        assertThat(objects.list("")).containsAll(names);
    }

    @Test
    void aClockThatJumpsDeletesNoBackup() throws Exception {
        phone.library.upkeep().deleteBackup();
        phone.clock.pass(Duration.ofDays(10_000));

        assertThat(audit().outcome()).isEqualTo(AuditReport.Outcome.DONE);
        assertThat(auditDaily(6).outcome()).isEqualTo(AuditReport.Outcome.DONE);
        assertThat(auditDaily(1).outcome()).isEqualTo(AuditReport.Outcome.BACKUP_DELETED);
    }

    /** The n-th call fails, for every n: what is left is a vault that can be recovered, or nothing that looks like one. */
    @Test
    void aDeletionThatIsInterruptedLeavesAWholeVaultOrNothingThatPretendsToBeOne() throws Exception {
        for (int nth = 1; nth <= 4; nth++) {
            InMemoryStorage inner = new InMemoryStorage();
            FaultyStorage faulty = FaultyStorage.around(inner);
            TestDevice device = aWeekAfterAskingForDeletion(faulty);
            faulty.failing(Call.DELETE, nth, Fault.FAILS_BEFORE);

            assertThat(catchThrowableOfType(
                            StorageException.class,
                            () -> device.library.upkeep().audit()))
                    .isNotNull();

            faulty.recover();
            boolean hasSlot =
                    inner.list("").stream().anyMatch(name -> name.value().contains("/slots/"));
            long snapshots = inner.list("").stream()
                    .filter(name -> name.value().contains("/snap/"))
                    .count();
            assertThat(hasSlot).isEqualTo(nth == 1);
            assertThat(snapshots).isEqualTo(hasSlot ? 3 : 5 - nth);
            assertDeletionBegun(() -> device.library.backups().backUp());
            assertDeletionBegun(() -> device.library.upkeep().undeleteBackup());
            assertThat(device.library.upkeep().audit().outcome()).isEqualTo(AuditReport.Outcome.BACKUP_DELETED);
            assertThat(inner.list("")).isEmpty();
        }
    }

    private static TestDevice aWeekAfterAskingForDeletion(StorageProvider where) throws ProblemException {
        TestDevice device = TestDevice.enabled(where);
        device.library.backups().backUp();
        device.library.backups().backUp();
        device.library.upkeep().deleteBackup();
        for (int day = 0; day < 6; day++) {
            device.clock.pass(DAY);
            device.library.upkeep().audit();
        }
        device.clock.pass(DAY);
        return device;
    }

    private static void assertDeletionBegun(ThrowingCallable call) {
        assertThat(catchThrowableOfType(BackupRefusedException.class, call).reason())
                .isEqualTo(BackupRefusedException.Reason.DELETION_BEGUN);
    }

    @Test
    void aDeletionTakesTheSecretsAndWitnessesAtTheRecoveryAccountAlong() throws Exception {
        WitnessingAccount account = new WitnessingAccount();
        InMemoryStorage fresh = new InMemoryStorage();
        TestDevice owner = TestDevice.on(fresh, account);
        owner.add("alice");
        owner.enable();
        assertThat(account.secrets.secrets).hasSize(1);
        assertThat(account.witnesses).hasSize(1);
        owner.library.upkeep().deleteBackup();
        for (int day = 0; day < 7; day++) {
            owner.clock.pass(DAY);
            owner.library.upkeep().audit();
        }

        assertThat(fresh.list("")).isEmpty();
        assertThat(account.secrets.secrets).isEmpty();
        assertThat(account.witnesses).isEmpty();
    }

    @Test
    void onlyTheNamedVaultIsDeleted() throws Exception {
        ObjectName foreign = new ObjectName(
                "a".repeat(32) + "/snap/" + "ab".repeat(16) + "/0000000000000001-" + "cd".repeat(8) + ".age");
        ObjectName other = new ObjectName("notes.txt");
        objects.put(foreign, new byte[] {1});
        objects.put(other, new byte[] {1});
        phone.library.upkeep().deleteBackup();
        auditDaily(7);

        assertThat(objects.list("")).containsExactlyInAnyOrder(foreign, other);
    }

    /** Pruning in the lanes of others, by a device that opens the vault. */
    @Test
    void anOpenDevicePrunesTheLaneOfALostOne() throws Exception {
        backUpTimes(13);
        TestDevice open = TestDevice.recovered(storage);
        open.sync();
        open.add("carol");
        open.sync();
        List<Long> pruned = new ArrayList<>();
        for (int day = 0; day < 7; day++) {
            open.clock.pass(DAY);
            assertThat(pruned).isEmpty();
            open.library.upkeep().audit();
            open.sync().pruned().forEach(each -> pruned.add(each.sequence()));
        }
        assertThat(pruned).containsExactly(1L, 2L);
        for (int day = 0; day < 7; day++) {
            open.clock.pass(DAY);
            open.library.upkeep().audit();
            open.sync().pruned().forEach(each -> pruned.add(each.sequence()));
        }

        assertThat(pruned).containsExactly(1L, 2L, 3L, 4L, 5L);
        try (RecoveryKit kit = TestDevice.kitOfEnabled();
                UnlockedVault vault = open.unlock(kit)) {
            assertThat(open.library.recovery().preview(vault).contents().accounts())
                    .hasSize(3);
        }
    }

    @Test
    void aDamagedRecordOfTheLaneIsReported() throws Exception {
        phone.state.documents.put("lane", new byte[] {1});

        assertThat(catchThrowableOfType(DeviceStateException.class, this::audit).reason())
                .isEqualTo(DeviceStateException.Reason.DAMAGED);
    }
}
