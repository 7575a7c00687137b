package org.authenticatorbackup.api.testkit.proof;

import java.util.Optional;
import java.util.Set;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.spi.ObjectName;
import org.authenticatorbackup.api.spi.StorageProvider;
import org.authenticatorbackup.api.spi.StorageTraits;
import org.authenticatorbackup.api.testkit.MapStorage;

/** A connection to a healthy storage, in which a fault can be planted. */
final class Through implements StorageProvider {

    interface Put {
        void put(ObjectName name, byte[] content) throws StorageException;
    }

    interface Get {
        Optional<byte[]> get(ObjectName name, int maxBytes) throws StorageException;
    }

    interface Listing {
        Set<ObjectName> list(String prefix) throws StorageException;
    }

    interface Delete {
        void delete(ObjectName name) throws StorageException;
    }

    interface Traits {
        StorageTraits traits();
    }

    final MapStorage objects;
    private Put put;
    private Get get;
    private Listing list;
    private Delete delete;
    private Traits traits;

    Through(MapStorage objects) {
        this.objects = objects;
        put = objects::put;
        get = objects::get;
        list = objects::list;
        delete = objects::delete;
        traits = objects::traits;
    }

    Through putting(Put planted) {
        put = planted;
        return this;
    }

    Through getting(Get planted) {
        get = planted;
        return this;
    }

    Through listing(Listing planted) {
        list = planted;
        return this;
    }

    Through deleting(Delete planted) {
        delete = planted;
        return this;
    }

    Through declaring(Traits planted) {
        traits = planted;
        return this;
    }

    @Override
    public void put(ObjectName name, byte[] content) throws StorageException {
        put.put(name, content);
    }

    @Override
    public Optional<byte[]> get(ObjectName name, int maxBytes) throws StorageException {
        return get.get(name, maxBytes);
    }

    @Override
    public Set<ObjectName> list(String prefix) throws StorageException {
        return list.list(prefix);
    }

    @Override
    public void delete(ObjectName name) throws StorageException {
        delete.delete(name);
    }

    @Override
    public StorageTraits traits() {
        return traits.traits();
    }
}
