package org.authenticatorbackup.examples.cli;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.authenticatorbackup.api.account.Account;
import org.authenticatorbackup.api.account.AccountId;
import org.authenticatorbackup.api.account.Credential;
import org.authenticatorbackup.api.account.VaultContents;

/**
 * What the accounts file holds.
 *
 * @param contents as the library sees it
 * @param keysHere the device-bound accounts whose key was made on this device
 */
record StoredAccounts(VaultContents contents, Set<AccountId> keysHere) {

    static final StoredAccounts NONE = new StoredAccounts(VaultContents.EMPTY, Set.of());

    StoredAccounts {
        keysHere = Set.copyOf(keysHere);
    }

    /** Whether the account works on this device, or is there by name alone. */
    boolean isReady(Account account) {
        if (account.credential() instanceof Credential.Withheld) {
            return false;
        }
        return !(account.credential() instanceof Credential.DeviceBound) || keysHere.contains(account.id());
    }

    boolean has(AccountId id) {
        return find(id).isPresent();
    }

    Optional<Account> find(AccountId id) {
        return contents.accounts().stream().filter(a -> a.id().equals(id)).findFirst();
    }

    /** With one more account at the end, taken out of the trash if it lay there. */
    StoredAccounts plus(Account account) {
        List<Account> accounts = new ArrayList<>(contents.accounts());
        accounts.add(account);
        List<Account> trash = contents.trash().stream()
                .filter(a -> !a.id().equals(account.id()))
                .toList();
        Set<AccountId> keys = new LinkedHashSet<>(keysHere);
        if (account.credential() instanceof Credential.DeviceBound) {
            keys.add(account.id());
        }
        return new StoredAccounts(new VaultContents(accounts, contents.groups(), contents.settings(), trash), keys);
    }

    /** With the key of a device-bound account made here. */
    StoredAccounts withKeyOf(AccountId id) {
        Set<AccountId> keys = new LinkedHashSet<>(keysHere);
        keys.add(id);
        return new StoredAccounts(contents, keys);
    }

    /**
     * With what the library puts in place of it. It may have given accounts new ids, so that a key made here is found
     * again by the account's credential and name.
     */
    StoredAccounts replacedBy(VaultContents next) {
        List<Account> withKey =
                all(contents).filter(a -> keysHere.contains(a.id())).toList();
        Set<AccountId> keys = all(next)
                .filter(a -> withKey.stream().anyMatch(before -> isSame(before, a)))
                .map(Account::id)
                .collect(Collectors.toSet());
        return new StoredAccounts(next, keys);
    }

    private static Stream<Account> all(VaultContents contents) {
        return Stream.concat(contents.accounts().stream(), contents.trash().stream());
    }

    private static boolean isSame(Account one, Account other) {
        return one.credential().equals(other.credential()) && one.enrolledAs().equals(other.enrolledAs());
    }
}
