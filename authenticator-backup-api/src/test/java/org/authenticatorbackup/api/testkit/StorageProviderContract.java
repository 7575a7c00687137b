package org.authenticatorbackup.api.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Optional;
import java.util.Set;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.StorageException.Reason;
import org.authenticatorbackup.api.spi.StorageProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/**
 * What every {@link StorageProvider} must do. Extend it in a test, say in {@link #connect()} how to reach the storage, and
 * run it; {@link #reopen()}, {@link #connectInVain()} and {@link #plantStranger(String)} let it try more.
 *
 * <p>Each point works under a random prefix of its own, so that a shared account will do, and deletes what it made. What
 * a provider does not declare is skipped, and the report says so. Two promises cannot be tested from here: that an object
 * survives a power cut, and that it appears whole or not at all when the process dies half-way through a put.
 */
public abstract class StorageProviderContract extends InterruptionPoints {

    private static final Set<Reason> OUT_OF_REACH =
            Set.of(Reason.OFFLINE, Reason.UNAUTHORIZED, Reason.MISSING_PLACE, Reason.REFUSED, Reason.BROKEN);

    /** For subclasses. */
    protected StorageProviderContract() {}

    // ---- traits

    @Test
    void traitsAreTheSameAtEveryCallAndConnection() throws Exception {
        assertEquals(storage.traits(), storage.traits());
        assertEquals(storage.traits(), connect().traits());
    }

    @Test
    void traitsNameTheOperator() {
        assertFalse(storage.traits().operator().isBlank());
    }

    // ---- a place that cannot be reached

    @Test
    void aPlaceOutOfReachIsNotAnEmptyOne() throws Exception {
        StorageProvider vain = requireVain();

        assertOutOfReach(() -> vain.list(place));
        assertOutOfReach(() -> vain.list(""));
    }

    @Test
    void anObjectOutOfReachIsNotAbsent() throws Exception {
        StorageProvider vain = requireVain();

        assertOutOfReach(() -> vain.get(named("object"), MAX));
    }

    @Test
    void aPutOutOfReachFails() throws Exception {
        StorageProvider vain = requireVain();

        assertOutOfReach(() -> vain.put(named("object"), CONTENT));
    }

    @Test
    void aDeleteOutOfReachFails() throws Exception {
        StorageProvider vain = requireVain();

        assertOutOfReach(() -> vain.delete(named("object")));
    }

    private StorageProvider requireVain() throws Exception {
        Optional<StorageProvider> vain = connectInVain();
        assumeTrue(vain.isPresent(), "nobody knows how to connect in vain");
        return vain.get();
    }

    private static void assertOutOfReach(Executable call) {
        Reason reason = assertThrows(StorageException.class, call).reason();
        assertTrue(OUT_OF_REACH.contains(reason), () -> "failed as " + reason);
    }
}
