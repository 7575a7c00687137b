package org.authenticatorbackup.api.check;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.spi.ObjectName;
import org.authenticatorbackup.api.spi.StorageProvider;
import org.authenticatorbackup.api.spi.StorageTraits;

/**
 * Tries a storage that a person has just connected: puts, reads, lists and deletes objects of its own, and tells what is
 * amiss. It needs no vault and no device.
 *
 * <pre>{@code
 * StorageReport report = StorageCheck.of(storage, new SecureRandom()).run(StorageCheck.Extent.QUICK);
 * if (!report.isFit()) { … report.findings() … }
 * }</pre>
 *
 * <p>All that it writes is under one fresh name {@code check-…}, which is deleted at the end, object by object: no other
 * object is read, written or deleted. It makes one call at a time, at most {@link Extent#maxRequests()} of them. How long a
 * call may take is up to the provider: a provider that waits for ever makes the check wait. Interrupting the thread
 * ends it soon, with {@code STOPPED} and what could not be deleted among {@link StorageReport#leftovers()}.
 *
 * <p><b>What it cannot see:</b> what happens when several write at once, when a call is interrupted, when the machine that
 * keeps the objects restarts or loses power, how a place out of reach answers, and what a storage does only at times.
 * Fitness here is no proof. Whoever writes a provider proves it with the contract kit instead.
 */
public final class StorageCheck {

    /** How much is tried. */
    public enum Extent {

        /** Small objects alone: what a person can wait for. */
        QUICK(120, 2 * 1024 * 1024),

        /** Also the largest object, and more objects than a store tells in one page. */
        THOROUGH(2_600, 100 * 1024 * 1024);

        private final int maxRequests;
        private final long maxBytes;

        Extent(int maxRequests, long maxBytes) {
            this.maxRequests = maxRequests;
            this.maxBytes = maxBytes;
        }

        /** {@return the most calls it makes} */
        public int maxRequests() {
            return maxRequests;
        }

        /** {@return the most bytes of content it sends, and the most it receives from a provider that keeps to limits} */
        public long maxBytes() {
            return maxBytes;
        }
    }

    /** Whoever waits for each answer should not wait for a thousand of them. */
    private static final int ENOUGH_FAILURES = 3;

    /** Of 26 letters each: more than 126 bits. */
    private static final int RANDOM_LETTERS = 27;

    private final StorageProvider storage;
    private final Optional<StorageProvider> other;
    private final SecureRandom random;

    private StorageCheck(StorageProvider storage, Optional<StorageProvider> other, SecureRandom random) {
        this.storage = storage;
        this.other = other;
        this.random = random;
    }

    /**
     * A check of a storage.
     *
     * @param storage the storage, connected as backups would be
     * @param random names the check's objects and fills them
     * @return the check
     */
    public static StorageCheck of(StorageProvider storage, SecureRandom random) {
        return new StorageCheck(storage, Optional.empty(), random);
    }

    /**
     * A check that also looks at the storage by another connection, as another device would.
     *
     * @param connection a second provider that reaches the same place
     * @return the check
     */
    public StorageCheck alsoBy(StorageProvider connection) {
        return new StorageCheck(storage, Optional.of(connection), random);
    }

    /**
     * Tries the storage. Whatever the provider does, this returns a report, unless the provider does not return. May be
     * called again.
     *
     * @param extent how much is tried
     * @return what was found
     */
    public StorageReport run(Extent extent) {
        Watched watched = new Watched(storage);
        Optional<Watched> second = other.map(Watched::new);
        Findings findings = new Findings();
        String place = freshName();
        new Probe(watched, second, findings, place, random).run(extent);
        List<ObjectName> leftovers = cleanUp(watched, place, findings);
        return new StorageReport(
                findings.all(),
                watched.requests() + second.map(Watched::requests).orElse(0),
                watched.bytesSent(),
                watched.bytesReceived() + second.map(Watched::bytesReceived).orElse(0L),
                leftovers);
    }

    private String freshName() {
        StringBuilder name = new StringBuilder("check-");
        for (int i = 0; i < RANDOM_LETTERS; i++) {
            name.append((char) ('a' + random.nextInt('z' - 'a' + 1)));
        }
        return name.toString();
    }

    private static List<ObjectName> cleanUp(Watched storage, String place, Findings findings) {
        List<ObjectName> leftovers = new ArrayList<>();
        for (ObjectName name : storage.used()) {
            if (leftovers.size() >= ENOUGH_FAILURES || !isDeleted(storage, name)) {
                leftovers.add(name);
            }
        }
        if (leftovers.isEmpty() && storage.bytesSent() > 0) {
            leftovers.addAll(stillListed(storage, place + "/"));
        }
        if (!leftovers.isEmpty()) {
            findings.weak(StorageFlaw.LEFTOVERS, leftovers.size() + " objects");
        }
        return leftovers;
    }

    /** A storage can say that it has deleted what it has not. One whose listings are late would be accused in vain. */
    private static List<ObjectName> stillListed(Watched storage, String prefix) {
        List<ObjectName> found = new ArrayList<>();
        try {
            if (storage.traits().capabilities().contains(StorageTraits.Capability.STRONG_LIST)) {
                found.addAll(storage.list(prefix));
                found.removeIf(name -> !name.value().startsWith(prefix));
            }
        } catch (StorageException | RuntimeException e) {
            // nobody knows; each object was deleted as far as the answers tell
        }
        return found;
    }

    private static boolean isDeleted(Watched storage, ObjectName name) {
        try {
            storage.delete(name);
            return true;
        } catch (StorageException | RuntimeException e) {
            return false; // the report names it
        }
    }
}
