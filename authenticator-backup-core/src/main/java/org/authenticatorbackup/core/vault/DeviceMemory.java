package org.authenticatorbackup.core.vault;

import java.io.IOException;
import java.time.DateTimeException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.authenticatorbackup.api.DeviceStateException;
import org.authenticatorbackup.api.DeviceStateException.Reason;
import org.authenticatorbackup.api.VaultId;
import org.authenticatorbackup.api.spi.DeviceState;

/**
 * What the library remembers on this device, in four documents: {@code device} (the id key and the enrollment),
 * {@code contents} (the contents as last published), {@code outbox} (a snapshot on its way), {@code rotation} (how far a
 * rotation has come) and, while the device moves from one vault to another, {@code next-contents}. Which vault the device
 * belongs to, the first alone decides. {@link CopyMemory}, {@link SlotMemory}, {@link LaneMemory}, {@link DrillMemory},
 * {@link UndoMemory}, {@link PassMemory}, {@link ReleaseMemory} and {@link VerificationMemory} have further ones.
 */
public final class DeviceMemory {

    static final String VERSION = "1";
    private static final String DEVICE = "device";
    private static final String CONTENTS = "contents";
    private static final String OUTBOX = "outbox";
    private static final String ROTATION = "rotation";
    private static final String NEXT_CONTENTS = "next-contents";

    /** Within the fields it is written as an escape. */
    private static final byte END_OF_FIELDS = '\n';

    private final DeviceState state;

    /** Remembers in an app's store. */
    public DeviceMemory(DeviceState state) {
        this.state = state;
    }

    /**
     * The first document.
     *
     * @param idKey the key that account ids are made with, 32 bytes, once it was drawn
     * @param enrollment the vault of this device, if backup is on
     */
    public record Device(Optional<Encoded> idKey, Optional<Enrollment> enrollment) {

        /** {@return a copy with another enrollment} */
        public Device with(Enrollment other) {
            return new Device(idKey, Optional.of(other));
        }
    }

    /** {@return the first document; a device that remembers nothing has neither key nor enrollment} */
    public Device device() throws DeviceStateException {
        Optional<Map<String, String>> fields = read(DEVICE);
        if (!fields.isPresent()) {
            return new Device(Optional.empty(), Optional.empty());
        }
        return parsed(DEVICE, () -> MemoryFields.device(fields.get()));
    }

    /** Replaces the first document. */
    public void save(Device device) throws DeviceStateException {
        Map<String, String> fields = new TreeMap<>();
        fields.put("version", VERSION);
        device.idKey().ifPresent(key -> fields.put("idKey", MemoryFields.base64(key)));
        device.enrollment().ifPresent(enrollment -> MemoryFields.put(fields, enrollment));
        write(DEVICE, FieldText.write(fields));
    }

    /** {@return the contents as last published or prepared, encoded} */
    public Optional<byte[]> contents() throws DeviceStateException {
        return get(CONTENTS);
    }

    /** Replaces the contents. */
    public void saveContents(byte[] encoded) throws DeviceStateException {
        write(CONTENTS, encoded);
    }

    /** {@return the contents that lie beside the others until {@link #settleContents}, encoded} */
    public Optional<byte[]> nextContents() throws DeviceStateException {
        return get(NEXT_CONTENTS);
    }

    /** Lays contents beside those that are there: the device is about to change the vault, and may not come so far. */
    public void saveNextContents(byte[] encoded) throws DeviceStateException {
        write(NEXT_CONTENTS, encoded);
    }

    /** Lets the next contents take the place of the others. */
    public void settleContents() throws DeviceStateException {
        Optional<byte[]> next = nextContents();
        if (next.isPresent()) {
            write(CONTENTS, next.get());
            delete(NEXT_CONTENTS);
        }
    }

    /**
     * {@return the snapshot on its way, if there is one with these contents; one that cannot be understood is worth nothing}
     *
     * @param contentsDigest the digest, in hex, of the contents
     */
    public Optional<Outbox> outboxOf(String contentsDigest) throws DeviceStateException {
        return readable(this::outbox)
                .flatMap(found -> found)
                .filter(outbox -> outbox.contentsDigest().equals(contentsDigest));
    }

    /** {@return the snapshot on its way, if there is one} */
    public Optional<Outbox> outbox() throws DeviceStateException {
        Optional<byte[]> document = get(OUTBOX);
        if (!document.isPresent()) {
            return Optional.empty();
        }
        byte[] bytes = document.get();
        int end = 0;
        while (end < bytes.length && bytes[end] != END_OF_FIELDS) {
            end++;
        }
        if (end == bytes.length) {
            throw new DeviceStateException(Reason.DAMAGED, OUTBOX + " is damaged");
        }
        Map<String, String> fields = fields(OUTBOX, Arrays.copyOf(bytes, end));
        Encoded sealed = Encoded.handedOver(Arrays.copyOfRange(bytes, end + 1, bytes.length));
        return Optional.of(parsed(OUTBOX, () -> MemoryFields.outbox(fields, sealed)));
    }

    /**
     * Remembers a snapshot on its way: its fields, a line feed, and its bytes as they are, which are many. Their digest is among the
     * fields: bytes that were cut would be put, read back as they are, and acknowledged.
     */
    public void save(Outbox outbox) throws DeviceStateException {
        Map<String, String> fields = new TreeMap<>();
        fields.put("version", VERSION);
        fields.put("device", outbox.snapshot().device().value());
        fields.put("sequence", Long.toString(outbox.snapshot().sequence()));
        fields.put("name", outbox.name().value());
        fields.put("contentsDigest", outbox.contentsDigest());
        fields.put("accounts", Integer.toString(outbox.accounts()));
        fields.put("sealedDigest", outbox.sealed().sha256());
        byte[] head = FieldText.write(fields);
        byte[] document = Arrays.copyOf(head, head.length + 1 + outbox.sealed().length());
        document[head.length] = END_OF_FIELDS;
        outbox.sealed().copyTo(document, head.length + 1);
        write(OUTBOX, document);
    }

    /** Forgets the snapshot on its way. */
    public void clearOutbox() throws DeviceStateException {
        delete(OUTBOX);
    }

    /** {@return the rotation that is under way, if there is one} */
    public Optional<Rotation> rotation() throws DeviceStateException {
        Optional<Map<String, String>> fields = read(ROTATION);
        return fields.isPresent()
                ? Optional.of(parsed(ROTATION, () -> MemoryFields.rotation(fields.get())))
                : Optional.empty();
    }

    /** Remembers how far a rotation has come. */
    public void save(Rotation rotation) throws DeviceStateException {
        Map<String, String> fields = new TreeMap<>();
        fields.put("version", VERSION);
        MemoryFields.put(fields, rotation);
        write(ROTATION, FieldText.write(fields));
    }

    /** Forgets the rotation. */
    public void clearRotation() throws DeviceStateException {
        delete(ROTATION);
    }

    /**
     * Forgets the vault and what was last backed up, without needing to understand it. The key that account ids are made
     * with is kept if it can be read, and so is what a rotation has left to be done that needs no write capability.
     */
    public void forgetEnrollment() throws DeviceStateException {
        Optional<Device> device = readable(this::device);
        abandonRotation(device.flatMap(Device::enrollment).map(Enrollment::vault));
        Optional<Encoded> idKey = device.flatMap(Device::idKey);
        clearOutbox();
        if (idKey.isPresent()) {
            save(new Device(idKey, Optional.empty()));
        } else {
            delete(DEVICE);
        }
        delete(CONTENTS);
        delete(NEXT_CONTENTS);
        for (String document : LaneMemory.DOCUMENTS) {
            delete(document);
        }
        delete(CopyMemory.DOCUMENT);
        delete(SlotMemory.DOCUMENT);
        delete(DrillMemory.DOCUMENT);
        delete(UndoMemory.DOCUMENT);
        delete(PassMemory.DOCUMENT);
        delete(ReleaseMemory.DOCUMENT);
    }

    private void abandonRotation(Optional<VaultId> now) throws DeviceStateException {
        Optional<Rotation> left =
                readable(this::rotation).flatMap(found -> found).flatMap(rotation -> rotation.abandoned(now));
        if (left.isPresent()) {
            save(left.get());
        } else {
            clearRotation();
        }
    }

    interface Reading<T> {
        T read() throws DeviceStateException;
    }

    /** {@return what is remembered, or empty if that cannot be understood} */
    static <T> Optional<T> readable(Reading<T> reading) throws DeviceStateException {
        try {
            return Optional.of(reading.read());
        } catch (DeviceStateException e) {
            if (e.reason() == Reason.DAMAGED || e.reason() == Reason.NEWER_VERSION) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** All three documents as they are, understood or not. */
    public record Raw(Optional<byte[]> device, Optional<byte[]> contents, Optional<byte[]> outbox) {}

    /** {@return the documents as they are, to be put back by {@link #restore}} */
    public Raw raw() throws DeviceStateException {
        return new Raw(get(DEVICE), get(CONTENTS), get(OUTBOX));
    }

    /** Puts the documents back, the first one first: if that fails, the device is left with contents that it can use. */
    public void restore(Raw raw) throws DeviceStateException {
        restore(DEVICE, raw.device());
        restore(CONTENTS, raw.contents());
        restore(OUTBOX, raw.outbox());
        delete(NEXT_CONTENTS);
    }

    private void restore(String key, Optional<byte[]> document) throws DeviceStateException {
        if (document.isPresent()) {
            write(key, document.get());
        } else {
            delete(key);
        }
    }

    Optional<Map<String, String>> read(String key) throws DeviceStateException {
        Optional<byte[]> document = get(key);
        if (!document.isPresent()) {
            return Optional.empty();
        }
        return Optional.of(fields(key, document.get()));
    }

    private static Map<String, String> fields(String key, byte[] document) throws DeviceStateException {
        Map<String, String> fields;
        try {
            fields = FieldText.read(document);
        } catch (IOException e) {
            throw new DeviceStateException(Reason.DAMAGED, key + " is damaged", List.of(), e);
        }
        String version = fields.getOrDefault("version", "");
        if (!version.equals(VERSION)) {
            Reason reason = version.matches("[1-9][0-9]{0,8}") ? Reason.NEWER_VERSION : Reason.DAMAGED;
            throw new DeviceStateException(reason, key + " has a version that this release does not know");
        }
        return fields;
    }

    private Optional<byte[]> get(String key) throws DeviceStateException {
        try {
            return state.get(key);
        } catch (IOException e) {
            throw new DeviceStateException(Reason.UNREADABLE, "cannot read " + key, List.of(), e);
        }
    }

    void delete(String key) throws DeviceStateException {
        try {
            state.delete(key);
        } catch (IOException e) {
            throw new DeviceStateException(Reason.UNWRITABLE, "cannot delete " + key, List.of(), e);
        }
    }

    void write(String key, Map<String, String> fields) throws DeviceStateException {
        write(key, FieldText.write(fields));
    }

    private void write(String key, byte[] document) throws DeviceStateException {
        try {
            state.put(key, document);
        } catch (IOException e) {
            throw new DeviceStateException(Reason.UNWRITABLE, "cannot write " + key, List.of(), e);
        }
    }

    interface Parser<T> {
        T parse();
    }

    /** The values' own exceptions carry their input, so they are dropped. */
    static <T> T parsed(String key, Parser<T> parser) throws DeviceStateException {
        try {
            return parser.parse();
        } catch (IllegalArgumentException | ArithmeticException | IndexOutOfBoundsException | DateTimeException e) {
            throw new DeviceStateException(Reason.DAMAGED, key + " is damaged");
        }
    }
}
