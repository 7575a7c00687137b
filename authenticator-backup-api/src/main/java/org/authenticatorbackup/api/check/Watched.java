package org.authenticatorbackup.api.check;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.spi.ObjectName;
import org.authenticatorbackup.api.spi.StorageProvider;
import org.authenticatorbackup.api.spi.StorageTraits;

/** A connection whose calls are counted, and whose puts are remembered whatever became of them. */
final class Watched implements StorageProvider {

    private final StorageProvider storage;
    private final Set<ObjectName> used = new TreeSet<>();
    private int requests;
    private long bytesSent;
    private long bytesReceived;

    Watched(StorageProvider storage) {
        this.storage = storage;
    }

    /** The names under which something may be there, as far as the answers tell. */
    List<ObjectName> used() {
        return List.copyOf(used);
    }

    boolean isUsed(ObjectName name) {
        return used.contains(name);
    }

    int requests() {
        return requests;
    }

    long bytesSent() {
        return bytesSent;
    }

    long bytesReceived() {
        return bytesReceived;
    }

    @Override
    public void put(ObjectName name, byte[] content) throws StorageException {
        requests++;
        bytesSent += content.length;
        used.add(name);
        storage.put(name, content);
    }

    @Override
    public Optional<byte[]> get(ObjectName name, int maxBytes) throws StorageException {
        requests++;
        Optional<byte[]> content = storage.get(name, maxBytes);
        bytesReceived += content.map(each -> each.length).orElse(0);
        return content;
    }

    @Override
    public Set<ObjectName> list(String prefix) throws StorageException {
        requests++;
        return Set.copyOf(storage.list(prefix));
    }

    @Override
    public void delete(ObjectName name) throws StorageException {
        requests++;
        storage.delete(name);
        used.remove(name);
    }

    @Override
    public StorageTraits traits() {
        return storage.traits();
    }
}
