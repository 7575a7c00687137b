package org.authenticatorbackup.core.administration;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.authenticatorbackup.api.BackupRefusedException;
import org.authenticatorbackup.api.DeviceStateException;
import org.authenticatorbackup.api.RecoveryAccountException;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.VaultId;
import org.authenticatorbackup.api.VaultRefusedException;
import org.authenticatorbackup.api.backup.BackupReceipt;
import org.authenticatorbackup.api.spi.ObjectName;
import org.authenticatorbackup.api.spi.StorageProvider;
import org.authenticatorbackup.api.vault.RotationReceipt;
import org.authenticatorbackup.api.vault.SlotSummary;
import org.authenticatorbackup.api.vault.SlotSummary.Lock;
import org.authenticatorbackup.core.backup.LocalState;
import org.authenticatorbackup.core.backup.VaultBackup;
import org.authenticatorbackup.core.vault.DeviceMemory.Device;
import org.authenticatorbackup.core.vault.Enrollment;
import org.authenticatorbackup.core.vault.Rotation;
import org.authenticatorbackup.core.vault.Rotation.Phase;
import org.authenticatorbackup.core.vault.Surroundings;
import org.authenticatorbackup.core.vault.VaultObject;
import org.authenticatorbackup.core.vault.VaultObject.SlotObject;
import org.authenticatorbackup.core.vault.VaultObject.SnapshotObject;

/**
 * Finishes a rotation or takes it back. Each step is remembered before it is done and can be done twice, so that a call
 * that was interrupted is made again.
 */
final class RotationEnd {

    private final Surroundings here;
    private final LocalState local;

    RotationEnd(Surroundings here, LocalState local) {
        this.here = here;
        this.local = local;
    }

    RotationReceipt finish()
            throws VaultRefusedException, BackupRefusedException, StorageException, RecoveryAccountException,
                    DeviceStateException {
        Rotation rotation = here.device().rotation().orElseThrow(RotationEnd::none);
        Enrollment next = rotation.enrollment().orElseThrow(RotationEnd::none);
        Enrollment now = here.device().device().enrollment().orElseThrow(RotationEnd::none);
        boolean switched = now.vault().equals(rotation.vault());
        if (rotation.phase() == Phase.MAKING || (!switched && !now.vault().equals(rotation.replaced()))) {
            throw none();
        }
        requireStored(rotation);
        here.device().save(rotation.in(Phase.SWITCHING));
        if (!switched) {
            switchOver(rotation, now, next);
        }
        Enrollment current = switched ? now : next;
        local.saveNext(current, local.known(current));
        here.device().settleContents();
        BackupReceipt backup = new VaultBackup(here).backUp();
        List<SlotSummary> secretsKept = new ArrayList<>();
        List<SlotSummary> removed = retire(rotation, secretsKept);
        here.device().clearRotation();
        return new RotationReceipt(rotation.vault(), rotation.replaced(), backup, removed, secretsKept);
    }

    /** The device's document decides; the contents of both vaults are there until it is settled. */
    private void switchOver(Rotation rotation, Enrollment now, Enrollment next) throws DeviceStateException {
        local.saveNext(next, local.known(now).replacing(rotation.replaced().value()));
        here.device().clearOutbox();
        Device device = here.device().device();
        here.device().save(device.with(next));
    }

    /** Before the first old slot goes, a new one must be there. */
    private void requireStored(Rotation rotation) throws StorageException {
        for (SlotSummary slot : rotation.slots()) {
            ObjectName name = VaultObject.slotName(rotation.vault(), slot);
            if (here.storage().get(name, StorageProvider.MAX_OBJECT_BYTES).isPresent()) {
                return;
            }
        }
        throw new StorageException(
                StorageException.Reason.READ_BACK_DIFFERS, "no slot of " + rotation.vault() + " is there any more");
    }

    /** A secret goes before its slot: as long as the slot is listed, another attempt finds both. */
    private List<SlotSummary> retire(Rotation rotation, List<SlotSummary> secretsKept)
            throws StorageException, RecoveryAccountException {
        List<SlotSummary> slots = new ArrayList<>(rotation.formerSlots());
        for (SlotObject stored : VaultSlots.stored(here, rotation.replaced())) {
            if (!slots.contains(stored.slot())) {
                slots.add(stored.slot());
            }
        }
        for (SlotSummary slot : slots) {
            if (slot.locks().contains(Lock.ACCOUNT)) {
                if (here.recoveryAccount().isPresent()) {
                    here.recoveryAccount().get().deleteSecret(rotation.replaced(), slot.id());
                } else {
                    secretsKept.add(slot);
                }
            }
            here.storage().delete(VaultObject.slotName(rotation.replaced(), slot));
        }
        return slots;
    }

    void cancel() throws VaultRefusedException, StorageException, RecoveryAccountException, DeviceStateException {
        Optional<Rotation> found = here.device().rotation();
        if (!found.isPresent()) {
            return;
        }
        Rotation rotation = found.get();
        Optional<VaultId> now = here.device().device().enrollment().map(Enrollment::vault);
        boolean involved = now.filter(vault -> vault.equals(rotation.vault()) || vault.equals(rotation.replaced()))
                .isPresent();
        if (rotation.phase() == Phase.SWITCHING && involved) {
            throw new VaultRefusedException(
                    VaultRefusedException.Reason.ROTATION_UNFINISHED,
                    rotation.vault() + " has replaced " + rotation.replaced());
        }
        if (rotation.phase() != Phase.SWITCHING && !isInUse(rotation, now)) {
            here.device().save(rotation.in(Phase.MAKING));
            takeAway(rotation);
        }
        here.device().clearRotation();
    }

    /** Whoever recovered from the new vault already relies on it. */
    private boolean isInUse(Rotation rotation, Optional<VaultId> now) throws StorageException {
        if (now.filter(rotation.vault()::equals).isPresent()) {
            return true;
        }
        for (ObjectName name : here.storage().list(VaultObject.snapshotPrefix(rotation.vault()))) {
            Optional<VaultObject> object = VaultObject.parse(name);
            if (object.isPresent()
                    && object.get() instanceof SnapshotObject snapshot
                    && !snapshot.snapshot().device().equals(rotation.device())) {
                return true;
            }
        }
        return false;
    }

    private void takeAway(Rotation rotation) throws StorageException, RecoveryAccountException {
        for (SlotSummary slot : rotation.slots()) {
            if (slot.locks().contains(Lock.ACCOUNT) && here.recoveryAccount().isPresent()) {
                here.recoveryAccount().get().deleteSecret(rotation.vault(), slot.id());
            }
            here.storage().delete(VaultObject.slotName(rotation.vault(), slot));
        }
        for (ObjectName name : here.storage().list(VaultObject.prefix(rotation.vault()))) {
            if (VaultObject.parse(name).isPresent()) {
                here.storage().delete(name);
            }
        }
    }

    private static VaultRefusedException none() {
        return new VaultRefusedException(VaultRefusedException.Reason.NO_ROTATION, "no rotation is prepared");
    }
}
