package org.authenticatorbackup.examples.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.authenticatorbackup.api.DeviceId;
import org.authenticatorbackup.api.RecoveryAccountException;
import org.authenticatorbackup.api.SlotId;
import org.authenticatorbackup.api.VaultId;
import org.authenticatorbackup.api.spi.RecoveryAccount;
import org.authenticatorbackup.api.spi.VaultDirectory;
import org.authenticatorbackup.api.spi.WitnessKeeper;

/**
 * A stand-in for a recovery account, kept in a directory, for trying things. It signs nobody in: whoever can read the
 * directory is taken for the person.
 */
final class FileRecoveryAccount implements RecoveryAccount, VaultDirectory, WitnessKeeper {

    private static final String WITNESS = ".witness";

    private final Path directory;

    FileRecoveryAccount(Path directory) {
        this.directory = directory;
    }

    @Override
    public String operator() {
        return "stand-in.example";
    }

    @Override
    public void putSecret(VaultId vault, SlotId slot, byte[] secret) throws RecoveryAccountException {
        Path file = fileOf(vault, slot);
        try {
            DurableFile.createDirectories(directory.resolve(vault.value()));
            DurableFile.create(file, secret);
        } catch (FileAlreadyExistsException e) {
            requireSame(file, secret);
        } catch (IOException e) {
            throw broken("keep", e);
        }
    }

    @Override
    public Optional<byte[]> getSecret(VaultId vault, SlotId slot) throws RecoveryAccountException {
        if (Files.exists(ledgerOf(vault, slot))) {
            throw new RecoveryAccountException(
                    RecoveryAccountException.Reason.REFUSED, "the secret is released with delay");
        }
        return kept(vault, slot);
    }

    /** The secret of a slot, however it is released. */
    Optional<byte[]> kept(VaultId vault, SlotId slot) throws RecoveryAccountException {
        byte[] secret;
        try {
            secret = DurableFile.read(fileOf(vault, slot), SECRET_BYTES);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw broken("read", e);
        }
        if (secret.length != SECRET_BYTES) {
            throw new RecoveryAccountException(
                    RecoveryAccountException.Reason.BROKEN, "a kept secret has " + secret.length + " bytes");
        }
        return Optional.of(secret);
    }

    @Override
    public void deleteSecret(VaultId vault, SlotId slot) throws RecoveryAccountException {
        try {
            Files.deleteIfExists(fileOf(vault, slot));
        } catch (IOException e) {
            throw broken("delete", e);
        }
    }

    @Override
    public Set<VaultId> vaults() throws RecoveryAccountException {
        Set<VaultId> vaults = new HashSet<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, FileRecoveryAccount::isOfVault)) {
            for (Path entry : entries) {
                vaults.add(new VaultId(entry.getFileName().toString()));
            }
        } catch (NoSuchFileException e) {
            return Set.of();
        } catch (IOException | DirectoryIteratorException e) {
            throw new RecoveryAccountException(
                    RecoveryAccountException.Reason.BROKEN, "could not list the vaults", List.of(), e);
        }
        return vaults;
    }

    private static boolean isOfVault(Path entry) throws IOException {
        if (!entry.getFileName().toString().matches("[a-z2-7]{32}") || !Files.isDirectory(entry)) {
            return false;
        }
        try (Stream<Path> secrets = Files.list(entry)) {
            return secrets.anyMatch(secret -> secret.getFileName().toString().matches("[0-9a-f]{16}"));
        }
    }

    @Override
    public Map<DeviceId, String> witnesses(VaultId vault) throws RecoveryAccountException {
        Map<DeviceId, String> witnesses = new HashMap<>();
        for (Path file : witnessFiles(vault)) {
            String name = file.getFileName().toString();
            try {
                byte[] text = DurableFile.read(file, MAX_CHARACTERS);
                witnesses.put(
                        new DeviceId(name.substring(0, name.length() - WITNESS.length())), new String(text, US_ASCII));
            } catch (IOException e) {
                throw broken("read", e);
            }
        }
        return witnesses;
    }

    @Override
    public boolean replaceWitness(VaultId vault, DeviceId device, Optional<String> expected, String next)
            throws RecoveryAccountException {
        Path folder = directory.resolve(vault.value());
        return alone(() -> {
            if (!Optional.ofNullable(witnesses(vault).get(device)).equals(expected)) {
                return false;
            }
            DurableFile.createDirectories(folder);
            DurableFile.replace(folder.resolve(device.value() + WITNESS), next.getBytes(US_ASCII));
            return true;
        });
    }

    @Override
    public void deleteWitnesses(VaultId vault) throws RecoveryAccountException {
        alone(() -> {
            for (Path file : witnessFiles(vault)) {
                Files.deleteIfExists(file);
            }
            return vault;
        });
    }

    private List<Path> witnessFiles(VaultId vault) throws RecoveryAccountException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(
                directory.resolve(vault.value()),
                entry -> entry.getFileName().toString().matches("[0-9a-f]{32}" + Pattern.quote(WITNESS)))) {
            entries.forEach(files::add);
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException | DirectoryIteratorException e) {
            throw new RecoveryAccountException(
                    RecoveryAccountException.Reason.BROKEN, "could not list the witnesses", List.of(), e);
        }
        return files;
    }

    interface Step<T> {
        T take() throws RecoveryAccountException, IOException;
    }

    /** One process at a time, and one thread of it. */
    <T> T alone(Step<T> step) throws RecoveryAccountException {
        synchronized (FileRecoveryAccount.class) {
            try {
                DurableFile.createDirectories(directory);
                Path file = directory.resolve(".lock");
                try (FileChannel channel = FileChannel.open(
                                file,
                                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                                DurableFile.ownerOnly(file, "rw-------"));
                        FileLock lock = channel.lock()) {
                    assert lock.isValid();
                    return step.take();
                }
            } catch (IOException e) {
                throw broken("use", e);
            }
        }
    }

    /** Where it is written who may have the secret, if that is released with delay. */
    Path ledgerOf(VaultId vault, SlotId slot) {
        return directory.resolve(vault.value()).resolve(slot.value() + ".releases");
    }

    Path directory() {
        return directory;
    }

    private Path fileOf(VaultId vault, SlotId slot) {
        return directory.resolve(vault.value()).resolve(slot.value());
    }

    private static void requireSame(Path file, byte[] secret) throws RecoveryAccountException {
        try {
            if (MessageDigest.isEqual(DurableFile.read(file, SECRET_BYTES), secret)) {
                return;
            }
        } catch (IOException e) {
            throw broken("read", e);
        }
        throw new RecoveryAccountException(
                RecoveryAccountException.Reason.REFUSED, "another secret is kept for that slot");
    }

    static RecoveryAccountException broken(String verb, IOException cause) {
        return new RecoveryAccountException(
                RecoveryAccountException.Reason.BROKEN, "could not " + verb + " a secret", List.of(), cause);
    }
}
