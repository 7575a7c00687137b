package org.authenticatorbackup.core.vault;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.authenticatorbackup.api.SlotId;
import org.authenticatorbackup.api.SnapshotId;
import org.authenticatorbackup.api.VaultId;
import org.authenticatorbackup.api.backup.BackupHealth;
import org.authenticatorbackup.api.backup.BackupReceipt;
import org.authenticatorbackup.api.vault.SlotSummary;

/**
 * This device as one of a vault's devices. Holds the write capability, a secret; {@link #toString} shows the vault only.
 *
 * @param vault the vault
 * @param capability the encoded write capability
 * @param slots the slots that this device made or opened
 * @param nextSequence the number of the next snapshot; every lower one is used up
 * @param seen of other devices the highest sequence number that was joined
 * @param lastVerified the newest verified backup with the digest of the contents in it
 * @param lastFailure the newest attempt, if it failed
 */
public record Enrollment(
        VaultId vault,
        Encoded capability,
        List<SlotSummary> slots,
        long nextSequence,
        SortedMap<String, Long> seen,
        Optional<Verified> lastVerified,
        Optional<BackupHealth.Failure> lastFailure) {

    /** A verified backup and the digest, in hex, of the contents that it holds. */
    public record Verified(BackupReceipt receipt, String contentsDigest) {}

    /** Copies the collections. */
    public Enrollment {
        slots = List.copyOf(slots);
        seen = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(seen));
    }

    /** {@return a copy in which the next sequence number is used up} */
    public Enrollment afterTaking(SnapshotId snapshot) {
        return new Enrollment(vault, capability, slots, snapshot.sequence() + 1, seen, lastVerified, lastFailure);
    }

    /** {@return a copy after a verified backup} */
    public Enrollment afterSuccess(Verified verified) {
        return new Enrollment(vault, capability, slots, nextSequence, seen, Optional.of(verified), Optional.empty());
    }

    /** {@return a copy after an attempt that failed} */
    public Enrollment afterFailure(BackupHealth.Failure failure) {
        return new Enrollment(vault, capability, slots, nextSequence, seen, lastVerified, Optional.of(failure));
    }

    /** {@return a copy that knows other slots} */
    public Enrollment withSlots(List<SlotSummary> others) {
        return new Enrollment(vault, capability, others, nextSequence, seen, lastVerified, lastFailure);
    }

    /** {@return a copy that has joined more} */
    public Enrollment withSeen(SortedMap<String, Long> more) {
        return new Enrollment(vault, capability, slots, nextSequence, more, lastVerified, lastFailure);
    }

    /** {@return a copy under another name, which has written nothing under it yet} */
    public Enrollment renamed(Encoded other, SortedMap<String, Long> more) {
        return new Enrollment(vault, other, slots, 1, more, lastVerified, lastFailure);
    }

    @Override
    public String toString() {
        return "Enrollment[" + vault + "]";
    }

    /** Reads what {@link #slotTexts} writes. */
    static List<SlotSummary> slots(List<String> texts) {
        List<SlotSummary> slots = new ArrayList<>();
        for (String each : texts) {
            int dot = each.indexOf('.');
            slots.add(new SlotSummary(new SlotId(each.substring(0, dot)), VaultObject.locks(each.substring(dot + 1))));
        }
        return slots;
    }

    /** Writes slots as {@code <slotId>.<locks>}, in order. */
    static List<String> slotTexts(List<SlotSummary> slots) {
        List<String> texts = new ArrayList<>();
        slots.forEach(slot -> texts.add(slot.id() + "." + VaultObject.lockLabels(slot.locks())));
        return texts;
    }

    /** Writes {@link #seen} as {@code <deviceId>:<decimal>}. */
    static List<String> seenTexts(Map<String, Long> seen) {
        List<String> texts = new ArrayList<>();
        seen.forEach((device, sequence) -> texts.add(device + ":" + sequence));
        return texts;
    }
}
