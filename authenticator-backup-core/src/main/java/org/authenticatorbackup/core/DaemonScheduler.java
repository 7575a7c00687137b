package org.authenticatorbackup.core;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.authenticatorbackup.api.spi.TaskScheduler;

/**
 * Runs tasks in a thread of its own, which does not keep the process alive: for desktops and servers. On a phone, use what
 * the platform offers for work in the background.
 */
public final class DaemonScheduler implements TaskScheduler, AutoCloseable {

    private final ScheduledThreadPoolExecutor executor;

    private DaemonScheduler(ScheduledThreadPoolExecutor executor) {
        this.executor = executor;
    }

    /** {@return a scheduler with a thread of its own} */
    public static DaemonScheduler start() {
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "authenticator-backup");
            thread.setDaemon(true);
            return thread;
        });
        executor.setRemoveOnCancelPolicy(true);
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        return new DaemonScheduler(executor);
    }

    @Override
    public Task schedule(Duration delay, Runnable task) {
        if (executor.isShutdown()) {
            return () -> {}; // nothing begins after the end
        }
        ScheduledFuture<?> future = executor.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
        return () -> future.cancel(false);
    }

    /** Lets a task that has begun go on, and begins none. */
    @Override
    public void close() {
        executor.shutdown();
    }
}
