package org.authenticatorbackup.core.administration;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import org.authenticatorbackup.api.vault.SlotSummary.Lock;
import org.authenticatorbackup.core.backup.LocalState;
import org.authenticatorbackup.core.backup.SlotRemoval;
import org.authenticatorbackup.core.history.Contents;
import org.authenticatorbackup.core.history.DifferentIdKeyException;
import org.authenticatorbackup.core.json.Json;
import org.authenticatorbackup.core.recovery.OpenedVault;
import org.authenticatorbackup.core.recovery.VaultReading;
import org.authenticatorbackup.core.vault.DeviceMemory.Device;
import org.authenticatorbackup.core.vault.Encoded;
import org.authenticatorbackup.core.vault.Enrollment;
import org.authenticatorbackup.core.vault.MirroredStorage;
import org.authenticatorbackup.core.vault.SlotMemory;
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
        Map<SlotId, SlotSummary> known = known();
        List<ListedSlot> listed = new ArrayList<>();
        for (SlotObject slot : slots(here.storage().survey(VaultObject.slotPrefix(vault.id())))) {
            listed.add(listed(
                    slot, notes, Optional.ofNullable(known.get(slot.slot().id()))));
        }
        return listed;
    }

    /** What was noted of a slot is not said of another one that only bears its id. */
    private static ListedSlot listed(SlotObject object, SlotNotes notes, Optional<SlotSummary> known) {
        SlotSummary slot = object.slot();
        Optional<String> locks =
                known.isPresent() ? known.map(each -> VaultObject.lockLabels(each.locks())) : notes.locks(slot.id());
        boolean same = locks.filter(object.labels()::equals).isPresent();
        if (locks.isPresent() && !same) {
            return new ListedSlot(slot, Optional.empty(), Optional.empty(), Origin.UNPROVEN);
        }
        Origin origin = same ? Origin.KNOWN : Origin.UNPROVEN;
        return new ListedSlot(
                slot,
                notes.label(slot.id()),
                notes.created(slot.id()),
                notes.removed(slot.id()) ? Origin.REMOVED : origin);
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

    private Map<SlotId, SlotSummary> known() throws DeviceStateException {
        Map<SlotId, SlotSummary> known = new HashMap<>();
        membership().ifPresent(each -> each.slots().forEach(slot -> known.put(slot.id(), slot)));
        vault.openedBy().forEach(slot -> known.put(slot.id(), slot));
        return known;
    }

    /** Whether the account keeps a secret for a slot, as far as this device knows or names tell. */
    boolean hasSecret(SlotId slot, List<SlotObject> objects) throws DeviceStateException {
        Optional<SlotSummary> known = Optional.ofNullable(known().get(slot));
        return known.filter(each -> each.locks().contains(Lock.ACCOUNT)).isPresent()
                || objects.stream().anyMatch(each -> each.slot().locks().contains(Lock.ACCOUNT))
                || (objects.isEmpty() && !known.isPresent());
    }

    /** Remembers a new slot, and when it was made. */
    void remember(SlotSummary slot, Encoded object, String today) throws DeviceStateException {
        Optional<Enrollment> membership = membership();
        if (membership.isPresent()) {
            List<SlotSummary> slots = new ArrayList<>(membership.get().slots());
            slots.add(slot);
            new SlotMemory(here.device()).remember(vault.id(), slot, object);
            save(membership.get().withSlots(slots));
            note(membership.get(), SlotNotes.made(slot, today));
        }
    }

    /** Notes for all devices that a slot is removed, once and for ever. */
    void noteRemoval(SlotId slot, String today) throws DeviceStateException {
        Optional<Enrollment> membership = membership();
        if (membership.isPresent() && !new SlotNotes(local.known(membership.get())).removed(slot)) {
            note(membership.get(), Map.of(SlotRemoval.key(slot), today));
        }
    }

    void forgetObject(SlotId slot) throws DeviceStateException {
        new SlotMemory(here.device()).forget(vault.id(), slot);
    }

    void forget(SlotId slot) throws DeviceStateException {
        Optional<Enrollment> membership = membership();
        if (membership.isPresent()) {
            forgetObject(slot);
            List<SlotSummary> slots = new ArrayList<>(membership.get().slots());
            if (slots.removeIf(each -> each.id().equals(slot))) {
                save(membership.get().withSlots(slots));
            }
        }
    }

    void note(Enrollment enrollment, Map<String, String> notes) throws DeviceStateException {
        local.save(enrollment, noted(local, local.known(enrollment), notes));
    }

    /** {@return contents with further notes} */
    static Contents noted(LocalState local, Contents contents, Map<String, String> notes) {
        Contents noted = contents;
        for (Map.Entry<String, String> note : notes.entrySet()) {
            noted = local.withSetting(noted, note.getKey(), new Json.Text(note.getValue()));
        }
        return noted;
    }

    private void save(Enrollment enrollment) throws DeviceStateException {
        Device device = here.device().device();
        here.device().save(device.with(enrollment));
    }
}
