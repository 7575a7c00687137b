package org.authenticatorbackup.core.recovery;

import java.util.Optional;
import org.authenticatorbackup.api.DeviceId;
import org.authenticatorbackup.api.DeviceStateException;
import org.authenticatorbackup.api.RecoveryRefusedException;
import org.authenticatorbackup.api.account.VaultContents;
import org.authenticatorbackup.core.backup.LocalState;
import org.authenticatorbackup.core.backup.Readdressing;
import org.authenticatorbackup.core.lane.OwnLane;
import org.authenticatorbackup.core.vault.DeviceMemory.Device;
import org.authenticatorbackup.core.vault.Encoded;
import org.authenticatorbackup.core.vault.Enrollment;
import org.authenticatorbackup.core.vault.Surroundings;
import org.authenticatorbackup.core.vault.UndoMemory;

/** Takes the newest recovery back. */
final class TakingBack {

    private final Surroundings here;
    private final UndoMemory.Before before;
    private final LocalState local;

    TakingBack(Surroundings here, UndoMemory.Before before) {
        this.here = here;
        this.before = before;
        this.local = new LocalState(here);
    }

    void takeBack() throws RecoveryRefusedException, DeviceStateException {
        Device device = here.device().device();
        Optional<UndoMemory.Moved> moved = movedOnly(device);
        VaultContents found = local.read();
        VaultContents former = new UndoBasis(local).after(before, found);
        Optional<Encoded> idKey = moved.isPresent() ? Optional.empty() : device.idKey();
        VaultContents next = idKey.isPresent() ? Readdressing.to(idKey.get(), former) : former;
        if (!next.equals(found) && !local.replace(found, next)) {
            throw new RecoveryRefusedException(
                    RecoveryRefusedException.Reason.CHANGED_MEANWHILE,
                    "something was changed on this device meanwhile");
        }
        if (moved.isPresent()) {
            here.device().restore(moved.get().raw());
        }
    }

    /** {@return how the device came here, if it is still there and has backed up nothing since} */
    private Optional<UndoMemory.Moved> movedOnly(Device device) throws DeviceStateException {
        if (!before.moved().isPresent() || !device.enrollment().isPresent()) {
            return Optional.empty();
        }
        Enrollment enrollment = device.enrollment().get();
        DeviceId name = OwnLane.of(here, enrollment).device();
        return before.moved().filter(moved -> moved.device().equals(name) && enrollment.nextSequence() == 1);
    }
}
