package org.authenticatorbackup.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.authenticatorbackup.api.AutomaticBackup;
import org.authenticatorbackup.api.BackupRefusedException;
import org.authenticatorbackup.api.Problem;
import org.authenticatorbackup.api.ProblemException;
import org.authenticatorbackup.api.RecoveryAccountException;
import org.authenticatorbackup.api.RecoveryRefusedException;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.VaultRefusedException;
import org.authenticatorbackup.api.account.Account;
import org.authenticatorbackup.api.account.AccountKind;
import org.authenticatorbackup.api.account.AccountLabel;
import org.authenticatorbackup.api.account.AccountName;
import org.authenticatorbackup.api.account.Credential;
import org.authenticatorbackup.api.account.Group;
import org.authenticatorbackup.api.account.Icon;
import org.authenticatorbackup.api.account.Secret;
import org.authenticatorbackup.api.account.VaultContents;
import org.authenticatorbackup.api.backup.BackupEvent;
import org.authenticatorbackup.api.backup.BackupHealth;
import org.authenticatorbackup.api.backup.BackupReceipt;
import org.authenticatorbackup.api.backup.EnableOptions;
import org.authenticatorbackup.api.backup.EnableReceipt;
import org.authenticatorbackup.api.backup.PendingDeletion;
import org.authenticatorbackup.api.readiness.DrillReport;
import org.authenticatorbackup.api.readiness.LockOut;
import org.authenticatorbackup.api.readiness.Readiness;
import org.authenticatorbackup.api.readiness.ReadinessWarning;
import org.authenticatorbackup.api.readiness.SignIn;
import org.authenticatorbackup.api.recovery.AccountOutcome;
import org.authenticatorbackup.api.recovery.AccountOutcome.Outcome;
import org.authenticatorbackup.api.recovery.RecoveryPreview;
import org.authenticatorbackup.api.recovery.RecoveryReport;
import org.authenticatorbackup.api.recovery.RecoveryWarning;
import org.authenticatorbackup.api.recovery.RestoreMode;
import org.authenticatorbackup.api.recovery.RestoreOptions;
import org.authenticatorbackup.api.spi.ObjectName;
import org.authenticatorbackup.api.spi.StorageProvider;
import org.authenticatorbackup.api.spi.StorageTraits;
import org.authenticatorbackup.api.testkit.FaultyStorage;
import org.authenticatorbackup.api.testkit.FaultyStorage.Call;
import org.authenticatorbackup.api.testkit.FaultyStorage.Fault;
import org.authenticatorbackup.api.testkit.ForwardingStorage;
import org.authenticatorbackup.api.testkit.MapAccount;
import org.authenticatorbackup.api.vault.ContactShares;
import org.authenticatorbackup.api.vault.NewSlot;
import org.authenticatorbackup.api.vault.Passphrase;
import org.authenticatorbackup.api.vault.RecoveryKit;
import org.authenticatorbackup.api.vault.SignInPolicy;
import org.authenticatorbackup.api.vault.SlotPlan;
import org.authenticatorbackup.api.vault.TransferCode;
import org.authenticatorbackup.api.vault.TransferOffer;
import org.authenticatorbackup.api.vault.UnlockSecret;
import org.authenticatorbackup.api.vault.UnlockedVault;
import org.authenticatorbackup.api.vault.WeakLocks;
import org.authenticatorbackup.api.verification.ActivationCode;
import org.authenticatorbackup.api.verification.ConfirmationCode;
import org.authenticatorbackup.api.verification.PersonalProof;
import org.authenticatorbackup.api.verification.VerificationTask;
import org.authenticatorbackup.core.message.Messages;
import org.authenticatorbackup.core.storage.InMemoryStorage;
import org.authenticatorbackup.core.testing.Canary;
import org.authenticatorbackup.core.testing.FakeAccount;
import org.authenticatorbackup.core.testing.FakeProvider;
import org.authenticatorbackup.core.testing.TestClock;
import org.authenticatorbackup.core.testing.TestDevice;
import org.authenticatorbackup.core.testing.TestScheduler;
import org.authenticatorbackup.core.testing.VerifyingPhone;
import org.authenticatorbackup.core.testing.WitnessingAccount;
import org.authenticatorbackup.crypto.age.AgeFile;
import org.authenticatorbackup.crypto.age.X25519Identity;
import org.authenticatorbackup.crypto.vault.SealedSnapshot;
import org.authenticatorbackup.crypto.vault.Sender;
import org.authenticatorbackup.crypto.vault.VaultIdentity;
import org.authenticatorbackup.crypto.vault.WriteCapability;
import org.junit.jupiter.api.Test;

/**
 * What the library does for a person, one test for each thing that it promises. Each tells the story and looks at its end; what
 * can go wrong on the way is the matter of other tests.
 */
class BehaviourRowsTest {

    private static final Credential PUSH = new Credential.DeviceBound(Credential.DeviceBound.Binding.PUSH);
    private static final AccountName ALICE = new AccountName("Provider", "alice");

    private final InMemoryStorage objects = new InMemoryStorage();
    private final FaultyStorage storage = FaultyStorage.around(objects);

    private interface Step {
        void take() throws ProblemException;
    }

    private static Problem problem(Step step) {
        ProblemException thrown = catchThrowableOfType(ProblemException.class, step::take);
        assertThat(thrown).as("it is refused").isNotNull();
        return thrown.reason();
    }

    private static List<AccountOutcome> recover(TestDevice device, RestoreOptions options) throws ProblemException {
        try (RecoveryKit kit = TestDevice.kitOfEnabled();
                UnlockedVault vault = device.unlock(kit)) {
            return device.library
                    .recovery()
                    .commit(vault, device.library.recovery().preview(vault, options))
                    .outcomes();
        }
    }

    private static RestoreOptions mode(RestoreMode mode) {
        return RestoreOptions.defaults().withMode(mode);
    }

    private Map<ObjectName, byte[]> stored() throws ProblemException {
        Map<ObjectName, byte[]> all = new HashMap<>();
        for (ObjectName name : objects.list("")) {
            all.put(name, objects.get(name, StorageProvider.MAX_OBJECT_BYTES).orElseThrow());
        }
        return all;
    }

    private List<ObjectName> snapshots() throws ProblemException {
        List<ObjectName> names = new ArrayList<>();
        new TreeSet<>(objects.list(""))
                .stream().filter(name -> name.value().contains("/snap/")).forEach(names::add);
        return names;
    }

    @Test
    void everyRowHasATest() {
        Set<String> rows = new TreeSet<>();
        for (Method method : BehaviourRowsTest.class.getDeclaredMethods()) {
            if (method.isAnnotationPresent(Test.class) && method.getName().contains("_")) {
                rows.add(method.getName().substring(0, method.getName().indexOf('_')));
            }
        }
        Set<String> all = new TreeSet<>();
        for (int i = 1; i <= 15; i++) {
            all.add("s" + i);
            all.add("b" + i);
        }
        assertThat(rows).isEqualTo(all);
    }

    @Test
    void s1_credentialsAndWhatBelongsToThemComeBackAndNothingOfADevice() throws Exception {
        TestDevice phone = TestDevice.enabled(objects);
        Group group = new Group(phone.library.accounts().addGroup("at home").id(), "at home");
        Account plain = phone.add("carol");
        Account noted = plain.withLabel(new AccountLabel(
                        plain.enrolledAs(),
                        AccountKind.THIRD_PARTY,
                        "a note",
                        true,
                        Optional.of(new Icon.Named("bank"))))
                .inGroup(group.id());
        phone.library.accounts().relabel(plain.id(), noted.label());
        phone.library.accounts().assign(plain.id(), noted.group());
        phone.library.accounts().move(plain.id(), 0);
        phone.library.accounts().putSetting("app/theme", "\"dark\"");
        phone.add("work", AccountKind.WORK_OR_SCHOOL, TestDevice.totp("work"));
        phone.add("push", AccountKind.PERSONAL, PUSH);
        phone.library.backups().backUp();

        VaultContents after = TestDevice.recovered(objects).accounts.contents;

        assertThat(after.accounts().get(0)).isEqualTo(noted);
        assertThat(after.accounts())
                .extracting(account -> account.label().name().name())
                .containsExactly("carol", "alice", "bob", "work", "push");
        assertThat(after.accounts().get(3).credential()).isEqualTo(new Credential.Withheld("totp"));
        assertThat(after.accounts().get(4).credential()).isEqualTo(PUSH);
        assertThat(after.groups()).containsExactly(group);
        assertThat(after.settings()).containsEntry("app/theme", "\"dark\"");
    }

    @Test
    void s2_storageAccountAndRecoveryAccountOpenTogetherOnlyAndSeveralVaultsShareAStorage() throws Exception {
        FakeAccount account = FakeAccount.of("account.example");
        TestDevice phone = TestDevice.on(objects, account);
        phone.add("carol");
        phone.enable();

        assertThat(problem(() -> TestDevice.on(objects).recover(TestDevice.strong())))
                .isEqualTo(RecoveryRefusedException.Reason.RECOVERY_ACCOUNT_NEEDED);
        assertThat(problem(() -> TestDevice.on(objects, FakeAccount.of("account.example"))
                        .recover(TestDevice.strong())))
                .isEqualTo(RecoveryAccountException.Reason.WRONG_ACCOUNT);
        TestDevice next = TestDevice.on(objects, account);
        next.recover(TestDevice.strong());
        assertThat(next.names()).containsExactly("carol");
        assertThat(account.secrets.values())
                .allSatisfy(secret -> assertThat(secret).hasSize(32));

        AuthenticatorBackup strict = AuthenticatorBackup.builder()
                .accounts(new TestDevice.Store())
                .deviceState(new TestDevice.State())
                .storage(objects)
                .signInPolicy(SignInPolicy.defaults().withRecoveryAccount(SignInPolicy.Need.ALWAYS))
                .build();
        assertThat(problem(() -> strict.backups().enable(TestDevice.strong(), EnableOptions.defaults())))
                .as("where the policy says so")
                .isEqualTo(BackupRefusedException.Reason.RECOVERY_ACCOUNT_REQUIRED);
        assertThat(problem(() -> strict.recovery().unlock(TestDevice.kitOfEnabled())))
                .isEqualTo(RecoveryRefusedException.Reason.RECOVERY_ACCOUNT_REQUIRED);

        TestDevice.enabled(objects);
        assertThat(next.library.recovery().findVaults()).hasSize(2);
        TestDevice other = TestDevice.on(objects);
        try (RecoveryKit kit = TestDevice.kitOfEnabled();
                UnlockedVault vault = other.library.recovery().unlock(kit)) {
            other.library.recovery().commit(vault, other.library.recovery().preview(vault));
        }
        assertThat(other.names()).as("the other vault, without any account").containsExactly("alice", "bob");
    }

    @Test
    void s2_aThiefOfTheRecoveryAccountWaitsAndTheOldPhoneIsToldAndVetoes() throws Exception {
        TestClock clock = new TestClock(Instant.parse("2026-12-01T10:00:00Z"));
        MapAccount account = MapAccount.of(clock, Duration.ofDays(3));
        TestDevice phone = TestDevice.on(objects, account);
        phone.add("carol");
        phone.enable();
        TestDevice thief = TestDevice.on(objects, account);
        assertThat(problem(() -> thief.recover(TestDevice.strong())))
                .isEqualTo(RecoveryAccountException.Reason.RELEASE_PENDING);

        phone.library.backups().backUp();
        assertThat(phone.library.readiness().readiness().warnings()).contains(ReadinessWarning.RELEASE_PENDING);
        phone.library.vault().veto(phone.library.vault().pendingReleases().get(0));

        clock.pass(Duration.ofDays(30));
        assertThat(problem(() -> thief.recover(TestDevice.strong())))
                .isEqualTo(RecoveryAccountException.Reason.RELEASE_VETOED);
        TestDevice next = TestDevice.on(objects, account);
        assertThat(problem(() -> next.recover(TestDevice.strong())))
                .isEqualTo(RecoveryAccountException.Reason.RELEASE_PENDING);
        clock.pass(Duration.ofDays(3));
        next.recover(TestDevice.strong());
        assertThat(next.names()).containsExactly("carol");
    }

    @Test
    void s3_turningOnIsOneCallTurningOffDeletesNothingAndDeletingIsDelayedAndUndoable() throws Exception {
        TestDevice phone = TestDevice.on(storage);
        phone.add("carol");
        EnableReceipt receipt;
        try (Passphrase passphrase = TestDevice.strong()) {
            receipt = phone.library.backups().enable(passphrase, EnableOptions.defaults());
        }
        assertThat(receipt.firstBackup().accounts()).isEqualTo(1);
        assertThat(storage.count(Call.GET)).as("everything was read back").isGreaterThanOrEqualTo(2);
        assertThat(phone.library.backups().health().status()).isEqualTo(BackupHealth.Status.PROTECTED);
        Set<ObjectName> before = objects.list("");

        PendingDeletion deletion = phone.library.upkeep().deleteBackup();
        assertThat(deletion.phase()).isEqualTo(PendingDeletion.Phase.WAITING);
        assertThat(objects.list("")).containsAll(before);
        phone.library.upkeep().undeleteBackup();
        assertThat(phone.library.backups().health().deletion()).isEmpty();

        phone.library.backups().disable();
        assertThat(objects.list("")).containsAll(before);
        assertThat(phone.names()).containsExactly("carol");
    }

    @Test
    void s4_everyChangeIsBackedUpByItselfAndAFailureIsNeitherSilentNorTheEnd() throws Exception {
        TestDevice phone = TestDevice.enabled(storage);
        List<BackupEvent> events = new ArrayList<>();
        AuthenticatorBackup library = AuthenticatorBackup.builder()
                .accounts(phone.accounts)
                .deviceState(phone.state)
                .storage(storage)
                .listener(events::add)
                .clock(phone.clock)
                .random(new SecureRandom())
                .build();
        TestScheduler scheduler = new TestScheduler();
        try (AutomaticBackup automatic = library.automatic(scheduler)) {
            scheduler.pass(Duration.ofMinutes(5));
            storage.failingAlways(Call.PUT, Fault.FAILS_BEFORE);
            phone.add("carol");
            automatic.changed();
            scheduler.pass(Duration.ofMinutes(10));
            assertThat(events).anyMatch(BackupEvent.Failed.class::isInstance);
            BackupHealth failing = library.backups().health();
            assertThat(failing.status()).isEqualTo(BackupHealth.Status.BEHIND);
            assertThat(failing.lastFailure()).isPresent();
            assertThat(failing.lastVerified()).isPresent();

            storage.recover();
            scheduler.pass(Duration.ofHours(12));
            assertThat(library.backups().health().status()).isEqualTo(BackupHealth.Status.PROTECTED);
        }
        assertThat(TestDevice.recovered(objects).names()).contains("carol");
    }

    @Test
    void s5_aNewDeviceLooksFirstAndEveryAccountIsAccountedFor() throws Exception {
        TestDevice phone = TestDevice.enabled(objects);
        phone.add("push", AccountKind.PERSONAL, PUSH);
        phone.delete("bob");
        phone.library.backups().backUp();
        TestDevice fresh = TestDevice.on(objects);

        try (RecoveryKit kit = TestDevice.kitOfEnabled();
                UnlockedVault vault = fresh.unlock(kit)) {
            assertThat(fresh.library.recovery().history(vault)).hasSize(2);
            RecoveryPreview preview = fresh.library.recovery().preview(vault);
            assertThat(fresh.accounts.contents).isEqualTo(VaultContents.EMPTY);
            RecoveryReport report = fresh.library.recovery().commit(vault, preview);

            assertThat(report.outcomes())
                    .extracting(AccountOutcome::outcome)
                    .containsExactly(Outcome.RESTORED, Outcome.NEEDS_VERIFICATION, Outcome.IN_TRASH);
            assertThat(report.outcomes()).isEqualTo(preview.outcomes());
            assertThat(report.rejected()).isEmpty();
        }
    }

    /** A phone with an account at a provider, and a new one that has recovered from its backup. */
    private record TwoPhones(FakeProvider provider, VerifyingPhone old, VerifyingPhone fresh) {

        static TwoPhones with(StorageProvider storage, AccountKind kind, Optional<Credential> bound)
                throws ProblemException {
            FakeProvider provider = new FakeProvider();
            VerifyingPhone old = new VerifyingPhone(storage, provider);
            VerifyingPhone fresh = new VerifyingPhone(storage, provider);
            Credential codes = provider.enroll(ALICE, "the first secret".getBytes(StandardCharsets.US_ASCII));
            old.add(ALICE, kind, bound.orElse(codes));
            try (RecoveryKit kit = old.enable()) {
                fresh.recover(kit, RestoreMode.BLOCK);
            }
            return new TwoPhones(provider, old, fresh);
        }
    }

    private static String code(Account account) {
        Credential credential =
                account.credential() instanceof Credential.DeviceUnique unique ? unique.own() : account.credential();
        return FakeProvider.codeOf(((Credential.TimeBased) credential).secret().bytes(), 1_000_000);
    }

    @Test
    void s6_bothPhonesShowCodesOfTheirOwnAndAllAreValid() throws Exception {
        TwoPhones phones = TwoPhones.with(objects, AccountKind.THIRD_PARTY, Optional.empty());
        assertThat(code(phones.fresh().account(ALICE)))
                .as("without an issuer")
                .isEqualTo(code(phones.old().account(ALICE)));

        phones.fresh()
                .library
                .verification()
                .individualize(phones.fresh().account(ALICE).id());

        String mine = code(phones.fresh().account(ALICE));
        String theirs = code(phones.old().account(ALICE));
        assertThat(mine).isNotEqualTo(theirs);
        assertThat(phones.provider().accepts(ALICE, mine, 1_000_000)).isTrue();
        assertThat(phones.provider().accepts(ALICE, theirs, 1_000_000)).isTrue();
    }

    @Test
    void s7_anAlertNamesWhatNeedsVerificationAndTheStateSurvivesARestart() throws Exception {
        TwoPhones phones = TwoPhones.with(objects, AccountKind.PERSONAL, Optional.of(PUSH));
        VerificationTask alert = phones.fresh().library.verification().tasks().get(0);
        assertThat(alert.name()).isEqualTo(ALICE);
        assertThat(alert.state()).isEqualTo(VerificationTask.State.NAME_ONLY);
        challenge(phones);

        phones.fresh().start();

        assertThat(phones.fresh().library.verification().tasks().get(0).state())
                .isEqualTo(VerificationTask.State.CHALLENGED);
        assertThat(phones.old().library.verification().tasks()).isEmpty();
    }

    private static void challenge(TwoPhones phones) throws ProblemException {
        try (PersonalProof proof = PersonalProof.of(
                FakeProvider.PASSWORD.toCharArray(), PersonalProof.Contact.PHONE, FakeProvider.CONTACT.toCharArray())) {
            phones.fresh()
                    .library
                    .verification()
                    .challenge(phones.fresh().account(ALICE).id(), proof);
        }
    }

    @Test
    void s8_aPersonalAccountWorksAgainByPasswordAndAConfirmedContact() throws Exception {
        TwoPhones phones = TwoPhones.with(objects, AccountKind.PERSONAL, Optional.of(PUSH));
        challenge(phones);

        try (ConfirmationCode code =
                ConfirmationCode.of(phones.provider().sent.get(0).toCharArray())) {
            assertThat(phones.fresh()
                            .library
                            .verification()
                            .confirm(phones.fresh().account(ALICE).id(), code)
                            .state())
                    .isEqualTo(VerificationTask.State.REBOUND);
        }
        assertThat(phones.fresh().library.verification().tasks()).isEmpty();
    }

    @Test
    void s9_aWorkAccountWorksAgainByItsProvidersQrCodeOnce() throws Exception {
        TwoPhones phones = TwoPhones.with(objects, AccountKind.WORK_OR_SCHOOL, Optional.empty());
        try (ActivationCode code = ActivationCode.parse(phones.provider().qr("739105482"))) {
            assertThat(phones.fresh()
                            .library
                            .verification()
                            .redeem(phones.fresh().account(ALICE).id(), code)
                            .state())
                    .isEqualTo(VerificationTask.State.REBOUND);
        }
        assertThat(phones.provider().accepts(ALICE, code(phones.fresh().account(ALICE)), 1_000_000))
                .isTrue();
    }

    @Test
    void s10_blockIsTheDefaultMergeLosesNothingAndReplaceIsUndoable() throws Exception {
        TestDevice.enabled(objects);
        TestDevice phone = TestDevice.on(objects);
        phone.add("carol");
        VaultContents before = phone.accounts.contents;

        assertThat(problem(() -> recover(phone, RestoreOptions.defaults())))
                .isEqualTo(RecoveryRefusedException.Reason.DEVICE_NOT_EMPTY);
        assertThat(phone.accounts.contents).isEqualTo(before);
        recover(phone, mode(RestoreMode.REPLACE));
        assertThat(phone.names()).containsExactly("alice", "bob");
        phone.library.recovery().undo();
        assertThat(phone.accounts.contents).isEqualTo(before);
        recover(phone, mode(RestoreMode.MERGE));
        assertThat(phone.names()).containsExactlyInAnyOrder("alice", "bob", "carol");
    }

    @Test
    void s11_aBackupMovesBetweenPlatformsAndAStorageThatDoesNotSaysSoBeforehand() throws Exception {
        TestDevice android = TestDevice.enabled(objects);
        TestDevice.Store accounts = new TestDevice.Store();
        AuthenticatorBackup desktop = AuthenticatorBackup.builder()
                .accounts(accounts)
                .deviceState(new TestDevice.State())
                .storage(objects)
                .platform("desktop")
                .build();
        try (RecoveryKit kit = TestDevice.kitOfEnabled();
                UnlockedVault vault = desktop.recovery().unlock(kit)) {
            desktop.recovery().commit(vault, desktop.recovery().preview(vault));
        }
        assertThat(accounts.contents).isEqualTo(android.accounts.contents);
        assertThat(android.library.readiness().readiness().warnings())
                .doesNotContain(ReadinessWarning.SAME_PLATFORM_ONLY);
        AuthenticatorBackup tied = AuthenticatorBackup.builder()
                .accounts(android.accounts)
                .deviceState(android.state)
                .storage(new OfOnePlatform(objects))
                .build();
        assertThat(tied.readiness().readiness().warnings()).contains(ReadinessWarning.SAME_PLATFORM_ONLY);
    }

    /** A storage that says that only this platform reaches it. */
    private static final class OfOnePlatform extends ForwardingStorage {

        OfOnePlatform(StorageProvider objects) {
            super(objects);
        }

        @Override
        public StorageTraits traits() {
            return new StorageTraits(
                    Set.of(StorageTraits.Capability.SAME_PLATFORM_ONLY),
                    inner.traits().operator());
        }
    }

    @Test
    void s12_whatFailsIsToldApartAndIsNeverAnEmptySuccess() throws Exception {
        TestDevice phone = TestDevice.enabled(storage);
        Map<Fault, Problem> causes = Map.of(
                Fault.FAILS_BEFORE, StorageException.Reason.OFFLINE,
                Fault.UNAUTHORIZED, StorageException.Reason.UNAUTHORIZED,
                Fault.QUOTA, StorageException.Reason.QUOTA_EXCEEDED,
                Fault.REFUSED, StorageException.Reason.REFUSED,
                Fault.CLOCK_WRONG, StorageException.Reason.CLOCK_WRONG,
                Fault.BROKEN, StorageException.Reason.BROKEN);
        for (Map.Entry<Fault, Problem> cause : causes.entrySet()) {
            storage.failingOnAll(cause.getKey());
            assertThat(problem(() -> phone.library.backups().backUp())).isEqualTo(cause.getValue());
            assertThat(problem(() -> TestDevice.on(storage).library.recovery().findVaults()))
                    .isEqualTo(cause.getValue());
            storage.recover();
        }
        InMemoryStorage empty = new InMemoryStorage();
        FakeAccount stranger = FakeAccount.of("account.example");
        assertThat(problem(
                        () -> TestDevice.on(empty, stranger).library.recovery().findVaults()))
                .as("no vault here, and nobody knows of one")
                .isEqualTo(RecoveryRefusedException.Reason.NO_VAULT);
        phone.library.backups().backUp();

        FakeAccount account = FakeAccount.of("account.example");
        InMemoryStorage drive = new InMemoryStorage();
        TestDevice owner = TestDevice.on(drive, account);
        owner.add("carol");
        owner.enable();
        assertThat(problem(
                        () -> TestDevice.on(empty, account).library.recovery().findVaults()))
                .as("the vault lies in another storage account")
                .isEqualTo(RecoveryRefusedException.Reason.WRONG_STORAGE);
        assertThat(problem(() -> TestDevice.on(drive, stranger).recover(TestDevice.strong())))
                .as("the vault belongs to another recovery account")
                .isEqualTo(RecoveryAccountException.Reason.WRONG_ACCOUNT);
        for (RecoveryAccountException.Reason cause : Set.of(
                RecoveryAccountException.Reason.OFFLINE,
                RecoveryAccountException.Reason.UNAUTHORIZED,
                RecoveryAccountException.Reason.CLOCK_WRONG,
                RecoveryAccountException.Reason.REFUSED,
                RecoveryAccountException.Reason.BROKEN)) {
            account.failing(cause);
            assertThat(problem(() -> TestDevice.on(drive, account).recover(TestDevice.strong())))
                    .isEqualTo(cause);
            assertThat(problem(
                            () -> TestDevice.on(new InMemoryStorage(), account).enable()))
                    .isEqualTo(cause);
        }
    }

    @Test
    void s13_whatWasDeletedByAccidentComesBackFromTheTrashAndFromOlderVersions() throws Exception {
        TestDevice phone = TestDevice.enabled(objects);
        Account bob = phone.accounts.contents.accounts().get(1);
        phone.library.accounts().delete(bob.id());
        phone.library.backups().backUp();
        assertThat(phone.library.accounts().restore(bob.id())).isTrue();
        phone.library.accounts().delete(bob.id());
        phone.library.accounts().purge(Set.of(bob.id()));
        phone.library.backups().backUp();
        assertThat(phone.accounts.contents.trash()).isEmpty();

        TestDevice fresh = TestDevice.on(objects);
        try (RecoveryKit kit = TestDevice.kitOfEnabled();
                UnlockedVault vault = fresh.unlock(kit)) {
            var versions = fresh.library.recovery().history(vault);
            var oldest = versions.get(versions.size() - 1);
            RestoreOptions then = RestoreOptions.defaults().at(oldest.snapshot());
            fresh.library.recovery().commit(vault, fresh.library.recovery().preview(vault, then));
        }
        assertThat(fresh.names()).containsExactly("alice", "bob");
    }

    @Test
    void s14_storagesSeePaddedCiphertextUnderRandomNamesAndAccountsRandomNumbers() throws Exception {
        WitnessingAccount account = new WitnessingAccount();
        TestDevice phone = TestDevice.on(objects, account);
        phone.add(Canary.TEXT);
        phone.enable();
        phone.library.backups().backUp();

        Set<Integer> sizes = new HashSet<>();
        for (Map.Entry<ObjectName, byte[]> object : stored().entrySet()) {
            String text = object.getKey() + new String(object.getValue(), StandardCharsets.ISO_8859_1);
            assertThat(Canary.common().formIn(text)).isEmpty();
            if (object.getKey().value().contains("/snap/")) {
                sizes.add(object.getValue().length);
            }
        }
        assertThat(sizes).as("rounded up").hasSize(1);
        String known = account.witnesses.toString() + account.secrets.secrets.keySet();
        assertThat(Canary.common().formIn(known)).isEmpty();
        assertThat(Canary.common().formIn(phone.library.backups().health().toString()))
                .isEmpty();
    }

    @Test
    void s15_everyProblemAndOutcomeIsToldInEnglishAndSimplifiedChinese() {
        Messages english = Messages.in(Locale.ENGLISH);
        Messages chinese = Messages.in(Locale.SIMPLIFIED_CHINESE);
        List<String> arguments = List.of("1", "2", "3");
        Set<String> keys = new HashSet<>();
        int problems = 0;
        for (Class<?> exception : ProblemException.class.getPermittedSubclasses()) {
            for (Class<?> inner : exception.getClasses()) {
                if (Problem.class.isAssignableFrom(inner)) {
                    for (Object each : inner.getEnumConstants()) {
                        Problem reason = (Problem) each;
                        problems++;
                        keys.add(reason.messageKey());
                        requireTold(english.of(reason, arguments), chinese.of(reason, arguments));
                    }
                }
            }
        }
        assertThat(keys).hasSize(problems).hasSizeGreaterThan(60);
        for (Outcome outcome : Outcome.values()) {
            requireTold(english.of(outcome), chinese.of(outcome));
        }
        for (VerificationTask.State state : VerificationTask.State.values()) {
            requireTold(english.of(state), chinese.of(state));
        }
        for (RecoveryWarning warning : RecoveryWarning.values()) {
            requireTold(english.of(warning), chinese.of(warning));
        }
        for (ReadinessWarning warning : ReadinessWarning.values()) {
            requireTold(english.of(warning), chinese.of(warning));
        }
    }

    private static void requireTold(String english, String chinese) {
        assertThat(english).isNotBlank().doesNotContain("{").matches("\\p{ASCII}+");
        assertThat(chinese.codePoints().filter(Character::isIdeographic).count())
                .as(chinese)
                .isPositive();
    }

    @Test
    void b1_aBackupThatDoesNotComeBackAsItWasDoesNotCount() throws Exception {
        TestDevice phone = TestDevice.enabled(storage);
        Optional<BackupReceipt> before = phone.library.backups().health().lastVerified();
        storage.failingAlways(Call.PUT, Fault.TRUNCATES_SILENTLY);
        phone.add("carol");

        assertThat(problem(() -> phone.library.backups().backUp()))
                .isEqualTo(StorageException.Reason.READ_BACK_DIFFERS);

        assertThat(phone.library.backups().health().lastVerified()).isEqualTo(before);
        storage.recover();
        assertThat(phone.library.backups().backUp().accounts()).isEqualTo(3);
    }

    @Test
    void b2_theNewestTenVerifiedBackupsAreNeverPruned() throws Exception {
        TestDevice phone = TestDevice.enabled(objects);
        for (int i = 0; i < 14; i++) {
            phone.add("account " + i);
            phone.library.backups().backUp();
        }
        List<ObjectName> newest = snapshots().subList(5, 15);
        for (int day = 0; day < 60; day++) {
            phone.clock.pass(Duration.ofDays(1));
            phone.library.upkeep().audit();
        }

        assertThat(snapshots()).as("old ones went").hasSizeLessThan(15).containsAll(newest);
        assertThat(TestDevice.recovered(objects).names()).hasSize(16);
    }

    @Test
    void b3_aRehearsalTellsWhatANewPhoneWouldGetAndRemindsOfTheNextOne() throws Exception {
        TestDevice phone = TestDevice.enabled(objects);
        phone.library.backups().backUp();
        phone.clock.pass(Duration.ofDays(8));
        assertThat(phone.library.readiness().readiness().warnings()).contains(ReadinessWarning.DRILL_DUE);
        Map<ObjectName, byte[]> before = stored();

        DrillReport report;
        try (RecoveryKit kit = TestDevice.kitOfEnabled()) {
            report = phone.library.readiness().drill(kit);
        }

        assertThat(report.isComplete()).isTrue();
        assertThat(report.drill().accounts()).isEqualTo(2);
        assertThat(report.drill().at()).isEqualTo(phone.clock.instant());
        Readiness after = phone.library.readiness().readiness();
        assertThat(after.warnings()).doesNotContain(ReadinessWarning.DRILL_DUE);
        assertThat(stored().keySet()).isEqualTo(before.keySet());
    }

    @Test
    void b4_aHiddenBackupIsNoticed() throws Exception {
        WitnessingAccount account = new WitnessingAccount();
        TestDevice phone = TestDevice.enabled(objects, account);
        phone.add("carol");
        phone.library.backups().backUp();
        List<ObjectName> all = snapshots();
        objects.delete(all.get(all.size() - 1));
        TestDevice fresh = TestDevice.on(objects, account);

        try (RecoveryKit kit = TestDevice.kitOfEnabled();
                UnlockedVault vault = fresh.unlock(kit)) {
            assertThat(fresh.library.recovery().preview(vault).warnings()).contains(RecoveryWarning.ROLLBACK_SUSPECTED);
        }
    }

    @Test
    void b5_devicesWithWrongClocksLoseNoAccountAndNoCounterGoesBack() throws Exception {
        TestDevice phone = TestDevice.enabled(objects);
        Account counting = phone.add(
                "hotp",
                AccountKind.PERSONAL,
                new Credential.CounterBased(Secret.of(new byte[20]), Credential.Algorithm.SHA1, 6, 0));
        phone.library.backups().backUp();
        TestDevice other = TestDevice.recovered(objects);
        other.clock.pass(Duration.ofDays(-4000));
        phone.clock.pass(Duration.ofDays(4000));
        other.add("from the other");
        for (int i = 0; i < 5; i++) {
            other.library.accounts().useCode(counting.id());
        }
        phone.add("from this one");
        phone.library.accounts().useCode(counting.id());
        other.library.backups().backUp();
        phone.library.backups().backUp();
        phone.sync();
        other.sync();

        for (TestDevice each : List.of(phone, other, TestDevice.recovered(objects))) {
            assertThat(each.names())
                    .containsExactlyInAnyOrder("alice", "bob", "hotp", "from the other", "from this one");
            assertThat(each.accounts.contents.accounts().stream()
                            .filter(account -> account.id().equals(counting.id()))
                            .map(account -> ((Credential.CounterBased) account.credential()).counter()))
                    .containsExactly(5L);
        }
    }

    @Test
    void b6_aDeviceThatSuddenlyHoldsNothingIsAskedAbout() throws Exception {
        TestDevice phone = TestDevice.enabled(objects);
        phone.accounts.contents = VaultContents.EMPTY;

        assertThat(problem(() -> phone.library.backups().backUp()))
                .isEqualTo(BackupRefusedException.Reason.MASS_CHANGE);
        assertThat(TestDevice.recovered(objects).names()).containsExactly("alice", "bob");
    }

    @Test
    void b7_aRecoveryHappensWhollyOrNotAtAllAndCanBeUndone() throws Exception {
        TestDevice.enabled(objects);
        TestDevice phone = TestDevice.on(objects);
        phone.add("carol");
        VaultContents before = phone.accounts.contents;
        int writes = 0;
        boolean done = false;
        while (!done) {
            phone.state.writesLeft = writes++;
            try {
                recover(phone, mode(RestoreMode.MERGE));
                done = true;
            } catch (ProblemException e) {
                assertThat(phone.accounts.contents).isEqualTo(before);
            }
        }
        assertThat(writes).isGreaterThan(1);
        phone.state.writesLeft = Integer.MAX_VALUE;
        assertThat(phone.names()).hasSize(3);
        assertThat(phone.library.recovery().undo()).isTrue();
        assertThat(phone.accounts.contents).isEqualTo(before);
    }

    @Test
    void b8_aDeviceBacksUpWithoutAnythingThatOpensOldBackups() throws Exception {
        TestDevice phone = TestDevice.enabled(objects);
        phone.library.backups().backUp();

        String identity = identityOfEnabled().substring("AGE-SECRET-KEY-1".length());
        List<Canary> canaries = List.of(Canary.of(identity), Canary.of(TestDevice.STRONG));
        for (byte[] document : phone.state.documents.values()) {
            String text = new String(document, StandardCharsets.ISO_8859_1);
            canaries.forEach(canary -> assertThat(canary.formIn(text)).isEmpty());
        }
    }

    @Test
    void b9_eachWayInOpensTheSameVaultAndNoneNeedsTheHistoryEncryptedAnew() throws Exception {
        TestDevice phone = TestDevice.enabled(objects);
        List<byte[]> before = new ArrayList<>();
        for (ObjectName name : snapshots()) {
            before.add(stored().get(name));
        }
        List<UnlockSecret> ways = new ArrayList<>(List.of(TestDevice.strong(), TestDevice.kitOfEnabled()));
        try (RecoveryKit kit = TestDevice.kitOfEnabled();
                UnlockedVault vault = phone.unlock(kit);
                NewSlot contacts =
                        phone.library.vault().addSlot(vault, new SlotPlan.Contacts(2, 3), WeakLocks.REFUSE)) {
            phone.library.vault().labelSlot(vault, contacts.slot().id(), "Ann, Ben, Cem");
            assertThat(phone.library.vault().slots(vault)).hasSize(2);
            ways.add(ContactShares.of(contacts.shares().subList(0, 2)));
            for (UnlockSecret way : ways) {
                TestDevice fresh = TestDevice.on(objects);
                fresh.recover(way);
                assertThat(fresh.names()).containsExactly("alice", "bob");
            }
            phone.library.vault().removeSlot(vault, contacts.slot().id());
            assertThat(phone.library.vault().slots(vault)).hasSize(1);
            TestDevice fresh = TestDevice.on(objects);
            try (TransferOffer offer = fresh.library.transfers().offer();
                    TransferCode code = offer.code();
                    UnlockedVault handedOver = fresh.library
                            .transfers()
                            .open(
                                    offer,
                                    phone.library
                                            .transfers()
                                            .accept(vault, code)
                                            .bytes())) {
                fresh.library
                        .recovery()
                        .commit(handedOver, fresh.library.recovery().preview(handedOver));
            }
            assertThat(fresh.names()).containsExactly("alice", "bob");
        }
        assertThat(snapshots()).hasSameSizeAs(before);
        for (int i = 0; i < before.size(); i++) {
            assertThat(stored().get(snapshots().get(i))).isEqualTo(before.get(i));
        }
    }

    @Test
    void b10_aSignInWhoseOnlySecondFactorIsInTheVaultIsWarnedOf() throws Exception {
        TestDevice phone = TestDevice.on(objects, FakeAccount.of("account.example"), SignIn.toRecoveryAccount(ALICE));
        phone.library.accounts().add(TestDevice.totp("second factor"), ALICE, AccountKind.PERSONAL);
        phone.enable();

        Readiness readiness = phone.library.readiness().readiness();

        assertThat(readiness.lockOuts()).extracting(LockOut::wayAround).containsExactly(LockOut.WayAround.NONE);
        assertThat(readiness.warnings()).contains(ReadinessWarning.LOCKED_OUT);
    }

    @Test
    void b11_severalStoragesHoldACopyEachAndOneIsEnough() throws Exception {
        InMemoryStorage second = new InMemoryStorage();
        TestDevice.Store accounts = new TestDevice.Store();
        AuthenticatorBackup library = AuthenticatorBackup.builder()
                .accounts(accounts)
                .deviceState(new TestDevice.State())
                .storage("first", storage)
                .storage("second", second)
                .build();
        library.accounts().add(TestDevice.totp("carol"), ALICE, AccountKind.PERSONAL);
        try (Passphrase passphrase = TestDevice.strong()) {
            library.backups().enable(passphrase, EnableOptions.defaults());
        }
        storage.failingOnAll(Fault.FAILS_BEFORE);
        library.accounts().add(TestDevice.totp("dave"), new AccountName("Other", "dave"), AccountKind.PERSONAL);

        assertThat(library.backups().backUp().verifiedCopies()).isEqualTo(1);
        assertThat(library.backups().health().destinations()).hasSize(2);
        TestDevice fresh = TestDevice.on(second);
        fresh.recover(TestDevice.strong());
        assertThat(fresh.names()).containsExactly("alice", "dave");
    }

    @Test
    void b12_weakChoicesAreRefusedWithReasons() throws Exception {
        TestDevice phone = TestDevice.on(objects);
        try (Passphrase weak = Passphrase.typed("password".toCharArray())) {
            assertThat(problem(() -> phone.library.backups().enable(weak, EnableOptions.defaults())))
                    .isEqualTo(BackupRefusedException.Reason.WEAK_UNLOCK);
        }
        FakeAccount account = FakeAccount.of("account.example");
        TestDevice owner = TestDevice.enabled(objects, account);
        try (RecoveryKit kit = TestDevice.kitOfEnabled();
                UnlockedVault vault = owner.unlock(kit)) {
            assertThat(problem(
                            () -> owner.library.vault().addSlot(vault, new SlotPlan.AccountAlone(), WeakLocks.REFUSE)))
                    .isEqualTo(VaultRefusedException.Reason.ACCOUNT_ALONE);
            assertThat(problem(() -> owner.library
                            .vault()
                            .addSlot(vault, new SlotPlan.AccountAndPassphrase(TestDevice.strong()), WeakLocks.REFUSE)))
                    .as("the same passphrase in a slot with other locks")
                    .isEqualTo(VaultRefusedException.Reason.SAME_PASSPHRASE);
        }
    }

    @Test
    void b13_whatANewerAppWroteSurvivesAnOlderOne() throws Exception {
        TestDevice.enabled(objects);
        String newer = "0f".repeat(16);
        String json;
        try (VaultIdentity vault = VaultIdentity.parse(identityOfEnabled());
                WriteCapability capability = vault.writeCapability(newer)) {
            ObjectName first = snapshots().get(0);
            json = new String(open(vault, first), StandardCharsets.UTF_8)
                    .replaceFirst("\"device\":\"[0-9a-f]{32}\"", "\"device\":\"" + newer + "\"")
                    .replaceFirst(
                            "\"accounts\":\\[",
                            "\"accounts\":[{\"id\":\"" + "00".repeat(16)
                                    + "\",\"uri\":\"otpauth://motp/a?secret=KEPT1\",\"live\":[\"" + "1".repeat(32)
                                    + "\"]},")
                    .replaceFirst("}$", ",\"zz-newer\":{\"colour\":\"kept2\"}}");
            try (SealedSnapshot sealed =
                    capability.seal(1, json.getBytes(StandardCharsets.UTF_8), new SecureRandom())) {
                objects.put(
                        new ObjectName(String.format("%s/snap/%s/%016x-%016x.age", vault.vaultId(), newer, 1, 7)),
                        sealed.bytes());
            }
            Set<ObjectName> before = objects.list("");

            TestDevice older = TestDevice.recovered(objects);
            assertThat(older.names()).containsExactly("alice", "bob");
            older.add("carol");
            older.library.backups().backUp();

            Set<ObjectName> after = new HashSet<>(objects.list(""));
            after.removeAll(before);
            assertThat(after).hasSize(1);
            assertThat(new String(open(vault, after.iterator().next()), StandardCharsets.UTF_8))
                    .contains("otpauth://motp/a?secret=KEPT1", "\"zz-newer\":{\"colour\":\"kept2\"}", ":carol?");
        }
    }

    private byte[] open(VaultIdentity vault, ObjectName name) throws Exception {
        String[] parts = name.value().split("/", -1);
        long sequence = Long.parseLong(parts[3].substring(0, 16), 16);
        byte[] object = objects.get(name, StorageProvider.MAX_OBJECT_BYTES).orElseThrow();
        return vault.openSnapshot(object, new Sender(parts[0], parts[2], sequence));
    }

    private static String identityOfEnabled() throws ProblemException {
        try (RecoveryKit kit = TestDevice.kitOfEnabled()) {
            String text = new String(kit.text());
            return text.substring(text.indexOf("AGE-SECRET-KEY-1")).split("\n", 2)[0];
        }
    }

    @Test
    void b14_whatARecoveryWouldNeedIsToldBeforeTheLoss() throws Exception {
        TestDevice phone = TestDevice.enabled(objects);
        phone.add("work", AccountKind.WORK_OR_SCHOOL, TestDevice.totp("work"));
        phone.add("push", AccountKind.PERSONAL, PUSH);
        phone.library.backups().backUp();

        Readiness readiness = phone.library.readiness().readiness();

        assertThat(readiness.needVerification())
                .extracting(account -> account.label().name().name())
                .containsExactly("work", "push");
        assertThat(readiness.warnings()).contains(ReadinessWarning.NEEDS_VERIFICATION, ReadinessWarning.ONE_WAY_IN);
    }

    @Test
    void b15_theKitAndAnAgeToolAloneGiveTheCodesBack() throws Exception {
        TestDevice.enabled(objects);
        byte[] newest = Optional.ofNullable(stored().get(snapshots().get(0))).orElseThrow();

        String json;
        try (X25519Identity identity = X25519Identity.parse(identityOfEnabled())) {
            json = new String(AgeFile.open(newest, identity), StandardCharsets.UTF_8);
        }

        assertThat(json).contains("\"otpauth://totp/Example:alice?secret=", "\"otpauth://totp/Example:bob?secret=");
    }
}
