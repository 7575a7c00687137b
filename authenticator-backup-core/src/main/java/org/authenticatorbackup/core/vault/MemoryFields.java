package org.authenticatorbackup.core.vault;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.authenticatorbackup.api.BackupRefusedException;
import org.authenticatorbackup.api.DeviceId;
import org.authenticatorbackup.api.DeviceStateException;
import org.authenticatorbackup.api.Problem;
import org.authenticatorbackup.api.RecoveryAccountException;
import org.authenticatorbackup.api.SnapshotId;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.VaultId;
import org.authenticatorbackup.api.backup.BackupHealth;
import org.authenticatorbackup.api.backup.BackupReceipt;
import org.authenticatorbackup.api.backup.DestinationOutcome;
import org.authenticatorbackup.api.spi.Destination;
import org.authenticatorbackup.api.spi.ObjectName;

/** The documents of a {@link DeviceMemory} as flat texts. What is out of range is an {@link IllegalArgumentException}. */
final class MemoryFields {

    private static final int ID_KEY_BYTES = 32;
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    private MemoryFields() {}

    static Rotation rotation(Map<String, String> fields) {
        Rotation rotation = new Rotation(
                Rotation.Phase.valueOf(field(fields, "rotation.phase")),
                new VaultId(field(fields, "rotation.replaced")),
                Enrollment.slots(words(field(fields, "rotation.formerSlots"))),
                new VaultId(field(fields, "rotation.vault")),
                new DeviceId(field(fields, "rotation.device")),
                Enrollment.slots(words(field(fields, "rotation.slots"))),
                words(field(fields, "rotation.slotDigests")),
                names(words(field(fields, "rotation.carriedOver"))),
                fields.containsKey("vault") ? Optional.of(enrollment(fields)) : Optional.empty());
        rotation.carriedOver().forEach(name -> require(isSnapshotOf(rotation.replaced(), name)));
        rotation.slotDigests().forEach(digest -> require(DIGEST.matcher(digest).matches()));
        boolean making = rotation.phase() == Rotation.Phase.MAKING;
        boolean retiring = rotation.phase() == Rotation.Phase.RETIRING;
        require(making || rotation.slotDigests().size() == rotation.slots().size());
        require(making || retiring || rotation.enrollment().isPresent());
        require(!rotation.enrollment()
                .filter(enrollment -> !enrollment.vault().equals(rotation.vault()))
                .isPresent());
        return rotation;
    }

    static void put(Map<String, String> fields, Rotation rotation) {
        fields.put("rotation.phase", rotation.phase().name());
        fields.put("rotation.replaced", rotation.replaced().value());
        fields.put("rotation.vault", rotation.vault().value());
        fields.put("rotation.device", rotation.device().value());
        fields.put("rotation.formerSlots", String.join(" ", Enrollment.slotTexts(rotation.formerSlots())));
        fields.put("rotation.slots", String.join(" ", Enrollment.slotTexts(rotation.slots())));
        fields.put("rotation.slotDigests", String.join(" ", rotation.slotDigests()));
        List<String> carriedOver = new ArrayList<>();
        rotation.carriedOver().forEach(name -> carriedOver.add(name.value()));
        fields.put("rotation.carriedOver", String.join(" ", carriedOver));
        rotation.enrollment().ifPresent(enrollment -> put(fields, enrollment));
    }

    private static boolean isSnapshotOf(VaultId vault, ObjectName name) {
        return VaultObject.parse(name)
                .filter(VaultObject.SnapshotObject.class::isInstance)
                .filter(object -> object.vault().equals(vault))
                .isPresent();
    }

    private static Set<ObjectName> names(List<String> texts) {
        Set<ObjectName> names = new TreeSet<>();
        texts.forEach(text -> names.add(new ObjectName(text)));
        return names;
    }

    static Outbox outbox(Map<String, String> fields, Encoded sealed) {
        require(sealed.sha256().equals(field(fields, "sealedDigest")));
        return new Outbox(
                new SnapshotId(new DeviceId(field(fields, "device")), number(fields, "sequence")),
                new ObjectName(field(fields, "name")),
                sealed,
                field(fields, "contentsDigest"),
                Math.toIntExact(count(fields, "accounts")));
    }

    static void put(Map<String, String> fields, Enrollment enrollment) {
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
            fields.put("verified.in", verifiedIn(receipt));
            fields.put("verified.accounts", Integer.toString(receipt.accounts()));
            fields.put("verified.at", Long.toString(receipt.verifiedAt().getEpochSecond()));
            fields.put("verified.contentsDigest", verified.contentsDigest());
        });
        enrollment.lastFailure().ifPresent(failure -> {
            fields.put("failure.reason", failure.reason().messageKey());
            fields.put("failure.at", Long.toString(failure.at().getEpochSecond()));
        });
    }

    static DeviceMemory.Device device(Map<String, String> fields) {
        Optional<Encoded> idKey = fields.containsKey("idKey") ? Optional.of(idKey(fields)) : Optional.empty();
        return new DeviceMemory.Device(
                idKey, fields.containsKey("vault") ? Optional.of(enrollment(fields)) : Optional.empty());
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
                failure(fields, "failure"));
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
                Math.toIntExact(count(fields, "verified.accounts")),
                Instant.ofEpochSecond(number(fields, "verified.at")),
                verifiedIn(fields));
        return Optional.of(new Enrollment.Verified(receipt, field(fields, "verified.contentsDigest")));
    }

    /** Where the others have failed, their own records tell. Before there were several destinations, there was one. */
    private static List<DestinationOutcome> verifiedIn(Map<String, String> fields) {
        List<DestinationOutcome> outcomes = new ArrayList<>();
        for (String name : words(fields.getOrDefault("verified.in", Destination.MAIN))) {
            outcomes.add(new DestinationOutcome(name, Optional.empty()));
        }
        return outcomes;
    }

    private static String verifiedIn(BackupReceipt receipt) {
        List<String> names = new ArrayList<>();
        receipt.destinations().stream()
                .filter(DestinationOutcome::isVerified)
                .forEach(each -> names.add(each.destination()));
        return String.join(" ", names);
    }

    static Optional<BackupHealth.Failure> failure(Map<String, String> fields, String prefix) {
        if (!fields.containsKey(prefix + ".reason")) {
            return Optional.empty();
        }
        String key = field(fields, prefix + ".reason");
        List<Problem> known = new ArrayList<>();
        known.addAll(List.of(StorageException.Reason.values()));
        known.addAll(List.of(DeviceStateException.Reason.values()));
        known.addAll(List.of(BackupRefusedException.Reason.values()));
        known.addAll(List.of(RecoveryAccountException.Reason.values()));
        Instant at = Instant.ofEpochSecond(number(fields, prefix + ".at"));
        return known.stream()
                .filter(problem -> problem.messageKey().equals(key))
                .findFirst()
                .map(problem -> new BackupHealth.Failure(problem, at));
    }

    static String field(Map<String, String> fields, String name) {
        String value = fields.get(name);
        if (value == null) {
            throw new IllegalArgumentException("missing " + name);
        }
        return value;
    }

    static long number(Map<String, String> fields, String name) {
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

    static List<String> words(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(" ", -1));
    }

    static String base64(Encoded secret) {
        return Base64.getEncoder().encodeToString(secret.bytes());
    }

    static Encoded encoded(Map<String, String> fields, String name) {
        return new Encoded(Base64.getDecoder().decode(field(fields, name)));
    }
}
