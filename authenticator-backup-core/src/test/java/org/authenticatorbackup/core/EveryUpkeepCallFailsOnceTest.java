package org.authenticatorbackup.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.authenticatorbackup.api.ProblemException;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.account.Account;
import org.authenticatorbackup.api.account.VaultContents;
import org.authenticatorbackup.api.backup.BackupHealth;
import org.authenticatorbackup.api.recovery.RecoveryPreview;
import org.authenticatorbackup.api.recovery.RestoreMode;
import org.authenticatorbackup.api.recovery.RestoreOptions;
import org.authenticatorbackup.api.spi.ObjectName;
import org.authenticatorbackup.api.spi.StorageProvider;
import org.authenticatorbackup.api.vault.RecoveryKit;
import org.authenticatorbackup.api.vault.UnlockedVault;
import org.authenticatorbackup.core.storage.InMemoryStorage;
import org.authenticatorbackup.core.testing.Mishap.Kind;
import org.authenticatorbackup.core.testing.TestDevice;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@link EveryCallFailsOnceTest} for what happens between backup and recovery, and for recoveries that merge. */
class EveryUpkeepCallFailsOnceTest extends EveryCall {

    private static final Duration DAY = Duration.ofDays(1);
    private static final int MAX = StorageProvider.MAX_OBJECT_BYTES;

    /** A phone and its storage after a while, made once for each test, and copied. */
    private record Aged(TestDevice phone, InMemoryStorage objects) {}

    private interface Life {
        void of(TestDevice phone) throws ProblemException;
    }

    private static Aged aged(Life life) throws ProblemException {
        InMemoryStorage objects = new InMemoryStorage();
        TestDevice phone = TestDevice.enabled(objects);
        life.of(phone);
        return new Aged(phone, objects);
    }

    private void startAs(Aged aged) throws ProblemException {
        objects = copy(aged.objects());
        phone = TestDevice.again(aged.phone(), objects);
        phone.clock.show(aged.phone().clock.instant());
        wire();
    }

    private static InMemoryStorage copy(InMemoryStorage from) throws StorageException {
        InMemoryStorage to = new InMemoryStorage();
        for (ObjectName name : from.list("")) {
            to.put(name, from.get(name, MAX).orElseThrow());
        }
        return to;
    }

    private static void empty(InMemoryStorage storage) throws StorageException {
        for (ObjectName name : storage.list("")) {
            storage.delete(name);
        }
    }

    private ObjectName newest(InMemoryStorage storage) throws StorageException {
        TreeSet<ObjectName> all = new TreeSet<>(storage.list(""));
        all.removeIf(name -> !name.value().contains("/snap/"));
        return all.last();
    }

    private Set<String> here() {
        return names(phone.accounts.contents);
    }

    /** Those in the list and those in the trash. */
    private Set<String> anywhereHere() {
        Set<String> all = new TreeSet<>(here());
        phone.accounts
                .contents
                .trash()
                .forEach(each -> all.add(each.enrolledAs().name()));
        return all;
    }

    // ---- several phones

    private void sync() throws ProblemException {
        try (RecoveryKit kit = TestDevice.kitOfEnabled();
                UnlockedVault vault = library.recovery().unlock(kit)) {
            library.upkeep().sync(vault);
        }
    }

    @ParameterizedTest
    @EnumSource
    void takingUpWhatAnotherPhoneHasAdded(Kind kind) throws Exception {
        everyCall(
                kind,
                () -> {
                    startEnabled();
                    TestDevice other = TestDevice.recovered(objects);
                    other.add("carol");
                    other.library.backups().backUp();
                },
                this::sync,
                () -> {
                    assertThat(here()).containsAll(TWO);
                    assertThat(recoverable()).isEqualTo(THREE);
                },
                () -> {
                    assertThat(here()).isEqualTo(THREE);
                    assertThat(recoverable()).isEqualTo(THREE);
                });
    }

    @ParameterizedTest
    @EnumSource
    void takingUpWhatAnotherPhoneHasDeletedWhileThisOneHasAdded(Kind kind) throws Exception {
        everyCall(
                kind,
                () -> {
                    startWithCarol();
                    TestDevice other = TestDevice.recovered(objects);
                    other.delete("bob");
                    other.library.backups().backUp();
                },
                this::sync,
                () -> assertThat(anywhereHere()).isEqualTo(THREE),
                () -> {
                    assertThat(here()).containsExactly("alice", "carol");
                    assertThat(phone.trash()).containsExactly("bob");
                    assertThat(recoverable()).containsExactly("alice", "carol");
                });
    }

    // ---- recoveries into a device that has accounts

    private void startWithDaveAlone() throws ProblemException {
        startEnabled();
        phone = TestDevice.on(objects);
        phone.add("dave");
        wire();
    }

    private void recover(RestoreMode mode) throws ProblemException {
        try (RecoveryKit kit = TestDevice.kitOfEnabled();
                UnlockedVault vault = library.recovery().unlock(kit)) {
            RecoveryPreview preview =
                    library.recovery().preview(vault, RestoreOptions.defaults().withMode(mode));
            library.recovery().commit(vault, preview);
        }
    }

    @ParameterizedTest
    @EnumSource
    void mergingARecovery(Kind kind) throws Exception {
        everyCall(
                kind,
                this::startWithDaveAlone,
                () -> recover(RestoreMode.MERGE),
                () -> {
                    assertThat(here()).contains("dave");
                    assertThat(recoverable()).isEqualTo(TWO);
                },
                () -> {
                    assertThat(here()).containsExactly("alice", "bob", "dave");
                    library.backups().backUp();
                    assertThat(recoverable()).containsExactly("alice", "bob", "dave");
                });
    }

    @ParameterizedTest
    @EnumSource
    void replacingByARecovery(Kind kind) throws Exception {
        everyCall(
                kind,
                this::startWithDaveAlone,
                () -> recover(RestoreMode.REPLACE),
                () -> {
                    assertThat(anywhereHere()).contains("dave");
                    assertThat(recoverable()).isEqualTo(TWO);
                },
                () -> {
                    assertThat(here()).isEqualTo(TWO);
                    assertThat(phone.trash()).containsExactly("dave");
                    library.backups().backUp();
                    assertThat(recoverable()).isEqualTo(TWO);
                });
    }

    @ParameterizedTest
    @EnumSource
    void undoingARecovery(Kind kind) throws Exception {
        Map<String, VaultContents> before = new HashMap<>();
        everyCall(
                kind,
                () -> {
                    startWithDaveAlone();
                    before.put("before", phone.accounts.contents);
                    recover(RestoreMode.REPLACE);
                },
                () -> {
                    if (!here().equals(Set.of("dave"))) {
                        library.recovery().undo();
                    }
                },
                () -> {
                    assertThat(anywhereHere()).contains("dave");
                    assertThat(recoverable()).isEqualTo(TWO);
                },
                () -> {
                    assertThat(phone.accounts.contents).isEqualTo(before.get("before"));
                    assertThat(recoverable()).isEqualTo(TWO);
                });
    }

    // ---- the daily look

    private void audit() throws ProblemException {
        library.upkeep().audit();
    }

    @ParameterizedTest
    @EnumSource
    void noticingThatTheNewestBackupHasVanished(Kind kind) throws Exception {
        everyCall(
                kind,
                () -> {
                    startEnabled();
                    objects.delete(newest(objects));
                },
                this::audit,
                () -> assertThat(here()).isEqualTo(TWO),
                () -> assertThat(recoverable()).isEqualTo(TWO));
    }

    @ParameterizedTest
    @EnumSource
    void removingOldBackups(Kind kind) throws Exception {
        Aged aged = aged(phone -> {
            for (int i = 0; i < 14; i++) {
                phone.library.backups().backUp();
            }
            for (int day = 0; day < 6; day++) {
                phone.clock.pass(DAY);
                phone.library.upkeep().audit();
            }
            phone.clock.pass(DAY);
        });
        int stored = snapshots(aged.objects());
        everyCall(
                kind,
                () -> startAs(aged),
                () -> {
                    audit();
                    if (snapshots(objects) == stored) {
                        phone.clock.pass(DAY); // it was cut short, and is made another day
                        audit();
                    }
                },
                () -> {
                    assertThat(recoverable()).isEqualTo(TWO);
                    assertThat(snapshots(objects)).isGreaterThanOrEqualTo(stored - 2);
                },
                () -> {
                    assertThat(recoverable()).isEqualTo(TWO);
                    assertThat(snapshots(objects)).isBetween(stored - 4, stored - 1);
                    assertThat(library.backups().health().findings()).isEmpty();
                });
    }

    private static int snapshots(InMemoryStorage storage) throws StorageException {
        return (int) storage.list("").stream()
                .filter(name -> name.value().contains("/snap/"))
                .count();
    }

    @ParameterizedTest
    @EnumSource
    void emptyingTheTrash(Kind kind) throws Exception {
        Aged aged = aged(phone -> {
            phone.delete("bob");
            phone.library.backups().backUp();
            phone.library.backups().backUp();
            for (int day = 0; day < 29; day++) {
                phone.clock.pass(DAY);
                phone.library.upkeep().audit();
            }
            phone.clock.pass(DAY);
        });
        everyCall(
                kind,
                () -> {
                    startAs(aged);
                    assertThat(phone.trash()).containsExactly("bob");
                },
                () -> {
                    audit();
                    if (!phone.trash().isEmpty()) {
                        phone.clock.pass(DAY);
                        audit();
                    }
                },
                () -> assertThat(recoverable()).containsExactly("alice"),
                () -> {
                    assertThat(phone.trash()).isEmpty();
                    library.backups().backUp();
                    assertThat(recoverable()).containsExactly("alice");
                });
    }

    @ParameterizedTest
    @EnumSource
    void deletingTheBackup(Kind kind) throws Exception {
        Aged aged = aged(phone -> {
            phone.library.backups().backUp();
            phone.library.upkeep().deleteBackup();
            for (int day = 0; day < 6; day++) {
                phone.clock.pass(DAY);
                phone.library.upkeep().audit();
            }
            phone.clock.pass(DAY);
        });
        everyCall(
                kind,
                () -> startAs(aged),
                () -> {
                    if (library.backups().health().status() != BackupHealth.Status.OFF) {
                        audit();
                    }
                },
                this::allSnapshotsAreThereAsLongAsOneSlotIs,
                () -> {
                    assertThat(objects.list("")).isEmpty();
                    assertThat(library.backups().health().status()).isEqualTo(BackupHealth.Status.OFF);
                    assertThat(here()).isEqualTo(TWO);
                });
    }

    private void allSnapshotsAreThereAsLongAsOneSlotIs() throws ProblemException {
        if (objects.list("").stream().anyMatch(name -> name.value().contains("/slots/"))) {
            assertThat(snapshots(objects)).isEqualTo(2);
            assertThat(recoverable()).isEqualTo(TWO);
        }
    }

    @ParameterizedTest
    @EnumSource
    void askingForTheDeletionAndCallingItOff(Kind kind) throws Exception {
        everyCall(
                kind,
                this::startEnabled,
                () -> {
                    library.upkeep().deleteBackup();
                    library.upkeep().undeleteBackup();
                },
                () -> assertThat(recoverable()).isEqualTo(TWO),
                () -> {
                    assertThat(library.backups().health().deletion()).isEmpty();
                    assertThat(recoverable()).isEqualTo(TWO);
                });
    }

    // ---- what storages lose

    private void startWithBoth() throws ProblemException {
        startEnabled();
        second = copy(objects);
        wireBoth();
        library.backups().backUp();
    }

    @ParameterizedTest
    @EnumSource
    void backingUpToTwoStorages(Kind kind) throws Exception {
        everyCall(
                kind,
                () -> {
                    startWithBoth();
                    phone.add("carol");
                    wireBoth();
                },
                () -> library.backups().backUp(),
                () -> {
                    assertThat(recoverable(objects)).containsAll(TWO);
                    assertThat(recoverable(second)).containsAll(TWO);
                },
                () -> {
                    library.backups().backUp(); // where the one failed, the other has it
                    assertThat(recoverable(objects)).isEqualTo(THREE);
                    assertThat(recoverable(second)).isEqualTo(THREE);
                });
    }

    @ParameterizedTest
    @EnumSource
    void fillingAStorageThatWasEmptied(Kind kind) throws Exception {
        everyCall(
                kind,
                () -> {
                    startEnabled();
                    empty(objects);
                },
                this::backUp,
                () -> assertThat(here()).isEqualTo(TWO),
                () -> {
                    assertThat(recoverable()).isEqualTo(TWO);
                    assertThat(objects.list("")).anyMatch(name -> name.value().contains("/slots/"));
                });
    }

    @ParameterizedTest
    @EnumSource
    void repairingAStorageFromTheOther(Kind kind) throws Exception {
        everyCall(
                kind,
                () -> {
                    startWithBoth();
                    empty(second);
                    wireBoth();
                },
                () -> {
                    audit();
                    if (!new HashSet<>(second.list("")).containsAll(objects.list(""))) {
                        phone.clock.pass(DAY); // it failed there, and is made another day
                        audit();
                    }
                },
                () -> assertThat(recoverable(objects)).isEqualTo(TWO),
                () -> {
                    assertThat(second.list("")).containsAll(objects.list(""));
                    assertThat(recoverable(second)).isEqualTo(TWO);
                });
    }

    // ---- the person's own changes

    @ParameterizedTest
    @EnumSource
    void deletingAnAccountForGood(Kind kind) throws Exception {
        everyCall(
                kind,
                this::startEnabled,
                () -> {
                    for (Account account : phone.accounts.contents.accounts()) {
                        if (account.enrolledAs().name().equals("bob")) {
                            library.accounts().delete(account.id());
                        }
                    }
                    for (Account account : phone.accounts.contents.trash()) {
                        library.accounts().purge(Set.of(account.id()));
                    }
                    library.backups().backUp();
                },
                () -> {
                    assertThat(here()).contains("alice");
                    assertThat(recoverable()).contains("alice");
                },
                () -> {
                    assertThat(anywhereHere()).containsExactly("alice");
                    assertThat(recoverable()).containsExactly("alice");
                });
    }
}
