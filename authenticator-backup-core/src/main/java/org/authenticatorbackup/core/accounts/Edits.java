package org.authenticatorbackup.core.accounts;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.authenticatorbackup.api.account.Account;
import org.authenticatorbackup.api.account.AccountId;
import org.authenticatorbackup.api.account.Group;
import org.authenticatorbackup.api.account.GroupId;
import org.authenticatorbackup.api.account.VaultContents;

/** What a person does to the accounts, as pure functions. What an edit is about is there, or nothing is changed. */
final class Edits {

    private Edits() {}

    static Optional<Account> find(List<Account> accounts, AccountId id) {
        return accounts.stream().filter(account -> account.id().equals(id)).findFirst();
    }

    static Optional<Group> find(VaultContents contents, GroupId id) {
        return contents.groups().stream().filter(group -> group.id().equals(id)).findFirst();
    }

    /** At the end; one in the trash comes back instead. */
    static VaultContents added(VaultContents contents, Account account) {
        if (find(contents.accounts(), account.id()).isPresent()) {
            return contents;
        }
        return find(contents.trash(), account.id()).isPresent()
                ? restored(contents, account.id())
                : contents.withAccounts(plus(contents.accounts(), account));
    }

    static VaultContents edited(VaultContents contents, AccountId id, UnaryOperator<Account> edit) {
        List<Account> accounts = new ArrayList<>(contents.accounts());
        accounts.replaceAll(account -> account.id().equals(id) ? edit.apply(account) : account);
        return contents.withAccounts(accounts);
    }

    static VaultContents moved(VaultContents contents, AccountId id, int position) {
        return contents.withAccounts(moved(contents.accounts(), find(contents.accounts(), id), position));
    }

    static VaultContents deleted(VaultContents contents, AccountId id) {
        Optional<Account> account = find(contents.accounts(), id);
        return account.isPresent()
                ? with(
                        contents,
                        minus(contents.accounts(), account.get()),
                        contents.groups(),
                        plus(contents.trash(), account.get()))
                : contents;
    }

    static VaultContents restored(VaultContents contents, AccountId id) {
        Optional<Account> account = find(contents.trash(), id);
        return account.isPresent()
                ? with(
                        contents,
                        plus(contents.accounts(), account.get()),
                        contents.groups(),
                        minus(contents.trash(), account.get()))
                : contents;
    }

    static VaultContents purged(VaultContents contents, Set<AccountId> ids) {
        List<Account> trash = new ArrayList<>(contents.trash());
        trash.removeIf(account -> ids.contains(account.id()));
        return with(contents, contents.accounts(), contents.groups(), trash);
    }

    static VaultContents groupAdded(VaultContents contents, Group group) {
        return withGroups(contents, plus(contents.groups(), group));
    }

    static VaultContents groupRenamed(VaultContents contents, GroupId id, String name) {
        List<Group> groups = new ArrayList<>(contents.groups());
        groups.replaceAll(group -> group.id().equals(id) ? new Group(id, name) : group);
        return withGroups(contents, groups);
    }

    static VaultContents groupMoved(VaultContents contents, GroupId id, int position) {
        return withGroups(contents, moved(contents.groups(), find(contents, id), position));
    }

    static VaultContents groupDeleted(VaultContents contents, GroupId id) {
        Optional<Group> group = find(contents, id);
        return group.isPresent()
                ? with(
                        contents,
                        without(contents.accounts(), id),
                        minus(contents.groups(), group.get()),
                        without(contents.trash(), id))
                : contents;
    }

    static VaultContents settingPut(VaultContents contents, String name, String json) {
        Map<String, String> settings = new HashMap<>(contents.settings());
        settings.put(name, json);
        return new VaultContents(contents.accounts(), contents.groups(), settings, contents.trash());
    }

    static VaultContents settingRemoved(VaultContents contents, String name) {
        Map<String, String> settings = new HashMap<>(contents.settings());
        settings.remove(name);
        return new VaultContents(contents.accounts(), contents.groups(), settings, contents.trash());
    }

    private static List<Account> without(List<Account> accounts, GroupId group) {
        List<Account> result = new ArrayList<>(accounts);
        result.replaceAll(
                account -> account.group().filter(group::equals).isPresent() ? account.withoutGroup() : account);
        return result;
    }

    private static VaultContents withGroups(VaultContents contents, List<Group> groups) {
        return with(contents, contents.accounts(), groups, contents.trash());
    }

    private static VaultContents with(
            VaultContents contents, List<Account> accounts, List<Group> groups, List<Account> trash) {
        return new VaultContents(accounts, groups, contents.settings(), trash);
    }

    private static <T> List<T> moved(List<T> all, Optional<T> one, int position) {
        if (!one.isPresent()) {
            return all;
        }
        List<T> result = minus(all, one.get());
        result.add(Math.min(position, result.size()), one.get());
        return result;
    }

    private static <T> List<T> plus(List<T> all, T one) {
        List<T> result = new ArrayList<>(all);
        result.add(one);
        return result;
    }

    private static <T> List<T> minus(List<T> all, T one) {
        List<T> result = new ArrayList<>(all);
        result.remove(one);
        return result;
    }
}
