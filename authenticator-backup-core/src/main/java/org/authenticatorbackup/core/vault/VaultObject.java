package org.authenticatorbackup.core.vault;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.authenticatorbackup.api.DeviceId;
import org.authenticatorbackup.api.SlotId;
import org.authenticatorbackup.api.SnapshotId;
import org.authenticatorbackup.api.VaultId;
import org.authenticatorbackup.api.spi.ObjectName;
import org.authenticatorbackup.api.vault.SlotSummary;

/** An object of a vault as its name tells it (section 4 of the format). Names are hints: they prove nothing. */
public sealed interface VaultObject {

    /** {@return the vault that the name claims} */
    VaultId vault();

    /** {@return the name in the storage} */
    ObjectName name();

    /** A slot: {@code <vaultId>/slots/<slotId>.<locks>.age}. */
    record SlotObject(VaultId vault, SlotSummary slot, ObjectName name) implements VaultObject {

        /** {@return its locks as the name labels them, also those that this release does not know} */
        public String labels() {
            String front = slotPrefix(vault) + slot.id() + ".";
            return name.value().substring(front.length(), name.value().length() - ".age".length());
        }
    }

    /** A snapshot: {@code <vaultId>/snap/<deviceId>/<seq>-<random>.age}. */
    record SnapshotObject(VaultId vault, SnapshotId snapshot, ObjectName name) implements VaultObject {}

    /** The pattern of {@link SlotObject} names; locks are words joined by hyphens. */
    Pattern SLOT = Pattern.compile("([a-z2-7]{32})/slots/([0-9a-f]{16})\\.([a-z]+(?:-[a-z]+)*)\\.age");

    /** The pattern of {@link SnapshotObject} names; the first digit keeps a sequence number within 63 bits. */
    Pattern SNAPSHOT = Pattern.compile("([a-z2-7]{32})/snap/([0-9a-f]{32})/([0-7][0-9a-f]{15})-[0-9a-f]{16}\\.age");

    /** {@return the prefix of all names of a vault} */
    static String prefix(VaultId vault) {
        return vault + "/";
    }

    /** {@return the prefix of all slots of a vault} */
    static String slotPrefix(VaultId vault) {
        return vault + "/slots/";
    }

    /** {@return the prefix of all snapshots of a vault} */
    static String snapshotPrefix(VaultId vault) {
        return vault + "/snap/";
    }

    /** {@return the prefix of all snapshots of one device of a vault} */
    static String lanePrefix(VaultId vault, DeviceId device) {
        return snapshotPrefix(vault) + device + "/";
    }

    /** {@return the name of a slot} */
    static ObjectName slotName(VaultId vault, SlotSummary slot) {
        return new ObjectName(slotPrefix(vault) + slot.id() + "." + lockLabels(slot.locks()) + ".age");
    }

    /** {@return a name for a snapshot, made unique by 8 random bytes in hex} */
    static ObjectName snapshotName(VaultId vault, SnapshotId snapshot, String random) {
        return new ObjectName(snapshotPrefix(vault) + snapshot + "-" + random + ".age");
    }

    /** {@return the object that a name stands for; empty if it is none of a vault's} */
    static Optional<VaultObject> parse(ObjectName name) {
        Matcher slot = SLOT.matcher(name.value());
        if (slot.matches()) {
            SlotSummary summary = new SlotSummary(new SlotId(slot.group(2)), locks(slot.group(3)));
            return Optional.of(new SlotObject(new VaultId(slot.group(1)), summary, name));
        }
        Matcher snapshot = SNAPSHOT.matcher(name.value());
        if (!snapshot.matches()) {
            return Optional.empty();
        }
        long sequence = Long.parseLong(snapshot.group(3), 16);
        return sequence == 0
                ? Optional.empty()
                : Optional.of(new SnapshotObject(
                        new VaultId(snapshot.group(1)),
                        new SnapshotId(new DeviceId(snapshot.group(2)), sequence),
                        name));
    }

    /** {@return lock labels outermost first, joined by hyphens} */
    static String lockLabels(List<SlotSummary.Lock> locks) {
        List<String> labels = new ArrayList<>();
        locks.forEach(lock -> labels.add(lock.name().toLowerCase(Locale.ROOT)));
        return String.join("-", labels);
    }

    /** {@return the locks of labels joined by hyphens; one that this release does not know is UNKNOWN} */
    static List<SlotSummary.Lock> locks(String labels) {
        List<SlotSummary.Lock> locks = new ArrayList<>();
        for (String label : labels.split("-", -1)) {
            locks.add(
                    switch (label) {
                        case "passphrase" -> SlotSummary.Lock.PASSPHRASE;
                        case "account" -> SlotSummary.Lock.ACCOUNT;
                        case "contacts" -> SlotSummary.Lock.CONTACTS;
                        default -> SlotSummary.Lock.UNKNOWN;
                    });
        }
        return locks;
    }
}
