package org.authenticatorbackup.core.schedule;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import org.authenticatorbackup.api.AutomaticBackup;
import org.authenticatorbackup.api.BackupRefusedException;
import org.authenticatorbackup.api.BackupService;
import org.authenticatorbackup.api.DeviceStateException;
import org.authenticatorbackup.api.Problem;
import org.authenticatorbackup.api.ProblemException;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.UpkeepService;
import org.authenticatorbackup.api.backup.BackupEvent;
import org.authenticatorbackup.api.backup.BackupEvent.Cause;
import org.authenticatorbackup.api.backup.BackupHealth;
import org.authenticatorbackup.api.backup.BackupPace;
import org.authenticatorbackup.api.backup.BackupReceipt;
import org.authenticatorbackup.api.backup.DestinationHealth;
import org.authenticatorbackup.api.spi.TaskScheduler;
import org.authenticatorbackup.core.backup.Announcer;
import org.authenticatorbackup.core.policy.RetryRule;

/**
 * Backs up by itself. It asks no clock: all times are waits. At most one attempt is under way, and at most one of each kind
 * of task waits.
 */
public final class ScheduledBackup implements AutomaticBackup {

    private static final Duration DAY = Duration.ofDays(1);

    /** A part of the app failed as it should not. */
    private static final Optional<Problem> UNKNOWN = Optional.of(StorageException.Reason.BROKEN);

    private final BackupService backups;
    private final UpkeepService upkeep;
    private final BackupPace pace;
    private final TaskScheduler scheduler;
    private final SecureRandom random;
    private final Announcer announcer;

    /** Guards all below; held for moments, never during an attempt. */
    private final Object moments = new Object();

    private Optional<TaskScheduler.Task> quiet = Optional.empty();
    private Optional<TaskScheduler.Task> latest = Optional.empty();
    private Optional<TaskScheduler.Task> retry = Optional.empty();
    private Optional<TaskScheduler.Task> look = Optional.empty();
    private int failures;
    private boolean attempting;
    private boolean changedMeanwhile;
    private boolean closed;

    /** A look that failed is taken again with the next attempt. */
    private volatile boolean lookIsDue;

    private ScheduledBackup(
            BackupService backups,
            UpkeepService upkeep,
            BackupPace pace,
            TaskScheduler scheduler,
            SecureRandom random,
            Announcer announcer) {
        this.backups = backups;
        this.upkeep = upkeep;
        this.pace = pace;
        this.scheduler = scheduler;
        this.random = random;
        this.announcer = announcer;
    }

    /** Starts: looks soon whether anything waits since the last time, and at what is stored. */
    public static ScheduledBackup start(
            BackupService backups,
            UpkeepService upkeep,
            BackupPace pace,
            TaskScheduler scheduler,
            SecureRandom random,
            Announcer announcer) {
        ScheduledBackup automatic = new ScheduledBackup(backups, upkeep, pace, scheduler, random, announcer);
        automatic.lookIn(pace.quiet());
        return automatic;
    }

    @Override
    public void changed() {
        synchronized (moments) {
            if (closed) {
                return;
            }
            if (attempting) {
                changedMeanwhile = true;
                return;
            }
            waitForQuiet();
        }
        announcer.announce(new BackupEvent.Scheduled(pace.quiet(), Cause.CHANGE));
    }

    /** A retry that waits gives way: what has changed may be the cause of the failure. */
    private void waitForQuiet() {
        retry = cancelled(retry);
        quiet = cancelled(quiet);
        quiet = Optional.of(scheduler.schedule(pace.quiet(), this::attempt));
        if (!latest.isPresent()) {
            latest = Optional.of(scheduler.schedule(pace.latest(), this::attempt));
        }
    }

    private static Optional<TaskScheduler.Task> cancelled(Optional<TaskScheduler.Task> task) {
        task.ifPresent(TaskScheduler.Task::cancel);
        return Optional.empty();
    }

    private void lookIn(Duration delay) {
        synchronized (moments) {
            if (closed) {
                return;
            }
            look = cancelled(look);
            look = Optional.of(scheduler.schedule(delay, this::look));
        }
        announcer.announce(new BackupEvent.Scheduled(delay, Cause.DAILY_LOOK));
    }

    private interface Work {
        void run() throws ProblemException;
    }

    private void attempt() {
        attempt(() -> {
            try {
                lookIfDue();
            } finally {
                backUpIfNeeded(); // one that fails does not keep the other from being done
            }
        });
    }

    /** The daily look comes a day later, whatever it finds; what it could not do is tried again before. */
    private void look() {
        lookIsDue = true;
        try {
            attempt();
        } finally {
            lookIn(DAY);
        }
    }

    private void lookIfDue() throws ProblemException {
        if (lookIsDue && backups.health().status() != BackupHealth.Status.OFF) {
            upkeep.audit();
        }
        lookIsDue = false;
    }

    private void attempt(Work work) {
        if (!begin()) {
            return;
        }
        Optional<Problem> failure = UNKNOWN;
        try {
            work.run();
            failure = Optional.empty();
        } catch (ProblemException e) {
            failure = Optional.of(e.reason());
        } catch (RuntimeException e) {
            announcer.announce(new BackupEvent.Failed(StorageException.Reason.BROKEN));
        } finally {
            end(failure);
        }
    }

    private boolean begin() {
        synchronized (moments) {
            if (closed) {
                return false;
            }
            if (attempting) {
                changedMeanwhile = true;
                return false;
            }
            attempting = true;
            quiet = cancelled(quiet);
            latest = cancelled(latest);
            retry = cancelled(retry);
            return true;
        }
    }

    private void end(Optional<Problem> failure) {
        Optional<BackupEvent> event;
        synchronized (moments) {
            attempting = false;
            boolean again = changedMeanwhile;
            changedMeanwhile = false;
            failures = failure.isPresent() ? Math.min(failures + 1, Integer.MAX_VALUE - 1) : 0;
            event = closed ? Optional.empty() : next(failure, again);
        }
        event.ifPresent(announcer::announce);
    }

    private Optional<BackupEvent> next(Optional<Problem> failure, boolean again) {
        if (again) {
            waitForQuiet();
            return Optional.of(new BackupEvent.Scheduled(pace.quiet(), Cause.CHANGE));
        }
        if (!failure.isPresent()) {
            return Optional.empty();
        }
        if (failure.get().retry() == Problem.Retry.IS_USELESS) {
            return Optional.of(new BackupEvent.Paused(failure.get()));
        }
        Duration delay = RetryRule.delay(pace, failures, random.nextDouble());
        retry = Optional.of(scheduler.schedule(delay, this::attempt));
        return Optional.of(new BackupEvent.Scheduled(delay, Cause.RETRY));
    }

    private void backUpIfNeeded() throws BackupRefusedException, StorageException, DeviceStateException {
        BackupHealth health = backups.health();
        if (health.status() != BackupHealth.Status.OFF && isNeeded(health)) {
            backups.backUp();
        }
    }

    private static boolean isNeeded(BackupHealth health) {
        return health.status() != BackupHealth.Status.PROTECTED
                || health.destinations().stream().anyMatch(each -> each.state() != DestinationHealth.State.CURRENT);
    }

    @Override
    public Optional<BackupReceipt> flush() throws BackupRefusedException, StorageException, DeviceStateException {
        if (!isNeeded(backups.health())) {
            return Optional.empty();
        }
        boolean ours = begin();
        Optional<Problem> failure = UNKNOWN;
        try {
            BackupReceipt receipt = backups.backUp();
            failure = Optional.empty();
            return Optional.of(receipt);
        } catch (BackupRefusedException | StorageException | DeviceStateException e) {
            failure = Optional.of(e.reason());
            throw e;
        } finally {
            if (ours) {
                end(failure);
            }
        }
    }

    @Override
    public void close() {
        synchronized (moments) {
            closed = true;
            quiet = cancelled(quiet);
            latest = cancelled(latest);
            retry = cancelled(retry);
            look = cancelled(look);
        }
    }
}
