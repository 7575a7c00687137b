package org.authenticatorbackup.examples.testsupport.simulation;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.authenticatorbackup.api.account.Account;
import org.authenticatorbackup.api.account.AccountId;
import org.authenticatorbackup.api.account.Credential;
import org.authenticatorbackup.api.account.VaultContents;

/** What people were told, and what they did: the oracles' own memory. */
final class Ledger {

    private final Map<AccountId, Account> acknowledged = new HashMap<>();
    private final Set<AccountId> deleted = new HashSet<>();

    /** A person deleted an account, somewhere, at some time. */
    void deleted(AccountId id) {
        deleted.add(id);
    }

    /** A person was told that these are backed up. */
    void acknowledged(VaultContents state) {
        state.accounts().forEach(account -> acknowledged.put(account.id(), account));
        state.trash().forEach(account -> acknowledged.put(account.id(), account));
    }

    /** Nothing was purged, so everything has to be there, with its secret; and in use, if nobody deleted it. */
    void requireNothingLost(VaultContents found) {
        Map<AccountId, Account> visible = byId(found.accounts());
        Map<AccountId, Account> all = new HashMap<>(visible);
        all.putAll(byId(found.trash()));
        acknowledged.forEach((id, account) -> {
            Account there = all.get(id);
            if (there == null) {
                throw new Violation("P18", "the acknowledged account " + id + " is lost");
            }
            Violation.require(
                    isSameKey(there.credential(), account.credential()),
                    "P18",
                    "the acknowledged account " + id + " has another secret or counts backwards");
            Violation.require(
                    visible.containsKey(id) || deleted.contains(id),
                    "P18",
                    "nobody deleted " + id + ", and it is in the trash");
        });
    }

    /** Whether what was found shows all that a state shows: its accounts as they are, and what is in its trash. */
    static boolean holds(VaultContents found, VaultContents state) {
        Map<AccountId, Account> visible = byId(found.accounts());
        Map<AccountId, Account> trash = byId(found.trash());
        return state.accounts().stream().allMatch(each -> {
                    Account there = visible.get(each.id());
                    return there != null
                            && isSameKey(there.credential(), each.credential())
                            && there.label().equals(each.label());
                })
                && trash.keySet().containsAll(byId(state.trash()).keySet());
    }

    private static boolean isSameKey(Credential stored, Credential local) {
        if (stored instanceof Credential.CounterBased one && local instanceof Credential.CounterBased other) {
            return one.secret().equals(other.secret()) && one.counter() >= other.counter();
        }
        return stored.equals(local);
    }

    private static Map<AccountId, Account> byId(Iterable<Account> accounts) {
        Map<AccountId, Account> result = new HashMap<>();
        accounts.forEach(account -> result.put(account.id(), account));
        return result;
    }
}
