package org.authenticatorbackup.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import org.authenticatorbackup.crypto.vault.LockKey;
import org.authenticatorbackup.crypto.vault.ObjectRejectedException;
import org.authenticatorbackup.crypto.vault.SealedSnapshot;
import org.authenticatorbackup.crypto.vault.Sender;
import org.authenticatorbackup.crypto.vault.Slot;
import org.authenticatorbackup.crypto.vault.VaultIdentity;
import org.authenticatorbackup.crypto.vault.VaultSuite;
import org.authenticatorbackup.crypto.vault.WriteCapability;

/**
 * A recovery in a new process: one slot of little work, and one snapshot. {@code make FOLDER} writes the two files, {@code
 * open FOLDER} opens them, and {@code nothing} does nothing, to be measured beside it.
 */
public final class ColdStart {

    private static final String DEVICE_ID = "0123456789abcdef0123456789abcdef";
    private static final byte[] SECRET = new byte[32];
    private static final byte[] JSON =
            ("{\"accounts\":\"" + "x".repeat(10_000) + "\"}").getBytes(StandardCharsets.US_ASCII);

    private final Path slot;
    private final Path snapshot;
    private final Path vaultId;

    private ColdStart(Path folder) {
        slot = folder.resolve("slot");
        snapshot = folder.resolve("snapshot");
        vaultId = folder.resolve("vault-id");
    }

    public static void main(String[] arguments) throws IOException, ObjectRejectedException {
        switch (arguments[0]) {
            case "make" -> new ColdStart(Path.of(arguments[1])).make();
            case "open" -> new ColdStart(Path.of(arguments[1])).open();
            case "nothing" -> {}
            default -> throw new IllegalArgumentException("make FOLDER, open FOLDER or nothing");
        }
    }

    private void make() throws IOException {
        SecureRandom random = new SecureRandom();
        try (VaultIdentity identity = VaultIdentity.generate(VaultSuite.HYBRID, random);
                LockKey key = LockKey.account(SECRET);
                WriteCapability capability = identity.writeCapability(DEVICE_ID);
                SealedSnapshot sealed = capability.seal(1, JSON, random)) {
            Files.write(slot, Slot.seal(identity, "2026-01-01", List.of(key), random));
            Files.write(snapshot, sealed.bytes());
            Files.writeString(vaultId, identity.vaultId(), StandardCharsets.US_ASCII);
        }
    }

    private void open() throws IOException, ObjectRejectedException {
        String id = Files.readString(vaultId, StandardCharsets.US_ASCII);
        try (LockKey key = LockKey.account(SECRET);
                VaultIdentity identity =
                        Slot.open(Files.readAllBytes(slot), id, List.of(key), Slot.DEFAULT_MAX_LOG2N)) {
            byte[] json = identity.openSnapshot(Files.readAllBytes(snapshot), new Sender(id, DEVICE_ID, 1));
            if (!Arrays.equals(json, JSON)) {
                throw new AssertionError("another snapshot");
            }
        }
    }
}
