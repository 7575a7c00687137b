package org.authenticatorbackup.api.testkit;

import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.StorageException.Reason;
import org.authenticatorbackup.api.spi.ObjectName;
import org.authenticatorbackup.api.spi.StorageProvider;
import org.authenticatorbackup.api.spi.StorageTraits;
import org.authenticatorbackup.api.spi.StorageTraits.Capability;

/**
 * A healthy storage in a map, for the kit's own use and as the simplest provider to read. Its entries may also have
 * names that are not legal, as files in a folder may; listings leave them out. They come in the order of their names.
 */
public final class MapStorage implements StorageProvider {

    private static final StorageTraits TRAITS = new StorageTraits(
            Set.of(Capability.ATOMIC_PUT, Capability.CREATE_ONLY, Capability.STRONG_LIST), StorageTraits.SELF);

    private final TreeMap<String, byte[]> entries = new TreeMap<>();

    /** Puts an entry there by other means, under any name and in the place of what was there. */
    public synchronized void plant(String name, byte[] content) {
        entries.put(name, content.clone());
    }

    /** The names of all entries, legal or not. */
    public synchronized Set<String> entries() {
        return new TreeSet<>(entries.keySet());
    }

    @Override
    public synchronized void put(ObjectName name, byte[] content) throws StorageException {
        requireUninterrupted();
        if (content.length > MAX_OBJECT_BYTES) {
            throw new StorageException(Reason.REFUSED, name + " has " + content.length + " bytes");
        }
        if (entries.putIfAbsent(name.value(), content.clone()) != null) {
            throw new StorageException(Reason.ALREADY_EXISTS, name + " exists already");
        }
    }

    @Override
    public synchronized Optional<byte[]> get(ObjectName name, int maxBytes) throws StorageException {
        requireUninterrupted();
        return limited(name, Optional.ofNullable(entries.get(name.value())), maxBytes);
    }

    @Override
    public synchronized Set<ObjectName> list(String prefix) throws StorageException {
        requireUninterrupted();
        Set<ObjectName> found = new TreeSet<>();
        for (String name : entries.tailMap(prefix).keySet()) {
            if (!name.startsWith(prefix)) {
                break;
            }
            if (ObjectName.isLegal(name)) {
                found.add(new ObjectName(name));
            }
        }
        return found;
    }

    @Override
    public synchronized void delete(ObjectName name) throws StorageException {
        requireUninterrupted();
        entries.remove(name.value());
    }

    @Override
    public StorageTraits traits() {
        return TRAITS;
    }

    /** A copy of a stored object for a reader who accepts so many bytes. */
    static Optional<byte[]> limited(ObjectName name, Optional<byte[]> content, int maxBytes) throws StorageException {
        if (content.isPresent() && content.get().length > maxBytes) {
            throw new StorageException(Reason.TOO_LARGE, name + " has more than " + maxBytes + " bytes");
        }
        return content.map(byte[]::clone);
    }

    static void requireUninterrupted() throws StorageException {
        if (Thread.currentThread().isInterrupted()) {
            throw new StorageException(Reason.OFFLINE, "interrupted");
        }
    }
}
