package org.authenticatorbackup.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.authenticatorbackup.api.BackupRefusedException;
import org.authenticatorbackup.api.DeviceStateException;
import org.authenticatorbackup.api.ProblemException;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.account.Account;
import org.authenticatorbackup.api.account.AccountKind;
import org.authenticatorbackup.api.account.AccountLabel;
import org.authenticatorbackup.api.account.AccountName;
import org.authenticatorbackup.api.account.Credential;
import org.authenticatorbackup.api.account.VaultContents;
import org.authenticatorbackup.api.backup.BackupHealth;
import org.authenticatorbackup.api.backup.BackupReceipt;
import org.authenticatorbackup.api.backup.EnableOptions;
import org.authenticatorbackup.api.backup.MassChange;
import org.authenticatorbackup.api.spi.Destination;
import org.authenticatorbackup.api.spi.DeviceState;
import org.authenticatorbackup.api.spi.ObjectName;
import org.authenticatorbackup.api.spi.StorageProvider;
import org.authenticatorbackup.api.testkit.FaultyStorage;
import org.authenticatorbackup.api.testkit.FaultyStorage.Call;
import org.authenticatorbackup.api.testkit.FaultyStorage.Fault;
import org.authenticatorbackup.api.vault.Passphrase;
import org.authenticatorbackup.api.vault.RecoveryKit;
import org.authenticatorbackup.core.storage.InMemoryStorage;
import org.authenticatorbackup.core.testing.TestDevice;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Turning backup on, backing up, health. */
class BackupServiceTest {

    private final InMemoryStorage objects = new InMemoryStorage();
    private final FaultyStorage storage = FaultyStorage.around(objects);
    private TestDevice phone;

    @BeforeEach
    void aPhoneThatHasTurnedBackupOn() throws ProblemException {
        phone = TestDevice.enabled(storage);
        storage.recover();
    }

    /** A phone with accounts and without backup. */
    private void startAnew() throws ProblemException {
        for (ObjectName name : objects.list("")) {
            objects.delete(name);
        }
        phone = TestDevice.on(storage);
        phone.add("alice");
        phone.add("bob");
    }

    @Test
    void enablingStoresOneSlotAndOneSnapshotAndNothingElse() throws Exception {
        startAnew();
        phone.enable();

        Set<ObjectName> names = objects.list("");
        assertThat(names).hasSize(2);
        assertThat(names).anyMatch(name -> name.value().matches("[a-z2-7]{32}/slots/[0-9a-f]{16}\\.passphrase\\.age"));
        assertThat(names)
                .anyMatch(name ->
                        name.value().matches("[a-z2-7]{32}/snap/[0-9a-f]{32}/0000000000000001-[0-9a-f]{16}\\.age"));
    }

    @Test
    void theFirstBackupMakesSureOfThePlaceAndTheNextOnesAreOnePutAndOneGet() throws Exception {
        phone.library.backups().backUp();
        assertThat(storage.count(Call.LIST)).isEqualTo(1);
        storage.recover();

        BackupReceipt receipt = phone.library.backups().backUp();

        assertThat(storage.count(Call.PUT)).isEqualTo(1);
        assertThat(storage.count(Call.GET)).isEqualTo(1);
        assertThat(storage.count(Call.LIST)).isZero();
        assertThat(receipt.snapshot().sequence()).isEqualTo(3);
        assertThat(receipt.accounts()).isEqualTo(2);
        assertThat(receipt.bytes()).isGreaterThan(16 * 1024);
    }

    /** That an object is the same as at the last backup of this process says nothing, if another process backed up since. */
    @Test
    void anEditThatAnotherProcessBackedUpIsTakenBackWithTheVerySameObjects() throws Exception {
        phone.library.backups().backUp();
        VaultContents before = phone.accounts.contents;
        Account first = before.accounts().get(0);
        TestDevice other = TestDevice.again(phone, storage);
        other.accounts.contents = before;
        other.library
                .accounts()
                .relabel(first.id(), AccountLabel.of(new AccountName("Elsewhere", "x"), AccountKind.PERSONAL));
        other.library.backups().backUp();
        phone.state.documents.clear();
        phone.state.documents.putAll(other.state.documents);

        phone.library.backups().backUp();

        assertThat(TestDevice.recovered(storage).accounts.contents).isEqualTo(before);
    }

    @Test
    void anEmptiedPlaceGetsTheWaysInAgain() throws Exception {
        ObjectName slot = objects.list(phone.library.backups().health().vault().orElseThrow() + "/slots/").stream()
                .findFirst()
                .orElseThrow();
        byte[] before = objects.get(slot, StorageProvider.MAX_OBJECT_BYTES).orElseThrow();
        for (ObjectName name : objects.list("")) {
            objects.delete(name);
        }

        BackupReceipt receipt = phone.library.backups().backUp();

        assertThat(receipt.accounts()).isEqualTo(2);
        assertThat(objects.get(slot, StorageProvider.MAX_OBJECT_BYTES)).contains(before);
        assertThat(phone.library.backups().health().status()).isEqualTo(BackupHealth.Status.PROTECTED);
        assertThat(phone.library.backups().health().destinations().get(0).lastMissing())
                .contains(phone.clock.instant());
        TestDevice fresh = TestDevice.on(objects);
        fresh.recover(TestDevice.kitOfEnabled());
        assertThat(fresh.names()).containsExactly("alice", "bob");
    }

    @Test
    void aBackupIntoAPlaceWhereTheVaultCannotBeOpenedIsRefused() throws Exception {
        phone = TestDevice.on(storage);
        phone.recover(TestDevice.kitOfEnabled()); // and knows no slot
        for (ObjectName name : objects.list("")) {
            objects.delete(name);
        }

        assertStorageFails(
                StorageException.Reason.BACKUP_MISSING,
                () -> phone.library.backups().backUp());

        assertThat(objects.list("")).isEmpty();
        assertThat(phone.library.backups().health().status()).isEqualTo(BackupHealth.Status.UNPROTECTED);
        phone.library.backups().disable();
        phone.enable();
        assertThat(phone.library.backups().health().status()).isEqualTo(BackupHealth.Status.PROTECTED);
    }

    @Test
    void thePlaceIsCheckedAgainAfterAFailure() throws Exception {
        phone.library.backups().backUp();
        storage.failing(Call.PUT, 1, Fault.QUOTA);
        assertStorageFails(
                StorageException.Reason.QUOTA_EXCEEDED,
                () -> phone.library.backups().backUp());

        phone.library.backups().backUp();

        assertThat(storage.count(Call.LIST)).isEqualTo(1);
    }

    @Test
    void backingUpWithoutEnablingIsRefused() throws Exception {
        startAnew();
        assertRefused(
                BackupRefusedException.Reason.NOT_ENABLED,
                () -> phone.library.backups().backUp());
    }

    @Test
    void enablingTwiceIsRefused() throws Exception {
        assertRefused(BackupRefusedException.Reason.ALREADY_ENABLED, phone::enable);
    }

    @Test
    void aChosenPassphraseAloneIsRefusedUnlessItIsKnownToBeStrong() throws Exception {
        startAnew();
        assertRefused(
                BackupRefusedException.Reason.WEAK_UNLOCK, () -> enable("correct horse", EnableOptions.defaults()));
        assertThat(phone.state.documents).doesNotContainKey("contents");
    }

    @Test
    void theAppMayAllowAWeakPassphrase() throws Exception {
        startAnew();
        EnableOptions weak = EnableOptions.defaults().withLonePassphrase(EnableOptions.LonePassphrase.ALLOW);

        enable("correct horse", weak);

        assertThat(phone.library.backups().health().status()).isEqualTo(BackupHealth.Status.PROTECTED);
    }

    @Test
    void aPassphraseWithAControlCharacterIsUnusable() throws Exception {
        startAnew();
        assertRefused(
                BackupRefusedException.Reason.UNUSABLE_PASSPHRASE,
                () -> enable("correct\u0007horse", EnableOptions.defaults()));
        assertRefused(BackupRefusedException.Reason.UNUSABLE_PASSPHRASE, () -> enable("", EnableOptions.defaults()));
    }

    @ParameterizedTest
    @EnumSource(names = {"FAILS_BEFORE", "TORN", "TRUNCATES_SILENTLY"})
    void enablingFailsWithATypedReasonWhateverThePutDoesAndCanBeRepeated(Fault fault) throws Exception {
        startAnew();
        for (int nth = 1; nth <= 2; nth++) {
            storage.failing(Call.PUT, nth, fault);
            assertThatThrownBy(phone::enable).isInstanceOf(StorageException.class);
            assertThat(phone.library.backups().health().status()).isEqualTo(BackupHealth.Status.OFF);
        }
        storage.recover();

        phone.enable();

        assertThat(objects.list("")).hasSize(2);
    }

    @Test
    void aLostAnswerIsResolvedByReadingBack() throws Exception {
        startAnew();
        storage.failingAlways(Call.PUT, Fault.FAILS_AFTER);

        phone.enable();
        phone.library.backups().backUp();

        assertThat(phone.library.backups().health().status()).isEqualTo(BackupHealth.Status.PROTECTED);
    }

    @Test
    void aBackupThatCameBackChangedDoesNotCountAndTheNextTakesAnotherName() throws Exception {
        phone.add("carol");
        storage.failing(Call.PUT, 1, Fault.TRUNCATES_SILENTLY);

        assertStorageFails(
                StorageException.Reason.READ_BACK_DIFFERS,
                () -> phone.library.backups().backUp());
        BackupHealth behind = phone.library.backups().health();
        BackupReceipt next = phone.library.backups().backUp();

        assertThat(behind.status()).isEqualTo(BackupHealth.Status.BEHIND);
        assertThat(behind.lastFailure().orElseThrow().reason()).isEqualTo(StorageException.Reason.READ_BACK_DIFFERS);
        assertThat(next.snapshot().sequence()).isEqualTo(3);
        assertThat(phone.library.backups().health().status()).isEqualTo(BackupHealth.Status.PROTECTED);
    }

    @Test
    void oneTornReadIsReadAgain() throws Exception {
        storage.failing(Call.GET, 1, Fault.FLIPS_A_BIT);

        phone.library.backups().backUp();

        assertThat(storage.count(Call.GET)).isEqualTo(2);
    }

    @Test
    void whileNothingChangesAnUnknownOutcomeIsFinishedUnderTheSameName() throws Exception {
        storage.failingAlways(Call.PUT, Fault.FAILS_BEFORE);
        assertStorageFails(
                StorageException.Reason.OFFLINE, () -> phone.library.backups().backUp());
        assertStorageFails(
                StorageException.Reason.OFFLINE, () -> phone.library.backups().backUp());
        storage.recover();

        BackupReceipt receipt = phone.library.backups().backUp();

        assertThat(receipt.snapshot().sequence()).isEqualTo(2);
        assertThat(objects.list("")).hasSize(3);
    }

    @Test
    void aSnapshotThatTheDeviceHasKeptInPartIsSealedAnewAndNeverAcknowledged() throws Exception {
        phone.add("carol");
        storage.failingAlways(Call.PUT, Fault.FAILS_BEFORE);
        assertStorageFails(
                StorageException.Reason.OFFLINE, () -> phone.library.backups().backUp());
        storage.recover();
        byte[] outbox = phone.state.documents.get("outbox");
        phone.state.documents.put("outbox", Arrays.copyOf(outbox, outbox.length - 1));

        BackupReceipt receipt = phone.library.backups().backUp();

        assertThat(receipt.snapshot().sequence()).isEqualTo(3);
        assertThat(TestDevice.recovered(objects).names()).isEqualTo(phone.names());
    }

    @Test
    void anObjectOfAnEarlierAttemptThatIsThereAlreadyIsFoundByReadingBack() throws Exception {
        storage.failing(Call.GET, 1, Fault.FAILS_BEFORE);
        assertStorageFails(
                StorageException.Reason.OFFLINE, () -> phone.library.backups().backUp());
        storage.recover();

        BackupReceipt receipt = phone.library.backups().backUp();

        assertThat(receipt.snapshot().sequence()).isEqualTo(2);
        assertThat(objects.list("")).hasSize(3);
    }

    @Test
    void afterAChangeAnUnfinishedSnapshotIsAbandonedAndItsNumberNeverUsedAgain() throws Exception {
        storage.failing(Call.PUT, 1, Fault.FAILS_BEFORE);
        assertStorageFails(
                StorageException.Reason.OFFLINE, () -> phone.library.backups().backUp());
        phone.add("carol");

        BackupReceipt receipt = phone.library.backups().backUp();

        assertThat(receipt.snapshot().sequence()).isEqualTo(3);
        assertThat(receipt.accounts()).isEqualTo(3);
    }

    @Test
    void aFullDeviceFailsBeforeAnythingIsPut() throws Exception {
        for (int writes = 0; writes < 3; writes++) {
            phone.add("account " + writes);
            storage.recover();
            phone.state.writesLeft = writes;

            assertThatThrownBy(() -> phone.library.backups().backUp())
                    .isInstanceOfSatisfying(
                            DeviceStateException.class,
                            e -> assertThat(e.reason()).isEqualTo(DeviceStateException.Reason.UNWRITABLE));
            assertThat(storage.count(Call.PUT)).isZero();
        }
        phone.state.writesLeft = Integer.MAX_VALUE;
        assertThat(phone.library.backups().backUp().accounts()).isEqualTo(5);
    }

    @Test
    void contentsThatTheDeviceDoesNotTakeAreCleared() throws Exception {
        List<byte[]> refused = new ArrayList<>();
        AuthenticatorBackup library = AuthenticatorBackup.builder()
                .accounts(phone.accounts)
                .deviceState(new DeviceState() {

                    @Override
                    public Optional<byte[]> get(String key) {
                        return phone.state.get(key);
                    }

                    @Override
                    public void put(String key, byte[] document) throws IOException {
                        if (key.equals("contents")) {
                            refused.add(document);
                            throw new IOException("the device is full");
                        }
                        phone.state.put(key, document);
                    }

                    @Override
                    public void delete(String key) throws IOException {
                        phone.state.delete(key);
                    }
                })
                .storage(Destination.MAIN, storage)
                .application("org.example.test/1.0")
                .platform("test")
                .clock(phone.clock)
                .build();
        phone.add("carol");

        assertThatThrownBy(() -> library.backups().backUp()).isInstanceOf(DeviceStateException.class);

        assertThat(refused)
                .singleElement()
                .satisfies(document -> assertThat(document).containsOnly((byte) 0));
    }

    @Test
    void wheneverTheDeviceStopsWritingTheNextBackupWorksAndNumbersAreNeverRepeated() throws Exception {
        List<Long> numbers = new ArrayList<>();
        for (int writes = 0; writes < 12; writes++) {
            phone.add("account " + writes);
            phone.state.writesLeft = writes;
            try {
                phone.library.backups().backUp();
            } catch (DeviceStateException e) {
                assertThat(e.reason()).isEqualTo(DeviceStateException.Reason.UNWRITABLE);
            }
            phone.state.writesLeft = Integer.MAX_VALUE;
            numbers.add(phone.library.backups().backUp().snapshot().sequence());
        }

        assertThat(numbers).doesNotHaveDuplicates().isSorted();
        assertThat(phone.library.backups().backUp().accounts()).isEqualTo(14);
    }

    @Test
    void healthTellsWhetherSomethingWaits() throws Exception {
        startAnew();
        assertThat(phone.library.backups().health().status()).isEqualTo(BackupHealth.Status.OFF);
        phone.enable();
        assertThat(phone.library.backups().health().changes()).isEqualTo(BackupHealth.Changes.NONE);

        phone.add("carol");

        BackupHealth health = phone.library.backups().health();
        assertThat(health.changes()).isEqualTo(BackupHealth.Changes.WAITING);
        assertThat(health.status()).isEqualTo(BackupHealth.Status.BEHIND);
        assertThat(health.lastVerified().orElseThrow().accounts()).isEqualTo(2);
        assertThat(health.slots()).hasSize(1);
    }

    @Test
    void healthNamesTheAccountsThatOnlyTheirNamesAreKeptOf() throws Exception {
        Account work = phone.add("work", AccountKind.WORK_OR_SCHOOL, TestDevice.totp("work"));
        Account push = phone.add(
                "push", AccountKind.PERSONAL, new Credential.DeviceBound(Credential.DeviceBound.Binding.PUSH));

        assertThat(phone.library.backups().health().nameOnly()).containsExactly(work, push);
    }

    @Test
    void whatIsMissingFromTheAppIsNotDeletedFromTheBackup() throws Exception {
        phone.accounts.contents =
                VaultContents.of(List.of(phone.accounts.contents.accounts().get(0)));

        assertThat(phone.library.backups().backUp().accounts()).isEqualTo(2);
    }

    @Test
    void aPhoneThatSuddenlyHoldsNothingIsAskedAboutAndDeletesNothing() throws Exception {
        phone.accounts.contents = VaultContents.EMPTY;
        Set<ObjectName> names = objects.list("");

        MassChange change = catchThrowableOfType(
                        BackupRefusedException.class,
                        () -> phone.library.backups().backUp())
                .massChange()
                .orElseThrow();

        assertThat(change.dropped()).isEqualTo(2);
        assertThat(objects.list("")).isEqualTo(names);
        BackupHealth health = phone.library.backups().health();
        assertThat(health.status()).isEqualTo(BackupHealth.Status.BEHIND);
        assertThat(health.lastFailure().orElseThrow().reason()).isEqualTo(BackupRefusedException.Reason.MASS_CHANGE);
        assertThat(phone.library.backups().backUp(change).accounts()).isEqualTo(2);
    }

    @Test
    void manyAccountsGoToTheTrashOnlyOnceThePersonHasAgreedToJustThat() throws Exception {
        for (int i = 0; i < 8; i++) {
            phone.add("account" + i);
        }
        phone.library.backups().backUp();
        for (int i = 0; i < 3; i++) {
            phone.delete("account" + i);
        }
        MassChange three = massChange();
        phone.delete("account3");
        MassChange four = massChange();

        assertThat(three.dropped()).isEqualTo(3);
        assertThat(three.before()).isEqualTo(10);
        assertRefused(
                BackupRefusedException.Reason.MASS_CHANGE,
                () -> phone.library.backups().backUp(three));
        assertThat(phone.library.backups().backUp(four).accounts()).isEqualTo(6);
        assertThat(phone.library.backups().backUp().accounts()).isEqualTo(6);
    }

    private MassChange massChange() {
        return catchThrowableOfType(
                        BackupRefusedException.class,
                        () -> phone.library.backups().backUp())
                .massChange()
                .orElseThrow();
    }

    @Test
    void twoAccountsOfTenGoToTheTrashWithoutAQuestion() throws Exception {
        for (int i = 0; i < 8; i++) {
            phone.add("account" + i);
        }
        phone.library.backups().backUp();
        phone.delete("account0");
        phone.delete("account1");

        assertThat(phone.library.backups().backUp().accounts()).isEqualTo(8);
    }

    @Test
    void anAccountInTheTrashIsNoLongerSeen() throws Exception {
        List<Account> two = phone.accounts.contents.accounts();
        phone.accounts.contents = new VaultContents(List.of(two.get(0)), List.of(), Map.of(), List.of(two.get(1)));

        assertThat(phone.library.backups().backUp().accounts()).isEqualTo(1);
    }

    @Test
    void anAccountWhoseSecretWasChangedUnderItsIdIsRefusedByName() throws Exception {
        Account alice = phone.accounts.contents.accounts().get(0);
        Account forged = new Account(
                alice.id(), TestDevice.totp("mallory"), alice.enrolledAs(), alice.label(), Optional.empty());
        phone.accounts.contents = VaultContents.of(List.of(forged));

        assertThatThrownBy(() -> phone.library.backups().backUp())
                .isInstanceOf(BackupRefusedException.class)
                .hasMessageContaining(alice.id().value());
        assertThat(phone.library.backups().health().status()).isEqualTo(BackupHealth.Status.BEHIND);
    }

    @Test
    void enablingGivesAccountsFromOutsideTheVaultTheirIdsAnew() throws Exception {
        startAnew();
        TestDevice other = TestDevice.on(new InMemoryStorage());
        Account foreign = other.add("carol");
        List<Account> accounts = new ArrayList<>(phone.accounts.contents.accounts());
        accounts.add(foreign);
        phone.accounts.contents = VaultContents.of(accounts);

        phone.enable();

        Account own = phone.accounts.contents.accounts().get(2);
        assertThat(own.id()).isNotEqualTo(foreign.id());
        assertThat(own.credential()).isEqualTo(foreign.credential());
        assertThat(phone.library.backups().health().changes()).isEqualTo(BackupHealth.Changes.NONE);
    }

    @Test
    void enrollingTwiceGivesOneIdAndNeedsASecret() throws Exception {
        startAnew();
        AccountName name = new AccountName("Example", "alice");
        Account again = phone.library.backups().enroll(TestDevice.totp("alice"), name, AccountKind.PERSONAL);

        assertThat(again.id())
                .isEqualTo(phone.accounts.contents.accounts().get(0).id());
        assertThatThrownBy(() ->
                        phone.library.backups().enroll(new Credential.Withheld("totp"), name, AccountKind.THIRD_PARTY))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aGeneratedPassphraseHasSevenWordsAnd77Bits() {
        try (Passphrase passphrase = phone.library.backups().generatePassphrase()) {
            assertThat(new String(passphrase.characters())).matches("[a-z]+(-[a-z]+){6}");
            assertThat(passphrase.drawnBits()).hasValue(77);
        }
    }

    @Test
    void disablingForgetsTheVaultAndLeavesStoredObjectsAndAccounts() throws Exception {
        Set<ObjectName> stored = objects.list("");

        phone.library.backups().disable();
        phone.library.backups().disable();

        assertThat(phone.library.backups().health().status()).isEqualTo(BackupHealth.Status.OFF);
        assertThat(objects.list("")).isEqualTo(stored);
        assertThat(phone.accounts.contents.accounts()).hasSize(2);
        phone.enable();
    }

    @Test
    void damagedStateIsToldAndDisablingDiscardsIt() throws Exception {
        for (byte[] damaged : List.of(
                new byte[0],
                "{}".getBytes(StandardCharsets.UTF_8),
                "{\"version\":\"1\",\"vault\":\"x\"}".getBytes(StandardCharsets.UTF_8))) {
            phone.state.documents.put("device", damaged);
            assertThatThrownBy(() -> phone.library.backups().backUp())
                    .isInstanceOfSatisfying(
                            DeviceStateException.class,
                            e -> assertThat(e.reason()).isEqualTo(DeviceStateException.Reason.DAMAGED));
        }

        phone.library.backups().disable();
        phone.enable();

        assertThat(phone.library.backups().health().status()).isEqualTo(BackupHealth.Status.PROTECTED);
    }

    @Test
    void stateOfANewerReleaseIsToldApart() throws Exception {
        phone.state.documents.put("device", "{\"version\":\"2\"}".getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> phone.library.backups().backUp())
                .isInstanceOfSatisfying(
                        DeviceStateException.class,
                        e -> assertThat(e.reason()).isEqualTo(DeviceStateException.Reason.NEWER_VERSION));
    }

    @Test
    void anUnreadableStoreOfAccountsIsNeverTakenForAnEmptyOne() throws Exception {
        Map<String, byte[]> before = new HashMap<>(phone.state.documents);
        phone.accounts.failure = Optional.of(new IOException("locked"));

        assertThatThrownBy(() -> phone.library.backups().backUp())
                .isInstanceOfSatisfying(
                        DeviceStateException.class,
                        e -> assertThat(e.reason()).isEqualTo(DeviceStateException.Reason.UNREADABLE));
        assertThat(phone.state.documents.get("contents")).isEqualTo(before.get("contents"));
    }

    @Test
    void noStoredByteHoldsASecretANameOrAPassphrase() throws Exception {
        RecoveryKit kit = TestDevice.kitOfEnabled();

        for (ObjectName name : objects.list("")) {
            byte[] content = objects.get(name, 1 << 20).orElseThrow();
            String text = name + new String(content, StandardCharsets.ISO_8859_1);
            assertThat(text).doesNotContain("alice", "Example", "secret of", TestDevice.STRONG, "AGE-SECRET-KEY");
        }
        assertThat(kit).hasToString("RecoveryKit[hidden]");
    }

    private void enable(String passphrase, EnableOptions options) throws ProblemException {
        try (Passphrase chosen = Passphrase.typed(passphrase.toCharArray())) {
            phone.library.backups().enable(chosen, options);
        }
    }

    private interface Attempt {
        void run() throws ProblemException;
    }

    private static void assertRefused(BackupRefusedException.Reason reason, Attempt attempt) {
        assertThatThrownBy(attempt::run)
                .isInstanceOfSatisfying(
                        BackupRefusedException.class,
                        e -> assertThat(e.reason()).isEqualTo(reason));
    }

    private static void assertStorageFails(StorageException.Reason reason, Attempt attempt) {
        assertThatThrownBy(attempt::run)
                .isInstanceOfSatisfying(
                        StorageException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }
}
