package org.authenticatorbackup.core.storage;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.spi.ObjectName;
import org.authenticatorbackup.api.spi.StorageProvider;
import org.authenticatorbackup.api.spi.StorageTraits;

/** Storage in a folder. */
public final class FileSystemStorage implements StorageProvider {

    private FileSystemStorage() {}

    /**
     * Storage in a folder. Nothing is read or written before the first call.
     *
     * @param folder an existing folder
     * @return the storage
     */
    public static FileSystemStorage in(Path folder) {
        return in(folder, new SecureRandom(), Clock.systemUTC());
    }

    /**
     * Storage in a folder, with its sources of randomness and time.
     *
     * @param folder an existing folder
     * @param random names temporary files
     * @param clock tells the age of temporary files
     * @return the storage
     */
    public static FileSystemStorage in(Path folder, SecureRandom random, Clock clock) {
        return new FileSystemStorage();
    }

    @Override
    public void put(ObjectName name, byte[] content) throws StorageException {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<byte[]> get(ObjectName name, int maxBytes) throws StorageException {
        throw new UnsupportedOperationException();
    }

    @Override
    public Set<ObjectName> list(String prefix) throws StorageException {
        throw new UnsupportedOperationException();
    }

    @Override
    public void delete(ObjectName name) throws StorageException {
        throw new UnsupportedOperationException();
    }

    @Override
    public StorageTraits traits() {
        throw new UnsupportedOperationException();
    }
}
