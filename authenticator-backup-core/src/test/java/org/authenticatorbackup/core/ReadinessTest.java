package org.authenticatorbackup.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.authenticatorbackup.api.BackupRefusedException;
import org.authenticatorbackup.api.DeviceStateException;
import org.authenticatorbackup.api.ProblemException;
import org.authenticatorbackup.api.RecoveryRefusedException;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.VaultUnreadableException;
import org.authenticatorbackup.api.account.Account;
import org.authenticatorbackup.api.account.AccountKind;
import org.authenticatorbackup.api.account.AccountLabel;
import org.authenticatorbackup.api.account.AccountName;
import org.authenticatorbackup.api.account.Credential;
import org.authenticatorbackup.api.account.VaultContents;
import org.authenticatorbackup.api.backup.EnableOptions;
import org.authenticatorbackup.api.readiness.DrillReport;
import org.authenticatorbackup.api.readiness.LockOut;
import org.authenticatorbackup.api.readiness.LockOut.WayAround;
import org.authenticatorbackup.api.readiness.Readiness;
import org.authenticatorbackup.api.readiness.ReadinessWarning;
import org.authenticatorbackup.api.readiness.SignIn;
import org.authenticatorbackup.api.readiness.SignIn.OtherFactors;
import org.authenticatorbackup.api.recovery.RecoveryWarning;
import org.authenticatorbackup.api.spi.ObjectName;
import org.authenticatorbackup.api.spi.StorageProvider;
import org.authenticatorbackup.api.spi.StorageTraits;
import org.authenticatorbackup.api.testkit.FaultyStorage;
import org.authenticatorbackup.api.testkit.FaultyStorage.Call;
import org.authenticatorbackup.api.testkit.FaultyStorage.Fault;
import org.authenticatorbackup.api.testkit.ForwardingStorage;
import org.authenticatorbackup.api.vault.Passphrase;
import org.authenticatorbackup.api.vault.RecoveryKit;
import org.authenticatorbackup.api.vault.SlotSummary;
import org.authenticatorbackup.core.storage.InMemoryStorage;
import org.authenticatorbackup.core.testing.FakeAccount;
import org.authenticatorbackup.core.testing.TestDevice;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Behaviour B3 (restore drill), B10 (circular lock-out) and B14 (readiness before the loss). */
class ReadinessTest {

    private static final String OPERATOR = "example.com";
    private static final AccountName MAIL = new AccountName("Example", "alice");

    private final InMemoryStorage objects = new InMemoryStorage();
    private final FaultyStorage storage = FaultyStorage.around(objects);
    private TestDevice phone;

    @BeforeEach
    void aPhoneThatHasBackedUp() throws ProblemException {
        phone = TestDevice.enabled(storage);
        phone.library.backups().backUp();
    }

    private DrillReport drillWithKit() throws ProblemException {
        try (RecoveryKit kit = TestDevice.kitOfEnabled()) {
            return phone.library.readiness().drill(kit);
        }
    }

    private Readiness readiness() throws ProblemException {
        return phone.library.readiness().readiness();
    }

    private Map<ObjectName, String> stored() throws StorageException {
        Map<ObjectName, String> stored = new HashMap<>();
        for (ObjectName name : objects.list("")) {
            stored.put(
                    name,
                    Arrays.toString(
                            objects.get(name, StorageProvider.MAX_OBJECT_BYTES).orElseThrow()));
        }
        return stored;
    }

    @Test
    void b3_aDrillTellsWhatANewPhoneWouldGetAndChangesNothing() throws Exception {
        VaultContents before = phone.accounts.contents;
        Map<ObjectName, String> storedBefore = stored();

        DrillReport report = drillWithKit();

        assertThat(report.isComplete()).isTrue();
        assertThat(report.missing()).isEmpty();
        assertThat(report.drill().accounts()).isEqualTo(2);
        assertThat(report.drill().at()).isEqualTo(phone.clock.instant());
        assertThat(report.drill().openedBy()).isEmpty();
        assertThat(report.outcomes()).hasSize(2);
        assertThat(phone.accounts.contents).isEqualTo(before);
        assertThat(stored()).isEqualTo(storedBefore);
        assertThat(phone.library.backups().health().vault()).contains(report.vault());
    }

    @Test
    void b3_aDrillWithThePassphraseNamesTheSlot() throws Exception {
        try (Passphrase passphrase = TestDevice.strong()) {
            DrillReport report = phone.library.readiness().drill(passphrase);

            assertThat(report.drill().openedBy())
                    .contains(phone.library.backups().health().slots().get(0));
        }
        assertThat(readiness().lastDrill().flatMap(drill -> drill.openedBy()).map(SlotSummary::locks))
                .contains(List.of(SlotSummary.Lock.PASSPHRASE));
    }

    @Test
    void b3_theReportIsKeptAndDated() throws Exception {
        assertThat(readiness().lastDrill()).isEmpty();
        DrillReport report = drillWithKit();

        phone = TestDevice.again(phone, storage);

        assertThat(readiness().lastDrill()).contains(report.drill());
        assertThat(readiness().drillDue()).contains(report.drill().at().plus(Duration.ofDays(7)));
    }

    @Test
    void b3_whatWasNotBackedUpIsMissing() throws Exception {
        Account added = phone.add("carol");

        DrillReport report = drillWithKit();

        assertThat(report.isComplete()).isFalse();
        assertThat(report.missing()).containsExactly(added.id());
        assertThat(report.drill().missing()).isEqualTo(1);
        phone.library.backups().backUp();
        assertThat(drillWithKit().isComplete()).isTrue();
    }

    @Test
    void b3_anAccountThatIsBackedUpByNameIsNotMissing() throws Exception {
        phone.add("work", AccountKind.WORK_OR_SCHOOL, TestDevice.totp("work"));
        phone.add("push", AccountKind.PERSONAL, new Credential.DeviceBound(Credential.DeviceBound.Binding.PUSH));
        phone.library.backups().backUp();

        assertThat(drillWithKit().missing()).isEmpty();
    }

    @Test
    void b3_anAccountWhoseCodesBecameWorthBackingUpIsMissingUntilTheyAre() throws Exception {
        Account work = phone.add("work", AccountKind.WORK_OR_SCHOOL, TestDevice.totp("work"));
        phone.library.backups().backUp();
        phone.accounts.contents = phone.accounts.contents.withAccounts(phone.accounts.contents.accounts().stream()
                .map(each -> each.id().equals(work.id())
                        ? each.withLabel(AccountLabel.of(each.enrolledAs(), AccountKind.PERSONAL))
                        : each)
                .toList());

        assertThat(drillWithKit().missing()).containsExactly(work.id());
    }

    @Test
    void b3_aWrongPassphraseIsRememberedAsAFailedDrillUntilOnePasses() throws Exception {
        try (Passphrase wrong = Passphrase.typed("not the one that was chosen".toCharArray())) {
            assertThatExceptionOfType(VaultUnreadableException.class)
                    .isThrownBy(() -> phone.library.readiness().drill(wrong));
        }
        assertThat(readiness().warnings()).contains(ReadinessWarning.DRILL_FAILED);
        assertThat(readiness().drillDue()).contains(phone.clock.instant());

        drillWithKit();

        assertThat(readiness().warnings()).doesNotContain(ReadinessWarning.DRILL_FAILED, ReadinessWarning.DRILL_DUE);
    }

    @Test
    void b3_aKitOfAnotherVaultIsAFailedDrill() throws Exception {
        try (RecoveryKit other = TestDevice.on(new InMemoryStorage()).enable().kit()) {
            assertThatExceptionOfType(RecoveryRefusedException.class)
                    .isThrownBy(() -> phone.library.readiness().drill(other))
                    .satisfies(e -> assertThat(e.reason()).isEqualTo(RecoveryRefusedException.Reason.WRONG_KIT));
        }
        assertThat(readiness().warnings()).contains(ReadinessWarning.DRILL_FAILED);
    }

    @Test
    void b3_noAnswerIsNoFailedDrill() throws Exception {
        storage.failingAlways(Call.LIST, Fault.FAILS_BEFORE);

        assertThatExceptionOfType(StorageException.class).isThrownBy(this::drillWithKit);
        assertThat(readiness().warnings()).doesNotContain(ReadinessWarning.DRILL_FAILED);
    }

    @Test
    void b3_aMistypedKitIsNoFailedDrill() throws Exception {
        try (RecoveryKit mistyped = RecoveryKit.of("abandon abandon".toCharArray())) {
            assertThatExceptionOfType(RecoveryRefusedException.class)
                    .isThrownBy(() -> phone.library.readiness().drill(mistyped))
                    .satisfies(e -> assertThat(e.reason()).isEqualTo(RecoveryRefusedException.Reason.MALFORMED_KIT));
        }
        assertThat(readiness().warnings()).doesNotContain(ReadinessWarning.DRILL_FAILED);
    }

    @Test
    void b3_aVaultThatIsNotHereIsToldAsSuch() throws Exception {
        for (ObjectName name : objects.list("")) {
            objects.delete(name);
        }
        assertThatExceptionOfType(RecoveryRefusedException.class)
                .isThrownBy(this::drillWithKit)
                .satisfies(e -> assertThat(e.reason()).isEqualTo(RecoveryRefusedException.Reason.WRONG_STORAGE));

        TestDevice.on(objects).enable(); // another vault is there

        assertThatExceptionOfType(RecoveryRefusedException.class)
                .isThrownBy(this::drillWithKit)
                .satisfies(e -> assertThat(e.reason()).isEqualTo(RecoveryRefusedException.Reason.WRONG_STORAGE));
    }

    @Test
    void b3_aDrillThatFindsAnOldBackupIsNotComplete() throws Exception {
        String lane = phone.library.backups().health().vault().orElseThrow() + "/snap/";
        objects.delete(
                objects.list(lane).stream().max(Comparator.naturalOrder()).orElseThrow());

        DrillReport report = drillWithKit();

        assertThat(report.warnings()).contains(RecoveryWarning.ROLLBACK_SUSPECTED);
        assertThat(report.isComplete()).isFalse();
    }

    @Test
    void b3_withoutABackupThereIsNothingToRehearse() throws Exception {
        TestDevice fresh = TestDevice.on(storage);
        try (RecoveryKit kit = TestDevice.kitOfEnabled()) {
            assertThatExceptionOfType(BackupRefusedException.class)
                    .isThrownBy(() -> fresh.library.readiness().drill(kit))
                    .satisfies(e -> assertThat(e.reason()).isEqualTo(BackupRefusedException.Reason.NOT_ENABLED));
        }
        assertThat(fresh.library.readiness().readiness().warnings()).containsExactly(ReadinessWarning.BACKUP_OFF);
    }

    @Test
    void b3_theFirstDrillIsDueAWeekAfterTheFirstBackupHoweverManyFollow() throws Exception {
        Instant first = phone.clock.instant();
        for (int day = 0; day < 7; day++) {
            assertThat(readiness().warnings()).doesNotContain(ReadinessWarning.DRILL_DUE);
            phone.clock.pass(Duration.ofDays(1));
            phone.library.backups().backUp();
        }

        assertThat(readiness().drillDue()).contains(first.plus(Duration.ofDays(7)));
        assertThat(readiness().warnings()).contains(ReadinessWarning.DRILL_DUE);
    }

    @Test
    void b3_aReminderThatCannotBeKeptDoesNotStopABackup() throws Exception {
        phone.state.documents.put("drill", new byte[] {1, 2, 3});

        phone.library.backups().backUp();

        assertThatExceptionOfType(DeviceStateException.class).isThrownBy(this::readiness);
    }

    @Test
    void b3_turningBackupOffForgetsTheDrills() throws Exception {
        drillWithKit();
        phone.library.backups().disable();

        assertThat(phone.state.documents).doesNotContainKey("drill");
    }

    @Test
    void b14_oneWayInIsWarnedOfUntilAKitWasRehearsed() throws Exception {
        assertThat(readiness().warnings()).containsExactly(ReadinessWarning.ONE_WAY_IN);

        drillWithKit();

        assertThat(readiness().warnings()).isEmpty();
        try (Passphrase passphrase = TestDevice.strong()) {
            phone.library.readiness().drill(passphrase);
        }
        assertThat(readiness().warnings()).isEmpty(); // the kit is still there
    }

    @Test
    void b14_accountsThatWillNeedTheirProviderAreNamedBeforehand() throws Exception {
        Account work = phone.add("work", AccountKind.WORK_OR_SCHOOL, TestDevice.totp("work"));

        assertThat(readiness().needVerification()).containsExactly(work);
        assertThat(readiness().warnings()).contains(ReadinessWarning.NEEDS_VERIFICATION);
    }

    /** A phone whose vault opens only with the account, on a storage of some operator. */
    private TestDevice withAccount(StorageProvider place, SignIn... signIns) throws ProblemException {
        TestDevice device = TestDevice.on(place, FakeAccount.of(OPERATOR), signIns);
        device.add("alice");
        return device.enable();
    }

    @Test
    void b14_noWayInWithoutTheAccountIsToldBeforehand() throws Exception {
        phone = withAccount(new InMemoryStorage());

        assertThat(readiness().warnings())
                .contains(ReadinessWarning.NEEDS_RECOVERY_ACCOUNT)
                .doesNotContain(ReadinessWarning.ONE_OPERATOR);
    }

    @Test
    void b10_theOnlySecondFactorOfTheRecoveryAccountInThisVaultIsACircle() throws Exception {
        SignIn signIn = SignIn.toRecoveryAccount(MAIL);
        phone = withAccount(new InMemoryStorage(), signIn);

        Account alice = phone.accounts.contents.accounts().get(0);
        assertThat(readiness().lockOuts()).containsExactly(new LockOut(signIn, alice.id(), WayAround.NONE));
        assertThat(readiness().warnings()).contains(ReadinessWarning.LOCKED_OUT);

        phone = withAccount(new InMemoryStorage(), signIn.withOtherFactors(OtherFactors.EXIST));
        assertThat(readiness().lockOuts()).isEmpty();
    }

    @Test
    void b10_aWayInWithoutTheAccountLeadsAroundTheCircle() throws Exception {
        phone = TestDevice.on(new InMemoryStorage(), SignIn.toRecoveryAccount(MAIL));
        phone.add("alice");
        phone.enable();

        assertThat(readiness().lockOuts()).extracting(LockOut::wayAround).containsExactly(WayAround.KNOWN);
        assertThat(readiness().warnings())
                .contains(ReadinessWarning.LOCK_OUT_POSSIBLE)
                .doesNotContain(ReadinessWarning.LOCKED_OUT);
    }

    @Test
    void b10_aStorageBehindItsOwnSecondFactorIsACircleUnlessAnotherHasACopy() throws Exception {
        SignIn signIn = SignIn.toStorage("main", MAIL);
        phone = TestDevice.on(new InMemoryStorage(), signIn);
        phone.add("alice");
        phone.enable();
        assertThat(readiness().lockOuts()).extracting(LockOut::wayAround).containsExactly(WayAround.NONE);

        AuthenticatorBackup two = AuthenticatorBackup.builder()
                .accounts(phone.accounts)
                .deviceState(new TestDevice.State())
                .storage(new InMemoryStorage())
                .storage("other", new InMemoryStorage())
                .signIn(signIn)
                .clock(phone.clock)
                .random(new SecureRandom())
                .build();
        try (Passphrase passphrase = TestDevice.strong()) {
            two.backups().enable(passphrase, EnableOptions.defaults());
        }
        assertThat(two.readiness().readiness().lockOuts())
                .extracting(LockOut::wayAround)
                .containsExactly(WayAround.KNOWN);
    }

    @Test
    void b10_anAccountKnownByNameAloneMakesNoCodesHere() throws Exception {
        phone = TestDevice.on(new InMemoryStorage(), SignIn.toStorage("main", MAIL));
        phone.add("bob");
        phone.enable();
        assertThat(readiness().lockOuts()).isEmpty();
    }

    /** S11 and S2: what a storage says of itself is told before the phone is lost. */
    @Test
    void s11_aStorageOfOnePlatformIsWarnedOf() throws Exception {
        phone = withAccount(
                new Telling(new StorageTraits(Set.of(StorageTraits.Capability.SAME_PLATFORM_ONLY), OPERATOR)));

        assertThat(readiness().warnings()).contains(ReadinessWarning.SAME_PLATFORM_ONLY, ReadinessWarning.ONE_OPERATOR);
    }

    /** A storage that says something else of itself. */
    private static final class Telling extends ForwardingStorage {

        private final StorageTraits traits;

        Telling(StorageTraits traits) {
            super(new InMemoryStorage());
            this.traits = traits;
        }

        @Override
        public StorageTraits traits() {
            return traits;
        }
    }
}
