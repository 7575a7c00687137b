package org.authenticatorbackup.core.administration;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.authenticatorbackup.api.BackupRefusedException;
import org.authenticatorbackup.api.DeviceId;
import org.authenticatorbackup.api.DeviceStateException;
import org.authenticatorbackup.api.ProblemException;
import org.authenticatorbackup.api.RecoveryAccountException;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.VaultId;
import org.authenticatorbackup.api.VaultRefusedException;
import org.authenticatorbackup.api.VaultUnreadableException;
import org.authenticatorbackup.api.recovery.UnreadableObject;
import org.authenticatorbackup.api.spi.ObjectName;
import org.authenticatorbackup.api.vault.NewSlot;
import org.authenticatorbackup.api.vault.PreparedRotation;
import org.authenticatorbackup.api.vault.SlotPlan;
import org.authenticatorbackup.api.vault.SlotSummary;
import org.authenticatorbackup.api.vault.WeakLocks;
import org.authenticatorbackup.core.backup.FirstBackup;
import org.authenticatorbackup.core.backup.LocalState;
import org.authenticatorbackup.core.backup.Publisher;
import org.authenticatorbackup.core.backup.SlotMaking;
import org.authenticatorbackup.core.history.Contents;
import org.authenticatorbackup.core.history.DifferentIdKeyException;
import org.authenticatorbackup.core.recovery.JoinedVault;
import org.authenticatorbackup.core.recovery.OpenedVault;
import org.authenticatorbackup.core.recovery.VaultReading;
import org.authenticatorbackup.core.vault.Enrollment;
import org.authenticatorbackup.core.vault.Failures;
import org.authenticatorbackup.core.vault.Rotation;
import org.authenticatorbackup.core.vault.Sha256;
import org.authenticatorbackup.core.vault.Surroundings;
import org.authenticatorbackup.crypto.vault.VaultIdentity;

/** Makes the vault that is to replace another one. What it will make is remembered before anything is put. */
final class RotationStart {

    private final Surroundings here;
    private final LocalState local;
    private final OpenedVault old;

    RotationStart(Surroundings here, LocalState local, OpenedVault old) {
        this.here = here;
        this.local = local;
        this.old = old;
    }

    PreparedRotation prepare(List<SlotPlan> plans, WeakLocks weakLocks)
            throws VaultRefusedException, BackupRefusedException, VaultUnreadableException, StorageException,
                    RecoveryAccountException, DeviceStateException {
        Enrollment membership = here.device()
                .device()
                .enrollment()
                .filter(each -> each.vault().equals(old.id()))
                .orElseThrow(() -> new VaultRefusedException(
                        VaultRefusedException.Reason.NOT_A_MEMBER, "this device does not back up to the vault"));
        List<PlannedSlot> planned = new ArrayList<>();
        VaultIdentity identity = VaultIdentity.generate(old.identity().suite(), here.random());
        boolean prepared = false;
        try {
            for (SlotPlan plan : plans) {
                planned.add(PlannedSlot.of(here, new VaultId(identity.vaultId()), plan, weakLocks));
            }
            PassphraseReuse.refuseAmong(planned);
            make(identity, planned, membership);
            List<NewSlot> slots = new ArrayList<>();
            planned.forEach(each -> slots.add(each.made()));
            prepared = true;
            return new PreparedRotation(old.id(), new OpenedVault(here, identity, Optional.empty()), slots);
        } finally {
            planned.forEach(PlannedSlot::close);
            if (!prepared) {
                identity.close();
            }
        }
    }

    private void make(VaultIdentity identity, List<PlannedSlot> planned, Enrollment membership)
            throws BackupRefusedException, VaultUnreadableException, StorageException, RecoveryAccountException,
                    DeviceStateException {
        Set<ObjectName> listed = CarriedOver.listed(here.storage(), old.id());
        JoinedVault read = new VaultReading(here.storage(), old).read();
        Contents contents = everything(read, membership);
        List<SlotSummary> slots = new ArrayList<>();
        String today = here.now().atOffset(ZoneOffset.UTC).toLocalDate().toString();
        for (PlannedSlot each : planned) {
            slots.add(each.slot());
            contents = VaultSlots.noted(local, contents, SlotNotes.made(each.slot(), today));
        }
        Rotation rotation = Rotation.planned(
                old.id(), membership.slots(), new VaultId(identity.vaultId()), new DeviceId(here.randomHex(16)), slots);
        try {
            here.device().save(rotation);
            Publisher publisher = new Publisher(here);
            SlotMaking making = new SlotMaking(here, publisher, name -> {});
            List<String> digests = new ArrayList<>();
            for (PlannedSlot each : planned) {
                digests.add(Sha256.hex(
                        making.make(identity, each.slot(), each.inner()).bytes()));
            }
            Enrollment enrollment = new FirstBackup(here, local, publisher, name -> {})
                    .write(
                            identity,
                            rotation.device(),
                            slots,
                            contents.replacing(old.id().value()))
                    .enrollment();
            here.device().save(rotation.ready(digests, CarriedOver.of(listed, read), enrollment));
        } catch (ProblemException | RuntimeException e) {
            takeAway(e);
            throw e;
        }
    }

    /**
     * All that the old vault and this device hold. The app is compared with what it was last shown, not with what other
     * devices have written since: it would undo that.
     */
    private Contents everything(JoinedVault read, Enrollment membership)
            throws BackupRefusedException, VaultUnreadableException, StorageException, DeviceStateException {
        requireWhole(read);
        Contents known = local.known(membership);
        Contents own = local.absorb(known, local.read());
        if (!own.equals(known)) {
            local.save(membership, own);
        }
        try {
            return own.join(read.shown().underIdKey(known.idKey()));
        } catch (DifferentIdKeyException e) {
            throw new AssertionError("both are under one key", e);
        }
    }

    /** After the rotation nobody opens what is not carried over now. What is damaged is lost either way. */
    private static void requireWhole(JoinedVault read) throws VaultUnreadableException, StorageException {
        for (UnreadableObject object : read.unreadable()) {
            if (object.reason() == UnreadableObject.Reason.UNAVAILABLE) {
                throw new StorageException(StorageException.Reason.OFFLINE, object.name() + " could not be read");
            }
            if (object.reason() == UnreadableObject.Reason.NEWER_VERSION) {
                throw new VaultUnreadableException(
                        VaultUnreadableException.Reason.NEWER_VERSION, object.name() + " is of a newer release");
            }
        }
    }

    /** What cannot be taken away now is still remembered, and taken away before the next attempt. */
    private void takeAway(Exception failure) {
        try {
            new RotationEnd(here, local).cancel();
        } catch (ProblemException e) {
            Failures.add(e, failure);
        }
    }
}
