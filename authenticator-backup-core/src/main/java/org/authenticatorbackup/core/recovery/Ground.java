package org.authenticatorbackup.core.recovery;

import java.util.Optional;
import org.authenticatorbackup.api.DeviceStateException;
import org.authenticatorbackup.api.VaultId;
import org.authenticatorbackup.core.backup.LocalState;
import org.authenticatorbackup.core.history.Contents;
import org.authenticatorbackup.core.vault.DeviceMemory.Device;
import org.authenticatorbackup.core.vault.Encoded;
import org.authenticatorbackup.core.vault.Enrollment;
import org.authenticatorbackup.core.vault.Surroundings;

/**
 * What a recovery finds in a device's state. A state that is damaged or newer than this release tells nothing.
 *
 * @param device the first document, if it can be read
 * @param known the contents that the device knows of its vault, if it has one and they can be read
 */
record Ground(Optional<Device> device, Optional<Contents> known) {

    static Ground of(Surroundings here, LocalState local) throws DeviceStateException {
        Optional<Device> device = readable(() -> here.device().device());
        Optional<Enrollment> enrollment = device.flatMap(Device::enrollment);
        return new Ground(
                device, enrollment.isPresent() ? readable(() -> local.known(enrollment.get())) : Optional.empty());
    }

    private interface Reading<T> {
        T read() throws DeviceStateException;
    }

    private static <T> Optional<T> readable(Reading<T> reading) throws DeviceStateException {
        try {
            return Optional.of(reading.read());
        } catch (DeviceStateException e) {
            if (e.reason() == DeviceStateException.Reason.DAMAGED
                    || e.reason() == DeviceStateException.Reason.NEWER_VERSION) {
                return Optional.empty();
            }
            throw e;
        }
    }

    Optional<Encoded> idKey() {
        return device.flatMap(Device::idKey);
    }

    Optional<Enrollment> enrollment() {
        return device.flatMap(Device::enrollment);
    }

    /** {@return the place that the device has in this vault and is able to go on with} */
    Optional<Enrollment> membership(VaultId vault) {
        return known.isPresent() ? enrollment().filter(each -> each.vault().equals(vault)) : Optional.empty();
    }

    boolean isInAnother(VaultId vault) {
        return enrollment().filter(each -> !each.vault().equals(vault)).isPresent();
    }

    /** {@return what the device knows, or nothing under its own key, or under another one if it has none} */
    Contents own(Encoded otherwise) {
        return known.orElseGet(() -> Contents.empty(idKey().orElse(otherwise).bytes()));
    }
}
