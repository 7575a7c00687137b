package org.authenticatorbackup.api.testkit;

import java.util.Optional;
import java.util.Set;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.spi.ObjectName;
import org.authenticatorbackup.api.spi.StorageProvider;
import org.authenticatorbackup.api.spi.StorageTraits;

/** Passes all calls on to another storage: for storages in tests that do one thing differently. */
public abstract class ForwardingStorage implements StorageProvider {

    /** The storage that has the objects. */
    protected final StorageProvider inner;

    /**
     * Passes calls on.
     *
     * @param inner the storage that has the objects
     */
    protected ForwardingStorage(StorageProvider inner) {
        this.inner = inner;
    }

    @Override
    public void put(ObjectName name, byte[] content) throws StorageException {
        inner.put(name, content);
    }

    @Override
    public Optional<byte[]> get(ObjectName name, int maxBytes) throws StorageException {
        return inner.get(name, maxBytes);
    }

    @Override
    public Set<ObjectName> list(String prefix) throws StorageException {
        return inner.list(prefix);
    }

    @Override
    public void delete(ObjectName name) throws StorageException {
        inner.delete(name);
    }

    @Override
    public StorageTraits traits() {
        return inner.traits();
    }
}
