package org.authenticatorbackup.core.upkeep;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.authenticatorbackup.api.DeviceId;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.backup.RetentionPolicy;
import org.authenticatorbackup.api.spi.Destination;
import org.authenticatorbackup.api.spi.ObjectName;
import org.authenticatorbackup.core.history.Contents;
import org.authenticatorbackup.core.history.DifferentIdKeyException;
import org.authenticatorbackup.core.policy.PruningRule;
import org.authenticatorbackup.core.policy.SteadyClock;
import org.authenticatorbackup.core.recovery.OpenedVault;
import org.authenticatorbackup.core.vault.JoinedSnapshot;
import org.authenticatorbackup.core.vault.MirroredStorage;
import org.authenticatorbackup.core.vault.VaultObject;
import org.authenticatorbackup.core.vault.VaultObject.SnapshotObject;
import org.authenticatorbackup.core.vault.WrittenSnapshot;

/**
 * Removes what is dispensable in the lanes of other devices. Before one goes, it is read once more together with the two
 * snapshots that hold everything in it, and that they do is proven: in every destination, since it goes from all of them.
 */
final class ForeignPruning {

    private final MirroredStorage storage;
    private final OpenedVault vault;
    private final List<WrittenSnapshot> own;

    /** Judges by the snapshots that this device wrote and that are listed now. */
    ForeignPruning(MirroredStorage storage, OpenedVault vault, Collection<WrittenSnapshot> own) {
        this.storage = storage;
        this.vault = vault;
        this.own = new ArrayList<>(own);
        this.own.sort(
                Comparator.comparing((WrittenSnapshot each) -> each.snapshot().sequence())
                        .reversed());
    }

    Set<JoinedSnapshot> prune(
            DeviceId self, Collection<JoinedSnapshot> joined, SteadyClock clock, RetentionPolicy policy)
            throws StorageException {
        Map<String, JoinedSnapshot> byName = new HashMap<>();
        List<PruningRule.Kept> kept = new ArrayList<>();
        for (JoinedSnapshot each : joined) {
            if (!each.snapshot().device().equals(self)) {
                byName.put(each.name().value(), each);
                kept.add(kept(each));
            }
        }
        Set<JoinedSnapshot> pruned = new LinkedHashSet<>();
        for (PruningRule.Kept each : PruningRule.choose(kept, clock, policy)) {
            JoinedSnapshot chosen = Optional.ofNullable(byName.get(each.name()))
                    .orElseThrow(() -> new AssertionError("it was chosen from these"));
            if (isHeldByOthers(chosen)) {
                storage.delete(chosen.name());
                pruned.add(chosen);
            }
        }
        return pruned;
    }

    private PruningRule.Kept kept(JoinedSnapshot each) {
        int publishes = (int) own.stream()
                .filter(written -> written.snapshot().sequence() >= each.before())
                .count();
        return new PruningRule.Kept(
                each.name().value(),
                each.snapshot().device().value(),
                each.snapshot().sequence(),
                each.created(),
                each.at(),
                publishes);
    }

    private boolean isHeldByOthers(JoinedSnapshot chosen) throws StorageException {
        Optional<Contents> contents = read(storage, chosen.name());
        if (!contents.isPresent()) {
            return false;
        }
        for (WrittenSnapshot holder : own.subList(0, PruningRule.CONTAINING)) {
            for (Destination each : storage.destinations()) {
                Optional<Contents> held = read(new MirroredStorage(List.of(each)), holder.name());
                if (!held.isPresent() || !contains(held.get(), contents.get())) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean contains(Contents holder, Contents contents) {
        try {
            return holder.join(contents).equals(holder);
        } catch (DifferentIdKeyException e) {
            return false;
        }
    }

    private Optional<Contents> read(MirroredStorage from, ObjectName name) throws StorageException {
        Optional<VaultObject> object = VaultObject.parse(name);
        return object.isPresent()
                        && object.get() instanceof SnapshotObject snapshot
                        && new SnapshotSource(from, vault).read(snapshot) instanceof SnapshotSource.Intact intact
                ? Optional.of(intact.snapshot().contents())
                : Optional.empty();
    }
}
