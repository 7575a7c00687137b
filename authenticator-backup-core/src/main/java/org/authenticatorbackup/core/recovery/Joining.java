package org.authenticatorbackup.core.recovery;

import java.util.Comparator;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.authenticatorbackup.api.DeviceId;
import org.authenticatorbackup.core.history.Contents;
import org.authenticatorbackup.core.history.DifferentIdKeyException;
import org.authenticatorbackup.core.vault.Hex;

/**
 * Joins the contents of snapshots as they are read.
 *
 * <p>All devices of a vault make account ids with one key. A device in wrong hands could write another one into its
 * snapshots; were they or the others left out, it could hide everybody's accounts. So contents are joined key by key,
 * and in the end all go under the key that most devices use.
 */
final class Joining {

    private final Map<String, Side> sides = new TreeMap<>();

    /** What was written under one id key. */
    private static final class Side {

        private final Set<DeviceId> devices = new HashSet<>();
        private Contents contents;

        Side(Contents contents) {
            this.contents = contents;
        }
    }

    void add(DeviceId device, Contents contents) {
        Side side = sides.computeIfAbsent(Hex.of(contents.idKey()), key -> new Side(contents));
        side.contents = joined(side.contents, contents);
        side.devices.add(device);
    }

    /** Whether snapshots disagree about the key. One without accounts needs none. */
    boolean hasConflict() {
        return sides.keySet().stream().filter(key -> !key.isEmpty()).count() > 1;
    }

    /** {@return all of it, if there was any} */
    Optional<Contents> result() {
        Optional<Side> most = sides.values().stream()
                .filter(side -> side.contents.idKey().length > 0)
                .max(Comparator.comparingInt(side -> side.devices.size()));
        if (!most.isPresent()) {
            return sides.values().stream().map(side -> side.contents).findFirst();
        }
        Contents all = most.get().contents;
        for (Side side : sides.values()) {
            all = joined(all, side.contents.underIdKey(all.idKey()));
        }
        return Optional.of(all);
    }

    private static Contents joined(Contents one, Contents other) {
        try {
            return one.join(other);
        } catch (DifferentIdKeyException e) {
            throw new AssertionError("both are under one key", e);
        }
    }
}
