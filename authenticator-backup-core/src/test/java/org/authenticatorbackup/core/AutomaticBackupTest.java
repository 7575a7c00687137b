package org.authenticatorbackup.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.authenticatorbackup.api.AutomaticBackup;
import org.authenticatorbackup.api.BackupRefusedException;
import org.authenticatorbackup.api.ProblemException;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.account.VaultContents;
import org.authenticatorbackup.api.backup.BackupEvent;
import org.authenticatorbackup.api.backup.BackupEvent.Cause;
import org.authenticatorbackup.api.backup.BackupHealth;
import org.authenticatorbackup.api.backup.BackupReceipt;
import org.authenticatorbackup.api.spi.ObjectName;
import org.authenticatorbackup.api.testkit.FaultyStorage;
import org.authenticatorbackup.api.testkit.FaultyStorage.Call;
import org.authenticatorbackup.api.testkit.FaultyStorage.Fault;
import org.authenticatorbackup.core.storage.InMemoryStorage;
import org.authenticatorbackup.core.testing.Mishap;
import org.authenticatorbackup.core.testing.TestDevice;
import org.authenticatorbackup.core.testing.TestScheduler;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Behaviour S4: every change is backed up by itself, debounced, retried with back-off, and across restarts. */
class AutomaticBackupTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration DAY = Duration.ofDays(1);

    private final FaultyStorage storage = FaultyStorage.around(new InMemoryStorage());
    private final List<BackupEvent> events = new ArrayList<>();
    private final TestScheduler scheduler = new TestScheduler();
    private TestDevice phone;
    private AuthenticatorBackup library;
    private AutomaticBackup automatic;

    @BeforeEach
    void aPhoneThatBacksUpByItself() throws ProblemException {
        phone = TestDevice.enabled(storage);
        library = listening();
        automatic = library.automatic(scheduler);
        scheduler.pass(Duration.ofMinutes(5)); // the first look
        events.clear();
    }

    private AuthenticatorBackup listening() {
        return AuthenticatorBackup.builder()
                .accounts(phone.accounts)
                .deviceState(phone.state)
                .storage(storage)
                .listener(events::add)
                .clock(phone.clock)
                .random(new SecureRandom())
                .build();
    }

    private void change(String name) throws ProblemException {
        phone.add(name);
        automatic.changed();
    }

    private List<BackupReceipt> verified() {
        List<BackupReceipt> receipts = new ArrayList<>();
        events.forEach(event -> {
            if (event instanceof BackupEvent.Verified verified) {
                receipts.add(verified.receipt());
            }
        });
        return receipts;
    }

    private List<Duration> retries() {
        List<Duration> retries = new ArrayList<>();
        events.forEach(event -> {
            if (event instanceof BackupEvent.Scheduled scheduled && scheduled.cause() == Cause.RETRY) {
                retries.add(scheduled.in());
            }
        });
        return retries;
    }

    @Test
    void s4_aChangeIsBackedUpOnceItIsQuiet() throws Exception {
        change("carol");
        scheduler.pass(SECOND.multipliedBy(4));
        assertThat(verified()).isEmpty();

        scheduler.pass(SECOND);

        assertThat(verified()).hasSize(1);
        assertThat(library.backups().health().status()).isEqualTo(BackupHealth.Status.PROTECTED);
        assertThat(events).hasSize(3).first().isEqualTo(new BackupEvent.Scheduled(Duration.ofSeconds(5), Cause.CHANGE));
        assertThat(events.get(1)).isEqualTo(new BackupEvent.Started());
    }

    @Test
    void s4_manyChangesAreOneBackup() throws Exception {
        for (int i = 0; i < 6; i++) {
            change("account " + i);
            scheduler.pass(SECOND.multipliedBy(4));
        }
        assertThat(verified()).isEmpty();
        scheduler.pass(SECOND.multipliedBy(2));

        assertThat(verified()).hasSize(1);
        assertThat(verified().get(0).accounts()).isEqualTo(8);
    }

    @Test
    void s4_changesWithoutEndAreBackedUpAfterAMinute() throws Exception {
        for (int i = 0; i < 15; i++) {
            change("account " + i);
            scheduler.pass(SECOND.multipliedBy(4));
        }

        assertThat(verified()).hasSize(1);
        assertThat(verified().get(0).accounts()).isEqualTo(17);
    }

    @Test
    void s4_nothingIsStoredIfNothingHasChanged() {
        automatic.changed();
        scheduler.pass(Duration.ofHours(1));

        assertThat(events).hasSize(1);
    }

    @Test
    void s4_aFailureIsTriedAgainEverMoreSeldomUntilItSucceeds() throws Exception {
        storage.failingAlways(Call.PUT, Fault.FAILS_BEFORE);
        change("carol");
        scheduler.pass(Duration.ofHours(12));

        assertThat(retries()).hasSizeBetween(9, 13);
        for (int i = 0; i < retries().size(); i++) {
            long longest = Math.min(30L << i, 6 * 3600);
            assertThat(retries().get(i)).isBetween(Duration.ofSeconds(longest / 2), Duration.ofSeconds(longest));
        }
        storage.recover();
        scheduler.pass(Duration.ofHours(6));
        assertThat(verified()).hasSize(1);
        int before = retries().size();
        scheduler.pass(DAY.multipliedBy(2));
        assertThat(retries()).hasSize(before);
    }

    @Test
    void s4_aChangeOrTheNetworkComingBackDoesNotWaitForTheRetry() throws Exception {
        storage.failingAlways(Call.PUT, Fault.FAILS_BEFORE);
        change("carol");
        scheduler.pass(Duration.ofHours(4));
        storage.recover();

        automatic.changed();
        scheduler.pass(SECOND.multipliedBy(5));

        assertThat(verified()).hasSize(1);
    }

    @Test
    void s4_whatWaitingCannotHelpWaitsForThePersonAndIsStillTriedDaily() throws Exception {
        storage.failingAlways(Call.PUT, Fault.UNAUTHORIZED);
        change("carol");
        scheduler.pass(Duration.ofHours(12));

        assertThat(events).contains(new BackupEvent.Paused(StorageException.Reason.UNAUTHORIZED));
        assertThat(retries()).isEmpty();
        storage.recover();
        scheduler.pass(Duration.ofHours(12));
        assertThat(verified()).hasSize(1);
    }

    @Test
    void s4_whatWaitedBeforeARestartIsBackedUpAfterIt() throws Exception {
        change("carol");
        automatic.close();
        scheduler.pass(DAY);
        assertThat(verified()).isEmpty();
        assertThat(scheduler.waiting()).isZero();

        listening().automatic(scheduler);
        scheduler.pass(SECOND.multipliedBy(5));

        assertThat(verified()).hasSize(1);
    }

    @Test
    void s4_aSnapshotOnItsWayIsFinishedAfterARestart() throws Exception {
        storage.failingAlways(Call.GET, Fault.FAILS_BEFORE);
        change("carol");
        scheduler.pass(SECOND.multipliedBy(5));
        assertThat(verified()).isEmpty();
        automatic.close();
        storage.recover();

        listening().automatic(scheduler);
        scheduler.pass(SECOND.multipliedBy(5));

        assertThat(verified()).hasSize(1);
        assertThat(verified().get(0).snapshot().sequence()).isEqualTo(2);
    }

    @Test
    void s4_theDailyLookFindsABackupThatIsGone() throws Exception {
        change("carol");
        scheduler.pass(SECOND.multipliedBy(5));
        BackupReceipt first = verified().get(0);
        for (ObjectName name : storage.list(first.vault() + "/snap/")) {
            storage.delete(name);
        }
        phone.clock.pass(DAY);

        scheduler.pass(DAY);

        assertThat(verified()).hasSizeGreaterThan(1);
    }

    @Test
    void s4_flushBacksUpAtOnceIfAnythingWaits() throws Exception {
        assertThat(automatic.flush()).isEmpty();
        change("carol");

        Optional<BackupReceipt> receipt = automatic.flush();

        assertThat(receipt).isPresent();
        scheduler.pass(Duration.ofHours(1));
        assertThat(verified()).hasSize(1);
    }

    @Test
    void s4_aFlushThatFailsIsTriedAgain() throws Exception {
        storage.failing(Call.PUT, 1, Fault.FAILS_BEFORE);
        change("carol");
        assertThatExceptionOfType(StorageException.class).isThrownBy(automatic::flush);

        scheduler.pass(SECOND.multipliedBy(30));

        assertThat(verified()).hasSize(1);
    }

    @Test
    void s4_whileBackupIsOffNothingHappensAndItGoesOnAfterwards() throws Exception {
        library.backups().disable();
        change("carol");
        scheduler.pass(DAY.multipliedBy(3));
        assertThat(events).noneMatch(BackupEvent.Failed.class::isInstance);
        assertThatExceptionOfType(BackupRefusedException.class).isThrownBy(automatic::flush);
    }

    @Test
    void aChangeDuringAnAttemptIsBackedUpAfterIt() throws Exception {
        phone.add("carol");
        library = AuthenticatorBackup.builder()
                .accounts(phone.accounts)
                .deviceState(phone.state)
                .storage(storage)
                .listener(event -> {
                    events.add(event);
                    if (event instanceof BackupEvent.Started && phone.names().size() == 3) {
                        addDuringTheAttempt();
                    }
                })
                .random(new SecureRandom())
                .build();
        automatic.close();
        automatic = library.automatic(scheduler);
        scheduler.pass(Duration.ofMinutes(1));

        assertThat(phone.names()).contains("dave");
        assertThat(library.backups().health().status()).isEqualTo(BackupHealth.Status.PROTECTED);
    }

    private void addDuringTheAttempt() {
        try {
            phone.add("dave");
            automatic.changed();
        } catch (ProblemException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aListenerThatFailsHarmsNothing() throws Exception {
        AuthenticatorBackup other = AuthenticatorBackup.builder()
                .accounts(phone.accounts)
                .deviceState(phone.state)
                .storage(storage)
                .listener(event -> {
                    throw new IllegalStateException("planned");
                })
                .listener(events::add)
                .build();
        phone.add("carol");

        other.backups().backUp();

        assertThat(verified()).hasSize(1);
    }

    @Test
    void aRefusalIsAnEventWithItsReason() throws Exception {
        phone.accounts.contents = VaultContents.EMPTY;

        assertThatExceptionOfType(BackupRefusedException.class)
                .isThrownBy(() -> library.backups().backUp());

        assertThat(events)
                .containsExactly(
                        new BackupEvent.Started(), new BackupEvent.Failed(BackupRefusedException.Reason.MASS_CHANGE));
    }

    @Test
    void aPartOfTheAppThatThrowsIsTriedAgain() throws Exception {
        change("carol");
        phone.accounts.failure = Optional.of(new IOException("planned"));
        scheduler.pass(SECOND.multipliedBy(5));
        assertThat(retries()).hasSize(1);
        phone.accounts.failure = Optional.empty();

        scheduler.pass(SECOND.multipliedBy(30));

        assertThat(verified()).hasSize(1);
    }

    @Test
    void s4_aFlushInWhichAPartOfTheAppThrowsIsTriedAgain() throws Exception {
        Mishap mishap = new Mishap();
        AutomaticBackup other = onMishap(mishap);
        scheduler.pass(SECOND.multipliedBy(5)); // the first look
        phone.add("carol");
        other.changed();
        mishap.plan(Mishap.Kind.THROWS_BEFORE, 1);
        assertThatExceptionOfType(Mishap.Mistake.class).isThrownBy(other::flush);

        scheduler.pass(SECOND.multipliedBy(30));

        assertThat(verified()).hasSize(1);
    }

    private AutomaticBackup onMishap(Mishap mishap) {
        automatic.close();
        return AuthenticatorBackup.builder()
                .accounts(phone.accounts)
                .deviceState(phone.state)
                .storage(mishap.on(storage))
                .listener(events::add)
                .clock(phone.clock)
                .random(new SecureRandom())
                .build()
                .automatic(scheduler);
    }

    /** Such as a lack of memory: what the scheduler does with it is the scheduler's. */
    @Test
    void s4_anErrorEndsNeitherTheRetriesNorTheDailyLook() throws Exception {
        automatic.close();
        AtomicBoolean broken = new AtomicBoolean(true);
        AutomaticBackup other = AuthenticatorBackup.builder()
                .accounts(phone.accounts)
                .deviceState(phone.state)
                .storage(storage)
                .listener(event -> {
                    if (broken.get() && event instanceof BackupEvent.Started) {
                        throw new StackOverflowError("planned");
                    }
                })
                .listener(events::add)
                .clock(phone.clock)
                .random(new SecureRandom())
                .build()
                .automatic(scheduler);
        phone.add("carol");
        assertThatExceptionOfType(StackOverflowError.class)
                .isThrownBy(() -> scheduler.pass(SECOND.multipliedBy(5))); // the first look

        broken.set(false);
        scheduler.pass(SECOND.multipliedBy(30));

        assertThat(verified()).hasSize(1);
        assertThat(scheduler.waiting()).as("the look of the next day").isEqualTo(1);
        other.close();
    }

    @Test
    void s4_aLookThatFailsIsTakenAgainBeforeTheNextDay() throws Exception {
        change("carol");
        scheduler.pass(SECOND.multipliedBy(5));
        for (ObjectName name : storage.list(verified().get(0).vault() + "/snap/")) {
            storage.delete(name);
        }
        phone.clock.pass(DAY);
        storage.failing(Call.LIST, 1, Fault.FAILS_BEFORE);
        scheduler.pass(DAY.minus(Duration.ofMinutes(5))); // until the look
        assertThat(verified()).hasSize(1);

        scheduler.pass(SECOND.multipliedBy(60));

        assertThat(verified()).hasSizeGreaterThan(1);
    }

    @Test
    void theThreadOfADaemonSchedulerRunsTasksAndKeepsNobodyWaiting() throws Exception {
        CountDownLatch ran = new CountDownLatch(1);
        List<Boolean> daemon = new ArrayList<>();
        DaemonScheduler threads = DaemonScheduler.start();
        try (threads) {
            threads.schedule(Duration.ofDays(1), () -> daemon.add(false)).cancel();
            threads.schedule(Duration.ZERO, () -> {
                daemon.add(Thread.currentThread().isDaemon());
                ran.countDown();
            });
            assertThat(ran.await(1, TimeUnit.MINUTES)).isTrue();
        }
        threads.schedule(Duration.ZERO, () -> daemon.add(false)).cancel();
        assertThat(daemon).containsExactly(true);
    }
}
