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
import org.authenticatorbackup.api.account.Group;
import org.authenticatorbackup.api.account.VaultContents;
import org.authenticatorbackup.api.recovery.RecoveryReport;
import org.authenticatorbackup.api.recovery.UnjoinedReport;
import org.authenticatorbackup.core.backup.LocalState;
import org.authenticatorbackup.core.policy.AdoptRule;
import org.authenticatorbackup.core.vault.DeviceMemory.Device;
import org.authenticatorbackup.core.vault.Encoded;
import org.authenticatorbackup.core.vault.Enrollment;
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

    /** The device's state first, the accounts second: a crash between the two leaves a device without accounts. */
    RecoveryReport commit() throws RecoveryRefusedException, DeviceStateException {
        if (vault.adoption() != AdoptRule.Decision.ADOPT) {
            throw new RecoveryRefusedException(
                    RecoveryRefusedException.Reason.NOT_ADOPTABLE, "only the recovery account opened the vault");
        }
        VaultContents found = readEmpty();
        DeviceId device = new DeviceId(here.randomHex(16));
        Enrollment enrollment = enrollment(device);
        Optional<byte[]> former = here.device().rawDevice();
        here.device().clearOutbox();
        local.save(enrollment, joined.joined());
        here.device().save(new Device(Optional.of(new Encoded(joined.joined().idKey())), Optional.of(enrollment)));
        try {
            replace(found);
        } catch (RecoveryRefusedException | DeviceStateException | RuntimeException e) {
            restore(former, e);
            throw e;
        }
        return new RecoveryReport(vault.id(), device, joined.outcomes(), joined.rejected(), joined.warnings());
    }

    /** The accounts alone: the device's state stays as it is. */
    UnjoinedReport restoreWithoutJoining() throws RecoveryRefusedException, DeviceStateException {
        vault.identity();
        replace(readEmpty());
        return new UnjoinedReport(vault.id(), joined.outcomes(), joined.rejected(), joined.warnings());
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

    private void replace(VaultContents found) throws RecoveryRefusedException, DeviceStateException {
        if (!local.replace(found, onTopOf(found))) {
            throw new RecoveryRefusedException(
                    RecoveryRefusedException.Reason.CHANGED_MEANWHILE,
                    "something was changed on this device meanwhile");
        }
    }

    private void restore(Optional<byte[]> former, Exception failure) {
        try {
            here.device().restoreDevice(former);
        } catch (DeviceStateException e) {
            failure.addSuppressed(e);
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
    private VaultContents onTopOf(VaultContents found) {
        VaultContents recovered = joined.contents();
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
