package org.authenticatorbackup.core.recovery;

import java.util.Comparator;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.authenticatorbackup.api.DeviceId;
import org.authenticatorbackup.api.account.AccountId;
import org.authenticatorbackup.core.history.AccountCore;
import org.authenticatorbackup.core.history.AccountRecord;
import org.authenticatorbackup.core.history.Contents;
import org.authenticatorbackup.core.history.DifferentIdKeyException;
import org.authenticatorbackup.core.json.Members;
import org.authenticatorbackup.core.vault.Hex;

/**
 * Joins the contents of snapshots as they are read.
 *
 * <p>All devices of a vault make account ids with one key. A device in wrong hands could write another one into its
 * snapshots; were they or the others left out, it could hide everybody's accounts. So contents are joined key by key,
 * and in the end all go under the key that most devices use.
 *
 * <p>Such a device could also purge accounts for everybody. What an older snapshot still has of them is shown in the
 * trash.
 */
final class Joining {

    private final Map<String, Side> sides = new TreeMap<>();

    /** What was written under one id key. */
    private static final class Side {

        private final Set<DeviceId> devices = new HashSet<>();
        private final Map<AccountId, AccountRecord> withCores = new TreeMap<>();
        private Contents contents;

        Side(Contents contents) {
            this.contents = contents;
        }

        void add(DeviceId device, Contents added) {
            contents = joined(contents, added);
            devices.add(device);
            added.accounts().forEach((id, account) -> {
                if (account.core() != AccountCore.Dropped.DROPPED) {
                    withCores.putIfAbsent(id, account);
                }
            });
        }

        Contents under(byte[] idKey) {
            return contents.underIdKey(idKey);
        }

        Map<AccountId, AccountRecord> withCoresUnder(byte[] idKey) {
            return Contents.of(contents.idKey(), withCores, Map.of(), Map.of(), Members.none())
                    .underIdKey(idKey)
                    .accounts();
        }
    }

    /**
     * Everything that was added.
     *
     * @param joined the contents as the merge knows them
     * @param shown the same with purged accounts in the trash, where a snapshot still has them
     */
    record Result(Contents joined, Contents shown) {}

    void add(DeviceId device, Contents contents) {
        sides.computeIfAbsent(Hex.of(contents.idKey()), key -> new Side(contents))
                .add(device, contents);
    }

    /** Whether snapshots disagree about the key. One without accounts needs none. */
    boolean hasConflict() {
        return sides.keySet().stream().filter(key -> !key.isEmpty()).count() > 1;
    }

    /** {@return all of it, if there was any} */
    Optional<Result> result() {
        Optional<Side> most = sides.values().stream()
                .filter(side -> side.contents.idKey().length > 0)
                .max(Comparator.comparingInt(side -> side.devices.size()));
        if (!most.isPresent()) {
            return sides.values().stream()
                    .map(side -> new Result(side.contents, side.contents))
                    .findFirst();
        }
        byte[] idKey = most.get().contents.idKey();
        Contents all = most.get().contents;
        for (Side side : sides.values()) {
            all = joined(all, side.under(idKey));
        }
        Contents shown = all;
        for (Side side : sides.values()) {
            shown = shown.unpurgedFrom(side.withCoresUnder(idKey));
        }
        return Optional.of(new Result(all, shown));
    }

    private static Contents joined(Contents one, Contents other) {
        try {
            return one.join(other);
        } catch (DifferentIdKeyException e) {
            throw new AssertionError("both are under one key", e);
        }
    }
}
