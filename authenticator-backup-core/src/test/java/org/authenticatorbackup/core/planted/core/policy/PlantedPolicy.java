package org.authenticatorbackup.core.planted.core.policy;

import java.net.Socket;
import java.util.concurrent.ExecutorService;
import org.authenticatorbackup.core.planted.core.storage.PlantedStorage;

/** Breaks the rules of the pure packages on purpose. */
public final class PlantedPolicy {

    private PlantedPolicy() {}

    public interface OpensSockets {
        Socket socket();
    }

    public interface UsesAnExecutor {
        ExecutorService executor();
    }

    public interface UsesStorage {
        PlantedStorage storage();
    }
}
