package org.authenticatorbackup.core.lane;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.authenticatorbackup.api.BackupRefusedException;
import org.authenticatorbackup.api.DeviceStateException;
import org.authenticatorbackup.api.RecoveryAccountException;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.VaultId;
import org.authenticatorbackup.api.backup.PendingDeletion;
import org.authenticatorbackup.api.backup.PendingDeletion.Phase;
import org.authenticatorbackup.api.spi.ObjectName;
import org.authenticatorbackup.api.spi.RecoveryAccount;
import org.authenticatorbackup.api.spi.WitnessKeeper;
import org.authenticatorbackup.api.vault.SlotSummary;
import org.authenticatorbackup.core.vault.Surroundings;
import org.authenticatorbackup.core.vault.VaultObject;
import org.authenticatorbackup.core.vault.VaultObject.SlotObject;
import org.authenticatorbackup.core.vault.VaultObject.SnapshotObject;

/**
 * Deletes the whole backup, a while after the person has asked for it.
 *
 * <p>Slots go first, then what the recovery account keeps, then the snapshots. As long as one slot is left, all snapshots
 * are there, and the vault can be recovered; once none is left, nothing looks like a vault that could be. Whatever is
 * interrupted is gone on with.
 */
public final class BackupDeletion {

    private final Surroundings here;
    private final OwnLane lane;

    /** The deletion of the vault that a lane is of. */
    public BackupDeletion(Surroundings here, OwnLane lane) {
        this.here = here;
        this.lane = lane;
    }

    /** {@return the deletion that is pending from now on, or was already} */
    public PendingDeletion request() throws DeviceStateException {
        Optional<PendingDeletion> pending = lane.memory().deletion();
        if (pending.isPresent()) {
            return pending.get();
        }
        PendingDeletion deletion = new PendingDeletion(lane.enrollment().vault(), here.now(), Phase.WAITING);
        lane.tick();
        lane.memory().save(deletion);
        return deletion;
    }

    /** Calls the deletion off, unless it has begun. */
    public void callOff() throws BackupRefusedException, DeviceStateException {
        lane.requireNotBeingDeleted();
        lane.memory().clearDeletion();
    }

    /** {@return whether the deletion has to be done now} */
    public boolean isDue() throws DeviceStateException {
        Optional<PendingDeletion> pending = lane.memory().deletion();
        return pending.isPresent()
                && (pending.get().phase() == Phase.BEGUN
                        || lane.read().clock().age(pending.get().requestedAt()).compareTo(PendingDeletion.DELAY) >= 0);
    }

    /** Deletes, and turns backup off. */
    public void execute() throws StorageException, RecoveryAccountException, DeviceStateException {
        VaultId vault = lane.enrollment().vault();
        PendingDeletion pending =
                lane.memory().deletion().orElseThrow(() -> new AssertionError("a deletion is pending"));
        lane.memory().save(new PendingDeletion(vault, pending.requestedAt(), Phase.BEGUN));
        Set<SlotSummary> slots = new LinkedHashSet<>(lane.enrollment().slots());
        List<ObjectName> snapshots = new ArrayList<>();
        for (ObjectName name : new TreeSet<>(
                here.storage().survey(VaultObject.prefix(vault)).requireWhole().names())) {
            Optional<VaultObject> object = VaultObject.parse(name);
            if (object.isPresent() && object.get() instanceof SlotObject slot) {
                here.storage().delete(name);
                slots.add(slot.slot());
            } else if (object.isPresent() && object.get() instanceof SnapshotObject) {
                snapshots.add(name);
            }
        }
        forgetAtAccount(vault, slots);
        for (ObjectName name : snapshots) {
            here.storage().delete(name);
        }
        here.device().forgetEnrollment();
    }

    private void forgetAtAccount(VaultId vault, Set<SlotSummary> slots) throws RecoveryAccountException {
        Optional<RecoveryAccount> account = here.recoveryAccount();
        for (SlotSummary slot : slots) {
            if (account.isPresent() && slot.locks().contains(SlotSummary.Lock.ACCOUNT)) {
                account.get().deleteSecret(vault, slot.id());
            }
        }
        Optional<WitnessKeeper> keeper = LaneWitness.keeper(here);
        if (keeper.isPresent()) {
            keeper.get().deleteWitnesses(vault);
        }
    }
}
