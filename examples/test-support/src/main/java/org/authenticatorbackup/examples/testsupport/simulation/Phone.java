package org.authenticatorbackup.examples.testsupport.simulation;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.authenticatorbackup.api.DeviceStateException;
import org.authenticatorbackup.api.account.VaultContents;
import org.authenticatorbackup.api.spi.DeviceState;
import org.authenticatorbackup.api.spi.LocalAccounts;
import org.authenticatorbackup.api.spi.StorageProvider;
import org.authenticatorbackup.core.AuthenticatorBackup;

/** A phone with an app: what it keeps, and the library in its process. Its own memory never fails. */
public final class Phone implements LocalAccounts, DeviceState {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-12-01T10:00:00Z"), ZoneOffset.UTC);

    /** What a phone keeps. */
    record Image(VaultContents accounts, Map<String, byte[]> documents) {}

    private final long seed;
    private final Map<String, byte[]> documents = new HashMap<>();
    private VaultContents accounts = VaultContents.EMPTY;
    private AuthenticatorBackup library;
    private int processes;

    /**
     * A new phone.
     *
     * @param seed decides its keys and names
     * @param storage where it backs up to
     */
    public Phone(long seed, StorageProvider storage) {
        this.seed = seed;
        this.library = started(storage);
    }

    /**
     * Starts the app anew, with what the phone keeps.
     *
     * @param storage where it backs up to from now on
     */
    public void restart(StorageProvider storage) {
        library = started(storage);
    }

    private AuthenticatorBackup started(StorageProvider storage) {
        processes++;
        return AuthenticatorBackup.builder()
                .accounts(this)
                .deviceState(this)
                .storage(storage)
                .application("org.example.test/1.0")
                .platform("test")
                .clock(CLOCK)
                .random(new SeededRandom(seed * 1_000 + processes))
                .build();
    }

    /** {@return the library in the running process} */
    public AuthenticatorBackup library() {
        return library;
    }

    /** {@return the app's accounts} */
    public VaultContents accounts() {
        return accounts;
    }

    /** Whether backup is on. */
    boolean isMember() throws DeviceStateException {
        return library.backups().health().vault().isPresent();
    }

    Image image() {
        return new Image(accounts, new HashMap<>(documents));
    }

    void become(Image image) {
        accounts = image.accounts();
        documents.clear();
        documents.putAll(image.documents());
    }

    @Override
    public VaultContents read() {
        return accounts;
    }

    @Override
    public boolean replace(VaultContents expected, VaultContents next) {
        if (!accounts.equals(expected)) {
            return false;
        }
        accounts = next;
        return true;
    }

    @Override
    public Optional<byte[]> get(String key) {
        return Optional.ofNullable(documents.get(key)).map(byte[]::clone);
    }

    @Override
    public void put(String key, byte[] document) {
        documents.put(key, document.clone());
    }

    @Override
    public void delete(String key) {
        documents.remove(key);
    }
}
