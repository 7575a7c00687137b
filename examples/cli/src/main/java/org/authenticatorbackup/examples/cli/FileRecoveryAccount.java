package org.authenticatorbackup.examples.cli;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import org.authenticatorbackup.api.RecoveryAccountException;
import org.authenticatorbackup.api.SlotId;
import org.authenticatorbackup.api.VaultId;
import org.authenticatorbackup.api.spi.RecoveryAccount;

/**
 * A stand-in for a recovery account, kept in a directory, for trying things. It signs nobody in: whoever can read the
 * directory is taken for the person.
 */
final class FileRecoveryAccount implements RecoveryAccount {

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

    private static RecoveryAccountException broken(String verb, IOException cause) {
        return new RecoveryAccountException(
                RecoveryAccountException.Reason.BROKEN, "could not " + verb + " a secret", List.of(), cause);
    }
}
