package org.authenticatorbackup.core.simulation;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.authenticatorbackup.api.account.Account;
import org.authenticatorbackup.api.account.AccountId;
import org.authenticatorbackup.api.account.AccountLabel;
import org.authenticatorbackup.api.account.Credential;
import org.authenticatorbackup.api.account.VaultContents;
import org.authenticatorbackup.core.history.AccountCore;

/** What people were told, and what they did: the oracles' own memory. */
final class Ledger {

    private final Map<AccountId, Account> acknowledged = new HashMap<>();
    private final Set<AccountId> deleted = new HashSet<>();

    /** A person deleted an account, somewhere, at some time. */
    void deleted(AccountId id) {
        deleted.add(id);
    }

    boolean wasEverDeleted(AccountId id) {
        return deleted.contains(id);
    }

    /** A person was told that these are backed up. */
    void acknowledged(VaultContents state) {
        state.accounts().forEach(account -> acknowledged.put(account.id(), account));
    }

    Map<AccountId, Account> acknowledged() {
        return acknowledged;
    }

    /** Whether one state shows all that the other shows: accounts as they are, what is in the trash, groups, settings. */
    static boolean holds(VaultContents one, VaultContents other) {
        Map<AccountId, Account> accounts = one.accounts().stream().collect(Collectors.toMap(Account::id, each -> each));
        Set<AccountId> trash = one.trash().stream().map(Account::id).collect(Collectors.toSet());
        return other.accounts().stream()
                        .allMatch(each -> accounts.containsKey(each.id()) && isSame(accounts.get(each.id()), each))
                && other.trash().stream().allMatch(each -> trash.contains(each.id()))
                && one.groups().containsAll(other.groups())
                && one.settings().entrySet().containsAll(other.settings().entrySet())
                && isInOrder(one, other);
    }

    private static boolean isInOrder(VaultContents one, VaultContents other) {
        List<AccountId> wanted = other.accounts().stream().map(Account::id).toList();
        return one.accounts().stream()
                .map(Account::id)
                .filter(wanted::contains)
                .toList()
                .equals(wanted);
    }

    private static boolean isSame(Account stored, Account local) {
        AccountLabel label = stored.label();
        return coreOf(stored).equals(coreOf(local))
                && label.equals(local.label())
                && stored.group().equals(local.group())
                && counterOf(stored) >= counterOf(local);
    }

    static AccountCore.Known coreOf(Account account) {
        return AccountCore.Known.of(account.credential(), account.enrolledAs());
    }

    static long counterOf(Account account) {
        return account.credential() instanceof Credential.CounterBased counting ? counting.counter() : 0;
    }
}
