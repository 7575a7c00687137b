package org.authenticatorbackup.core.vault;

import static org.authenticatorbackup.fuzz.Fuzzing.require;
import static org.authenticatorbackup.fuzz.Fuzzing.requireSame;
import static org.authenticatorbackup.fuzz.Fuzzing.requireSilent;
import static org.authenticatorbackup.fuzz.Fuzzing.text;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.authenticatorbackup.api.DeviceId;
import org.authenticatorbackup.api.DeviceStateException;
import org.authenticatorbackup.api.SlotId;
import org.authenticatorbackup.api.SnapshotId;
import org.authenticatorbackup.api.VaultId;
import org.authenticatorbackup.api.backup.PendingDeletion;
import org.authenticatorbackup.api.spi.DeviceState;
import org.authenticatorbackup.api.spi.ObjectName;
import org.authenticatorbackup.api.vault.PendingRelease;
import org.authenticatorbackup.api.vault.SlotSummary;
import org.authenticatorbackup.core.policy.TrashRule;
import org.authenticatorbackup.fuzz.Fuzzing;

class MemoryFuzzTest {

    private static final int RANDOM_DIGITS = 16;
    private static final String SUFFIX = ".age";

    @FuzzTest(maxDuration = Fuzzing.EACH)
    void device(byte[] input) throws DeviceStateException {
        DeviceMemory memory = remembering("device", input);
        DeviceMemory.Device device;
        try {
            device = memory.device();
        } catch (DeviceStateException e) {
            requireSilent(e, input);
            return;
        }
        device.idKey().ifPresent(key -> requireSame(32, key.bytes().length, "a key has its length"));
        device.enrollment().ifPresent(MemoryFuzzTest::requireSensible);
        memory.save(device);
        requireSame(device, memory.device(), "a device survives its document");
    }

    /** What else would fail at the next backup, far from the damage. */
    private static void requireSensible(Enrollment enrollment) {
        require(enrollment.nextSequence() >= 1, "sequences count from 1");
        enrollment
                .seen()
                .forEach((device, sequence) -> requireSame(
                        device,
                        new SnapshotId(new DeviceId(device), sequence).device().value(),
                        "a device was seen"));
    }

    @FuzzTest(maxDuration = Fuzzing.EACH)
    void outbox(byte[] input) throws DeviceStateException {
        DeviceMemory memory = remembering("outbox", input);
        Outbox outbox;
        try {
            outbox = memory.outbox().orElseThrow();
        } catch (DeviceStateException e) {
            requireSilent(e, input);
            return;
        }
        require(outbox.accounts() >= 0, "accounts are counted");
        memory.save(outbox);
        requireSame(outbox, memory.outbox().orElseThrow(), "an outbox survives its document");
    }

    /** One input is read as each document of the lanes. */
    @FuzzTest(maxDuration = Fuzzing.EACH)
    void lanes(byte[] input) throws DeviceStateException {
        VaultId vault = new VaultId("brucekqlaqedexidov6nr7tf5uwcxkfv");
        DeviceId device = new DeviceId("b0b1b2b3b4b5b6b7b8b9babbbcbdbebf");
        for (String document : LaneMemory.DOCUMENTS) {
            LaneMemory lanes = new LaneMemory(remembering(document, input), vault, device);
            try {
                Optional<LaneRecord> lane = lanes.lane();
                if (lane.isPresent()) {
                    lanes.save(lane.get());
                    requireSame(lane, lanes.lane(), "a lane survives its document");
                }
                List<JoinedSnapshot> joined = lanes.joined();
                lanes.saveJoined(joined);
                requireSame(joined, lanes.joined(), "what was joined survives its document");
                Map<String, TrashRule.Sighting> trash = lanes.trash();
                lanes.saveTrash(trash);
                requireSame(trash, lanes.trash(), "the trash survives its document");
                Optional<PendingDeletion> deletion = lanes.deletion();
                if (deletion.isPresent()) {
                    lanes.save(deletion.get());
                    requireSame(deletion, lanes.deletion(), "a deletion survives its document");
                }
            } catch (DeviceStateException e) {
                requireSilent(e, input);
            }
        }
    }

    @FuzzTest(maxDuration = Fuzzing.EACH)
    void slots(byte[] input) throws DeviceStateException {
        VaultId vault = new VaultId("brucekqlaqedexidov6nr7tf5uwcxkfv");
        SlotMemory memory = new SlotMemory(remembering("slots", input));
        try {
            for (Map.Entry<SlotSummary, Encoded> slot : memory.read(vault).entrySet()) {
                Map<SlotSummary, Encoded> before = memory.read(vault);
                memory.forget(vault, slot.getKey().id());
                memory.remember(vault, slot.getKey(), slot.getValue());
                requireSame(before.get(slot.getKey()), memory.read(vault).get(slot.getKey()), "a slot survives");
            }
        } catch (DeviceStateException e) {
            requireSilent(e, input);
        }
    }

    @FuzzTest(maxDuration = Fuzzing.EACH)
    void passes(byte[] input) throws DeviceStateException {
        VaultId vault = new VaultId("brucekqlaqedexidov6nr7tf5uwcxkfv");
        PassMemory memory = new PassMemory(remembering("passes", input));
        try {
            Map<SlotId, Encoded> passes = memory.of(vault);
            for (Map.Entry<SlotId, Encoded> pass : passes.entrySet()) {
                memory.forget(vault, pass.getKey(), pass.getValue());
                memory.remember(vault, pass.getKey(), pass.getValue());
            }
            requireSame(passes, memory.of(vault), "passes survive their document");
        } catch (DeviceStateException e) {
            requireSilent(e, input);
        }
    }

    @FuzzTest(maxDuration = Fuzzing.EACH)
    void releases(byte[] input) throws DeviceStateException {
        VaultId vault = new VaultId("brucekqlaqedexidov6nr7tf5uwcxkfv");
        ReleaseMemory memory = new ReleaseMemory(remembering("releases", input));
        try {
            List<PendingRelease> releases = memory.read(vault);
            memory.save(vault, releases);
            requireSame(releases, memory.read(vault), "releases survive their document");
        } catch (DeviceStateException e) {
            requireSilent(e, input);
        }
    }

    @FuzzTest(maxDuration = Fuzzing.EACH)
    void drill(byte[] input) throws DeviceStateException {
        VaultId vault = new VaultId("brucekqlaqedexidov6nr7tf5uwcxkfv");
        DrillMemory memory = new DrillMemory(remembering("drill", input));
        try {
            Optional<DrillMemory.Remembered> remembered = memory.read(vault);
            if (remembered.isPresent()) {
                memory.save(vault, remembered.get());
                requireSame(remembered, memory.read(vault), "a drill survives its document");
            }
        } catch (DeviceStateException e) {
            requireSilent(e, input);
        }
    }

    @FuzzTest(maxDuration = Fuzzing.EACH)
    void verification(byte[] input) throws DeviceStateException {
        VerificationMemory memory = new VerificationMemory(remembering("verification", input));
        try {
            VerificationMemory.Remembered remembered = memory.read();
            memory.save(remembered);
            requireSame(remembered, memory.read(), "verifications survive their document");
        } catch (DeviceStateException e) {
            requireSilent(e, input);
        }
    }

    @FuzzTest(maxDuration = Fuzzing.EACH)
    void undo(byte[] input) throws DeviceStateException {
        UndoMemory memory = new UndoMemory(remembering("undo", input));
        try {
            Optional<UndoMemory.Before> before = memory.read();
            if (before.isPresent()) {
                memory.save(before.get());
                requireSame(before, memory.read(), "what was there before survives its document");
            }
        } catch (DeviceStateException e) {
            requireSilent(e, input);
        }
    }

    @FuzzTest(maxDuration = Fuzzing.EACH)
    void rotation(byte[] input) throws DeviceStateException {
        DeviceMemory memory = remembering("rotation", input);
        Rotation rotation;
        try {
            rotation = memory.rotation().orElseThrow();
        } catch (DeviceStateException e) {
            requireSilent(e, input);
            return;
        }
        boolean making = rotation.phase() == Rotation.Phase.MAKING;
        require(making || rotation.slotDigests().size() == rotation.slots().size(), "each slot has a digest");
        for (ObjectName name : rotation.carriedOver()) {
            requireSame(
                    rotation.replaced(), VaultObject.parse(name).orElseThrow().vault(), "it was carried over");
        }
        rotation.enrollment().ifPresent(MemoryFuzzTest::requireSensible);
        rotation.enrollment()
                .ifPresent(enrollment -> requireSame(rotation.vault(), enrollment.vault(), "it joins the new vault"));
        memory.save(rotation);
        requireSame(rotation, memory.rotation().orElseThrow(), "a rotation survives its document");
    }

    @FuzzTest(maxDuration = Fuzzing.EACH)
    void fieldText(byte[] input) throws IOException {
        Map<String, String> fields;
        try {
            fields = FieldText.read(input);
        } catch (IOException e) {
            requireSilent(e, input);
            return;
        }
        byte[] written = FieldText.write(fields);
        require(written.length <= 6 * input.length + 2, "the output is bounded");
        requireSame(fields, FieldText.read(written), "fields survive their text");
    }

    @FuzzTest(maxDuration = Fuzzing.EACH)
    void objectName(byte[] input) {
        String text = text(input);
        ObjectName name;
        try {
            name = new ObjectName(text);
        } catch (IllegalArgumentException e) {
            requireSilent(e, input);
            require(!ObjectName.isLegal(text), "only what is not legal is refused");
            return;
        }
        Optional<VaultObject> object = VaultObject.parse(name);
        if (object.isPresent() && object.get() instanceof VaultObject.SlotObject slot) {
            boolean known = !slot.slot().locks().contains(SlotSummary.Lock.UNKNOWN);
            ObjectName again = VaultObject.slotName(slot.vault(), slot.slot());
            require(!known || again.equals(name), "a slot has one name");
        } else if (object.isPresent() && object.get() instanceof VaultObject.SnapshotObject snapshot) {
            int end = text.length() - SUFFIX.length();
            String random = text.substring(end - RANDOM_DIGITS, end);
            ObjectName again = VaultObject.snapshotName(snapshot.vault(), snapshot.snapshot(), random);
            requireSame(name, again, "a snapshot has one name");
        }
    }

    private static DeviceMemory remembering(String key, byte[] document) {
        Map<String, byte[]> documents = new HashMap<>(Map.of(key, document));
        return new DeviceMemory(new DeviceState() {
            @Override
            public Optional<byte[]> get(String each) {
                return Optional.ofNullable(documents.get(each));
            }

            @Override
            public void put(String each, byte[] written) {
                documents.put(each, written);
            }

            @Override
            public void delete(String each) {
                documents.remove(each);
            }
        });
    }
}
