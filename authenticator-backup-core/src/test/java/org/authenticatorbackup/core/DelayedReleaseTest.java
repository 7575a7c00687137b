package org.authenticatorbackup.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.authenticatorbackup.api.DeviceStateException;
import org.authenticatorbackup.api.ProblemException;
import org.authenticatorbackup.api.RecoveryAccountException;
import org.authenticatorbackup.api.RecoveryAccountException.Reason;
import org.authenticatorbackup.api.SlotId;
import org.authenticatorbackup.api.VaultId;
import org.authenticatorbackup.api.VaultUnreadableException;
import org.authenticatorbackup.api.backup.BackupEvent;
import org.authenticatorbackup.api.backup.EnableOptions;
import org.authenticatorbackup.api.readiness.ReadinessWarning;
import org.authenticatorbackup.api.spi.DelayedRelease;
import org.authenticatorbackup.api.spi.ObjectName;
import org.authenticatorbackup.api.spi.RecoveryAccount;
import org.authenticatorbackup.api.testkit.MapAccount;
import org.authenticatorbackup.api.vault.AccountAlone;
import org.authenticatorbackup.api.vault.FoundVault;
import org.authenticatorbackup.api.vault.NewSlot;
import org.authenticatorbackup.api.vault.Passphrase;
import org.authenticatorbackup.api.vault.PendingRelease;
import org.authenticatorbackup.api.vault.RecoveryKit;
import org.authenticatorbackup.api.vault.SlotPlan;
import org.authenticatorbackup.api.vault.SlotSummary;
import org.authenticatorbackup.api.vault.UnlockedVault;
import org.authenticatorbackup.api.vault.WeakLocks;
import org.authenticatorbackup.core.storage.InMemoryStorage;
import org.authenticatorbackup.core.testing.TestClock;
import org.authenticatorbackup.core.testing.TestDevice;
import org.authenticatorbackup.core.vault.VaultObject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** T8: the recovery account releases its secret only after a waiting time, and the person's devices can veto that. */
class DelayedReleaseTest {

    private static final Duration WAIT = Duration.ofDays(3);

    private final InMemoryStorage objects = new InMemoryStorage();
    private final TestClock clock = new TestClock(Instant.parse("2026-12-01T10:00:00Z"));
    private final MapAccount account = MapAccount.of(clock, WAIT);
    private final List<BackupEvent> events = new ArrayList<>();

    /** An app's lasting parts, so that it can be started again. */
    private final class Phone {

        final TestDevice.Store accounts = new TestDevice.Store();
        final TestDevice.State state = new TestDevice.State();
        AuthenticatorBackup library = start();

        AuthenticatorBackup start() {
            return start(account);
        }

        AuthenticatorBackup start(RecoveryAccount connected) {
            library = AuthenticatorBackup.builder()
                    .accounts(accounts)
                    .deviceState(state)
                    .storage(objects)
                    .recoveryAccount(connected)
                    .listener(events::add)
                    .clock(clock)
                    .random(new SecureRandom())
                    .build();
            return library;
        }

        void recover() throws ProblemException {
            recover(TestDevice.strong());
        }

        void recover(Passphrase passphrase) throws ProblemException {
            try (passphrase;
                    UnlockedVault vault = library.recovery()
                            .unlock(library.recovery().findVaults().get(0), passphrase)) {
                library.recovery().commit(vault, library.recovery().preview(vault));
            }
        }
    }

    private final Phone owner = new Phone();
    private final Phone fresh = new Phone();

    @BeforeEach
    void enable() throws Exception {
        try (Passphrase passphrase = TestDevice.strong()) {
            owner.library.backups().enable(passphrase, EnableOptions.defaults());
        }
        events.clear();
    }

    private static RecoveryAccountException refused(ThrowingCallable step) {
        RecoveryAccountException refused = catchThrowableOfType(RecoveryAccountException.class, step);
        assertThat(refused).as("it is refused").isNotNull();
        return refused;
    }

    private List<PendingRelease> pending() throws ProblemException {
        return owner.library.vault().pendingReleases();
    }

    @Test
    void aNewDeviceWaitsAlsoThroughARestartAndThenRecovers() throws Exception {
        RecoveryAccountException waiting = refused(fresh::recover);
        assertThat(waiting.reason()).isEqualTo(Reason.RELEASE_PENDING);
        assertThat(waiting.releaseAt()).contains(clock.instant().plus(WAIT));

        clock.pass(WAIT.minusSeconds(1));
        fresh.start();
        assertThat(refused(fresh::recover).releaseAt()).isEqualTo(waiting.releaseAt());
        clock.pass(Duration.ofSeconds(1));
        fresh.start();
        fresh.recover();

        assertThat(fresh.library.backups().health().vault())
                .isEqualTo(owner.library.backups().health().vault());
        fresh.library.backups().backUp();
        assertThat(fresh.library.vault().pendingReleases()).isEmpty();
    }

    @Test
    void theDeviceThatMadeTheSlotNeverWaits() throws Exception {
        try (Passphrase passphrase = TestDevice.strong()) {
            assertThat(owner.library.readiness().drill(passphrase).isComplete()).isTrue();
        }
        assertThat(pending()).isEmpty();
    }

    @Test
    void theOtherDevicesAreToldOnceByEventAndAsLongAsItLastsByWarningAndList() throws Exception {
        refused(fresh::recover);
        assertThat(owner.library.readiness().readiness().warnings()).doesNotContain(ReadinessWarning.RELEASE_PENDING);

        owner.library.upkeep().audit();
        owner.library.backups().backUp();
        owner.start();
        owner.library.upkeep().audit();

        assertThat(events.stream().filter(BackupEvent.ReleaseAsked.class::isInstance))
                .hasSize(1);
        assertThat(owner.library.readiness().readiness().warnings()).contains(ReadinessWarning.RELEASE_PENDING);
        assertThat(pending()).hasSize(1);
        assertThat(pending().get(0).releaseAt()).isEqualTo(clock.instant().plus(WAIT));

        clock.pass(WAIT);
        assertThat(pending()).isEmpty();
        assertThat(owner.library.readiness().readiness().warnings()).doesNotContain(ReadinessWarning.RELEASE_PENDING);
    }

    @Test
    void aBackupLooksToo() throws Exception {
        refused(fresh::recover);

        owner.library.backups().backUp();

        assertThat(events.stream().filter(BackupEvent.ReleaseAsked.class::isInstance))
                .hasSize(1);
    }

    @Test
    void aVetoedReleaseIsNeverObtainedAndANewRequestWaitsTheWholeTime() throws Exception {
        refused(fresh::recover);
        clock.pass(WAIT.minusSeconds(1));
        PendingRelease release = pending().get(0);

        assertThat(owner.library.vault().veto(release)).isTrue();

        assertThat(pending()).isEmpty();
        assertThat(owner.library.readiness().readiness().warnings()).doesNotContain(ReadinessWarning.RELEASE_PENDING);
        assertThat(owner.library.vault().veto(release)).as("a second time").isFalse();
        clock.pass(WAIT.multipliedBy(2));
        fresh.start();
        assertThat(refused(fresh::recover).reason()).isEqualTo(Reason.RELEASE_VETOED);
        RecoveryAccountException anew = refused(fresh::recover);
        assertThat(anew.reason()).isEqualTo(Reason.RELEASE_PENDING);
        assertThat(anew.releaseAt()).contains(clock.instant().plus(WAIT));
        assertThat(pending()).hasSize(1).doesNotContain(release);
    }

    @Test
    void aPassThatWasVetoedIsWorthNothingInACopyOfTheDeviceEither() throws Exception {
        refused(fresh::recover);
        PendingRelease release = pending().get(0);
        owner.library.vault().veto(release);
        Phone image = new Phone();
        image.state.documents.putAll(fresh.state.documents);
        refused(fresh::recover);
        clock.pass(WAIT.multipliedBy(10));

        assertThat(refused(image::recover).reason()).isEqualTo(Reason.RELEASE_VETOED);
    }

    /** Whoever has the storage, or is signed in, or both, is no device of the person. */
    @Test
    void aThiefOfBothAccountsCanNeitherSeeNorVeto() throws Exception {
        refused(fresh::recover);
        PendingRelease release = pending().get(0);
        Phone thief = new Phone();
        refused(() -> thief.recover(Passphrase.typed("guess".toCharArray())));

        assertThat(thief.library.vault().pendingReleases()).isEmpty();
        assertThat(refused(() -> thief.library.vault().veto(release)).reason()).isEqualTo(Reason.REFUSED);
        Phone other = new Phone();
        assertThat(refused(() -> other.library.vault().veto(release)).reason()).isEqualTo(Reason.REFUSED);
        clock.pass(WAIT);
        fresh.recover();
    }

    @Test
    void aThiefWhoWaitsUnseenStillNeedsThePassphrase() throws Exception {
        Phone thief = new Phone();
        refused(() -> thief.recover(Passphrase.typed("guess".toCharArray())));
        clock.pass(WAIT);

        assertThat(catchThrowableOfType(
                                VaultUnreadableException.class,
                                () -> thief.recover(Passphrase.typed("guess".toCharArray())))
                        .reason())
                .isEqualTo(VaultUnreadableException.Reason.WRONG_SECRET);
    }

    /** The account alone opens nothing at once. */
    @Test
    void aSlotOfTheAccountAloneWaitsToo() throws Exception {
        try (Passphrase passphrase = TestDevice.strong();
                UnlockedVault vault = owner.library
                        .recovery()
                        .unlock(owner.library.recovery().findVaults().get(0), passphrase);
                NewSlot slot = owner.library.vault().addSlot(vault, new SlotPlan.AccountAlone(), WeakLocks.ALLOW)) {
            assertThat(refused(() -> fresh.library
                                    .recovery()
                                    .unlock(
                                            fresh.library
                                                    .recovery()
                                                    .findVaults()
                                                    .get(0),
                                            AccountAlone.CONNECTED))
                            .reason())
                    .isEqualTo(Reason.RELEASE_PENDING);
            assertThat(pending())
                    .extracting(PendingRelease::slot)
                    .containsExactly(slot.slot().id());
        }
    }

    @Test
    void theKitNeedsNobodysLeave() throws Exception {
        RecoveryKit kit;
        try (Passphrase passphrase = TestDevice.strong();
                UnlockedVault vault = owner.library
                        .recovery()
                        .unlock(owner.library.recovery().findVaults().get(0), passphrase)) {
            kit = vault.recoveryKit("a test");
        }
        try (kit;
                UnlockedVault vault = fresh.library.recovery().unlock(kit)) {
            fresh.library.recovery().commit(vault, fresh.library.recovery().preview(vault));
        }
        assertThat(pending()).isEmpty();
        assertThat(fresh.library.vault().pendingReleases()).as("it has no say").isEmpty();
    }

    /** Else adding a passphrase would look like a theft on the other devices. */
    @Test
    void addingAPassphraseAsksNobody() throws Exception {
        refused(fresh::recover);
        clock.pass(WAIT);
        fresh.recover();
        try (Passphrase passphrase = TestDevice.strong();
                UnlockedVault vault = fresh.library
                        .recovery()
                        .unlock(fresh.library.recovery().findVaults().get(0), passphrase);
                Passphrase another = fresh.library.backups().generatePassphrase();
                NewSlot added = fresh.library
                        .vault()
                        .addSlot(vault, new SlotPlan.AccountAndPassphrase(another), WeakLocks.REFUSE);
                Passphrase lone = owner.library.backups().generatePassphrase();
                NewSlot second = owner.library
                        .vault()
                        .addSlot(
                                owner.library
                                        .recovery()
                                        .unlock(
                                                owner.library
                                                        .recovery()
                                                        .findVaults()
                                                        .get(0),
                                                TestDevice.strong()),
                                new SlotPlan.PassphraseAlone(lone),
                                WeakLocks.REFUSE)) {
            assertThat(added.slot()).isNotEqualTo(second.slot());
        }
        assertThat(pending()).isEmpty();
        assertThat(fresh.library.vault().pendingReleases()).isEmpty();
    }

    /** What is asked for is noted first, so that no crash makes the person wait twice. */
    @Test
    void wherePassesCannotBeKeptNothingIsAskedFor() throws Exception {
        fresh.state.writesLeft = 0;

        assertThat(catchThrowableOfType(DeviceStateException.class, fresh::recover)
                        .reason())
                .isEqualTo(DeviceStateException.Reason.UNWRITABLE);
        assertThat(pending()).isEmpty();
    }

    @Test
    void aDamagedNoteIsToldAndTurningBackupOffForgetsIt() throws Exception {
        refused(fresh::recover);
        fresh.state.documents.put("passes", "{}".getBytes(StandardCharsets.UTF_8));

        assertThat(catchThrowableOfType(DeviceStateException.class, fresh::recover)
                        .reason())
                .isEqualTo(DeviceStateException.Reason.DAMAGED);
        fresh.library.backups().disable();
        assertThat(refused(fresh::recover).reason()).isEqualTo(Reason.RELEASE_PENDING);
    }

    @Test
    void anAccountThatFailsHindersNoBackupAndIsToldToWhoAsks() throws Exception {
        VaultId vault = owner.library.backups().health().vault().orElseThrow();
        SlotId slot = owner.library.backups().health().slots().get(0).id();
        account.deleteSecret(vault, slot);
        owner.library.backups().backUp();
        owner.library.upkeep().audit();

        assertThat(pending()).isEmpty();
        assertThat(refused(() -> owner.library
                                .vault()
                                .veto(new PendingRelease(vault, slot, "x", Instant.EPOCH, Instant.EPOCH)))
                        .reason())
                .isEqualTo(Reason.REFUSED);
    }

    /** Passes calls on, and can lose the next answer. */
    private final class LosingAnswers implements RecoveryAccount, DelayedRelease {

        private int losing;

        private <T> T answer(T answer) throws RecoveryAccountException {
            if (losing-- > 0) {
                throw new RecoveryAccountException(Reason.OFFLINE, "the answer is lost");
            }
            return answer;
        }

        @Override
        public String operator() {
            return account.operator();
        }

        @Override
        public void putSecret(VaultId vault, SlotId slot, byte[] secret) throws RecoveryAccountException {
            account.putSecret(vault, slot, secret);
        }

        @Override
        public Optional<byte[]> getSecret(VaultId vault, SlotId slot) throws RecoveryAccountException {
            return account.getSecret(vault, slot);
        }

        @Override
        public void deleteSecret(VaultId vault, SlotId slot) {
            account.deleteSecret(vault, slot);
        }

        @Override
        public void admit(VaultId vault, SlotId slot, byte[] secret, byte[] pass) throws RecoveryAccountException {
            account.admit(vault, slot, secret, pass);
        }

        @Override
        public Optional<byte[]> release(VaultId vault, SlotId slot, byte[] pass) throws RecoveryAccountException {
            try {
                return answer(account.release(vault, slot, pass));
            } catch (RecoveryAccountException e) {
                throw answer(e);
            }
        }

        @Override
        public List<PendingRelease> pendingReleases(VaultId vault, SlotId slot, byte[] pass)
                throws RecoveryAccountException {
            return answer(account.pendingReleases(vault, slot, pass));
        }

        @Override
        public boolean veto(VaultId vault, SlotId slot, byte[] pass, String release) throws RecoveryAccountException {
            return answer(account.veto(vault, slot, pass, release));
        }
    }

    @Test
    void aLostAnswerIsAskedForAgainAndNothingTwice() throws Exception {
        LosingAnswers losing = new LosingAnswers();
        fresh.start(losing);
        losing.losing = 1;
        assertThat(refused(fresh::recover).reason()).isEqualTo(Reason.OFFLINE);
        assertThat(pending()).hasSize(1);
        fresh.start(losing);
        assertThat(refused(fresh::recover).reason()).isEqualTo(Reason.RELEASE_PENDING);
        assertThat(pending()).hasSize(1);

        owner.start(losing);
        PendingRelease release = pending().get(0);
        losing.losing = 1;
        assertThat(refused(() -> owner.library.vault().veto(release)).reason()).isEqualTo(Reason.OFFLINE);
        assertThat(owner.library.vault().veto(release))
                .as("it was vetoed all the same")
                .isFalse();
        losing.losing = 1;
        assertThat(refused(fresh::recover).reason())
                .as("the veto is told once it arrives")
                .isEqualTo(Reason.OFFLINE);
        assertThat(refused(fresh::recover).reason()).isEqualTo(Reason.RELEASE_VETOED);
    }

    /** What the account said is asked again, and damaged passes are a matter of the slots that need them. */
    @Test
    void damagedNotesHinderNothingElse() throws Exception {
        owner.state.documents.put("releases", new byte[] {1});
        owner.state.documents.put("passes", new byte[] {1});

        assertThat(owner.library.readiness().readiness().warnings()).doesNotContain(ReadinessWarning.RELEASE_PENDING);
        owner.library.backups().backUp();
        owner.library.upkeep().audit();
        assertThat(catchThrowableOfType(DeviceStateException.class, this::pending)
                        .reason())
                .isEqualTo(DeviceStateException.Reason.DAMAGED);
    }

    @Test
    void aDeviceThatCanKeepNothingTellsOfAReleaseAllTheSame() throws Exception {
        refused(fresh::recover);
        owner.state.writesLeft = 0;

        assertThat(pending()).hasSize(1);
        assertThat(events.stream().filter(BackupEvent.ReleaseAsked.class::isInstance))
                .hasSize(1);
    }

    @Test
    void aSlotOfWhichTheAccountDoesNotTellHidesNoOther() throws Exception {
        try (Passphrase passphrase = TestDevice.strong();
                UnlockedVault vault = owner.library
                        .recovery()
                        .unlock(owner.library.recovery().findVaults().get(0), passphrase);
                NewSlot slot = owner.library.vault().addSlot(vault, new SlotPlan.AccountAlone(), WeakLocks.ALLOW)) {
            assertThat(slot.slot().locks()).containsExactly(SlotSummary.Lock.ACCOUNT);
        }
        FoundVault found = fresh.library.recovery().findVaults().get(0);
        refused(() -> fresh.library.recovery().unlock(found, AccountAlone.CONNECTED));
        refused(fresh::recover);
        LosingAnswers losing = new LosingAnswers();
        owner.start(losing);

        losing.losing = 1;
        owner.library.upkeep().audit();
        assertThat(events.stream().filter(BackupEvent.ReleaseAsked.class::isInstance))
                .hasSize(1);
        owner.library.upkeep().audit();
        losing.losing = 1;
        assertThat(refused(this::pending).reason()).isEqualTo(Reason.OFFLINE);
        owner.library.upkeep().audit();

        assertThat(events.stream().filter(BackupEvent.ReleaseAsked.class::isInstance))
                .as("each once")
                .hasSize(2);
    }

    /** It is told once, and if it was not the person, a device of theirs is in wrong hands. */
    @Test
    void aVetoIsToldAlsoWhereAnotherSlotStillWaits() throws Exception {
        try (Passphrase passphrase = TestDevice.strong();
                UnlockedVault vault = owner.library
                        .recovery()
                        .unlock(owner.library.recovery().findVaults().get(0), passphrase);
                Passphrase another = owner.library.backups().generatePassphrase();
                NewSlot slot = owner.library
                        .vault()
                        .addSlot(vault, new SlotPlan.AccountAndPassphrase(another), WeakLocks.REFUSE)) {
            assertThat(slot.slot().locks()).contains(SlotSummary.Lock.ACCOUNT);
        }
        assertThat(refused(fresh::recover).reason()).isEqualTo(Reason.RELEASE_PENDING);
        PendingRelease last = pending().stream()
                .max(Comparator.comparing(release -> release.slot().value()))
                .orElseThrow();
        owner.library.vault().veto(last);

        assertThat(refused(fresh::recover).reason()).isEqualTo(Reason.RELEASE_VETOED);
        assertThat(refused(fresh::recover).reason()).isEqualTo(Reason.RELEASE_PENDING);
    }

    /** The storage and a thief of the account, together, could else blind the devices. */
    @Test
    void slotsThatTheStorageMadeUpTakeNobodysSay() throws Exception {
        VaultId vault = owner.library.backups().health().vault().orElseThrow();
        plantSlots(vault);
        assertThat(catchThrowableOfType(
                                ProblemException.class,
                                () -> owner.recover(Passphrase.typed("a typing error".toCharArray())))
                        .reason())
                .isEqualTo(Reason.WRONG_ACCOUNT);
        plantSlots(new VaultId("a".repeat(32)));
        LosingAnswers losing = new LosingAnswers();
        losing.losing = 1_000;
        owner.start(losing);
        FoundVault planted = owner.library.recovery().findVaults().stream()
                .filter(found -> !found.id().equals(vault))
                .findFirst()
                .orElseThrow();
        try (Passphrase passphrase = TestDevice.strong()) {
            assertThat(refused(() -> owner.library.recovery().unlock(planted, passphrase))
                            .reason())
                    .isEqualTo(Reason.OFFLINE);
        }
        owner.start();
        for (ObjectName name : objects.list("")) {
            if (name.value().contains("/slots/00000000000000")) {
                objects.delete(name);
            }
        }
        refused(fresh::recover);

        assertThat(pending()).hasSize(1);
    }

    private void plantSlots(VaultId vault) throws ProblemException {
        for (int i = 0; i < 130; i++) {
            objects.put(
                    VaultObject.slotName(
                            vault,
                            new SlotSummary(
                                    new SlotId(String.format("%016x", i)),
                                    List.of(SlotSummary.Lock.ACCOUNT, SlotSummary.Lock.PASSPHRASE))),
                    new byte[] {1});
        }
    }
}
