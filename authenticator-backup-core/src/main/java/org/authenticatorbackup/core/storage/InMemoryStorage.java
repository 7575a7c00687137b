package org.authenticatorbackup.core.storage;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Collectors;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.StorageException.Reason;
import org.authenticatorbackup.api.spi.ObjectName;
import org.authenticatorbackup.api.spi.StorageProvider;
import org.authenticatorbackup.api.spi.StorageTraits;
import org.authenticatorbackup.api.spi.StorageTraits.Capability;

/**
 * Storage that lasts as long as this object does: for tests, for rehearsals, and for reading the contract as code.
 *
 * <p>Several threads may share one instance, which then is like several connections to one place.
 */
public final class InMemoryStorage implements StorageProvider {

    private static final StorageTraits TRAITS = new StorageTraits(
            Set.of(Capability.ATOMIC_PUT, Capability.CREATE_ONLY, Capability.STRONG_LIST), StorageTraits.SELF);

    private final ConcurrentMap<ObjectName, byte[]> objects = new ConcurrentHashMap<>();

    /** Creates storage that holds nothing. */
    public InMemoryStorage() {}

    @Override
    public void put(ObjectName name, byte[] content) throws StorageException {
        Interruption.check(name.value());
        if (content.length > MAX_OBJECT_BYTES) {
            throw new StorageException(Reason.REFUSED, name + " has " + content.length + " bytes");
        }
        if (objects.putIfAbsent(name, content.clone()) != null) {
            throw new StorageException(Reason.ALREADY_EXISTS, name + " exists already");
        }
    }

    @Override
    public Optional<byte[]> get(ObjectName name, int maxBytes) throws StorageException {
        Interruption.check(name.value());
        byte[] content = objects.get(name);
        if (content == null) {
            return Optional.empty();
        }
        if (content.length > maxBytes) {
            throw new StorageException(
                    Reason.TOO_LARGE, name + " has " + content.length + " bytes, more than " + maxBytes);
        }
        return Optional.of(content.clone());
    }

    @Override
    public Set<ObjectName> list(String prefix) throws StorageException {
        Interruption.check("a listing");
        return objects.keySet().stream()
                .filter(name -> name.value().startsWith(prefix))
                .collect(Collectors.toSet());
    }

    @Override
    public void delete(ObjectName name) throws StorageException {
        Interruption.check(name.value());
        objects.remove(name);
    }

    @Override
    public StorageTraits traits() {
        return TRAITS;
    }
}
