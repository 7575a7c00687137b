package org.authenticatorbackup.api.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.StorageException.Reason;
import org.authenticatorbackup.api.spi.ObjectName;
import org.authenticatorbackup.api.spi.StorageProvider;
import org.authenticatorbackup.api.spi.StorageTraits.Capability;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** An interrupted call is one without an answer, and the thread stays interrupted. */
abstract class InterruptionPoints extends ListPoints {

    @Test
    void anInterruptedPutIsOfflineAndStaysInterrupted() throws Exception {
        assertOffline(() -> storage.put(named("late"), CONTENT));
    }

    @Test
    void anInterruptedGetIsOfflineAndStaysInterrupted() throws Exception {
        storage.put(named("object"), CONTENT);

        assertOffline(() -> storage.get(named("object"), MAX));

        assertArrayEquals(CONTENT, read(storage, named("object")));
    }

    @Test
    void anInterruptedListIsOfflineAndStaysInterrupted() throws Exception {
        storage.put(named("object"), CONTENT);

        assertOffline(() -> storage.list(place));

        assertLists(Set.of(named("object")), place);
    }

    @Test
    void anInterruptedDeleteIsOfflineAndStaysInterrupted() throws Exception {
        storage.put(named("object"), CONTENT);

        assertOffline(() -> storage.delete(named("object")));

        storage.delete(named("object"));
        assertTrue(isGone(storage, named("object")));
    }

    private static void assertOffline(Executable call) {
        Thread.currentThread().interrupt();
        try {
            assertFails(Reason.OFFLINE, call);
        } finally {
            assertTrue(Thread.interrupted(), "the interrupt status");
        }
    }

    @Test
    void anInterruptedPutLeavesNothingHalfStoredWhereDeclared() throws Exception {
        assume(Capability.ATOMIC_PUT);
        Thread.currentThread().interrupt();
        try {
            storage.put(named("object"), OTHER);
        } catch (StorageException e) {
            assertEquals(Reason.OFFLINE, e.reason());
        } finally {
            Thread.interrupted();
        }

        assertWholeOrAbsent(named("object"), OTHER);
    }

    @Test
    void callsAfterAnInterruptedOneSucceed() throws Exception {
        assertOffline(() -> storage.put(named("late"), CONTENT));

        storage.put(named("object"), CONTENT);

        assertArrayEquals(CONTENT, read(storage, named("object")));
    }

    /** Interrupted before, sooner or later during it, and after: whichever way the put ends, that is what happened. */
    @Test
    void aPutThatIsInterruptedOnItsWayTellsWhatIsSo() throws Exception {
        int last = 12;
        for (int round = 0; round <= last; round++) {
            boolean before = round == 0;
            ObjectName name = named("round" + round);
            byte[] content = bytes(400_000 + round);
            StorageProvider connection = connect();
            AtomicReference<Optional<String>> complaint = new AtomicReference<>(Optional.of("no end"));
            Thread writer = new Thread(() -> {
                if (before) {
                    Thread.currentThread().interrupt();
                }
                complaint.set(putInterrupted(connection, name, content));
            });
            writer.start();
            if (round < last) {
                LockSupport.parkNanos(round * 100_000L);
                writer.interrupt();
            }
            writer.join();

            assertEquals(Optional.empty(), complaint.get());
            assertWholeOrAbsent(name, content);
        }
    }

    private static Optional<String> putInterrupted(StorageProvider connection, ObjectName name, byte[] content) {
        try {
            connection.put(name, content);
            Thread.interrupted();
            return Arrays.equals(content, read(connection, name)) ? Optional.empty() : Optional.of("stored otherwise");
        } catch (StorageException e) {
            boolean kept = Thread.currentThread().isInterrupted();
            return e.reason() == Reason.OFFLINE && kept
                    ? Optional.empty()
                    : Optional.of(e.reason() + ", interrupt status kept: " + kept);
        } catch (AssertionError e) {
            return Optional.of("success was claimed, but " + e.getMessage());
        }
    }

    private void assertWholeOrAbsent(ObjectName name, byte[] content) throws StorageException {
        Optional<byte[]> stored = storage.get(name, MAX);
        if (stored.isPresent() && declares(Capability.ATOMIC_PUT)) {
            assertArrayEquals(content, stored.get(), "half stored: " + name);
        }
    }
}
