package org.authenticatorbackup.examples.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.authenticatorbackup.api.DeviceStateException;
import org.authenticatorbackup.api.account.VaultContents;
import org.authenticatorbackup.api.spi.LocalAccounts;

/**
 * The accounts of one device in one JSON file, secrets in the clear, readable by the owner alone. An app for more than
 * trying things encrypts it with the platform's key store.
 */
final class AccountsFile implements LocalAccounts {

    private static final int MAX_BYTES = 256 * 1024 * 1024;

    private final Path file;

    AccountsFile(Path file) {
        this.file = file;
    }

    /** Reads everything, for the program's own use. */
    StoredAccounts load() throws DeviceStateException {
        byte[] document;
        try {
            document = DurableFile.read(file, MAX_BYTES);
        } catch (NoSuchFileException e) {
            return StoredAccounts.NONE;
        } catch (IOException e) {
            throw failure(DeviceStateException.Reason.UNREADABLE, "could not be read", e);
        }
        try {
            return AccountsJson.decode(document);
        } catch (IOException e) {
            throw failure(DeviceStateException.Reason.DAMAGED, "is not what was written", e);
        } finally {
            Arrays.fill(document, (byte) 0);
        }
    }

    /** Replaces everything, durably, for the program's own use. */
    void store(StoredAccounts accounts) throws DeviceStateException {
        byte[] document = AccountsJson.encode(accounts).getBytes(StandardCharsets.UTF_8);
        try {
            DurableFile.replace(file, document);
        } catch (IOException e) {
            throw failure(DeviceStateException.Reason.UNWRITABLE, "could not be written", e);
        } finally {
            Arrays.fill(document, (byte) 0);
        }
    }

    @Override
    public VaultContents read() throws IOException {
        return loadForLibrary().contents();
    }

    @Override
    public boolean replace(VaultContents expected, VaultContents next) throws IOException {
        StoredAccounts before = loadForLibrary();
        if (!before.contents().equals(expected)) {
            return false;
        }
        try {
            store(before.replacedBy(next));
        } catch (DeviceStateException e) {
            throw new IOException(e);
        }
        return true;
    }

    private StoredAccounts loadForLibrary() throws IOException {
        try {
            return load();
        } catch (DeviceStateException e) {
            throw new IOException(e);
        }
    }

    private DeviceStateException failure(DeviceStateException.Reason reason, String what, IOException cause) {
        return new DeviceStateException(reason, file.getFileName() + " " + what, List.of(), cause);
    }
}
