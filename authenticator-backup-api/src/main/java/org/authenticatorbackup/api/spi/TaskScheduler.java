package org.authenticatorbackup.api.spi;

import java.time.Duration;

/**
 * Runs tasks later. On a server or a desktop that is a thread; on a phone it is whatever the platform lets run in the
 * background. A task that the platform drops is made up for when the app starts the next time.
 */
public interface TaskScheduler {

    /** A task that waits to be run. */
    interface Task {

        /** Keeps it from beginning. One that has begun goes on, and so does one that has ended. */
        void cancel();
    }

    /**
     * Runs a task once, not before a time has passed, in any thread but the caller's.
     *
     * @param delay how long to wait at least, 0 or more
     * @param task what to run; it does not throw
     * @return the waiting task
     */
    Task schedule(Duration delay, Runnable task);
}
