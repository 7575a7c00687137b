package org.authenticatorbackup.core.recovery;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.authenticatorbackup.api.RecoveryRefusedException;
import org.authenticatorbackup.api.RecoveryRefusedException.Reason;
import org.authenticatorbackup.api.SlotId;
import org.authenticatorbackup.core.recovery.GivenShares.Given;
import org.authenticatorbackup.crypto.share.ContactSlot;
import org.authenticatorbackup.crypto.share.Share;
import org.authenticatorbackup.crypto.share.SharesRejectedException;
import org.authenticatorbackup.crypto.vault.LockKey;

/**
 * Which of the given shares give a key together. Mostly all of them. Where one is wrong, by mistake or on purpose, as many
 * as are needed are tried in every combination: of 16 shares these are 12,870 at most, for a threshold of 8. Somebody may
 * hand in several shares that fit one another and nothing else, so there may be more than one key to try.
 */
final class ShareCombinations implements AutoCloseable {

    /** Shares that fit together, the slot that they name, if any does, and what they give. */
    record Combination(Set<Integer> numbers, Optional<ContactSlot> slot, LockKey key) {

        boolean mayBeFor(SlotId id) {
            return !slot.filter(each -> !each.slotId().equals(id.value())).isPresent();
        }

        @Override
        public String toString() {
            return "Combination[" + numbers + ", hidden]";
        }
    }

    private final List<Given> shares;
    private final List<Combination> found = new ArrayList<>();

    private ShareCombinations(List<Given> shares) {
        this.shares = shares;
    }

    /** Finds the combinations, which the caller closes. */
    static ShareCombinations of(List<Given> shares) throws RecoveryRefusedException {
        ShareCombinations result = new ShareCombinations(shares);
        try {
            if (nameOneSlot(shares)) {
                result.add(shares);
                return result;
            }
            result.search();
        } catch (SharesRejectedException e) {
            result.search();
            if (result.found.isEmpty()) {
                throw refused(e);
            }
        }
        if (result.found.isEmpty()) {
            throw new RecoveryRefusedException(Reason.WRONG_SHARES, "the shares are of different slots");
        }
        return result;
    }

    List<Combination> found() {
        return found;
    }

    private static RecoveryRefusedException refused(SharesRejectedException e) {
        boolean tooFew = e.reason() == SharesRejectedException.Reason.TOO_FEW;
        return new RecoveryRefusedException(
                tooFew ? Reason.TOO_FEW_SHARES : Reason.WRONG_SHARES,
                "the shares: " + e.reason(),
                tooFew ? List.of(Integer.toString(e.missing())) : List.of(),
                e);
    }

    private void search() {
        Set<Integer> thresholds = new TreeSet<>();
        shares.forEach(given -> thresholds.add(given.share().threshold()));
        for (int threshold : thresholds) {
            List<Given> alike = new ArrayList<>(shares);
            alike.removeIf(given -> given.share().threshold() != threshold);
            search(alike, 0, threshold, new ArrayList<>());
        }
    }

    /** Adds to those that were chosen as many as are missing, from a place on. */
    private void search(List<Given> from, int at, int missing, List<Given> chosen) {
        if (missing == 0) {
            tryOut(from, chosen);
            return;
        }
        for (int i = at; i <= from.size() - missing; i++) {
            chosen.add(from.get(i));
            search(from, i + 1, missing - 1, chosen);
            chosen.remove(chosen.size() - 1);
        }
    }

    private void tryOut(List<Given> from, List<Given> chosen) {
        Set<Integer> numbers = new HashSet<>();
        chosen.forEach(given -> numbers.add(given.number()));
        boolean known = found.stream().anyMatch(each -> each.numbers().containsAll(numbers));
        if (known || !fit(chosen)) {
            return;
        }
        List<Given> all = new ArrayList<>(chosen);
        for (Given given : from) {
            all.add(given);
            if (numbers.contains(given.number()) || !fit(all)) {
                all.remove(all.size() - 1);
            }
        }
        try {
            add(all);
        } catch (SharesRejectedException e) {
            throw new AssertionError("they fitted", e);
        }
    }

    private static boolean fit(List<Given> some) {
        try {
            Arrays.fill(Share.combine(sharesOf(some)), (byte) 0);
            return nameOneSlot(some);
        } catch (SharesRejectedException e) {
            return false;
        }
    }

    private void add(List<Given> fitting) throws SharesRejectedException {
        byte[] secret = Share.combine(sharesOf(fitting));
        try {
            Set<Integer> numbers = new TreeSet<>();
            fitting.forEach(given -> numbers.add(given.number()));
            found.add(new Combination(numbers, named(fitting).stream().findFirst(), LockKey.contacts(secret)));
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    private static boolean nameOneSlot(List<Given> some) {
        return named(some).size() <= 1;
    }

    private static Set<ContactSlot> named(List<Given> some) {
        Set<ContactSlot> slots = new HashSet<>();
        some.forEach(given -> given.slot().ifPresent(slots::add));
        return slots;
    }

    private static List<Share> sharesOf(List<Given> some) {
        List<Share> result = new ArrayList<>();
        some.forEach(given -> result.add(given.share()));
        return result;
    }

    @Override
    public void close() {
        found.forEach(each -> each.key().close());
    }
}
