package org.authenticatorbackup.core.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.authenticatorbackup.api.account.Account;
import org.authenticatorbackup.api.account.AccountId;
import org.authenticatorbackup.core.history.AccountRecord;
import org.authenticatorbackup.core.history.Contents;
import org.authenticatorbackup.core.history.LocalView;
import org.authenticatorbackup.core.history.Register;
import org.authenticatorbackup.core.history.VaultArbitraries;
import org.authenticatorbackup.core.simulation.MergeHistory.Event;
import org.authenticatorbackup.core.simulation.MergeHistory.Kind;
import org.authenticatorbackup.core.snapshot.SnapshotCodec;
import org.authenticatorbackup.core.snapshot.SnapshotFormatException;

/** Lets merge histories happen and judges every state by the laws of the design. */
final class MergeLaws {

    /** A violation, and the shortest history found that shows one of the same property. */
    record Finding(Violation violation, MergeHistory history) {

        @Override
        public String toString() {
            return violation.getMessage() + "\nseed " + history.seed() + ", and as short as it gets:\n"
                    + "new MergeLaws(Joins::library).run(" + history + ");";
        }
    }

    private final Joins joins;
    private int events;

    MergeLaws(Joins joins) {
        this.joins = joins;
    }

    int events() {
        return events;
    }

    Optional<Finding> search(long firstSeed, int histories) {
        for (long seed = firstSeed; seed < firstSeed + histories; seed++) {
            MergeHistory history = MergeHistory.of(seed);
            Optional<Violation> violation = violation(history);
            if (violation.isPresent()) {
                return Optional.of(shrunk(history, violation.get()));
            }
        }
        return Optional.empty();
    }

    private Optional<Violation> violation(MergeHistory history) {
        try {
            run(history);
            return Optional.empty();
        } catch (Violation e) {
            return Optional.of(e);
        } catch (RuntimeException | AssertionError e) {
            return Optional.of(new Violation("P29", "an operation ends in " + e, e));
        }
    }

    private Finding shrunk(MergeHistory history, Violation violation) {
        Finding best = new Finding(violation, history);
        for (int at = 0; at < best.history().events().size(); ) {
            List<Event> fewer = new ArrayList<>(best.history().events());
            fewer.remove(at);
            MergeHistory shorter = history.with(fewer);
            String property = best.violation().property();
            Optional<Violation> still =
                    violation(shorter).filter(each -> each.property().equals(property));
            if (still.isPresent()) {
                best = new Finding(still.get(), shorter);
            } else {
                at++;
            }
        }
        return best;
    }

    /**
     * Lets one history happen.
     *
     * @throws Violation if a law does not hold
     */
    void run(MergeHistory history) {
        List<Replica> replicas = new ArrayList<>();
        for (int i = 0; i < history.replicas(); i++) {
            replicas.add(new Replica(history.seed() * 8 + i));
        }
        for (Event event : history.events()) {
            events++;
            happen(replicas.get(event.at()), replicas.get(event.other()), event);
        }
        judgeTheEnd(history, replicas);
    }

    private void happen(Replica replica, Replica other, Event event) {
        Contents before = replica.known();
        switch (event.kind()) {
            case RECEIVE -> receive(replica, other.known());
            case RECEIVE_OLD -> receive(replica, other.past(event.detail()));
            case RECEIVE_AGAIN -> {
                receive(replica, other.known());
                Contents once = replica.known();
                receive(replica, other.known());
                require(once.equals(replica.known()), "P10", "joining twice is not joining once");
            }
            case DELETE_AND_UNDELETE -> deleteAndUndelete(replica, event);
            case PURGE -> replica.purge(event);
            case NEWS -> replica.takeNews(event);
            default -> replica.happen(event);
        }
        Contents after = replica.known();
        require(joins.join(before, after).equals(after), "P4", event.kind() + " is not inflationary");
        if (event.kind() == Kind.ADD) {
            addsOneAtMost(before, after);
        }
        if (event.kind() == Kind.FORGET) {
            require(after.equals(before), "P5", "what the app lacks was taken for deleted");
        }
    }

    private void receive(Replica replica, Contents received) {
        Contents before = replica.known();
        Contents joined = joins.join(before, received);
        Law law = Law.of(List.of(before, received));
        law.judge(joined);
        law.judge(LocalView.view(joined));
        replica.become(joined);
    }

    private static void deleteAndUndelete(Replica replica, Event event) {
        Map<AccountId, AccountRecord> before = replica.known().accounts();
        Set<AccountId> visible = visible(replica.known());
        replica.happen(new Event(Kind.DELETE, event.at(), event.other(), event.detail()));
        Set<AccountId> deleted = new HashSet<>(visible);
        deleted.removeAll(visible(replica.known()));
        for (AccountId id : deleted) {
            int place = indexInTrash(replica, id);
            if (place < 0) {
                return; // it was purged once, so that a deletion is for good: P8 holds until a purge
            }
            replica.happen(new Event(Kind.UNDELETE, event.at(), event.other(), detailFor(replica, place)));
            AccountRecord after = replica.known().accounts().get(id);
            AccountRecord old = before.get(id);
            require(
                    after.isVisible()
                            && after.core().equals(old.core())
                            && after.label().equals(old.label())
                            && after.counter() == old.counter(),
                    "P8",
                    "deleting and undeleting changed " + id);
        }
    }

    private static int indexInTrash(Replica replica, AccountId id) {
        List<AccountId> trash = LocalView.view(replica.known()).trash().stream()
                .map(Account::id)
                .toList();
        return trash.indexOf(id);
    }

    /** A detail by which this very account is taken out of the trash. */
    private static int detailFor(Replica replica, int place) {
        int size = LocalView.view(replica.known()).trash().size();
        int detail = 0;
        while (new SplittableRandom(detail).nextInt(size) != place) {
            detail++;
        }
        return detail;
    }

    private static void addsOneAtMost(Contents before, Contents after) {
        int more = after.accounts().size() - before.accounts().size();
        require(more == 0 || more == 1, "P12", "adding one account made " + more);
        long changed = before.accounts().entrySet().stream()
                .filter(entry -> !unplaced(entry.getValue())
                        .equals(unplaced(after.accounts().get(entry.getKey()))))
                .count();
        require(changed <= 1 - more, "P12", "adding an account changed others");
    }

    /** Without its place: of two accounts in one place, one moves as soon as anything is arranged. */
    private static AccountRecord unplaced(AccountRecord account) {
        return new AccountRecord(
                account.core(),
                account.label(),
                Register.Shape.PLACE.unwritten(),
                account.counter(),
                account.visibility(),
                account.purged(),
                account.unknown());
    }

    private void judgeTheEnd(MergeHistory history, List<Replica> replicas) {
        List<Contents> states = replicas.stream().map(Replica::known).toList();
        Contents forwards = states.stream().reduce(joins::join).orElseThrow();
        List<Contents> reversed = new ArrayList<>(states);
        java.util.Collections.reverse(reversed);
        Contents backwards = reversed.stream().reduce(joins::join).orElseThrow();
        Contents last = states.get(states.size() - 1);
        Contents nested = joins.join(states.get(0), joins.join(states.get(1), last));
        Contents flat = joins.join(joins.join(states.get(0), states.get(1)), last);
        require(forwards.equals(backwards), "P1", "the order of joins matters");
        require(nested.equals(flat), "P1", "joins are not associative");
        require(joins.join(forwards, forwards).equals(forwards), "P1", "a join with itself changes something");
        for (Contents state : states) {
            require(joins.join(forwards, state).equals(forwards), "P10", "a state that was joined is news");
        }
        for (Replica replica : replicas) {
            Contents old = replica.past((int) (history.seed() % 97));
            require(joins.join(replica.known(), old).equals(replica.known()), "P24", "an old state changes something");
        }
        Law law = Law.of(states);
        law.judge(forwards);
        List<Account> shown = LocalView.view(forwards).accounts();
        require(shown.equals(LocalView.view(backwards).accounts()), "P32", "two orders of one state");
        require(
                new HashSet<>(shown.stream().map(Account::id).toList()).equals(visible(forwards)),
                "P32",
                "the order is no permutation of the visible accounts");
        if (history.seed() % 8 == 0) {
            readsBack(forwards, backwards);
        }
    }

    private static Set<AccountId> visible(Contents contents) {
        Set<AccountId> visible = new HashSet<>();
        contents.accounts().forEach((id, account) -> {
            if (account.isVisible()) {
                visible.add(id);
            }
        });
        return visible;
    }

    private static void readsBack(Contents one, Contents other) {
        byte[] bytes = VaultArbitraries.document(one);
        require(Arrays.equals(bytes, VaultArbitraries.document(other)), "P1", "equal states have different bytes");
        try {
            require(SnapshotCodec.decode(bytes).snapshot().contents().equals(one), "P13", "a state reads back changed");
        } catch (SnapshotFormatException e) {
            throw new Violation("P13", "a state does not read back", e);
        }
    }

    private static void require(boolean holds, String property, String message) {
        if (!holds) {
            throw new Violation(property, message);
        }
    }
}
