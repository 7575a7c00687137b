package org.authenticatorbackup.core.backup;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.authenticatorbackup.api.backup.BackupEvent;
import org.authenticatorbackup.api.spi.BackupListener;

/** Tells listeners what happened, once the thread that did it has let go of the device. */
public final class Announcer {

    private final Object device;
    private final List<BackupListener> listeners;
    private final Queue<BackupEvent> waiting = new ArrayDeque<>();

    /** Tells these listeners; never while the calling thread holds the lock {@code device}. */
    public Announcer(Object device, List<BackupListener> listeners) {
        this.device = device;
        this.listeners = List.copyOf(listeners);
    }

    /** Tells of something, now or once {@link #deliver} is called without the lock. */
    public void announce(BackupEvent event) {
        if (listeners.isEmpty()) {
            return;
        }
        synchronized (waiting) {
            waiting.add(event);
        }
        deliver();
    }

    /** Tells what waits, in order. */
    public void deliver() {
        if (Thread.holdsLock(device)) {
            return;
        }
        for (Optional<BackupEvent> event = next(); event.isPresent(); event = next()) {
            for (BackupListener listener : listeners) {
                tell(listener, event.get());
            }
        }
    }

    private Optional<BackupEvent> next() {
        synchronized (waiting) {
            return Optional.ofNullable(waiting.poll());
        }
    }

    private static void tell(BackupListener listener, BackupEvent event) {
        try {
            listener.on(event);
        } catch (RuntimeException e) {
            return; // no screen can fail a backup
        }
    }
}
