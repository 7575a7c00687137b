package org.authenticatorbackup.storage.s3;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.authenticatorbackup.api.spi.StorageProvider;
import org.authenticatorbackup.api.testkit.StorageProviderContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The storage contract, held against a bucket of one's own. */
class OwnBucketTest extends StorageProviderContract {

    private static final List<S3Storage> CONNECTIONS = new ArrayList<>();

    @BeforeAll
    static void requireBucket() {
        OwnBucket.connect().close();
    }

    @AfterAll
    static void closeConnections() {
        CONNECTIONS.forEach(S3Storage::close);
        CONNECTIONS.clear();
    }

    @Override
    protected StorageProvider connect() {
        CONNECTIONS.add(OwnBucket.connect());
        return CONNECTIONS.get(CONNECTIONS.size() - 1);
    }

    @Override
    protected Optional<StorageProvider> connectInVain() {
        S3Storage vain = S3Storage.in(
                S3Settings.parse(System.getProperty(OwnBucket.URI)),
                () -> S3Credentials.of("nobody", "guessed".toCharArray()));
        CONNECTIONS.add(vain);
        return Optional.of(vain);
    }

    /** Override nothing here for a store that pretends: the point is to find out. */
    @Override
    protected boolean isCreateOnly() {
        return true;
    }
}
