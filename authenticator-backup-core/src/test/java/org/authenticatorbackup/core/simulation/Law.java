package org.authenticatorbackup.core.simulation;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.authenticatorbackup.api.account.Account;
import org.authenticatorbackup.api.account.AccountId;
import org.authenticatorbackup.api.account.VaultContents;
import org.authenticatorbackup.core.history.AccountCore;
import org.authenticatorbackup.core.history.AccountRecord;
import org.authenticatorbackup.core.history.Contents;
import org.authenticatorbackup.core.history.Register;
import org.authenticatorbackup.core.history.Tag;
import org.authenticatorbackup.core.json.Json;

/**
 * What the join of some contents must be, said anew and without the library's joins: account by account, by section 2 of the
 * design.
 */
final class Law {

    private final Map<AccountId, Facts> accounts = new TreeMap<>();
    private final Map<String, Register> settings = new TreeMap<>();
    private final Map<String, Set<Json>> unknown = new HashMap<>();

    private static final class Facts {

        private final Set<Tag> live = new TreeSet<>();
        private final Set<Tag> covered = new TreeSet<>();
        private final Set<AccountCore> cores = new HashSet<>();
        private final Set<Register> labels = new HashSet<>();
        private final Set<Register> places = new HashSet<>();
        private final Set<String> unknown = new HashSet<>();
        private long counter;
        private boolean purged;

        void take(AccountRecord account) {
            live.addAll(account.visibility().live());
            covered.addAll(account.visibility().covered());
            if (account.core() != AccountCore.Dropped.DROPPED) {
                cores.add(account.core());
            }
            labels.add(account.label());
            places.add(account.place());
            unknown.addAll(account.unknown().keySet());
            counter = Math.max(counter, account.counter());
            purged |= account.purged() == AccountRecord.Purge.PURGED;
        }

        boolean isVisible() {
            return !covered.containsAll(live);
        }
    }

    static Law of(Collection<Contents> all) {
        Law law = new Law();
        all.forEach(law::take);
        return law;
    }

    private void take(Contents contents) {
        contents.accounts()
                .forEach((id, account) ->
                        accounts.computeIfAbsent(id, key -> new Facts()).take(account));
        contents.settings()
                .forEach((key, setting) -> settings.merge(
                        key, setting, (one, other) -> one.stamp().compareTo(other.stamp()) >= 0 ? one : other));
        contents.unknown()
                .forEach((name, value) ->
                        unknown.computeIfAbsent(name, key -> new HashSet<>()).add(value));
    }

    /** Judges a join. */
    void judge(Contents joined) {
        accounts.forEach((id, facts) -> {
            AccountRecord account = joined.accounts().get(id);
            if (account == null) {
                throw new Violation("P2", "account " + id + " is gone");
            }
            judge(id.value(), facts, account);
        });
        require(joined.accounts().keySet().equals(accounts.keySet()), "P12", "accounts came from nowhere");
        settings.forEach((key, setting) -> require(
                joined.settings().containsKey(key)
                        && joined.settings().get(key).stamp().equals(setting.stamp()),
                "P9",
                "setting " + key + " is not the newest"));
        unknown.forEach((name, values) ->
                require(values.contains(joined.unknown().get(name)), "P13", "the unknown member " + name + " is gone"));
    }

    private static void judge(String id, Facts facts, AccountRecord account) {
        require(
                account.visibility().live().containsAll(facts.live)
                        && account.visibility().covered().containsAll(facts.covered),
                "P5",
                "tags of " + id + " are gone");
        require(account.isVisible() == facts.isVisible(), "P5", id + " is visible or not, against its tags");
        require(account.counter() == facts.counter, "P11", "the counter of " + id + " is not the largest");
        boolean mayBeGone = facts.purged && !facts.isVisible();
        require(
                mayBeGone || facts.cores.isEmpty() || facts.cores.contains(account.core()),
                "P2",
                id + " lost its core");
        require(!account.isVisible() || account.core() != AccountCore.Dropped.DROPPED, "P3", id + " has no core");
        require(isNewest(account.label(), facts.labels), "P9", "the label of " + id + " is not the newest");
        require(isNewest(account.place(), facts.places), "P9", "the place of " + id + " is not the newest");
        require(account.unknown().keySet().containsAll(facts.unknown), "P13", "unknown members of " + id + " are gone");
    }

    private static boolean isNewest(Register winner, Set<Register> all) {
        return all.contains(winner)
                && all.stream().noneMatch(each -> each.stamp().compareTo(winner.stamp()) > 0);
    }

    /** Judges what is shown of a join. */
    void judge(VaultContents shown) {
        Map<AccountId, Account> visible = byId(shown.accounts());
        Map<AccountId, Account> trash = byId(shown.trash());
        accounts.forEach((id, facts) -> {
            boolean isKnown = facts.cores.stream().anyMatch(AccountCore.Known.class::isInstance);
            if (isKnown && facts.isVisible()) {
                require(visible.containsKey(id), "P18", id + " is not among the accounts");
            } else if (isKnown && !facts.purged) {
                require(trash.containsKey(id), "P18", id + " is not in the trash");
            }
        });
    }

    private static Map<AccountId, Account> byId(Collection<Account> accounts) {
        Map<AccountId, Account> result = new HashMap<>();
        accounts.forEach(account -> result.put(account.id(), account));
        return result;
    }

    private static void require(boolean holds, String property, String message) {
        if (!holds) {
            throw new Violation(property, message);
        }
    }
}
