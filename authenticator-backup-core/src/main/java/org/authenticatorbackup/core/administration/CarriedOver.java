package org.authenticatorbackup.core.administration;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.authenticatorbackup.api.DeviceStateException;
import org.authenticatorbackup.api.SnapshotId;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.VaultId;
import org.authenticatorbackup.api.VaultRefusedException;
import org.authenticatorbackup.api.recovery.UnreadableObject;
import org.authenticatorbackup.api.spi.ObjectName;
import org.authenticatorbackup.core.recovery.JoinedVault;
import org.authenticatorbackup.core.vault.Enrollment;
import org.authenticatorbackup.core.vault.MirroredStorage;
import org.authenticatorbackup.core.vault.Rotation;
import org.authenticatorbackup.core.vault.VaultObject;
import org.authenticatorbackup.core.vault.VaultObject.SnapshotObject;
import org.authenticatorbackup.crypto.vault.ObjectRejectedException;
import org.authenticatorbackup.crypto.vault.WriteCapability;

/** Which snapshots of the old vault a rotation has carried over. What comes later would be left behind. */
final class CarriedOver {

    private CarriedOver() {}

    /** {@return the snapshots that all destinations list now; one that does not answer may have another} */
    static Set<ObjectName> listed(MirroredStorage storage, VaultId vault) throws StorageException {
        Set<ObjectName> names = new TreeSet<>();
        for (ObjectName name :
                storage.survey(VaultObject.snapshotPrefix(vault)).requireWhole().names()) {
            if (VaultObject.parse(name).isPresent()) {
                names.add(name);
            }
        }
        return names;
    }

    /** {@return those that were joined, and those that are damaged: they are lost either way} */
    static Set<ObjectName> of(Set<ObjectName> listed, JoinedVault read) {
        Set<String> damaged = new HashSet<>();
        for (UnreadableObject object : read.unreadable()) {
            damaged.add(object.name());
        }
        Set<ObjectName> carried = new TreeSet<>();
        for (ObjectName name : listed) {
            SnapshotId id = id(name);
            Long newest = read.seen().get(id.device().value());
            if (damaged.contains(name.value()) || (newest != null && id.sequence() <= newest)) {
                carried.add(name);
            }
        }
        return carried;
    }

    /**
     * Refuses to go on if the old vault holds what was not carried over. What this device has added itself, it still
     * knows. A clone writes into the same lane: under a number that is used twice, or that this device has not used yet.
     */
    static void require(MirroredStorage storage, Rotation rotation, Enrollment now)
            throws VaultRefusedException, StorageException, DeviceStateException {
        String own = deviceOf(now);
        Set<SnapshotId> taken = new HashSet<>();
        rotation.carriedOver().forEach(name -> taken.add(id(name)));
        for (ObjectName name : listed(storage, rotation.replaced())) {
            SnapshotId id = id(name);
            if (rotation.carriedOver().contains(name)) {
                continue;
            }
            boolean ownWork = id.device().value().equals(own) && id.sequence() < now.nextSequence() && taken.add(id);
            if (!ownWork) {
                throw new VaultRefusedException(
                        VaultRefusedException.Reason.BACKED_UP_MEANWHILE,
                        name + " came after the rotation was prepared");
            }
        }
    }

    private static SnapshotId id(ObjectName name) {
        return VaultObject.parse(name)
                .filter(SnapshotObject.class::isInstance)
                .map(object -> ((SnapshotObject) object).snapshot())
                .orElseThrow(() -> new AssertionError("only snapshots are kept"));
    }

    private static String deviceOf(Enrollment enrollment) throws DeviceStateException {
        byte[] encoded = enrollment.capability().bytes();
        try (WriteCapability capability = WriteCapability.decode(encoded)) {
            return capability.deviceId();
        } catch (ObjectRejectedException e) {
            throw new DeviceStateException(
                    DeviceStateException.Reason.DAMAGED, "the write capability is damaged", List.of(), e);
        } finally {
            Arrays.fill(encoded, (byte) 0);
        }
    }
}
