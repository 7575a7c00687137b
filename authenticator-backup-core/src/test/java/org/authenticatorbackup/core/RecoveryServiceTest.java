package org.authenticatorbackup.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.authenticatorbackup.api.DeviceStateException;
import org.authenticatorbackup.api.ProblemException;
import org.authenticatorbackup.api.RecoveryAccountException;
import org.authenticatorbackup.api.RecoveryRefusedException;
import org.authenticatorbackup.api.SlotId;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.VaultId;
import org.authenticatorbackup.api.VaultUnreadableException;
import org.authenticatorbackup.api.account.Account;
import org.authenticatorbackup.api.account.AccountKind;
import org.authenticatorbackup.api.account.Credential;
import org.authenticatorbackup.api.account.VaultContents;
import org.authenticatorbackup.api.backup.BackupHealth;
import org.authenticatorbackup.api.backup.BackupPolicy;
import org.authenticatorbackup.api.backup.EnableOptions;
import org.authenticatorbackup.api.recovery.AccountOutcome;
import org.authenticatorbackup.api.recovery.AccountOutcome.Outcome;
import org.authenticatorbackup.api.recovery.RecoveryPreview;
import org.authenticatorbackup.api.recovery.RecoveryReport;
import org.authenticatorbackup.api.recovery.RecoveryWarning;
import org.authenticatorbackup.api.recovery.UnreadableObject;
import org.authenticatorbackup.api.spi.ObjectName;
import org.authenticatorbackup.api.spi.RecoveryAccount;
import org.authenticatorbackup.api.testkit.FaultyStorage;
import org.authenticatorbackup.api.testkit.FaultyStorage.Call;
import org.authenticatorbackup.api.testkit.FaultyStorage.Fault;
import org.authenticatorbackup.api.vault.Passphrase;
import org.authenticatorbackup.api.vault.RecoveryKit;
import org.authenticatorbackup.api.vault.UnlockedVault;
import org.authenticatorbackup.core.history.Contents;
import org.authenticatorbackup.core.history.HybridClock;
import org.authenticatorbackup.core.history.LocalView;
import org.authenticatorbackup.core.snapshot.Snapshot;
import org.authenticatorbackup.core.snapshot.SnapshotCodec;
import org.authenticatorbackup.core.storage.InMemoryStorage;
import org.authenticatorbackup.core.testing.TestDevice;
import org.authenticatorbackup.core.vault.DeviceMemory;
import org.authenticatorbackup.crypto.vault.SealedSnapshot;
import org.authenticatorbackup.crypto.vault.WriteCapability;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Finding, unlocking, previewing and committing. */
class RecoveryServiceTest {

    private final InMemoryStorage objects = new InMemoryStorage();
    private final FaultyStorage storage = FaultyStorage.around(objects);
    private TestDevice lost;
    private TestDevice fresh;

    @BeforeEach
    void aLostPhoneThatBackedUpTwoAccounts() throws ProblemException {
        lost = TestDevice.enabled(storage);
        fresh = TestDevice.on(storage);
    }

    @Test
    void thePassphraseAloneBringsEverythingBackAsItWas() throws Exception {
        RecoveryReport report;
        try (Passphrase typed = Passphrase.typed(TestDevice.STRONG.toCharArray())) {
            report = fresh.recover(typed);
        }

        assertThat(fresh.accounts.contents).isEqualTo(lost.accounts.contents);
        assertThat(report.outcomes()).extracting(AccountOutcome::outcome).containsOnly(Outcome.RESTORED);
        assertThat(report.warnings()).containsExactly(RecoveryWarning.FRESHNESS_UNVERIFIED);
        assertThat(report.rejected()).isEmpty();
    }

    @Test
    void theKitAloneBringsEverythingBack() throws Exception {
        fresh.recover(TestDevice.kitOfEnabled());

        assertThat(fresh.accounts.contents).isEqualTo(lost.accounts.contents);
    }

    @Test
    void aKitFindsItsVaultAmongOthers() throws Exception {
        TestDevice other = TestDevice.on(storage);
        other.enable();
        RecoveryKit kit = TestDevice.kitOfEnabled();

        try (UnlockedVault vault = fresh.library.recovery().unlock(kit)) {
            assertThat(vault.id()).isEqualTo(lostVault());
            assertThat(fresh.library.recovery().preview(vault).contents()).isEqualTo(lost.accounts.contents);
        }
        TestDevice elsewhere = TestDevice.on(new InMemoryStorage());
        assertRefused(
                RecoveryRefusedException.Reason.NO_VAULT,
                () -> elsewhere.library.recovery().unlock(kit));
        for (ObjectName name : objects.list(lostVault() + "/")) {
            objects.delete(name);
        }
        assertRefused(
                RecoveryRefusedException.Reason.WRONG_KIT,
                () -> fresh.library.recovery().unlock(kit));
    }

    @Test
    void afterARecoveryTheDeviceBacksUpIntoTheSameVaultInItsOwnLane() throws Exception {
        RecoveryReport report = fresh.recover(TestDevice.kitOfEnabled());
        Account carol = fresh.add("carol");

        fresh.library.backups().backUp();

        assertThat(fresh.library.recovery().findVaults()).hasSize(1);
        assertThat(fresh.library.recovery().findVaults().get(0).newest())
                .containsEntry(report.device(), 1L)
                .hasSize(2);
        TestDevice third = TestDevice.on(storage);
        third.recover(TestDevice.kitOfEnabled());
        assertThat(third.accounts.contents.accounts()).contains(carol).hasSize(3);
    }

    @Test
    void theFirstBackupAfterARecoveryOfAnUnchangedDeviceHoldsWhatWasRecovered() throws Exception {
        fresh.recover(TestDevice.kitOfEnabled());
        assertThat(fresh.library.backups().health().status()).isEqualTo(BackupHealth.Status.UNPROTECTED);

        assertThat(fresh.library.backups().backUp().accounts()).isEqualTo(2);

        assertThat(fresh.library.backups().health().status()).isEqualTo(BackupHealth.Status.PROTECTED);
    }

    @Test
    void snapshotsOfTwoDevicesAreJoined() throws Exception {
        TestDevice second = TestDevice.on(storage);
        second.recover(TestDevice.kitOfEnabled());
        second.add("from the second");
        second.library.backups().backUp();
        lost.add("from the first");
        lost.library.backups().backUp();

        fresh.recover(TestDevice.kitOfEnabled());

        assertThat(fresh.accounts.contents.accounts())
                .extracting(account -> account.label().name().name())
                .containsExactlyInAnyOrder("alice", "bob", "from the first", "from the second");
    }

    @Test
    void anEmptyStorageIsToldNeverAnEmptySuccess() {
        TestDevice elsewhere = TestDevice.on(new InMemoryStorage());

        assertRefused(
                RecoveryRefusedException.Reason.NO_VAULT,
                () -> elsewhere.library.recovery().findVaults());
    }

    @Test
    void aWrongPassphraseChangesNothing() throws Exception {
        Map<ObjectName, byte[]> before = stored();

        assertUnreadable(VaultUnreadableException.Reason.WRONG_SECRET, () -> unlockTyped("wrong"));
        assertUnreadable(VaultUnreadableException.Reason.WRONG_SECRET, () -> unlockTyped(""));
        assertUnreadable(VaultUnreadableException.Reason.WRONG_SECRET, () -> unlockTyped("\ud800"));

        assertThat(stored()).usingRecursiveComparison().isEqualTo(before);
        assertThat(fresh.state.documents).isEmpty();
        assertThat(fresh.accounts.contents).isEqualTo(VaultContents.EMPTY);
    }

    @Test
    void aSlotThatCostsTooMuchIsNotTried() throws Exception {
        for (String workFactor : List.of("19", "30")) {
            replaceSlot(" 16\n", " " + workFactor + "\n");

            assertUnreadable(
                    VaultUnreadableException.Reason.WORK_FACTOR_TOO_HIGH, () -> unlockTyped(TestDevice.STRONG));
            replaceSlot(" " + workFactor + "\n", " 16\n");
        }
        unlockTyped(TestDevice.STRONG);
    }

    @Test
    void aPlantedSlotDoesNotKeepTheRealOneShut() throws Exception {
        ObjectName real = slotName();
        byte[] content = objects.get(real, 1 << 20).orElseThrow();
        String first = real.value().replaceAll("slots/[0-9a-f]{16}", "slots/0000000000000000");
        byte[] costly = replaced(content, " 16\n", " 25\n");
        objects.put(new ObjectName(first), costly);
        objects.put(
                new ObjectName(real.value().replaceAll("slots/[0-9a-f]{16}", "slots/0000000000000001")), new byte[0]);

        unlockTyped(TestDevice.STRONG);
    }

    @Test
    void aWrongOrMalformedKitIsToldApartFromADamagedVault() throws Exception {
        TestDevice other = TestDevice.on(new InMemoryStorage());
        other.enable();
        RecoveryKit foreign = other.kit();

        assertRefused(RecoveryRefusedException.Reason.WRONG_KIT, () -> fresh.unlock(foreign));
        assertRefused(
                RecoveryRefusedException.Reason.MALFORMED_KIT,
                () -> fresh.unlock(RecoveryKit.of("no kit at all".toCharArray())));
    }

    @Test
    void aDeviceWithAccountsRefusesAndKeepsThem() throws Exception {
        fresh.add("mine");
        VaultContents before = fresh.accounts.contents;
        RecoveryKit kit = TestDevice.kitOfEnabled();

        assertRefused(RecoveryRefusedException.Reason.DEVICE_NOT_EMPTY, () -> fresh.recover(kit));

        assertThat(fresh.accounts.contents).isEqualTo(before);
        assertThat(fresh.library.backups().health().status()).isEqualTo(BackupHealth.Status.OFF);
    }

    @Test
    void anAccountAddedWhileTheRecoveryIsUnderWayIsNotLost() throws Exception {
        RecoveryKit kit = TestDevice.kitOfEnabled();
        try (UnlockedVault vault = fresh.unlock(kit)) {
            RecoveryPreview preview = fresh.library.recovery().preview(vault);
            fresh.accounts.beforeReplace = () -> fresh.accounts.contents =
                    VaultContents.of(List.of(lost.accounts.contents.accounts().get(0)));

            assertRefused(
                    RecoveryRefusedException.Reason.CHANGED_MEANWHILE,
                    () -> fresh.library.recovery().commit(vault, preview));
        }

        assertThat(fresh.accounts.contents.accounts()).hasSize(1);
        assertThat(fresh.library.backups().health().status()).isEqualTo(BackupHealth.Status.OFF);
    }

    @Test
    void aStoreThatCannotWriteLeavesTheDeviceAsItWas() throws Exception {
        RecoveryKit kit = TestDevice.kitOfEnabled();
        try (UnlockedVault vault = fresh.unlock(kit)) {
            RecoveryPreview preview = fresh.library.recovery().preview(vault);
            fresh.accounts.beforeReplace = () -> fresh.accounts.failure = Optional.of(new IOException("full"));

            assertThatThrownBy(() -> fresh.library.recovery().commit(vault, preview))
                    .isInstanceOfSatisfying(
                            DeviceStateException.class,
                            e -> assertThat(e.reason()).isEqualTo(DeviceStateException.Reason.UNWRITABLE));
        }
        fresh.accounts.failure = Optional.empty();

        assertThat(fresh.library.backups().health().status()).isEqualTo(BackupHealth.Status.OFF);
        fresh.accounts.beforeReplace = () -> {};
        fresh.recover(kit);
        assertThat(fresh.accounts.contents.accounts()).hasSize(2);
    }

    @Test
    void whereverTheDeviceStopsWritingRecoveringAgainWorks() throws Exception {
        RecoveryKit kit = TestDevice.kitOfEnabled();
        for (int writes = 0; writes < 3; writes++) {
            TestDevice device = TestDevice.on(storage);
            device.state.writesLeft = writes;
            assertThatThrownBy(() -> device.recover(kit)).isInstanceOf(DeviceStateException.class);
            assertThat(device.accounts.contents).isEqualTo(VaultContents.EMPTY);
            device.state.writesLeft = Integer.MAX_VALUE;

            device.recover(kit);

            assertThat(device.accounts.contents.accounts()).hasSize(2);
            device.library.backups().backUp();
        }
    }

    @Test
    void aDamagedNewestSnapshotIsNamedAndTheOneBeforeItIsUsed() throws Exception {
        lost.add("carol");
        lost.library.backups().backUp();
        ObjectName newest = snapshotName(2);
        byte[] content = objects.get(newest, 1 << 20).orElseThrow();
        content[content.length - 1] ^= 1;
        overwrite(newest, content);

        RecoveryPreview preview = preview();

        assertThat(preview.contents().accounts()).hasSize(2);
        assertThat(preview.unreadable())
                .containsExactly(new UnreadableObject(newest.value(), UnreadableObject.Reason.ALTERED));
        assertThat(preview.warnings()).contains(RecoveryWarning.UNREADABLE_OBJECTS);
        assertThat(objects.get(newest, 1 << 20)).isPresent();
    }

    @Test
    void aVaultWithoutAnyIntactSnapshotIsToldApartFromOneWithoutAny() throws Exception {
        ObjectName only = snapshotName(1);
        RecoveryKit kit = TestDevice.kitOfEnabled();
        overwrite(only, new byte[100]);
        assertUnreadable(VaultUnreadableException.Reason.NO_READABLE_SNAPSHOT, () -> preview(kit));

        objects.delete(only);
        assertUnreadable(VaultUnreadableException.Reason.NO_SNAPSHOT, () -> preview(kit));
    }

    @Test
    void aSnapshotUnderAnotherNameIsRejected() throws Exception {
        ObjectName real = snapshotName(1);
        byte[] content = objects.get(real, 1 << 20).orElseThrow();
        String renumbered = real.value().replace("/0000000000000001-", "/0000000000000009-");
        String moved = real.value().replaceAll("/snap/[0-9a-f]{32}/", "/snap/" + "0f".repeat(16) + "/");
        objects.put(new ObjectName(renumbered), content);
        objects.put(new ObjectName(moved), content);

        RecoveryPreview preview = preview();

        assertThat(preview.snapshotsRead()).isEqualTo(1);
        assertThat(preview.unreadable())
                .containsExactlyInAnyOrder(
                        new UnreadableObject(renumbered, UnreadableObject.Reason.WRONG_SENDER),
                        new UnreadableObject(moved, UnreadableObject.Reason.WRONG_SENDER));
    }

    @Test
    void twoDifferentSnapshotsWithOneNumberAreBothJoinedAndTold() throws Exception {
        Map<String, byte[]> image = new HashMap<>(lost.state.documents);
        lost.add("before the clone");
        lost.library.backups().backUp();
        lost.state.documents.clear();
        lost.state.documents.putAll(image);
        lost.accounts.contents =
                VaultContents.of(lost.accounts.contents.accounts().subList(0, 2));
        lost.add("after the clone");
        lost.library.backups().backUp();

        RecoveryPreview preview = preview();

        assertThat(preview.contents().accounts()).hasSize(4);
        assertThat(preview.warnings()).contains(RecoveryWarning.LANE_FORKED);
    }

    /** Threat T10: a stolen write capability, and a snapshot that is read before all others. */
    @Test
    void aDeviceThatNamesAnotherIdKeyHidesNobodysAccounts() throws Exception {
        String vault = slotName().value().substring(0, 32);
        TestDevice second = TestDevice.on(storage);
        second.recover(TestDevice.kitOfEnabled());
        second.add("carol");
        second.library.backups().backUp();
        TestDevice thief = TestDevice.on(new InMemoryStorage());
        thief.add("of the thief");
        plantSnapshot(vault, lost, thief.accounts.contents, Long.MAX_VALUE);

        RecoveryPreview preview = preview();

        assertThat(preview.warnings()).contains(RecoveryWarning.ID_KEYS_DIFFER);
        assertThat(preview.unreadable()).isEmpty();
        assertThat(preview.contents().accounts())
                .extracting(account -> account.label().name().name())
                .containsExactlyInAnyOrder("alice", "bob", "carol", "of the thief");
        fresh.recover(TestDevice.kitOfEnabled());
        fresh.library.backups().backUp();
    }

    /** Writes a snapshot with the write capability of a device and an id key of its own. */
    private void plantSnapshot(String vault, TestDevice device, VaultContents contents, long sequence)
            throws Exception {
        byte[] idKey = new byte[32];
        List<Account> own = new ArrayList<>();
        for (Account account : contents.accounts()) {
            own.add(new Account(
                    LocalView.idOf(idKey, account.credential(), account.enrolledAs()),
                    account.credential(),
                    account.enrolledAs(),
                    account.label(),
                    account.group()));
        }
        Contents forged = LocalView.absorb(
                Contents.empty(idKey),
                VaultContents.of(own),
                BackupPolicy.defaults(),
                new HybridClock(1, Instant.parse("2026-11-25T00:00:00Z")),
                0,
                new SecureRandom());
        byte[] encoded = new DeviceMemory(device.state)
                .device()
                .enrollment()
                .orElseThrow()
                .capability()
                .bytes();
        try (WriteCapability capability = WriteCapability.decode(encoded)) {
            byte[] json = SnapshotCodec.encode(new Snapshot(
                    vault, capability.deviceId(), sequence, Instant.EPOCH, "", "", forged, new TreeMap<>()));
            String name = String.format("%s/snap/%s/%016x-%016x.age", vault, capability.deviceId(), sequence, 0);
            try (SealedSnapshot sealed = capability.seal(sequence, json, new SecureRandom())) {
                objects.put(new ObjectName(name), sealed.bytes());
            }
        }
    }

    @Test
    void foreignObjectsAreLeftAlone() throws Exception {
        objects.put(new ObjectName("readme.txt"), new byte[10]);
        objects.put(new ObjectName("photos/holiday.jpg"), new byte[10]);

        assertThat(fresh.library.recovery().findVaults()).hasSize(1);
        fresh.recover(TestDevice.kitOfEnabled());
        assertThat(objects.list("photos/")).hasSize(1);
    }

    @Test
    void moreSlotsAndLanesThanAnyDeviceWritesAreToldAndDoNotBlock() throws Exception {
        String vault = slotName().value().substring(0, 32);
        for (int i = 0; i < 65; i++) {
            objects.put(new ObjectName(String.format("%s/slots/%016x.contacts.age", vault, i)), new byte[1]);
            objects.put(
                    new ObjectName(String.format("%s/snap/%032x/0000000000000001-%016x.age", vault, i, i)),
                    new byte[1]);
        }

        RecoveryPreview preview = preview();

        assertThat(preview.warnings()).contains(RecoveryWarning.TOO_MANY_SLOTS, RecoveryWarning.TOO_MANY_LANES);
        assertThat(preview.contents().accounts()).hasSize(2);
    }

    @Test
    void aStorageThatFailsIsNeverTakenForAnEmptyVault() throws Exception {
        RecoveryKit kit = TestDevice.kitOfEnabled();
        storage.failingAlways(Call.LIST, Fault.FAILS_BEFORE);
        assertStorageFails(
                StorageException.Reason.OFFLINE, () -> fresh.library.recovery().findVaults());
        storage.recover();
        try (UnlockedVault vault = fresh.unlock(kit)) {
            storage.failingAlways(Call.LIST, Fault.UNAUTHORIZED);
            assertStorageFails(
                    StorageException.Reason.UNAUTHORIZED,
                    () -> fresh.library.recovery().preview(vault));
            storage.failingAlways(Call.GET, Fault.FAILS_BEFORE);
            assertStorageFails(
                    StorageException.Reason.OFFLINE,
                    () -> fresh.library.recovery().preview(vault));
        }
        assertStorageFails(StorageException.Reason.OFFLINE, () -> unlockTyped(TestDevice.STRONG));
    }

    @Test
    void oneObjectThatCannotBeFetchedIsNamedAndTheOthersCount() throws Exception {
        lost.add("carol");
        lost.library.backups().backUp();
        RecoveryKit kit = TestDevice.kitOfEnabled();
        try (UnlockedVault vault = fresh.unlock(kit)) {
            storage.failing(Call.GET, 1, Fault.FAILS_BEFORE);

            RecoveryPreview preview = fresh.library.recovery().preview(vault);

            assertThat(preview.unreadable())
                    .extracting(UnreadableObject::reason)
                    .containsExactly(UnreadableObject.Reason.UNAVAILABLE);
            assertThat(preview.contents().accounts()).hasSize(2);
        }
    }

    @Test
    void workAccountsAndDeviceBoundOnesComeBackByNameAndNeedVerification() throws Exception {
        lost.add("work", AccountKind.WORK_OR_SCHOOL, TestDevice.totp("work"));
        lost.add("push", AccountKind.PERSONAL, new Credential.DeviceBound(Credential.DeviceBound.Binding.PUSH));
        lost.library.backups().backUp();

        RecoveryReport report = fresh.recover(TestDevice.kitOfEnabled());

        assertThat(report.outcomes())
                .extracting(outcome -> outcome.name().name() + " " + outcome.outcome())
                .containsExactly(
                        "alice RESTORED", "bob RESTORED", "work NEEDS_VERIFICATION", "push NEEDS_VERIFICATION");
        List<Account> accounts = fresh.accounts.contents.accounts();
        assertThat(accounts.get(2).credential()).isEqualTo(new Credential.Withheld("totp"));
        assertThat(accounts.get(2).id())
                .isEqualTo(lost.accounts.contents.accounts().get(2).id());
    }

    @Test
    void theTrashComesBackAsTrash() throws Exception {
        List<Account> two = lost.accounts.contents.accounts();
        lost.accounts.contents = new VaultContents(List.of(two.get(0)), List.of(), Map.of(), List.of(two.get(1)));
        lost.library.backups().backUp();

        RecoveryReport report = fresh.recover(TestDevice.kitOfEnabled());

        assertThat(fresh.accounts.contents).isEqualTo(lost.accounts.contents);
        assertThat(report.outcomes())
                .extracting(AccountOutcome::outcome)
                .containsExactly(Outcome.RESTORED, Outcome.IN_TRASH);
    }

    @Test
    void countersOfTwoDevicesJoinToTheHigher() throws Exception {
        Account counted = lost.add(
                "counted",
                AccountKind.THIRD_PARTY,
                new Credential.CounterBased(
                        ((Credential.TimeBased) TestDevice.totp("counted")).secret(), Credential.Algorithm.SHA1, 6, 5));
        lost.library.backups().backUp();
        List<Account> accounts = new ArrayList<>(lost.accounts.contents.accounts());
        accounts.set(2, counted.advanced().advanced());
        lost.accounts.contents = VaultContents.of(accounts);
        lost.library.backups().backUp();

        fresh.recover(TestDevice.kitOfEnabled());

        Credential recovered = fresh.accounts.contents.accounts().get(2).credential();
        assertThat(((Credential.CounterBased) recovered).counter()).isEqualTo(7);
    }

    @Test
    void aVaultWithARecoveryAccountNeedsBothTheAccountAndThePassphrase() throws Exception {
        InMemoryStorage both = new InMemoryStorage();
        InMemoryAccount account = new InMemoryAccount();
        TestDevice owner = TestDevice.on(both, account);
        owner.add("alice");
        try (Passphrase weak = Passphrase.typed("correct horse".toCharArray())) {
            owner.library.backups().enable(weak, EnableOptions.defaults());

            assertRefused(
                    RecoveryRefusedException.Reason.RECOVERY_ACCOUNT_NEEDED,
                    () -> TestDevice.on(both).unlock(weak));
            assertThatThrownBy(() -> TestDevice.on(both, new InMemoryAccount()).unlock(weak))
                    .isInstanceOfSatisfying(
                            RecoveryAccountException.class,
                            e -> assertThat(e.reason()).isEqualTo(RecoveryAccountException.Reason.WRONG_ACCOUNT));
            TestDevice next = TestDevice.on(both, account);
            next.recover(weak);
            assertThat(next.accounts.contents).isEqualTo(owner.accounts.contents);
        }
        assertThat(owner.library.recovery().findVaults().get(0).slots().get(0).locks())
                .extracting(Enum::name)
                .containsExactly("ACCOUNT", "PASSPHRASE");
    }

    @Test
    void aClosedVaultCanBeUsedNoMore() throws Exception {
        UnlockedVault vault = fresh.unlock(TestDevice.kitOfEnabled());
        RecoveryPreview preview = fresh.library.recovery().preview(vault);

        vault.close();
        vault.close();

        assertThatThrownBy(vault::id).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> fresh.library.recovery().commit(vault, preview))
                .isInstanceOf(IllegalStateException.class);
        assertThat(fresh.accounts.contents).isEqualTo(VaultContents.EMPTY);
    }

    @Test
    void aPreviewOfAnotherVaultIsNotCommitted() throws Exception {
        TestDevice other = TestDevice.on(new InMemoryStorage());
        other.enable();
        try (UnlockedVault theirs = other.unlock(other.kit());
                UnlockedVault ours = fresh.unlock(TestDevice.kitOfEnabled())) {
            RecoveryPreview preview = other.library.recovery().preview(theirs);

            assertThatThrownBy(() -> fresh.library.recovery().commit(ours, preview))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void nothingOfAPreviewShowsInItsText() throws Exception {
        RecoveryPreview preview = preview();

        assertThat(preview.toString() + preview.contents() + preview.contents().accounts())
                .doesNotContain("alice", "Example", "secret of");
    }

    private RecoveryPreview preview() throws ProblemException {
        return preview(TestDevice.kitOfEnabled());
    }

    private RecoveryPreview preview(RecoveryKit kit) throws ProblemException {
        try (UnlockedVault vault = fresh.unlock(kit)) {
            return fresh.library.recovery().preview(vault);
        }
    }

    private void unlockTyped(String typed) throws ProblemException {
        try (Passphrase passphrase = Passphrase.typed(typed.toCharArray())) {
            fresh.unlock(passphrase).close();
        }
    }

    private VaultId lostVault() throws ProblemException {
        return lost.library.backups().health().vault().orElseThrow();
    }

    private ObjectName slotName() throws StorageException {
        return objects.list("").stream()
                .filter(name -> name.value().contains("/slots/"))
                .findFirst()
                .orElseThrow();
    }

    private ObjectName snapshotName(int sequence) throws StorageException {
        return objects.list("").stream()
                .filter(name -> name.value().contains(String.format("/%016x-", sequence)))
                .findFirst()
                .orElseThrow();
    }

    private void overwrite(ObjectName name, byte[] content) throws StorageException {
        objects.delete(name);
        objects.put(name, content);
    }

    private void replaceSlot(String old, String replacement) throws StorageException {
        ObjectName slot = slotName();
        overwrite(slot, replaced(objects.get(slot, 1 << 20).orElseThrow(), old, replacement));
    }

    private static byte[] replaced(byte[] content, String old, String replacement) {
        String text = new String(content, StandardCharsets.ISO_8859_1);
        assertThat(text).contains(old);
        return text.replaceFirst(old, replacement).getBytes(StandardCharsets.ISO_8859_1);
    }

    private Map<ObjectName, byte[]> stored() throws StorageException {
        Map<ObjectName, byte[]> all = new HashMap<>();
        for (ObjectName name : objects.list("")) {
            all.put(name, objects.get(name, 1 << 20).orElseThrow());
        }
        return all;
    }

    private interface Attempt {
        void run() throws ProblemException;
    }

    private static void assertRefused(RecoveryRefusedException.Reason reason, Attempt attempt) {
        assertThatThrownBy(attempt::run)
                .isInstanceOfSatisfying(
                        RecoveryRefusedException.class,
                        e -> assertThat(e.reason()).isEqualTo(reason));
    }

    private static void assertUnreadable(VaultUnreadableException.Reason reason, Attempt attempt) {
        assertThatThrownBy(attempt::run)
                .isInstanceOfSatisfying(
                        VaultUnreadableException.class,
                        e -> assertThat(e.reason()).isEqualTo(reason));
    }

    private static void assertStorageFails(StorageException.Reason reason, Attempt attempt) {
        assertThatThrownBy(attempt::run)
                .isInstanceOfSatisfying(
                        StorageException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    /** A recovery account in memory. */
    private static final class InMemoryAccount implements RecoveryAccount {

        private final Map<String, byte[]> secrets = new HashMap<>();

        @Override
        public String operator() {
            return "example.com";
        }

        @Override
        public void putSecret(VaultId vault, SlotId slot, byte[] secret) {
            secrets.put(vault + "/" + slot, secret.clone());
        }

        @Override
        public Optional<byte[]> getSecret(VaultId vault, SlotId slot) {
            return Optional.ofNullable(secrets.get(vault + "/" + slot)).map(byte[]::clone);
        }

        @Override
        public void deleteSecret(VaultId vault, SlotId slot) {
            secrets.remove(vault + "/" + slot);
        }
    }
}
