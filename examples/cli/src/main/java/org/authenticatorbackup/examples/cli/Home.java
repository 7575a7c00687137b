package org.authenticatorbackup.examples.cli;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.authenticatorbackup.api.DeviceStateException;
import org.jspecify.annotations.Nullable;

/**
 * One device: a directory with its accounts, its settings and what the library remembers. While a home is open, no other
 * process can open it.
 *
 * <pre>
 * accounts.json   the accounts, secrets in the clear
 * settings.json   where backups go
 * state/          the library's documents
 * lock            held while a process works here
 * </pre>
 */
final class Home implements AutoCloseable {

    private static final int MAX_SETTINGS_BYTES = 64 * 1024;

    private final Path directory;
    private final FileChannel lock;

    private Home(Path directory, FileChannel lock) {
        this.directory = directory;
        this.lock = lock;
    }

    /** Makes a new home and opens it. */
    static Home create(Path directory, SecureRandom random) throws CliException, DeviceStateException {
        try {
            DurableFile.createDirectories(directory);
        } catch (IOException e) {
            throw new CliException(CliProblem.FILE_UNWRITABLE, e, directory.toString());
        }
        Home home = lock(directory);
        try {
            if (home.isMade()) {
                throw new CliException(CliProblem.HOME_EXISTS, directory.toString());
            }
            byte[] device = new byte[16];
            random.nextBytes(device);
            home.store(new HomeSettings(HexFormat.of().formatHex(device), List.of(), Optional.empty()));
            return home;
        } catch (CliException | DeviceStateException e) {
            home.close();
            throw e;
        }
    }

    /** Opens a home that was made before. */
    static Home open(Path directory) throws CliException {
        if (!Files.isRegularFile(settingsOf(directory))) {
            throw new CliException(CliProblem.NO_HOME, directory.toString());
        }
        return lock(directory);
    }

    static boolean isMade(Path directory) {
        return Files.exists(settingsOf(directory));
    }

    AccountsFile accounts() {
        return new AccountsFile(directory.resolve("accounts.json"));
    }

    Path state() throws DeviceStateException {
        Path state = directory.resolve("state");
        try {
            DurableFile.createDirectories(state);
        } catch (IOException e) {
            throw failure(DeviceStateException.Reason.UNWRITABLE, "state could not be made", e);
        }
        return state;
    }

    HomeSettings settings() throws DeviceStateException {
        byte[] document;
        try {
            document = DurableFile.read(settingsOf(directory), MAX_SETTINGS_BYTES);
        } catch (IOException e) {
            throw failure(DeviceStateException.Reason.UNREADABLE, "settings.json could not be read", e);
        }
        try {
            return HomeSettings.parse(document);
        } catch (IOException e) {
            throw failure(DeviceStateException.Reason.DAMAGED, "settings.json is not what was written", e);
        }
    }

    void store(HomeSettings settings) throws DeviceStateException {
        try {
            DurableFile.replace(settingsOf(directory), settings.format().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw failure(DeviceStateException.Reason.UNWRITABLE, "settings.json could not be written", e);
        }
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new AssertionError("closing a channel that was never written to does not fail", e);
        }
    }

    private boolean isMade() {
        return isMade(directory);
    }

    private static Home lock(Path directory) throws CliException {
        Path file = directory.resolve("lock");
        FileChannel channel;
        try {
            channel = FileChannel.open(
                    file,
                    Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                    DurableFile.ownerOnly(file, "rw-------"));
        } catch (NoSuchFileException e) {
            throw new CliException(CliProblem.NO_HOME, e, directory.toString());
        } catch (IOException e) {
            throw new CliException(CliProblem.FILE_UNWRITABLE, e, file.toString());
        }
        Home home = new Home(directory, channel);
        if (tryLock(channel) == null) {
            home.close();
            throw new CliException(CliProblem.HOME_IN_USE, directory.toString());
        }
        return home;
    }

    private static @Nullable FileLock tryLock(FileChannel channel) {
        try {
            return channel.tryLock();
        } catch (IOException | OverlappingFileLockException e) {
            return null;
        }
    }

    private static Path settingsOf(Path directory) {
        return directory.resolve("settings.json");
    }

    private static DeviceStateException failure(DeviceStateException.Reason reason, String message, IOException cause) {
        return new DeviceStateException(reason, message, List.of(), cause);
    }
}
