package org.authenticatorbackup.core.recovery;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.authenticatorbackup.api.DeviceId;
import org.authenticatorbackup.api.DeviceStateException;
import org.authenticatorbackup.api.RecoveryRefusedException;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.account.Group;
import org.authenticatorbackup.api.account.VaultContents;
import org.authenticatorbackup.api.recovery.RecoveryReport;
import org.authenticatorbackup.api.recovery.RecoveryWarning;
import org.authenticatorbackup.api.recovery.UnjoinedReport;
import org.authenticatorbackup.core.backup.LocalState;
import org.authenticatorbackup.core.backup.Readdressing;
import org.authenticatorbackup.core.history.Contents;
import org.authenticatorbackup.core.policy.AdoptRule;
import org.authenticatorbackup.core.vault.DeviceMemory;
import org.authenticatorbackup.core.vault.DeviceMemory.Device;
import org.authenticatorbackup.core.vault.Encoded;
import org.authenticatorbackup.core.vault.Enrollment;
import org.authenticatorbackup.core.vault.Succession;
import org.authenticatorbackup.core.vault.Surroundings;
import org.authenticatorbackup.crypto.vault.WriteCapability;

/** Makes this device one of the vault's and puts the accounts into the app's store. */
final class Commitment {

    private final Surroundings here;
    private final OpenedVault vault;
    private final JoinedVault joined;
    private final LocalState local;

    Commitment(Surroundings here, OpenedVault vault, JoinedVault joined) {
        if (!joined.vault().equals(vault.id())) {
            throw new IllegalArgumentException("the preview is of another vault");
        }
        this.here = here;
        this.vault = vault;
        this.joined = joined;
        this.local = new LocalState(here);
    }

    /**
     * The device's state first, the accounts second: a crash between the two leaves a device without accounts. The first
     * document decides which vault the device belongs to; what the former vault needs is there until that is settled.
     */
    RecoveryReport commit() throws RecoveryRefusedException, DeviceStateException {
        if (vault.adoption() != AdoptRule.Decision.ADOPT) {
            throw new RecoveryRefusedException(
                    RecoveryRefusedException.Reason.NOT_ADOPTABLE, "only the recovery account opened the vault");
        }
        refuseReplaced();
        VaultContents found = readEmpty();
        DeviceId device = new DeviceId(here.randomHex(16));
        Enrollment enrollment = enrollment(device);
        DeviceMemory.Raw former = here.device().raw();
        Contents contents = withIdKey();
        boolean leaving = isInAnotherVault();
        here.device().clearOutbox();
        if (leaving) {
            local.saveNext(enrollment, contents);
        } else {
            local.save(enrollment, contents);
        }
        enter(enrollment, contents, former);
        fill(found, former);
        if (leaving) {
            settle();
        }
        return new RecoveryReport(vault.id(), device, joined.outcomes(), joined.rejected(), joined.warnings());
    }

    /** Nothing would be backed up from here: the vault has no way in left. */
    private void refuseReplaced() throws RecoveryRefusedException {
        if (joined.warnings().contains(RecoveryWarning.VAULT_ROTATED)) {
            throw new RecoveryRefusedException(
                    RecoveryRefusedException.Reason.VAULT_ROTATED,
                    "another vault has replaced " + vault.id(),
                    successors(),
                    null);
        }
    }

    private List<String> successors() {
        List<String> names = new ArrayList<>();
        try {
            Succession.of(here.storage(), vault.id()).forEach(each -> names.add(each.value()));
        } catch (StorageException e) {
            return List.of(); // the refusal stands without their names
        }
        return names;
    }

    /** The accounts alone: the device's state stays as it is. */
    UnjoinedReport restoreWithoutJoining() throws RecoveryRefusedException, DeviceStateException {
        vault.identity();
        VaultContents found = readEmpty();
        VaultContents own = withOwnIds(joined.contents());
        if (!local.replace(found, onTopOf(found, own))) {
            throw new RecoveryRefusedException(
                    RecoveryRefusedException.Reason.CHANGED_MEANWHILE,
                    "something was changed on this device meanwhile");
        }
        return new UnjoinedReport(vault.id(), JoinedVault.outcomes(own), joined.rejected(), joined.warnings());
    }

    /** A device that has made ids with a key of its own goes on with that: to its vault, others are foreign. */
    private VaultContents withOwnIds(VaultContents recovered) throws DeviceStateException {
        Optional<Encoded> idKey = readable().flatMap(Device::idKey);
        return idKey.isPresent() ? Readdressing.to(idKey.get(), recovered) : recovered;
    }

    private VaultContents readEmpty() throws RecoveryRefusedException, DeviceStateException {
        VaultContents found = local.read();
        if (!found.isEmpty()) {
            throw new RecoveryRefusedException(
                    RecoveryRefusedException.Reason.DEVICE_NOT_EMPTY,
                    found.accounts().size() + " accounts are on this device",
                    List.of(Integer.toString(found.accounts().size())),
                    null);
        }
        return found;
    }

    /** A device that does not know where it belongs has nothing to keep for that. */
    private boolean isInAnotherVault() throws DeviceStateException {
        return readable()
                .flatMap(Device::enrollment)
                .filter(enrollment -> !enrollment.vault().equals(vault.id()))
                .isPresent();
    }

    private Optional<Device> readable() throws DeviceStateException {
        try {
            return Optional.of(here.device().device());
        } catch (DeviceStateException e) {
            if (e.reason() == DeviceStateException.Reason.DAMAGED
                    || e.reason() == DeviceStateException.Reason.NEWER_VERSION) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** A failed write may have happened all the same, so it is taken back. */
    private void enter(Enrollment enrollment, Contents contents, DeviceMemory.Raw former) throws DeviceStateException {
        try {
            here.device().save(new Device(Optional.of(new Encoded(contents.idKey())), Optional.of(enrollment)));
        } catch (DeviceStateException | RuntimeException e) {
            restore(former, e);
            throw e;
        }
    }

    /** A failed replacement may have happened all the same; then the accounts are the vault's, and so is the device. */
    private void fill(VaultContents found, DeviceMemory.Raw former)
            throws RecoveryRefusedException, DeviceStateException {
        VaultContents next = onTopOf(found, joined.contents());
        boolean done;
        try {
            done = local.replace(found, next);
        } catch (DeviceStateException | RuntimeException e) {
            boolean happened = readAgain(e).filter(next::equals).isPresent();
            if (!happened) {
                restore(former, e);
            } else if (e instanceof DeviceStateException) {
                return;
            }
            throw e;
        }
        if (!done) {
            RecoveryRefusedException changed = new RecoveryRefusedException(
                    RecoveryRefusedException.Reason.CHANGED_MEANWHILE,
                    "something was changed on this device meanwhile");
            restore(former, changed);
            throw changed;
        }
    }

    private Optional<VaultContents> readAgain(Exception failure) {
        try {
            return Optional.of(local.read());
        } catch (DeviceStateException | RuntimeException e) {
            failure.addSuppressed(e);
            return Optional.empty();
        }
    }

    /** A vault without accounts may have no key for their ids; this device is about to need one. */
    private Contents withIdKey() {
        Contents contents = joined.joined();
        return contents.idKey().length > 0 ? contents : contents.underIdKey(here.randomBytes(Contents.ID_KEY_BYTES));
    }

    private void restore(DeviceMemory.Raw former, Exception failure) {
        try {
            here.device().restore(former);
        } catch (DeviceStateException | RuntimeException e) {
            failure.addSuppressed(e);
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

    private Enrollment enrollment(DeviceId device) {
        try (WriteCapability capability = vault.identity().writeCapability(device.value())) {
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
