package org.authenticatorbackup.core.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import org.authenticatorbackup.api.spi.DeviceState;

/** Device state in a folder. */
public final class FileDeviceState implements DeviceState {

    private FileDeviceState() {}

    /**
     * Device state in a folder.
     *
     * @param folder where to keep it; made at the first put
     * @return the state
     */
    public static FileDeviceState in(Path folder) {
        return in(folder, new SecureRandom(), Clock.systemUTC());
    }

    /**
     * Device state in a folder, with its sources of randomness and time.
     *
     * @param folder where to keep it; made at the first put
     * @param random names temporary files
     * @param clock tells the age of temporary files
     * @return the state
     */
    public static FileDeviceState in(Path folder, SecureRandom random, Clock clock) {
        return new FileDeviceState();
    }

    @Override
    public Optional<byte[]> get(String key) throws IOException {
        throw new UnsupportedOperationException();
    }

    @Override
    public void put(String key, byte[] document) throws IOException {
        throw new UnsupportedOperationException();
    }

    @Override
    public void delete(String key) throws IOException {
        throw new UnsupportedOperationException();
    }
}
