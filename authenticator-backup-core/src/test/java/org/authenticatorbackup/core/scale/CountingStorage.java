package org.authenticatorbackup.core.scale;

import java.util.Optional;
import java.util.Set;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.spi.ObjectName;
import org.authenticatorbackup.api.testkit.ForwardingStorage;
import org.authenticatorbackup.core.storage.InMemoryStorage;

/** A storage in memory that counts what is asked of it. */
final class CountingStorage extends ForwardingStorage {

    private Requests counted = Requests.NONE;

    CountingStorage() {
        super(new InMemoryStorage());
    }

    /** {@return all that was asked so far} */
    Requests counted() {
        return counted;
    }

    /** {@return how many objects there are now} */
    long objects() throws StorageException {
        return inner.list("").size();
    }

    /** {@return how many bytes they have} */
    long bytes() throws StorageException {
        long bytes = 0;
        for (ObjectName name : inner.list("")) {
            bytes += inner.get(name, MAX_OBJECT_BYTES).orElseThrow().length;
        }
        return bytes;
    }

    @Override
    public void put(ObjectName name, byte[] content) throws StorageException {
        inner.put(name, content);
        counted = counted.plus(new Requests(1, 0, 0, 0, content.length, 0, 0));
    }

    @Override
    public Optional<byte[]> get(ObjectName name, int maxBytes) throws StorageException {
        Optional<byte[]> content = inner.get(name, maxBytes);
        long bytes = content.map(found -> found.length).orElse(0);
        counted = counted.plus(new Requests(0, 1, 0, 0, 0, bytes, 0));
        return content;
    }

    @Override
    public Set<ObjectName> list(String prefix) throws StorageException {
        Set<ObjectName> names = inner.list(prefix);
        counted = counted.plus(new Requests(0, 0, 1, 0, 0, 0, names.size()));
        return names;
    }

    @Override
    public void delete(ObjectName name) throws StorageException {
        inner.delete(name);
        counted = counted.plus(new Requests(0, 0, 0, 1, 0, 0, 0));
    }
}
