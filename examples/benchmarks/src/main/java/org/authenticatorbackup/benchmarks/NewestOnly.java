package org.authenticatorbackup.benchmarks;

import java.util.Optional;
import java.util.Set;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.spi.ObjectName;
import org.authenticatorbackup.api.spi.StorageProvider;
import org.authenticatorbackup.api.spi.StorageTraits;

/** A storage that keeps the slots and the newest snapshot, so that memory does not fill up. */
final class NewestOnly implements StorageProvider {

    private final StorageProvider inner;
    private Optional<ObjectName> former = Optional.empty();

    NewestOnly(StorageProvider inner) {
        this.inner = inner;
    }

    @Override
    public void put(ObjectName name, byte[] content) throws StorageException {
        if (former.isPresent()) {
            inner.delete(former.get());
        }
        former = name.value().contains("/snap/") ? Optional.of(name) : Optional.empty();
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
