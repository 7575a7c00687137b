package org.authenticatorbackup.core.vault;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.authenticatorbackup.api.DeviceId;
import org.authenticatorbackup.api.VaultId;
import org.authenticatorbackup.api.backup.LaneFinding;
import org.authenticatorbackup.core.policy.SteadyClock;

/**
 * What this device remembers of its own lane: what it wrote and verified, and what it last found when it looked.
 *
 * @param vault the vault
 * @param device this device's name within it
 * @param clock this device's clock, as far as it can be trusted
 * @param written the newest snapshots that were verified, at most {@link #MOST}, oldest first
 * @param witnessed the number of the newest snapshot of which the recovery account keeps the witness, or 0
 * @param auditedAt when the lane was last looked at, and all was done that followed from it
 * @param findings what was found then, or since
 */
public record LaneRecord(
        VaultId vault,
        DeviceId device,
        SteadyClock clock,
        List<WrittenSnapshot> written,
        long witnessed,
        Optional<Instant> auditedAt,
        Set<LaneFinding> findings) {

    /** So many snapshots are remembered. What is forgotten is never pruned by this device. */
    public static final int MOST = 256;

    /** Copies the collections. */
    public LaneRecord {
        written = List.copyOf(written);
        findings = Set.copyOf(findings);
    }

    /** {@return the record of a lane in which nothing was written yet} */
    public static LaneRecord begin(VaultId vault, DeviceId device, SteadyClock clock) {
        return new LaneRecord(vault, device, clock, List.of(), 0, Optional.empty(), Set.of());
    }

    /** {@return the newest verified snapshot: this device's high-water mark} */
    public Optional<WrittenSnapshot> newest() {
        return written.isEmpty() ? Optional.empty() : Optional.of(written.get(written.size() - 1));
    }

    /** {@return a copy that knows one more verified snapshot} */
    public LaneRecord with(WrittenSnapshot verified) {
        List<WrittenSnapshot> all = new ArrayList<>();
        written.stream().filter(each -> !each.name().equals(verified.name())).forEach(all::add);
        all.add(verified);
        all.sort(Comparator.comparing(each -> each.snapshot().sequence()));
        List<WrittenSnapshot> kept = all.subList(Math.max(0, all.size() - MOST), all.size());
        return new LaneRecord(vault, device, clock, kept, witnessed, auditedAt, findings);
    }

    /** {@return a copy without snapshots that were deleted} */
    public LaneRecord without(Set<WrittenSnapshot> deleted) {
        List<WrittenSnapshot> kept = new ArrayList<>(written);
        kept.removeAll(deleted);
        return new LaneRecord(vault, device, clock, kept, witnessed, auditedAt, findings);
    }

    /** {@return a copy after the recovery account was given the witness of a snapshot} */
    public LaneRecord witnessed(long sequence) {
        return new LaneRecord(vault, device, clock, written, sequence, auditedAt, findings);
    }

    /** {@return a copy after the lane was looked at, and all was done that had to be} */
    public LaneRecord audited(Instant at) {
        return new LaneRecord(vault, device, clock, written, witnessed, Optional.of(at), findings);
    }

    /** {@return a copy with other findings} */
    public LaneRecord found(Set<LaneFinding> found) {
        return new LaneRecord(vault, device, clock, written, witnessed, auditedAt, found);
    }

    /** {@return a copy with one more finding} */
    public LaneRecord finding(LaneFinding found) {
        Set<LaneFinding> all = EnumSet.of(found);
        all.addAll(findings);
        return new LaneRecord(vault, device, clock, written, witnessed, auditedAt, all);
    }

    /** {@return a copy without a finding} */
    public LaneRecord withoutFinding(LaneFinding settled) {
        Set<LaneFinding> all = EnumSet.noneOf(LaneFinding.class);
        all.addAll(findings);
        all.remove(settled);
        return new LaneRecord(vault, device, clock, written, witnessed, auditedAt, all);
    }

    /** {@return a copy with another reading of the clock} */
    public LaneRecord at(SteadyClock other) {
        return new LaneRecord(vault, device, other, written, witnessed, auditedAt, findings);
    }
}
