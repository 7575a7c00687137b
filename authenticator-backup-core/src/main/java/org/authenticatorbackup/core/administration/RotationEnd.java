package org.authenticatorbackup.core.administration;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.authenticatorbackup.api.BackupRefusedException;
import org.authenticatorbackup.api.DeviceStateException;
import org.authenticatorbackup.api.RecoveryAccountException;
import org.authenticatorbackup.api.SnapshotId;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.VaultId;
import org.authenticatorbackup.api.VaultRefusedException;
import org.authenticatorbackup.api.backup.BackupReceipt;
import org.authenticatorbackup.api.spi.ObjectName;
import org.authenticatorbackup.api.spi.RecoveryAccount;
import org.authenticatorbackup.api.spi.StorageProvider;
import org.authenticatorbackup.api.vault.RotationReceipt;
import org.authenticatorbackup.api.vault.SlotSummary;
import org.authenticatorbackup.api.vault.SlotSummary.Lock;
import org.authenticatorbackup.core.backup.LocalState;
import org.authenticatorbackup.core.backup.VaultBackup;
import org.authenticatorbackup.core.vault.AccountKeys;
import org.authenticatorbackup.core.vault.DeviceMemory.Device;
import org.authenticatorbackup.core.vault.Encoded;
import org.authenticatorbackup.core.vault.Enrollment;
import org.authenticatorbackup.core.vault.Rotation;
import org.authenticatorbackup.core.vault.Rotation.Phase;
import org.authenticatorbackup.core.vault.Sha256;
import org.authenticatorbackup.core.vault.SlotMemory;
import org.authenticatorbackup.core.vault.Surroundings;
import org.authenticatorbackup.core.vault.VaultObject;
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
        Optional<Enrollment> now = here.device().device().enrollment();
        boolean switched =
                now.filter(each -> each.vault().equals(rotation.vault())).isPresent();
        boolean isInOldVault =
                now.filter(each -> each.vault().equals(rotation.replaced())).isPresent();
        boolean canGoOn = switched || (rotation.phase() == Phase.RETIRING ? !isInOldVault : isInOldVault);
        if (rotation.phase() == Phase.MAKING || !canGoOn) {
            throw none();
        }
        Map<SlotSummary, Encoded> objects = requireStored(rotation);
        Optional<BackupReceipt> backup = now.isPresent() && (switched || isInOldVault)
                ? Optional.of(moved(rotation, now.get(), switched, objects))
                : Optional.empty();
        here.device().save(rotation.in(Phase.RETIRING));
        List<SlotSummary> secretsKept = new ArrayList<>();
        List<SlotSummary> removed = retire(rotation, secretsKept);
        here.device().clearRotation();
        return new RotationReceipt(rotation.vault(), rotation.replaced(), backup, removed, secretsKept);
    }

    /** Moves the device to the new vault, if it is not there yet, and backs up into it. */
    private BackupReceipt moved(Rotation rotation, Enrollment now, boolean switched, Map<SlotSummary, Encoded> objects)
            throws VaultRefusedException, BackupRefusedException, StorageException, DeviceStateException {
        Enrollment current = now;
        if (!switched) {
            CarriedOver.require(here.storage(), rotation, now);
            current = rotation.enrollment().orElseThrow(RotationEnd::none);
            here.device().save(rotation.in(Phase.SWITCHING));
            switchOver(rotation, now, current);
        }
        local.saveNext(current, local.known(current));
        here.device().settleContents();
        SlotMemory memory = new SlotMemory(here.device());
        for (Map.Entry<SlotSummary, Encoded> each : objects.entrySet()) {
            memory.remember(rotation.vault(), each.getKey(), each.getValue());
        }
        return new VaultBackup(here).backUp();
    }

    /** The device's document decides; the contents of both vaults are there until it is settled. */
    private void switchOver(Rotation rotation, Enrollment now, Enrollment next) throws DeviceStateException {
        local.saveNext(next, local.known(now).replacing(rotation.replaced().value()));
        here.device().clearOutbox();
        Device device = here.device().device();
        here.device().save(device.with(next));
    }

    /** Before the first old slot goes, all new ones must be there as they were made, and the secrets of their locks too. */
    private Map<SlotSummary, Encoded> requireStored(Rotation rotation)
            throws VaultRefusedException, StorageException, RecoveryAccountException, DeviceStateException {
        Map<SlotSummary, Encoded> objects = new LinkedHashMap<>();
        for (int i = 0; i < rotation.slots().size(); i++) {
            SlotSummary slot = rotation.slots().get(i);
            ObjectName name = VaultObject.slotName(rotation.vault(), slot);
            String expected = rotation.slotDigests().get(i);
            byte[] content = here.storage()
                    .get(name, StorageProvider.MAX_OBJECT_BYTES)
                    .filter(each -> Sha256.hex(each).equals(expected))
                    .orElseThrow(() -> new StorageException(
                            StorageException.Reason.READ_BACK_DIFFERS, name + " is not there as it was made"));
            if (slot.locks().contains(Lock.ACCOUNT)) {
                AccountKeys.read(here, account(), rotation.vault(), slot.id()).close();
            }
            objects.put(slot, new Encoded(content));
        }
        return objects;
    }

    private RecoveryAccount account() throws VaultRefusedException {
        return here.recoveryAccount()
                .orElseThrow(() -> new VaultRefusedException(
                        VaultRefusedException.Reason.RECOVERY_ACCOUNT_NEEDED,
                        "the new vault needs an account and none is connected"));
    }

    /**
     * A secret goes before its slot: as long as the slot is listed, another attempt finds both. Slots go by the names that
     * they have, also those with locks that this release does not know.
     */
    private List<SlotSummary> retire(Rotation rotation, List<SlotSummary> secretsKept)
            throws StorageException, RecoveryAccountException {
        Map<ObjectName, SlotSummary> slots = new TreeMap<>();
        rotation.formerSlots().forEach(slot -> slots.put(VaultObject.slotName(rotation.replaced(), slot), slot));
        VaultSlots.stored(here, rotation.replaced()).forEach(stored -> slots.put(stored.name(), stored.slot()));
        for (Map.Entry<ObjectName, SlotSummary> slot : slots.entrySet()) {
            if (slot.getValue().locks().contains(Lock.ACCOUNT) && !forgets(rotation.replaced(), slot.getValue())) {
                secretsKept.add(slot.getValue());
            }
            here.storage().delete(slot.getKey());
        }
        return List.copyOf(slots.values());
    }

    /** Whether the connected account had the secret and has forgotten it; another account may still keep it. */
    private boolean forgets(VaultId vault, SlotSummary slot) throws RecoveryAccountException {
        if (!here.recoveryAccount().isPresent()) {
            return false;
        }
        Optional<byte[]> kept = here.recoveryAccount().get().getSecret(vault, slot.id());
        kept.ifPresent(secret -> Arrays.fill(secret, (byte) 0));
        here.recoveryAccount().get().deleteSecret(vault, slot.id());
        return kept.isPresent();
    }

    void cancel() throws VaultRefusedException, StorageException, RecoveryAccountException, DeviceStateException {
        Optional<Rotation> found = here.device().rotation();
        if (!found.isPresent()) {
            return;
        }
        Rotation rotation = found.get();
        Optional<VaultId> now = here.device().device().enrollment().map(Enrollment::vault);
        boolean switching = rotation.phase() == Phase.SWITCHING || rotation.phase() == Phase.RETIRING;
        if (switching && now.filter(rotation.vault()::equals).isPresent()) {
            throw new VaultRefusedException(
                    VaultRefusedException.Reason.ROTATION_UNFINISHED,
                    rotation.vault() + " has replaced " + rotation.replaced());
        }
        if (isUnused(rotation, now)) {
            here.device().save(rotation.in(Phase.MAKING));
            takeAway(rotation);
        }
        here.device().clearRotation();
    }

    /**
     * Whoever recovered from the new vault already relies on it, and so does this device once it has backed up there: a
     * vault that was only prepared holds the first snapshot and no other.
     */
    private boolean isUnused(Rotation rotation, Optional<VaultId> now) throws StorageException {
        boolean isInOldVault = now.filter(rotation.replaced()::equals).isPresent();
        if (rotation.phase() == Phase.RETIRING
                || (rotation.phase() == Phase.SWITCHING && !isInOldVault)
                || now.filter(rotation.vault()::equals).isPresent()) {
            return false;
        }
        SnapshotId first = new SnapshotId(rotation.device(), 1);
        for (ObjectName name : here.storage()
                .survey(VaultObject.snapshotPrefix(rotation.vault()))
                .requireWhole()
                .names()) {
            Optional<VaultObject> object = VaultObject.parse(name);
            if (object.isPresent()
                    && object.get() instanceof SnapshotObject snapshot
                    && !snapshot.snapshot().equals(first)) {
                return false;
            }
        }
        return true;
    }

    private void takeAway(Rotation rotation) throws StorageException, RecoveryAccountException {
        for (SlotSummary slot : rotation.slots()) {
            if (slot.locks().contains(Lock.ACCOUNT) && here.recoveryAccount().isPresent()) {
                here.recoveryAccount().get().deleteSecret(rotation.vault(), slot.id());
            }
            here.storage().delete(VaultObject.slotName(rotation.vault(), slot));
        }
        for (ObjectName name : here.storage()
                .survey(VaultObject.prefix(rotation.vault()))
                .requireWhole()
                .names()) {
            if (VaultObject.parse(name).isPresent()) {
                here.storage().delete(name);
            }
        }
    }

    private static VaultRefusedException none() {
        return new VaultRefusedException(VaultRefusedException.Reason.NO_ROTATION, "no rotation is prepared");
    }
}
