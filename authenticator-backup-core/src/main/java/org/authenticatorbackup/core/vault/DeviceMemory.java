package org.authenticatorbackup.core.vault;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.authenticatorbackup.api.BackupRefusedException;
import org.authenticatorbackup.api.DeviceId;
import org.authenticatorbackup.api.DeviceStateException;
import org.authenticatorbackup.api.DeviceStateException.Reason;
import org.authenticatorbackup.api.Problem;
import org.authenticatorbackup.api.RecoveryAccountException;
import org.authenticatorbackup.api.SnapshotId;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.VaultId;
import org.authenticatorbackup.api.backup.BackupHealth;
import org.authenticatorbackup.api.backup.BackupReceipt;
import org.authenticatorbackup.api.spi.DeviceState;
import org.authenticatorbackup.api.spi.ObjectName;

/**
 * What the library remembers on this device, in four documents: {@code device} (the id key and the enrollment),
 * {@code contents} (the contents as last published), {@code outbox} (a snapshot on its way), {@code rotation} (how far a
 * rotation has come) and, while the device moves from one vault to another, {@code next-contents}. Which vault the device
 * belongs to, the first alone decides.
 */
public final class DeviceMemory {

    private static final String VERSION = "1";
    private static final String DEVICE = "device";
    private static final String CONTENTS = "contents";
    private static final String OUTBOX = "outbox";
    private static final String ROTATION = "rotation";
    private static final String NEXT_CONTENTS = "next-contents";
    private static final int ID_KEY_BYTES = 32;

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
        return parsed(DEVICE, () -> device(fields.get()));
    }

    /** Replaces the first document. */
    public void save(Device device) throws DeviceStateException {
        Map<String, String> fields = new TreeMap<>();
        fields.put("version", VERSION);
        device.idKey().ifPresent(key -> fields.put("idKey", base64(key)));
        device.enrollment().ifPresent(enrollment -> put(fields, enrollment));
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

    /** {@return the snapshot on its way, if there is one} */
    public Optional<Outbox> outbox() throws DeviceStateException {
        Optional<Map<String, String>> fields = read(OUTBOX);
        return fields.isPresent() ? Optional.of(parsed(OUTBOX, () -> outbox(fields.get()))) : Optional.empty();
    }

    /** Remembers a snapshot on its way. */
    public void save(Outbox outbox) throws DeviceStateException {
        Map<String, String> fields = new TreeMap<>();
        fields.put("version", VERSION);
        fields.put("device", outbox.snapshot().device().value());
        fields.put("sequence", Long.toString(outbox.snapshot().sequence()));
        fields.put("name", outbox.name().value());
        fields.put("sealed", base64(outbox.sealed()));
        fields.put("contentsDigest", outbox.contentsDigest());
        fields.put("accounts", Integer.toString(outbox.accounts()));
        write(OUTBOX, FieldText.write(fields));
    }

    /** Forgets the snapshot on its way. */
    public void clearOutbox() throws DeviceStateException {
        delete(OUTBOX);
    }

    /** {@return the rotation that is under way, if there is one} */
    public Optional<Rotation> rotation() throws DeviceStateException {
        Optional<Map<String, String>> fields = read(ROTATION);
        return fields.isPresent() ? Optional.of(parsed(ROTATION, () -> rotation(fields.get()))) : Optional.empty();
    }

    /** Remembers how far a rotation has come. */
    public void save(Rotation rotation) throws DeviceStateException {
        Map<String, String> fields = new TreeMap<>();
        fields.put("version", VERSION);
        fields.put("rotation.phase", rotation.phase().name());
        fields.put("rotation.replaced", rotation.replaced().value());
        fields.put("rotation.vault", rotation.vault().value());
        fields.put("rotation.device", rotation.device().value());
        fields.put("rotation.formerSlots", String.join(" ", Enrollment.slotTexts(rotation.formerSlots())));
        fields.put("rotation.slots", String.join(" ", Enrollment.slotTexts(rotation.slots())));
        rotation.enrollment().ifPresent(enrollment -> put(fields, enrollment));
        write(ROTATION, FieldText.write(fields));
    }

    /** Forgets the rotation. */
    public void clearRotation() throws DeviceStateException {
        delete(ROTATION);
    }

    /**
     * Forgets the vault and what was last backed up, without needing to understand it. The key that account ids are made
     * with is kept if it can be read.
     */
    public void forgetEnrollment() throws DeviceStateException {
        Optional<Encoded> idKey = readableIdKey();
        clearOutbox();
        if (idKey.isPresent()) {
            save(new Device(idKey, Optional.empty()));
        } else {
            delete(DEVICE);
        }
        delete(CONTENTS);
        delete(NEXT_CONTENTS);
    }

    private Optional<Encoded> readableIdKey() throws DeviceStateException {
        try {
            return device().idKey();
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

    /** Puts the documents back. */
    public void restore(Raw raw) throws DeviceStateException {
        restore(CONTENTS, raw.contents());
        restore(DEVICE, raw.device());
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

    private static Rotation rotation(Map<String, String> fields) {
        return new Rotation(
                Rotation.Phase.valueOf(field(fields, "rotation.phase")),
                new VaultId(field(fields, "rotation.replaced")),
                Enrollment.slots(words(field(fields, "rotation.formerSlots"))),
                new VaultId(field(fields, "rotation.vault")),
                new DeviceId(field(fields, "rotation.device")),
                Enrollment.slots(words(field(fields, "rotation.slots"))),
                fields.containsKey("vault") ? Optional.of(enrollment(fields)) : Optional.empty());
    }

    private static Outbox outbox(Map<String, String> fields) {
        return new Outbox(
                new SnapshotId(new DeviceId(field(fields, "device")), number(fields, "sequence")),
                new ObjectName(field(fields, "name")),
                encoded(fields, "sealed"),
                field(fields, "contentsDigest"),
                Math.toIntExact(count(fields, "accounts")));
    }

    private static void put(Map<String, String> fields, Enrollment enrollment) {
        fields.put("vault", enrollment.vault().value());
        fields.put("capability", base64(enrollment.capability()));
        fields.put("slots", String.join(" ", Enrollment.slotTexts(enrollment.slots())));
        fields.put("nextSequence", Long.toString(enrollment.nextSequence()));
        fields.put("seen", String.join(" ", Enrollment.seenTexts(enrollment.seen())));
        enrollment.lastVerified().ifPresent(verified -> {
            BackupReceipt receipt = verified.receipt();
            fields.put("verified.device", receipt.snapshot().device().value());
            fields.put("verified.sequence", Long.toString(receipt.snapshot().sequence()));
            fields.put("verified.bytes", Long.toString(receipt.bytes()));
            fields.put("verified.copies", Integer.toString(receipt.verifiedCopies()));
            fields.put("verified.accounts", Integer.toString(receipt.accounts()));
            fields.put("verified.at", Long.toString(receipt.verifiedAt().getEpochSecond()));
            fields.put("verified.contentsDigest", verified.contentsDigest());
        });
        enrollment.lastFailure().ifPresent(failure -> {
            fields.put("failure.reason", failure.reason().messageKey());
            fields.put("failure.at", Long.toString(failure.at().getEpochSecond()));
        });
    }

    private static Device device(Map<String, String> fields) {
        Optional<Encoded> idKey = fields.containsKey("idKey") ? Optional.of(idKey(fields)) : Optional.empty();
        return new Device(idKey, fields.containsKey("vault") ? Optional.of(enrollment(fields)) : Optional.empty());
    }

    private static Encoded idKey(Map<String, String> fields) {
        Encoded key = encoded(fields, "idKey");
        require(key.bytes().length == ID_KEY_BYTES);
        return key;
    }

    private static Enrollment enrollment(Map<String, String> fields) {
        VaultId vault = new VaultId(field(fields, "vault"));
        TreeMap<String, Long> seen = new TreeMap<>();
        for (String each : words(field(fields, "seen"))) {
            SnapshotId newest = seen(each);
            seen.put(newest.device().value(), newest.sequence());
        }
        long nextSequence = number(fields, "nextSequence");
        require(nextSequence >= 1);
        return new Enrollment(
                vault,
                encoded(fields, "capability"),
                Enrollment.slots(words(field(fields, "slots"))),
                nextSequence,
                seen,
                verified(vault, fields),
                failure(fields));
    }

    private static SnapshotId seen(String text) {
        int colon = text.indexOf(':');
        return new SnapshotId(new DeviceId(text.substring(0, colon)), Long.parseLong(text.substring(colon + 1)));
    }

    private static Optional<Enrollment.Verified> verified(VaultId vault, Map<String, String> fields) {
        if (!fields.containsKey("verified.device")) {
            return Optional.empty();
        }
        BackupReceipt receipt = new BackupReceipt(
                vault,
                new SnapshotId(new DeviceId(field(fields, "verified.device")), number(fields, "verified.sequence")),
                count(fields, "verified.bytes"),
                Math.toIntExact(count(fields, "verified.copies")),
                Math.toIntExact(count(fields, "verified.accounts")),
                Instant.ofEpochSecond(number(fields, "verified.at")));
        return Optional.of(new Enrollment.Verified(receipt, field(fields, "verified.contentsDigest")));
    }

    private static Optional<BackupHealth.Failure> failure(Map<String, String> fields) {
        if (!fields.containsKey("failure.reason")) {
            return Optional.empty();
        }
        String key = field(fields, "failure.reason");
        List<Problem> known = new ArrayList<>();
        known.addAll(List.of(StorageException.Reason.values()));
        known.addAll(List.of(DeviceStateException.Reason.values()));
        known.addAll(List.of(BackupRefusedException.Reason.values()));
        known.addAll(List.of(RecoveryAccountException.Reason.values()));
        Instant at = Instant.ofEpochSecond(number(fields, "failure.at"));
        return known.stream()
                .filter(problem -> problem.messageKey().equals(key))
                .findFirst()
                .map(problem -> new BackupHealth.Failure(problem, at));
    }

    private Optional<Map<String, String>> read(String key) throws DeviceStateException {
        Optional<byte[]> document = get(key);
        if (!document.isPresent()) {
            return Optional.empty();
        }
        Map<String, String> fields;
        try {
            fields = FieldText.read(document.get());
        } catch (IOException e) {
            throw new DeviceStateException(Reason.DAMAGED, key + " is damaged", List.of(), e);
        }
        String version = fields.getOrDefault("version", "");
        if (!version.equals(VERSION)) {
            Reason reason = version.matches("[1-9][0-9]{0,8}") ? Reason.NEWER_VERSION : Reason.DAMAGED;
            throw new DeviceStateException(reason, key + " has a version that this release does not know");
        }
        return Optional.of(fields);
    }

    private Optional<byte[]> get(String key) throws DeviceStateException {
        try {
            return state.get(key);
        } catch (IOException e) {
            throw new DeviceStateException(Reason.UNREADABLE, "cannot read " + key, List.of(), e);
        }
    }

    private void delete(String key) throws DeviceStateException {
        try {
            state.delete(key);
        } catch (IOException e) {
            throw new DeviceStateException(Reason.UNWRITABLE, "cannot delete " + key, List.of(), e);
        }
    }

    private void write(String key, byte[] document) throws DeviceStateException {
        try {
            state.put(key, document);
        } catch (IOException e) {
            throw new DeviceStateException(Reason.UNWRITABLE, "cannot write " + key, List.of(), e);
        }
    }

    private interface Parser<T> {
        T parse();
    }

    /** The values' own exceptions carry their input, so they are dropped. */
    private static <T> T parsed(String key, Parser<T> parser) throws DeviceStateException {
        try {
            return parser.parse();
        } catch (IllegalArgumentException | ArithmeticException | IndexOutOfBoundsException | DateTimeException e) {
            throw new DeviceStateException(Reason.DAMAGED, key + " is damaged");
        }
    }

    private static String field(Map<String, String> fields, String name) {
        String value = fields.get(name);
        if (value == null) {
            throw new IllegalArgumentException("missing " + name);
        }
        return value;
    }

    private static long number(Map<String, String> fields, String name) {
        return Long.parseLong(field(fields, name));
    }

    private static long count(Map<String, String> fields, String name) {
        long count = number(fields, name);
        require(count >= 0);
        return count;
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw new IllegalArgumentException("out of range");
        }
    }

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(" ", -1));
    }

    private static String base64(Encoded secret) {
        return Base64.getEncoder().encodeToString(secret.bytes());
    }

    private static Encoded encoded(Map<String, String> fields, String name) {
        return new Encoded(Base64.getDecoder().decode(field(fields, name)));
    }
}
