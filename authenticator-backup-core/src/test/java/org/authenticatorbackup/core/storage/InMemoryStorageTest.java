package org.authenticatorbackup.core.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.StorageException.Reason;
import org.authenticatorbackup.api.spi.ObjectName;
import org.authenticatorbackup.api.spi.StorageProvider;
import org.authenticatorbackup.api.spi.StorageTraits;
import org.authenticatorbackup.api.testkit.StorageProviderContract;
import org.junit.jupiter.api.Test;

class InMemoryStorageTest extends StorageProviderContract {

    private final InMemoryStorage storage = new InMemoryStorage();

    @Override
    protected StorageProvider connect() {
        return storage;
    }

    @Test
    void isInThePersonsOwnHands() {
        assertThat(storage.traits().operator()).isEqualTo(StorageTraits.SELF);
    }

    @Test
    void refusesWhatNoStorageHasToAccept() throws StorageException {
        assertThatThrownBy(() -> storage.put(new ObjectName("a"), new byte[StorageProvider.MAX_OBJECT_BYTES + 1]))
                .isInstanceOfSatisfying(
                        StorageException.class, e -> assertThat(e.reason()).isEqualTo(Reason.REFUSED));
        assertThat(storage.list("")).isEmpty();
    }
}
