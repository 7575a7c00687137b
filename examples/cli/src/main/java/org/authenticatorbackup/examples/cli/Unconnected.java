package org.authenticatorbackup.examples.cli;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.StorageException.Reason;
import org.authenticatorbackup.api.account.VaultContents;
import org.authenticatorbackup.api.spi.DeviceState;
import org.authenticatorbackup.api.spi.LocalAccounts;
import org.authenticatorbackup.api.spi.ObjectName;
import org.authenticatorbackup.api.spi.StorageProvider;
import org.authenticatorbackup.api.spi.StorageTraits;

/** Stand-ins where the library wants something to be plugged in that the work at hand does not touch. */
final class Unconnected {

    private Unconnected() {}

    /** A storage for a device without one: to enroll accounts before backup is turned on. */
    static final StorageProvider STORAGE = refusing(Reason.MISSING_PLACE, "no storage is connected");

    /** A storage without its key. */
    static final StorageProvider LOCKED = refusing(Reason.UNAUTHORIZED, "the environment holds no key of the storage");

    private static StorageProvider refusing(Reason reason, String message) {
        return new StorageProvider() {

            @Override
            public void put(ObjectName name, byte[] content) throws StorageException {
                throw new StorageException(reason, message);
            }

            @Override
            public Optional<byte[]> get(ObjectName name, int maxBytes) throws StorageException {
                throw new StorageException(reason, message);
            }

            @Override
            public Set<ObjectName> list(String prefix) throws StorageException {
                throw new StorageException(reason, message);
            }

            @Override
            public void delete(ObjectName name) throws StorageException {
                throw new StorageException(reason, message);
            }

            @Override
            public StorageTraits traits() {
                return new StorageTraits(Set.of(), StorageTraits.SELF);
            }
        };
    }

    /** Accounts for a look at a storage without a device. */
    static final LocalAccounts ACCOUNTS = new LocalAccounts() {

        @Override
        public VaultContents read() {
            return VaultContents.EMPTY;
        }

        @Override
        public boolean replace(VaultContents expected, VaultContents next) throws IOException {
            throw new IOException("there is no device");
        }
    };

    /** State for a look at a storage without a device. */
    static final DeviceState STATE = new DeviceState() {

        @Override
        public Optional<byte[]> get(String key) {
            return Optional.empty();
        }

        @Override
        public void put(String key, byte[] document) throws IOException {
            throw new IOException("there is no device");
        }

        @Override
        public void delete(String key) {
            // there is nothing
        }
    };
}
