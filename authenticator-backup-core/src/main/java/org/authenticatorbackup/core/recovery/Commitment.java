package org.authenticatorbackup.core.recovery;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.authenticatorbackup.api.DeviceId;
import org.authenticatorbackup.api.DeviceStateException;
import org.authenticatorbackup.api.RecoveryRefusedException;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.account.Group;
import org.authenticatorbackup.api.account.VaultContents;
import org.authenticatorbackup.api.recovery.RecoveryReport;
import org.authenticatorbackup.api.recovery.RecoveryWarning;
import org.authenticatorbackup.api.recovery.RestoreMode;
import org.authenticatorbackup.api.recovery.RestoreOptions;
import org.authenticatorbackup.api.recovery.UnjoinedReport;
import org.authenticatorbackup.core.backup.LocalState;
import org.authenticatorbackup.core.backup.Readdressing;
import org.authenticatorbackup.core.history.Contents;
import org.authenticatorbackup.core.lane.OwnLane;
import org.authenticatorbackup.core.policy.RestoreRule;
import org.authenticatorbackup.core.policy.RestoreRule.Purpose;
import org.authenticatorbackup.core.policy.RestoreRule.Succession;
import org.authenticatorbackup.core.vault.DeviceMemory;
import org.authenticatorbackup.core.vault.DeviceMemory.Device;
import org.authenticatorbackup.core.vault.Encoded;
import org.authenticatorbackup.core.vault.Enrollment;
import org.authenticatorbackup.core.vault.Failures;
import org.authenticatorbackup.core.vault.Surroundings;
import org.authenticatorbackup.core.vault.UndoMemory;
import org.authenticatorbackup.crypto.vault.WriteCapability;

/** Makes this device one of the vault's and puts the accounts into the app's store. */
final class Commitment {

    private final Surroundings here;
    private final OpenedVault vault;
    private final JoinedVault joined;
    private final RestoreOptions options;
    private final Optional<VaultContents> previewed;
    private final LocalState local;
    private final UndoMemory undo;

    Commitment(Surroundings here, OpenedVault vault, PlannedRecovery preview) {
        if (!preview.vault().equals(vault.id())) {
            throw new IllegalArgumentException("the preview is of another vault");
        }
        this.here = here;
        this.vault = vault;
        this.joined = preview.joined();
        this.options = preview.options();
        this.previewed = preview.found();
        this.local = new LocalState(here);
        this.undo = new UndoMemory(here.device());
    }

    /** What a recovery looks like before anything is committed. */
    static PlannedRecovery preview(Surroundings here, JoinedVault joined, RestoreOptions options)
            throws RecoveryRefusedException, DeviceStateException {
        if (options.mode() == RestoreMode.BLOCK) {
            return new PlannedRecovery(joined, options, Optional.empty(), JoinedVault.outcomes(joined.contents()));
        }
        LocalState local = new LocalState(here);
        VaultContents found = local.read();
        Ground ground = Ground.of(here, local);
        Encoded idKey = idKey(here, joined, ground);
        Restoring.Plan plan = new Restoring(local, joined, options).plan(found, ground.own(idKey), idKey);
        return new PlannedRecovery(joined, options, Optional.of(found), plan.outcomes());
    }

    /** The key of the vault's ids; a vault without accounts may have none, and this device is about to need one. */
    private static Encoded idKey(Surroundings here, JoinedVault joined, Ground ground) {
        byte[] key = joined.joined().idKey();
        if (key.length > 0) {
            return new Encoded(key);
        }
        return ground.idKey().orElseGet(() -> new Encoded(here.randomBytes(Contents.ID_KEY_BYTES)));
    }

    /**
     * What was there first, the device's state second, the accounts third: a crash in between leaves the device with the
     * accounts that it had. The first document decides which vault the device belongs to; what the former vault needs is
     * there until that is settled.
     */
    RecoveryReport commit() throws RecoveryRefusedException, DeviceStateException {
        VaultContents found = local.read();
        require(Purpose.JOIN, found);
        Ground ground = Ground.of(here, local);
        Encoded idKey = idKey(here, joined, ground);
        Restoring.Plan plan = plan(found, ground, idKey);
        Optional<Enrollment> membership =
                options.mode() == RestoreMode.BLOCK ? Optional.empty() : ground.membership(vault.id());
        Enrollment enrollment = membership.isPresent() ? goingOn(membership.get()) : joining();
        DeviceId device = OwnLane.of(here, enrollment).device();
        DeviceMemory.Raw former = here.device().raw();
        Optional<UndoMemory.Before> earlier = remembered();
        undo.save(new UndoBasis(local)
                .before(found, ground.idKey().orElse(idKey), plan.next(), idKey, moved(membership, device, former)));
        try {
            boolean leaving = ground.isInAnother(vault.id());
            if (!membership.isPresent()) {
                here.device().clearOutbox();
            }
            if (leaving) {
                local.saveNext(enrollment, plan.contents());
            } else {
                local.save(enrollment, plan.contents());
            }
            enter(enrollment, idKey, former);
            fill(found, plan.next(), Optional.of(former));
            if (leaving) {
                settle();
            }
            rememberSlot();
        } catch (RecoveryRefusedException | DeviceStateException | RuntimeException e) {
            notDone(found, plan.next(), earlier, e);
            throw e;
        }
        return new RecoveryReport(vault.id(), device, plan.outcomes(), joined.rejected(), joined.warnings());
    }

    /** The accounts alone: the device's state stays as it is. */
    UnjoinedReport restoreWithoutJoining() throws RecoveryRefusedException, DeviceStateException {
        vault.identity();
        VaultContents found = local.read();
        require(Purpose.RESTORE_ONLY, found);
        Ground ground = Ground.of(here, local);
        Encoded idKey = ground.idKey().orElseGet(() -> idKey(here, joined, ground));
        Restoring.Plan plan = plan(found, new Ground(ground.device(), Optional.empty()), idKey);
        Optional<UndoMemory.Before> earlier = remembered();
        undo.save(new UndoBasis(local).before(found, idKey, plan.next(), idKey, Optional.empty()));
        try {
            keep(ground, idKey);
            fill(found, plan.next(), Optional.empty());
        } catch (RecoveryRefusedException | DeviceStateException | RuntimeException e) {
            notDone(found, plan.next(), earlier, e);
            throw e;
        }
        return new UnjoinedReport(vault.id(), plan.outcomes(), joined.rejected(), joined.warnings());
    }

    private void require(Purpose purpose, VaultContents found) throws RecoveryRefusedException {
        Succession succession =
                joined.warnings().contains(RecoveryWarning.VAULT_ROTATED) ? Succession.REPLACED : Succession.CURRENT;
        RestoreRule.Device device = found.isEmpty() ? RestoreRule.Device.EMPTY : RestoreRule.Device.HAS_ACCOUNTS;
        switch (RestoreRule.decide(options.mode(), device, purpose, vault.adoption(), succession)) {
            case RESTORE -> {
                if (previewed.filter(before -> !before.equals(found)).isPresent()) {
                    throw changedMeanwhile();
                }
            }
            case NOT_ADOPTABLE ->
                throw new RecoveryRefusedException(
                        RecoveryRefusedException.Reason.NOT_ADOPTABLE, "only the recovery account opened the vault");
            case VAULT_ROTATED ->
                throw new RecoveryRefusedException(
                        RecoveryRefusedException.Reason.VAULT_ROTATED,
                        "another vault has replaced " + vault.id(),
                        successors(),
                        null);
            case DEVICE_NOT_EMPTY ->
                throw new RecoveryRefusedException(
                        RecoveryRefusedException.Reason.DEVICE_NOT_EMPTY,
                        found.accounts().size() + " accounts are on this device",
                        List.of(Integer.toString(found.accounts().size())),
                        null);
        }
    }

    private static RecoveryRefusedException changedMeanwhile() {
        return new RecoveryRefusedException(
                RecoveryRefusedException.Reason.CHANGED_MEANWHILE, "something was changed on this device meanwhile");
    }

    private List<String> successors() {
        List<String> names = new ArrayList<>();
        try {
            org.authenticatorbackup.core.vault.Succession.of(here.storage(), vault.id())
                    .forEach(each -> names.add(each.value()));
        } catch (StorageException e) {
            return List.of(); // the refusal stands without their names
        }
        return names;
    }

    private Restoring.Plan plan(VaultContents found, Ground ground, Encoded idKey)
            throws RecoveryRefusedException, DeviceStateException {
        if (options.mode() != RestoreMode.BLOCK || options.version().isPresent()) {
            return new Restoring(local, joined, options).plan(found, ground.own(idKey), idKey);
        }
        Contents contents = joined.joined().underIdKey(idKey.bytes());
        VaultContents next = onTopOf(found, ownIds(idKey));
        return new Restoring.Plan(next, contents, JoinedVault.outcomes(next));
    }

    private VaultContents ownIds(Encoded idKey) {
        boolean has = idKey.equals(new Encoded(joined.joined().idKey()));
        return has ? joined.contents() : Readdressing.to(idKey, joined.contents());
    }

    private Optional<UndoMemory.Moved> moved(
            Optional<Enrollment> membership, DeviceId device, DeviceMemory.Raw former) {
        return membership.isPresent()
                ? Optional.empty()
                : Optional.of(new UndoMemory.Moved(
                        device,
                        former.device().map(Encoded::new),
                        former.contents().map(Encoded::new)));
    }

    /** What an earlier recovery has left is worth nothing if it cannot be read. */
    private Optional<UndoMemory.Before> remembered() throws DeviceStateException {
        try {
            return undo.read();
        } catch (DeviceStateException e) {
            if (e.reason() == DeviceStateException.Reason.UNREADABLE) {
                throw e;
            }
            return Optional.empty();
        }
    }

    /** From now on what is added to these accounts gets its ids from the same key, so that nothing is there twice. */
    private void keep(Ground ground, Encoded idKey) throws DeviceStateException {
        if (ground.device().isPresent() && !ground.idKey().isPresent()) {
            here.device().save(new Device(Optional.of(idKey), Optional.empty()));
        }
    }

    /** What has happened all the same, or may have, can still be undone; else the earlier recovery is the newest again. */
    private void notDone(
            VaultContents found, VaultContents next, Optional<UndoMemory.Before> earlier, Exception failure) {
        if (!next.equals(found)
                && !readAgain(failure).filter(now -> !now.equals(next)).isPresent()) {
            return;
        }
        try {
            if (earlier.isPresent()) {
                undo.save(earlier.get());
            } else {
                undo.clear();
            }
        } catch (DeviceStateException | RuntimeException e) {
            Failures.add(e, failure);
        }
    }

    /** A failed write may have happened all the same, so it is taken back. */
    private void enter(Enrollment enrollment, Encoded idKey, DeviceMemory.Raw former) throws DeviceStateException {
        try {
            here.device().save(new Device(Optional.of(idKey), Optional.of(enrollment)));
        } catch (DeviceStateException | RuntimeException e) {
            restore(former, e);
            throw e;
        }
    }

    /** A failed replacement may have happened all the same; then the accounts are the vault's, and so is the device. */
    private void fill(VaultContents found, VaultContents next, Optional<DeviceMemory.Raw> former)
            throws RecoveryRefusedException, DeviceStateException {
        boolean done;
        try {
            done = local.replace(found, next);
        } catch (DeviceStateException | RuntimeException e) {
            boolean happened = readAgain(e).filter(next::equals).isPresent();
            if (!happened) {
                former.ifPresent(raw -> restore(raw, e));
            } else if (e instanceof DeviceStateException) {
                return;
            }
            throw e;
        }
        if (!done) {
            RecoveryRefusedException changed = changedMeanwhile();
            former.ifPresent(raw -> restore(raw, changed));
            throw changed;
        }
    }

    private Optional<VaultContents> readAgain(Exception failure) {
        try {
            return Optional.of(local.read());
        } catch (DeviceStateException | RuntimeException e) {
            Failures.add(e, failure);
            return Optional.empty();
        }
    }

    private void restore(DeviceMemory.Raw former, Exception failure) {
        try {
            here.device().restore(former);
        } catch (DeviceStateException | RuntimeException e) {
            Failures.add(e, failure);
        }
    }

    /** The contents are found where they lie, too. */
    private void settle() {
        try {
            here.device().settleContents();
        } catch (DeviceStateException e) {
            return; // at the next change
        }
    }

    /** Without it this device cannot put the slot back where it gets lost: the next sync remembers it. */
    private void rememberSlot() {
        try {
            vault.rememberSlot();
        } catch (DeviceStateException e) {
            return;
        }
    }

    private Enrollment joining() {
        try (WriteCapability capability = vault.identity().writeCapability(here.randomHex(16))) {
            return new Enrollment(
                    vault.id(),
                    new Encoded(capability.encode()),
                    vault.openedBy(),
                    1,
                    joined.seen(),
                    Optional.empty(),
                    Optional.empty());
        }
    }

    /** A device that backs up to this vault already stays the device that it is. */
    private Enrollment goingOn(Enrollment membership) throws DeviceStateException {
        SortedMap<String, Long> seen = new TreeMap<>(membership.seen());
        joined.seen().forEach((device, sequence) -> seen.merge(device, sequence, Math::max));
        seen.remove(OwnLane.of(here, membership).device().value());
        return membership.withSeen(seen);
    }

    /** Groups and settings of this device stay; those of the vault win. */
    private static VaultContents onTopOf(VaultContents found, VaultContents recovered) {
        Map<String, String> settings = new HashMap<>(found.settings());
        settings.putAll(recovered.settings());
        List<Group> groups = new ArrayList<>(recovered.groups());
        TreeSet<String> known = new TreeSet<>();
        groups.forEach(group -> known.add(group.id().value()));
        found.groups().stream()
                .filter(group -> !known.contains(group.id().value()))
                .forEach(groups::add);
        return new VaultContents(recovered.accounts(), groups, settings, recovered.trash());
    }
}
