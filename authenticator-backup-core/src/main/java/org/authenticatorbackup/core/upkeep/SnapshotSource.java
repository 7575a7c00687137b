package org.authenticatorbackup.core.upkeep;

import java.util.Arrays;
import java.util.Optional;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.recovery.UnreadableObject;
import org.authenticatorbackup.api.spi.Destination;
import org.authenticatorbackup.api.spi.StorageProvider;
import org.authenticatorbackup.core.recovery.OpenedVault;
import org.authenticatorbackup.core.snapshot.KnownCores;
import org.authenticatorbackup.core.snapshot.Snapshot;
import org.authenticatorbackup.core.snapshot.SnapshotCodec;
import org.authenticatorbackup.core.snapshot.SnapshotFormatException;
import org.authenticatorbackup.core.vault.MirroredStorage;
import org.authenticatorbackup.core.vault.Sha256;
import org.authenticatorbackup.core.vault.VaultObject.SnapshotObject;
import org.authenticatorbackup.crypto.vault.ObjectRejectedException;
import org.authenticatorbackup.crypto.vault.Sender;

/** Reads single snapshots. A storage that fails is an error; an object that is not what its name says is an answer. */
final class SnapshotSource {

    private final MirroredStorage storage;
    private final OpenedVault vault;
    private final KnownCores cores = new KnownCores();

    SnapshotSource(MirroredStorage storage, OpenedVault vault) {
        this.storage = storage;
        this.vault = vault;
    }

    /** What an object turned out to be. */
    sealed interface Found permits Intact, Unusable, Gone {}

    /** A snapshot, and the digest of the object that it was in. */
    record Intact(Snapshot snapshot, String sha256) implements Found {}

    /** Something that cannot be used. */
    record Unusable(UnreadableObject.Reason reason) implements Found {}

    /** Nothing: it was removed since it was listed, or the list was old. */
    record Gone() implements Found {}

    /** Reads an altered object once more before it is given up: a server that writes in place shows torn bytes. */
    Found read(SnapshotObject object) throws StorageException {
        Found found = readAny(object);
        return found instanceof Unusable ? readAny(object) : found;
    }

    /** The first intact copy; one that cannot be read now may be intact. */
    private Found readAny(SnapshotObject object) throws StorageException {
        Found result = new Gone();
        Optional<StorageException> failure = Optional.empty();
        for (Destination destination : storage.destinations()) {
            try {
                Found found = readOnce(destination.storage(), object);
                if (found instanceof Intact) {
                    return found;
                }
                result = found instanceof Unusable ? found : result;
            } catch (StorageException e) {
                failure = Optional.of(failure.orElse(e));
            }
        }
        if (failure.isPresent()) {
            throw failure.get();
        }
        return result;
    }

    private Found readOnce(StorageProvider copies, SnapshotObject object) throws StorageException {
        Optional<byte[]> sealed;
        try {
            sealed = copies.get(object.name(), StorageProvider.MAX_OBJECT_BYTES);
        } catch (StorageException e) {
            if (e.reason() == StorageException.Reason.TOO_LARGE) {
                return new Unusable(UnreadableObject.Reason.TOO_LARGE);
            }
            throw e;
        }
        return sealed.isPresent() ? open(object, sealed.get()) : new Gone();
    }

    private Found open(SnapshotObject object, byte[] sealed) {
        Sender sender = new Sender(
                vault.id().value(),
                object.snapshot().device().value(),
                object.snapshot().sequence());
        byte[] json = new byte[0];
        try {
            json = vault.identity().openSnapshot(sealed, sender);
            Snapshot inside = SnapshotCodec.decode(json, cores).snapshot();
            boolean same = inside.vault().equals(sender.vaultId())
                    && inside.device().equals(sender.deviceId())
                    && inside.sequence() == sender.seq();
            return same ? new Intact(inside, Sha256.hex(sealed)) : new Unusable(UnreadableObject.Reason.MALFORMED);
        } catch (ObjectRejectedException e) {
            return new Unusable(
                    switch (e.reason()) {
                        case TOO_LARGE -> UnreadableObject.Reason.TOO_LARGE;
                        case WRONG_SENDER, UNEXPECTED_STANZAS -> UnreadableObject.Reason.WRONG_SENDER;
                        default -> UnreadableObject.Reason.ALTERED;
                    });
        } catch (SnapshotFormatException e) {
            return new Unusable(
                    e.reason() == SnapshotFormatException.Reason.NEWER_VERSION
                            ? UnreadableObject.Reason.NEWER_VERSION
                            : UnreadableObject.Reason.MALFORMED);
        } finally {
            Arrays.fill(json, (byte) 0);
        }
    }
}
