package org.authenticatorbackup.core.administration;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.authenticatorbackup.api.DeviceStateException;
import org.authenticatorbackup.api.SlotId;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.VaultId;
import org.authenticatorbackup.api.VaultUnreadableException;
import org.authenticatorbackup.api.spi.ObjectName;
import org.authenticatorbackup.api.vault.ListedSlot;
import org.authenticatorbackup.api.vault.ListedSlot.Origin;
import org.authenticatorbackup.api.vault.SlotSummary;
import org.authenticatorbackup.core.backup.LocalState;
import org.authenticatorbackup.core.history.Contents;
import org.authenticatorbackup.core.history.DifferentIdKeyException;
import org.authenticatorbackup.core.json.Json;
import org.authenticatorbackup.core.recovery.OpenedVault;
import org.authenticatorbackup.core.recovery.VaultReading;
import org.authenticatorbackup.core.vault.DeviceMemory.Device;
import org.authenticatorbackup.core.vault.Enrollment;
import org.authenticatorbackup.core.vault.MirroredStorage;
import org.authenticatorbackup.core.vault.Surroundings;
import org.authenticatorbackup.core.vault.VaultObject;
import org.authenticatorbackup.core.vault.VaultObject.SlotObject;

/** The slots of one vault, as the storage lists them and as the vault and this device know them. */
final class VaultSlots {

    private final Surroundings here;
    private final LocalState local;
    private final OpenedVault vault;

    VaultSlots(Surroundings here, LocalState local, OpenedVault vault) {
        this.here = here;
        this.local = local;
        this.vault = vault;
    }

    List<SlotObject> stored() throws StorageException {
        return stored(here, vault.id());
    }

    /** {@return the slots that the storage lists, by id; fails if any destination does not answer} */
    static List<SlotObject> stored(Surroundings here, VaultId vault) throws StorageException {
        return slots(here.storage().survey(VaultObject.slotPrefix(vault)).requireWhole());
    }

    private static List<SlotObject> slots(MirroredStorage.Survey survey) {
        List<SlotObject> slots = new ArrayList<>();
        for (ObjectName name : new TreeSet<>(survey.names())) {
            Optional<VaultObject> object = VaultObject.parse(name);
            if (object.isPresent() && object.get() instanceof SlotObject slot) {
                slots.add(slot);
            }
        }
        return slots;
    }

    List<ListedSlot> listed() throws StorageException, DeviceStateException {
        SlotNotes notes = notes();
        Set<SlotId> known = known();
        List<ListedSlot> listed = new ArrayList<>();
        for (SlotObject slot : slots(here.storage().survey(VaultObject.slotPrefix(vault.id())))) {
            SlotId id = slot.slot().id();
            Origin origin = known.contains(id) || notes.name(id) ? Origin.KNOWN : Origin.UNPROVEN;
            listed.add(new ListedSlot(slot.slot(), notes.label(id), notes.created(id), origin));
        }
        return listed;
    }

    /** The device's place in this vault, if it has one. */
    Optional<Enrollment> membership() throws DeviceStateException {
        return here.device().device().enrollment().filter(each -> each.vault().equals(vault.id()));
    }

    /** What the snapshots say, and what this device has not backed up yet. */
    private SlotNotes notes() throws StorageException, DeviceStateException {
        Optional<Enrollment> membership = membership();
        Contents known = membership.isPresent() ? local.known(membership.get()) : Contents.empty(new byte[0]);
        try {
            Contents stored = new VaultReading(here.storage(), vault).read().joined();
            byte[] idKey = known.idKey().length > 0 ? known.idKey() : stored.idKey();
            return new SlotNotes(known.join(stored.underIdKey(idKey)));
        } catch (VaultUnreadableException e) {
            return new SlotNotes(known); // a vault without readable snapshots has slots all the same
        } catch (DifferentIdKeyException e) {
            throw new AssertionError("both are under one key", e);
        }
    }

    private Set<SlotId> known() throws DeviceStateException {
        Set<SlotId> known = new HashSet<>();
        vault.openedBy().forEach(slot -> known.add(slot.id()));
        membership().ifPresent(each -> each.slots().forEach(slot -> known.add(slot.id())));
        return known;
    }

    /** Remembers a new slot, and when it was made. */
    void remember(SlotSummary slot, String today) throws DeviceStateException {
        Optional<Enrollment> membership = membership();
        if (membership.isPresent()) {
            List<SlotSummary> slots = new ArrayList<>(membership.get().slots());
            slots.add(slot);
            save(membership.get().withSlots(slots));
            note(membership.get(), SlotNotes.createdKey(slot.id()), today);
        }
    }

    void forget(SlotId slot) throws DeviceStateException {
        Optional<Enrollment> membership = membership();
        if (membership.isPresent()) {
            List<SlotSummary> slots = new ArrayList<>(membership.get().slots());
            if (slots.removeIf(each -> each.id().equals(slot))) {
                save(membership.get().withSlots(slots));
            }
        }
    }

    void note(Enrollment enrollment, String key, String text) throws DeviceStateException {
        Contents known = local.known(enrollment);
        local.save(enrollment, local.withSetting(known, key, new Json.Text(text)));
    }

    private void save(Enrollment enrollment) throws DeviceStateException {
        Device device = here.device().device();
        here.device().save(device.with(enrollment));
    }
}
