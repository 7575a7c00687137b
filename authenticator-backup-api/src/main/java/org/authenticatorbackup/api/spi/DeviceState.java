package org.authenticatorbackup.api.spi;

import java.io.IOException;
import java.util.Optional;

/**
 * A few small documents in which the library remembers, on this device, what it has done.
 *
 * <p>They hold secrets: the write capability of the vault, and the accounts as last backed up. Keep them where the app
 * keeps its own secrets, encrypted by the platform's key store where there is one, and <b>outside</b> any device-wide
 * backup or cloning (on Android, exclude them from Auto Backup): a second device with the same state would be taken for
 * this one.
 *
 * <p>Calls block and may come from several threads at once. One library instance uses a state
 * at a time, in one process.
 */
public interface DeviceState {

    /**
     * Reads a document.
     *
     * @param key 1 to 64 characters of {@code a-z 0-9 -}
     * @return the bytes of the last {@link #put}, whole; or empty if there was none
     * @throws IOException if the document could not be read; never because it is absent
     */
    Optional<byte[]> get(String key) throws IOException;

    /**
     * Replaces a document, all or nothing. When this returns, it survives a crash and a power cut.
     *
     * @param key as for {@link #get}
     * @param document 0 bytes to 64 MiB; not retained after the call returns
     * @throws IOException if the document could not be stored, in which case the former one is still there
     */
    void put(String key, byte[] document) throws IOException;

    /**
     * Removes a document, durably, or does nothing if there is none.
     *
     * @param key as for {@link #get}
     * @throws IOException if the document may still be there
     */
    void delete(String key) throws IOException;
}
