package org.authenticatorbackup.core.vault;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.VaultId;
import org.authenticatorbackup.api.spi.ObjectName;
import org.authenticatorbackup.core.vault.VaultObject.SlotObject;

/**
 * Which vaults may have replaced one. A rotation takes the slots of the old vault away and leaves its snapshots, beside a
 * vault that has both. Which vault that one replaced, only those can read who open it: names tell what it looks like, and
 * prove nothing.
 */
public final class Succession {

    private Succession() {}

    /**
     * {@return the vaults that may have replaced this one, by id; none if it has a slot, or no snapshot, or if a destination
     * that does not answer may have a slot}
     */
    public static List<VaultId> of(MirroredStorage storage, VaultId vault) throws StorageException {
        Set<VaultId> open = new TreeSet<>(Comparator.comparing(VaultId::value));
        Set<VaultId> filled = new TreeSet<>(Comparator.comparing(VaultId::value));
        MirroredStorage.Survey survey = storage.survey("");
        if (!survey.unread().isEmpty()) {
            return List.of();
        }
        for (ObjectName name : survey.names()) {
            VaultObject.parse(name)
                    .ifPresent(object -> (object instanceof SlotObject ? open : filled).add(object.vault()));
        }
        if (open.contains(vault) || !filled.contains(vault)) {
            return List.of();
        }
        open.retainAll(filled);
        return List.copyOf(open);
    }
}
