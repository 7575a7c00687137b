package org.authenticatorbackup.core.backup;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.authenticatorbackup.api.BackupRefusedException;
import org.authenticatorbackup.api.DeviceId;
import org.authenticatorbackup.api.SnapshotId;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.VaultId;
import org.authenticatorbackup.api.backup.BackupReceipt;
import org.authenticatorbackup.api.spi.ObjectName;
import org.authenticatorbackup.api.vault.SlotSummary;
import org.authenticatorbackup.core.history.Contents;
import org.authenticatorbackup.core.vault.Encoded;
import org.authenticatorbackup.core.vault.Enrollment;
import org.authenticatorbackup.core.vault.Sha256;
import org.authenticatorbackup.core.vault.Surroundings;
import org.authenticatorbackup.core.vault.VaultObject;
import org.authenticatorbackup.core.vault.WrittenSnapshot;
import org.authenticatorbackup.crypto.vault.ObjectRejectedException;
import org.authenticatorbackup.crypto.vault.SealedSnapshot;
import org.authenticatorbackup.crypto.vault.Sender;
import org.authenticatorbackup.crypto.vault.VaultIdentity;
import org.authenticatorbackup.crypto.vault.WriteCapability;

/** Writes the first snapshot of a new vault, and believes in it only once it was read back and opened. */
public final class FirstBackup {

    private final Surroundings here;
    private final LocalState local;
    private final Publisher publisher;
    private final Consumer<ObjectName> beforePut;

    /**
     * What was written.
     *
     * @param enrollment this device's place in the vault, with the verified backup
     * @param first the snapshot, as this device remembers it
     */
    public record Written(Enrollment enrollment, WrittenSnapshot first) {}

    /**
     * Works in an app's surroundings.
     *
     * @param publisher the one that has published the slots: the snapshot goes where all of them are
     * @param beforePut is told of the name before it is put
     */
    public FirstBackup(Surroundings here, LocalState local, Publisher publisher, Consumer<ObjectName> beforePut) {
        this.here = here;
        this.local = local;
        this.publisher = publisher;
        this.beforePut = beforePut;
    }

    /**
     * Writes the snapshot.
     *
     * @param identity of the new vault; not closed
     * @param device this device's name within it
     * @param slots the ways to open it
     * @param contents what the snapshot holds
     * @return what was written and read back
     */
    public Written write(VaultIdentity identity, DeviceId device, List<SlotSummary> slots, Contents contents)
            throws BackupRefusedException, StorageException {
        SnapshotId first = new SnapshotId(device, 1);
        try (WriteCapability capability = identity.writeCapability(device.value())) {
            byte[] encoded = capability.encode();
            Enrollment enrollment = new Enrollment(
                    new VaultId(identity.vaultId()),
                    new Encoded(encoded),
                    slots,
                    first.sequence() + 1,
                    new TreeMap<>(),
                    Optional.empty(),
                    Optional.empty());
            Arrays.fill(encoded, (byte) 0);
            byte[] json = local.encode(enrollment, first, contents);
            ObjectName name = VaultObject.snapshotName(enrollment.vault(), first, here.randomHex(8));
            byte[] content = publish(identity, capability, first, name, json);
            Arrays.fill(json, (byte) 0);
            String digest = local.digest(enrollment, contents);
            BackupReceipt receipt = new BackupReceipt(
                    enrollment.vault(),
                    first,
                    content.length,
                    local.visible(contents),
                    here.now(),
                    publisher.outcomes());
            return new Written(
                    enrollment.afterSuccess(new Enrollment.Verified(receipt, digest)),
                    new WrittenSnapshot(name, first, Sha256.hex(content), digest, receipt.verifiedAt()));
        }
    }

    private byte[] publish(
            VaultIdentity identity, WriteCapability capability, SnapshotId first, ObjectName name, byte[] json)
            throws StorageException {
        try (SealedSnapshot sealed = capability.seal(first.sequence(), json, here.random())) {
            byte[] content = sealed.bytes();
            beforePut.accept(name);
            publisher.publish(name, content);
            Sender sender = new Sender(identity.vaultId(), first.device().value(), first.sequence());
            byte[] opened = identity.openSnapshot(content, sender);
            boolean same = Arrays.equals(opened, json);
            Arrays.fill(opened, (byte) 0);
            if (!same) {
                throw differs(name);
            }
            return content;
        } catch (ObjectRejectedException e) {
            throw differs(name);
        }
    }

    private static StorageException differs(ObjectName name) {
        return new StorageException(StorageException.Reason.READ_BACK_DIFFERS, name + " does not open");
    }
}
