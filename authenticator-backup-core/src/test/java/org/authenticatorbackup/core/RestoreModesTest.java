package org.authenticatorbackup.core;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.authenticatorbackup.api.DeviceStateException;
import org.authenticatorbackup.api.ProblemException;
import org.authenticatorbackup.api.RecoveryRefusedException;
import org.authenticatorbackup.api.SnapshotId;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.VaultId;
import org.authenticatorbackup.api.account.Account;
import org.authenticatorbackup.api.account.AccountId;
import org.authenticatorbackup.api.account.AccountKind;
import org.authenticatorbackup.api.account.AccountLabel;
import org.authenticatorbackup.api.account.AccountName;
import org.authenticatorbackup.api.account.Credential;
import org.authenticatorbackup.api.account.Secret;
import org.authenticatorbackup.api.account.VaultContents;
import org.authenticatorbackup.api.backup.BackupHealth;
import org.authenticatorbackup.api.recovery.AccountOutcome;
import org.authenticatorbackup.api.recovery.AccountOutcome.Outcome;
import org.authenticatorbackup.api.recovery.RecoveryPreview;
import org.authenticatorbackup.api.recovery.RecoveryReport;
import org.authenticatorbackup.api.recovery.RestoreMode;
import org.authenticatorbackup.api.recovery.RestoreOptions;
import org.authenticatorbackup.api.recovery.Version;
import org.authenticatorbackup.api.spi.LocalAccounts;
import org.authenticatorbackup.api.vault.RecoveryKit;
import org.authenticatorbackup.api.vault.SlotPlan;
import org.authenticatorbackup.api.vault.UnlockedVault;
import org.authenticatorbackup.api.vault.WeakLocks;
import org.authenticatorbackup.core.storage.InMemoryStorage;
import org.authenticatorbackup.core.testing.FakeAccount;
import org.authenticatorbackup.core.testing.Mishap;
import org.authenticatorbackup.core.testing.TestDevice;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Behaviour S10 and B7: recovering into a phone that has accounts, going back to a version, and undoing it. */
class RestoreModesTest {

    private static final RestoreOptions MERGE = RestoreOptions.defaults().withMode(RestoreMode.MERGE);
    private static final RestoreOptions REPLACE = RestoreOptions.defaults().withMode(RestoreMode.REPLACE);

    private final InMemoryStorage storage = new InMemoryStorage();
    private TestDevice old;

    @BeforeEach
    void aVaultWithAliceAndBob() throws ProblemException {
        old = TestDevice.enabled(storage);
    }

    /** A phone with an account of its own that never backed up. */
    private TestDevice used(String... names) throws ProblemException {
        TestDevice phone = TestDevice.on(storage);
        for (String name : names) {
            phone.add(name);
        }
        return phone;
    }

    private interface Step<T> {
        T with(UnlockedVault vault) throws ProblemException;
    }

    private static <T> T opened(TestDevice phone, Step<T> step) throws ProblemException {
        try (RecoveryKit kit = TestDevice.kitOfEnabled();
                UnlockedVault vault = phone.unlock(kit)) {
            return step.with(vault);
        }
    }

    private static RecoveryReport recover(TestDevice phone, RestoreOptions options) throws ProblemException {
        return opened(
                phone,
                vault -> phone.library
                        .recovery()
                        .commit(vault, phone.library.recovery().preview(vault, options)));
    }

    private static List<Version> history(TestDevice phone) throws ProblemException {
        return opened(phone, phone.library.recovery()::history);
    }

    private static Map<String, Outcome> outcomes(List<AccountOutcome> outcomes) {
        Map<String, Outcome> byName = new HashMap<>();
        outcomes.forEach(each -> byName.put(each.name().name(), each.outcome()));
        return byName;
    }

    @Test
    void s10_mergePutsBothTogetherAndSaysWhatBecameOfEach() throws Exception {
        TestDevice phone = used("carol", "alice");

        RecoveryReport report = recover(phone, MERGE);

        assertThat(phone.names()).containsExactlyInAnyOrder("alice", "bob", "carol");
        assertThat(outcomes(report.outcomes()))
                .isEqualTo(Map.of(
                        "alice", Outcome.ALREADY_THERE, "bob", Outcome.RESTORED, "carol", Outcome.ALREADY_THERE));
        phone.library.backups().backUp();
        assertThat(TestDevice.recovered(storage).names()).containsExactlyInAnyOrder("alice", "bob", "carol");
    }

    @Test
    void s10_replaceMovesWhatOnlyThePhoneHasToItsTrash() throws Exception {
        TestDevice phone = used("carol");

        RecoveryReport report = recover(phone, REPLACE);

        assertThat(phone.names()).containsExactly("alice", "bob");
        assertThat(phone.trash()).containsExactly("carol");
        assertThat(outcomes(report.outcomes())).containsEntry("carol", Outcome.MOVED_TO_TRASH);
    }

    @Test
    void s10_aChangedNameIsToldAsMerged() throws Exception {
        TestDevice phone = TestDevice.recovered(storage);
        Account alice = old.accounts.contents.accounts().get(0);
        old.library
                .accounts()
                .relabel(
                        alice.id(),
                        AccountLabel.of(new AccountName("Example", "alice at work"), AccountKind.THIRD_PARTY));
        old.library.backups().backUp();

        RecoveryReport report = recover(phone, MERGE);

        assertThat(outcomes(report.outcomes())).containsEntry("alice at work", Outcome.MERGED);
    }

    @Test
    void s10_aPhoneOfTheVaultStaysTheDeviceThatItIs() throws Exception {
        TestDevice phone = TestDevice.recovered(storage);
        SnapshotId before = phone.library.backups().backUp().snapshot();

        RecoveryReport report = recover(phone, MERGE);

        assertThat(report.device()).isEqualTo(before.device());
        assertThat(phone.library.backups().backUp().snapshot().sequence()).isGreaterThan(before.sequence());
    }

    @Test
    void s10_whatAnotherDeviceDeletedAndThisOneHasSeenGoesToTheTrash() throws Exception {
        TestDevice phone = TestDevice.recovered(storage);
        old.delete("bob");
        old.library.backups().backUp();

        recover(phone, MERGE);

        assertThat(phone.names()).containsExactly("alice");
        assertThat(phone.trash()).containsExactly("bob");
    }

    @Test
    void s10_anAccountInTheTrashOfAPhoneThatNeverBackedUpDeletesNothing() throws Exception {
        TestDevice phone = used("alice", "carol");
        phone.delete("alice");

        recover(phone, MERGE);

        assertThat(phone.names()).containsExactlyInAnyOrder("alice", "bob", "carol");
    }

    @Test
    void s10_theOrderOfTheTrashStaysAsItWas() throws Exception {
        TestDevice phone = used("c", "d", "e", "f", "g");
        for (String name : List.of("e", "c", "g", "d")) {
            phone.delete(name);
        }

        recover(phone, MERGE);

        assertThat(phone.trash()).containsExactly("e", "c", "g", "d");
    }

    @ParameterizedTest
    @EnumSource(
            value = RestoreMode.class,
            names = {"MERGE", "REPLACE"})
    void s10_whatWasChangedSinceThePreviewIsLookedAtAnew(RestoreMode mode) throws Exception {
        TestDevice phone = used("carol");
        opened(phone, vault -> {
            RecoveryPreview preview = phone.library
                    .recovery()
                    .preview(vault, RestoreOptions.defaults().withMode(mode));
            phone.add("dave");
            VaultContents before = phone.accounts.contents;
            assertThatExceptionOfType(RecoveryRefusedException.class)
                    .isThrownBy(() -> phone.library.recovery().commit(vault, preview))
                    .satisfies(
                            e -> assertThat(e.reason()).isEqualTo(RecoveryRefusedException.Reason.CHANGED_MEANWHILE));
            assertThat(phone.accounts.contents).isEqualTo(before);
            return preview;
        });
        assertThat(phone.library.recovery().undo()).isFalse();
        assertThat(phone.library.backups().health().status()).isEqualTo(BackupHealth.Status.OFF);
    }

    @Test
    void s10_aSettingThatNobodyCanReadIsToldBeforehand() throws Exception {
        TestDevice phone = used("carol");
        phone.accounts.contents =
                new VaultContents(phone.accounts.contents.accounts(), List.of(), Map.of("app/broken", "{"), List.of());

        assertThatExceptionOfType(RecoveryRefusedException.class)
                .isThrownBy(() -> recover(phone, MERGE))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(RecoveryRefusedException.Reason.UNMERGEABLE));
    }

    @Test
    void s10_aPhoneToldThatItsVaultWasReplacedJoinsTheNewOneByMerge() throws Exception {
        FakeAccount account = FakeAccount.of("example.com");
        TestDevice rotating = TestDevice.on(storage, account);
        rotating.state.documents.putAll(old.state.documents);
        rotating.accounts.contents = old.accounts.contents;
        TestDevice other = TestDevice.recovered(storage);
        VaultId next = opened(rotating, vault -> {
            rotating.library
                    .vault()
                    .rotate(vault, List.of(new SlotPlan.PassphraseAlone(TestDevice.strong())), WeakLocks.ALLOW)
                    .close();
            return rotating.library.vault().finishRotation().vault();
        });
        other.add("dave");
        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> other.library.backups().backUp())
                .satisfies(e -> assertThat(e.reason()).isEqualTo(StorageException.Reason.VAULT_ROTATED));

        try (UnlockedVault vault = other.library
                .recovery()
                .unlock(
                        other.library.recovery().findVaults().stream()
                                .filter(each -> each.id().equals(next))
                                .findFirst()
                                .orElseThrow(),
                        TestDevice.strong())) {
            other.library.recovery().commit(vault, other.library.recovery().preview(vault, MERGE));
        }

        assertThat(other.names()).containsExactly("alice", "bob", "dave");
        assertThat(other.library.backups().backUp().vault()).isEqualTo(next);
    }

    @Test
    void s10_withoutJoiningTheModesWorkToo() throws Exception {
        TestDevice phone = used("carol");
        opened(
                phone,
                vault -> phone.library
                        .recovery()
                        .restoreWithoutJoining(vault, phone.library.recovery().preview(vault, MERGE)));
        assertThat(phone.names()).containsExactlyInAnyOrder("alice", "bob", "carol");
        assertThat(phone.library.backups().health().status()).isEqualTo(BackupHealth.Status.OFF);
        phone.enable(); // the ids are this device's own

        assertThat(phone.library.recovery().undo()).isTrue();
        assertThat(phone.names()).containsExactly("carol");
    }

    @Test
    void s10_whatIsScannedAgainAfterARestoreWithoutJoiningIsOneAccount() throws Exception {
        TestDevice phone = TestDevice.on(storage);
        opened(
                phone,
                vault -> phone.library
                        .recovery()
                        .restoreWithoutJoining(vault, phone.library.recovery().preview(vault)));

        phone.library
                .accounts()
                .add(TestDevice.totp("alice"), new AccountName("Example", "alice"), AccountKind.THIRD_PARTY);

        assertThat(phone.names()).containsExactly("alice", "bob");
        phone.enable();
        assertThat(phone.names()).containsExactly("alice", "bob");
    }

    /** Another app's backup brought the accounts and not what the library remembers, so the second ones have other ids. */
    @Test
    void s10_accountsThatAreThereUnderTwoKeysAreOneOnceBackupIsOn() throws Exception {
        TestDevice phone = used();
        Credential.CounterBased counting =
                new Credential.CounterBased(Secret.of(new byte[20]), Credential.Algorithm.SHA1, 6, 7);
        phone.accounts.contents = VaultContents.of(List.of(
                phone.library.backups().enroll(counting, new AccountName("Example", "hotp"), AccountKind.PERSONAL)));
        phone.state.documents.clear();
        phone.add("hotp", AccountKind.PERSONAL, counting.advanced());
        assertThat(phone.names()).containsExactly("hotp", "hotp");

        phone.enable();

        assertThat(phone.accounts.contents.accounts())
                .extracting(Account::credential)
                .containsExactly(counting.advanced());
        assertThat(phone.library.backups().health().changes()).isEqualTo(BackupHealth.Changes.NONE);
    }

    @Test
    void b7_aRestoreWithoutJoiningIsUndoneAfterBackupWasTurnedOn() throws Exception {
        TestDevice phone = TestDevice.on(storage);
        opened(
                phone,
                vault -> phone.library
                        .recovery()
                        .restoreWithoutJoining(vault, phone.library.recovery().preview(vault)));
        phone.enable();

        assertThat(phone.library.recovery().undo()).isTrue();

        assertThat(phone.names()).isEmpty();
    }

    @Test
    void s13_historyTellsOfEachVersionNewestFirst() throws Exception {
        old.clock.pass(Duration.ofHours(1));
        old.add("carol");
        old.delete("bob");
        old.library.backups().backUp();

        List<Version> versions = history(old);

        assertThat(versions).hasSize(2);
        assertThat(versions).extracting(Version::accounts).containsExactly(2, 2);
        assertThat(versions).extracting(Version::inTrash).containsExactly(1, 0);
        assertThat(versions.get(0).created()).isAfter(versions.get(1).created());
        assertThat(versions.get(0).application()).isEqualTo("org.example.test/1.0");
    }

    @Test
    void s13_anAccountComesBackFromAnOlderVersionThoughItWasPurged() throws Exception {
        Account bob = old.accounts.contents.accounts().get(1);
        SnapshotId before = history(old).get(0).snapshot();
        old.library.accounts().delete(bob.id());
        old.library.accounts().purge(Set.of(bob.id()));
        old.library.backups().backUp();
        assertThat(old.trash()).isEmpty();

        RecoveryReport report = recover(old, MERGE.at(before).only(Set.of(bob.id())));

        assertThat(old.names()).containsExactly("alice", "bob");
        assertThat(outcomes(report.outcomes()))
                .isEqualTo(Map.of("alice", Outcome.ALREADY_THERE, "bob", Outcome.RESTORED));
        old.library.backups().backUp();
        assertThat(TestDevice.recovered(storage).names()).containsExactly("alice", "bob");
    }

    @Test
    void s13_anOlderVersionOnANewPhone() throws Exception {
        SnapshotId before = history(old).get(0).snapshot();
        old.delete("bob");
        old.library.backups().backUp();
        TestDevice fresh = TestDevice.on(storage);

        recover(fresh, RestoreOptions.defaults().at(before));

        assertThat(fresh.names()).containsExactly("alice", "bob");
        fresh.library.backups().backUp();
        assertThat(TestDevice.recovered(storage).names()).containsExactly("alice", "bob");
    }

    @Test
    void s13_theVersionThatIsThereAlreadyChangesNothing() throws Exception {
        old.add("carol");
        old.delete("bob");
        old.delete("alice");
        old.library.backups().backUp();
        VaultContents before = old.accounts.contents;

        recover(old, REPLACE.at(history(old).get(0).snapshot()));

        assertThat(old.accounts.contents).isEqualTo(before);
    }

    @Test
    void s13_aVersionThatIsNotThereIsRefused() throws Exception {
        SnapshotId known = history(old).get(0).snapshot();

        assertThatExceptionOfType(RecoveryRefusedException.class)
                .isThrownBy(() -> recover(old, MERGE.at(new SnapshotId(known.device(), 99))))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(RecoveryRefusedException.Reason.NO_SUCH_VERSION));
    }

    @Test
    void someAccountsComeBackByMergeOnly() {
        AccountId id = new AccountId("ab".repeat(16));
        assertThat(RestoreOptions.defaults().only(Set.of(id)).mode()).isEqualTo(RestoreMode.MERGE);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RestoreOptions.defaults().only(Set.of(id)).withMode(RestoreMode.REPLACE));
    }

    @Test
    void b7_undoBringsAPhoneBackToWhereItWas() throws Exception {
        TestDevice phone = used("carol");
        VaultContents before = phone.accounts.contents;
        recover(phone, REPLACE);

        TestDevice restarted = TestDevice.again(phone, storage);
        assertThat(restarted.library.recovery().undo()).isTrue();

        assertThat(restarted.accounts.contents).isEqualTo(before);
        assertThat(restarted.library.backups().health().status()).isEqualTo(BackupHealth.Status.OFF);
        assertThat(restarted.library.recovery().undo()).isFalse();
    }

    @Test
    void b7_undoGoesBackToTheFormerVault() throws Exception {
        InMemoryStorage elsewhere = new InMemoryStorage();
        TestDevice phone = TestDevice.on(storage);
        TestDevice first = TestDevice.on(elsewhere);
        first.add("carol");
        first.enable();
        VaultId former = first.library.backups().health().vault().orElseThrow();
        phone.state.documents.putAll(first.state.documents);
        phone.accounts.contents = first.accounts.contents;
        recover(phone, MERGE);
        assertThat(phone.library.backups().health().vault()).isNotEqualTo(Optional.of(former));

        assertThat(phone.library.recovery().undo()).isTrue();

        assertThat(phone.library.backups().health().vault()).contains(former);
        assertThat(phone.accounts.contents).isEqualTo(first.accounts.contents);
        TestDevice back = TestDevice.again(phone, elsewhere);
        assertThat(back.library.backups().backUp().vault()).isEqualTo(former);
    }

    @Test
    void b7_whatWasBackedUpSinceStaysInTheVaultAndThePhoneWithIt() throws Exception {
        TestDevice phone = used("carol");
        recover(phone, REPLACE);
        phone.add("dave");
        phone.library.backups().backUp();

        assertThat(phone.library.recovery().undo()).isTrue();

        assertThat(phone.names()).containsExactly("carol", "dave");
        assertThat(phone.library.backups().health().vault()).isPresent();
        phone.library.backups().backUp();
        assertThat(TestDevice.recovered(storage).names()).contains("alice", "bob", "carol", "dave");
    }

    @Test
    void b7_aRecoveryToAnEmptyPhoneIsUndoneToo() throws Exception {
        TestDevice phone = TestDevice.on(storage);
        recover(phone, RestoreOptions.defaults());

        assertThat(phone.library.recovery().undo()).isTrue();

        assertThat(phone.accounts.contents.isEmpty()).isTrue();
        assertThat(phone.library.backups().health().status()).isEqualTo(BackupHealth.Status.OFF);
    }

    @Test
    void b7_aCodeIsNotShownTwiceAfterAnUndo() throws Exception {
        Account counted = old.add(
                "hotp",
                AccountKind.THIRD_PARTY,
                new Credential.CounterBased(Secret.of(new byte[20]), Credential.Algorithm.SHA1, 6, 5));
        old.library.backups().backUp();
        recover(old, MERGE);
        old.library.accounts().useCode(counted.id());

        assertThat(old.library.recovery().undo()).isTrue();

        assertThat(old.accounts.contents.accounts().get(2).credential())
                .isInstanceOfSatisfying(
                        Credential.CounterBased.class,
                        credential -> assertThat(credential.counter()).isEqualTo(6));
    }

    /** Recovering again would bring the counter that the vault knows. */
    @Test
    void b7_anAccountWhoseCounterHasBeenUsedSinceStaysThroughAnUndo() throws Exception {
        for (String name : List.of("used", "unused")) {
            old.add(
                    name,
                    AccountKind.THIRD_PARTY,
                    new Credential.CounterBased(Secret.of(name.getBytes(ISO_8859_1)), Credential.Algorithm.SHA1, 6, 5));
        }
        old.library.backups().backUp();
        TestDevice phone = TestDevice.recovered(storage);
        phone.library
                .accounts()
                .useCode(phone.accounts.contents.accounts().get(2).id());

        assertThat(phone.library.recovery().undo()).isTrue();

        assertThat(phone.names()).containsExactly("used");
        assertThat(phone.accounts.contents.accounts().get(0).credential())
                .isInstanceOfSatisfying(
                        Credential.CounterBased.class,
                        credential -> assertThat(credential.counter()).isEqualTo(6));
    }

    @Test
    void b7_secretsThatPolicyWithholdsAreNotKeptForAnUndo() throws Exception {
        TestDevice phone = TestDevice.on(storage);
        phone.add("work", AccountKind.WORK_OR_SCHOOL, TestDevice.totp("work"));
        VaultContents before = phone.accounts.contents;
        recover(phone, REPLACE);

        phone.state.documents.forEach((key, document) -> assertThat(new String(document, ISO_8859_1))
                .as(key)
                .doesNotContain("secret of work", "ONSWG4TFOQQG6ZRAO5XXE2Y")); // raw, and in base32
        assertThat(phone.library.recovery().undo()).isTrue();
        assertThat(phone.accounts.contents).isEqualTo(before);
    }

    /** B7: all or nothing, whichever write fails, and whichever is the last before a crash. */
    @ParameterizedTest
    @EnumSource(
            value = RestoreMode.class,
            names = {"MERGE", "REPLACE"})
    void b7_aWriteThatFailsLeavesThePhoneAsItWas(RestoreMode mode) throws Exception {
        RestoreOptions options = RestoreOptions.defaults().withMode(mode);
        int failures = 0;
        for (int writes = 0; ; writes++) {
            TestDevice phone = used("carol");
            VaultContents before = phone.accounts.contents;
            phone.state.writesLeft = writes;
            try {
                recover(phone, options);
                break;
            } catch (DeviceStateException e) {
                failures++;
            }
            phone.state.writesLeft = Integer.MAX_VALUE; // a restart, or room again
            assertThat(phone.accounts.contents).isEqualTo(before);
            recover(phone, options);
            assertThat(phone.library.recovery().undo()).isTrue();
            assertThat(phone.accounts.contents).isEqualTo(before);
        }
        assertThat(failures).isGreaterThanOrEqualTo(3);
    }

    @Test
    void b7_anUndoThatFailsCanBeDoneAgain() throws Exception {
        for (int writes = 0; ; writes++) {
            TestDevice phone = used("carol");
            VaultContents before = phone.accounts.contents;
            recover(phone, REPLACE);
            phone.state.writesLeft = writes;
            try {
                phone.library.recovery().undo();
                break;
            } catch (DeviceStateException e) {
                phone.state.writesLeft = Integer.MAX_VALUE;
            }
            phone.library.recovery().undo();
            assertThat(phone.accounts.contents).isEqualTo(before);
            assertThat(phone.library.backups().health().status()).isEqualTo(BackupHealth.Status.OFF);
        }
    }

    @Test
    void b7_accountsThatCannotBeReplacedLeaveAllAsItWas() throws Exception {
        TestDevice phone = used("carol");
        phone.accounts.beforeReplace = () -> phone.accounts.failure = Optional.of(new IOException("planned"));

        assertThatExceptionOfType(DeviceStateException.class).isThrownBy(() -> recover(phone, REPLACE));

        phone.accounts.beforeReplace = () -> {};
        phone.accounts.failure = Optional.empty();
        VaultContents before = phone.accounts.contents;
        assertThat(phone.names()).containsExactly("carol");
        assertThat(phone.library.backups().health().status()).isEqualTo(BackupHealth.Status.OFF);
        phone.library.recovery().undo(); // nobody could tell whether it had happened all the same
        assertThat(phone.accounts.contents).isEqualTo(before);
    }

    private static LocalAccounts replacing(LocalAccounts store, LocalAccounts faulty) {
        return new LocalAccounts() {

            @Override
            public VaultContents read() throws IOException {
                return store.read();
            }

            @Override
            public boolean replace(VaultContents expected, VaultContents next) throws IOException {
                return faulty.replace(expected, next);
            }
        };
    }

    /** What happened all the same can be undone all the same. */
    @ParameterizedTest
    @EnumSource(Mishap.Kind.class)
    void b7_aReplacementThatSaysItFailedIsUndone(Mishap.Kind kind) throws Exception {
        for (boolean joining : List.of(true, false)) {
            TestDevice phone = used("carol");
            Mishap mishap = new Mishap();
            AuthenticatorBackup library = AuthenticatorBackup.builder()
                    .accounts(replacing(phone.accounts, mishap.on(phone.accounts)))
                    .deviceState(phone.state)
                    .storage(storage)
                    .build();
            VaultContents before = phone.accounts.contents;
            try (RecoveryKit kit = TestDevice.kitOfEnabled();
                    UnlockedVault vault = library.recovery().unlock(kit)) {
                RecoveryPreview preview = library.recovery().preview(vault, REPLACE);
                mishap.plan(kind, 1);
                if (joining) {
                    library.recovery().commit(vault, preview);
                } else {
                    library.recovery().restoreWithoutJoining(vault, preview);
                }
            } catch (DeviceStateException | Mishap.Mistake e) {
                assertThat(kind).isNotIn(Mishap.Kind.FAILS_AFTER, Mishap.Kind.INTERRUPTS);
            } finally {
                Thread.interrupted();
                mishap.end();
            }
            assertThat(mishap.struck()).contains("accounts.replace");

            if (!phone.accounts.contents.equals(before)) {
                assertThat(library.recovery().undo()).as("can be undone").isTrue();
            }
            assertThat(phone.accounts.contents).isEqualTo(before);
            assertThat(library.backups().health().status()).isEqualTo(BackupHealth.Status.OFF);
        }
    }
}
