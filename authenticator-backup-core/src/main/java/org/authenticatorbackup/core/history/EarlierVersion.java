package org.authenticatorbackup.core.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.authenticatorbackup.api.account.Account;
import org.authenticatorbackup.api.account.AccountId;
import org.authenticatorbackup.api.account.Credential;
import org.authenticatorbackup.api.account.Group;
import org.authenticatorbackup.api.account.GroupId;
import org.authenticatorbackup.api.account.VaultContents;
import org.authenticatorbackup.api.recovery.RestoreMode;

/**
 * What a device shows after it went back to a version. The version's accounts are as they were then, except that counters
 * stay at their highest. {@link LocalView#absorb} makes edits of it, which other devices take up. Pure.
 */
public final class EarlierVersion {

    private final VaultContents now;
    private final Map<AccountId, Account> current = new HashMap<>();

    private EarlierVersion(VaultContents now) {
        this.now = now;
        now.accounts().forEach(account -> current.put(account.id(), account));
        now.trash().forEach(account -> current.put(account.id(), account));
    }

    /**
     * Goes back to a version as a whole.
     *
     * @param now what is shown now
     * @param version what was shown then
     * @param mode what becomes of accounts that the version does not show: with {@code REPLACE} they go to the trash, else
     *     they stay, behind those of the version
     * @return what is shown afterwards
     */
    public static VaultContents whole(VaultContents now, VaultContents version, RestoreMode mode) {
        return new EarlierVersion(now).whole(version, mode);
    }

    /**
     * Brings some accounts of a version back and leaves all else as it is.
     *
     * @param now what is shown now
     * @param version what was shown then
     * @param ids the accounts; those that the version has neither in use nor in the trash change nothing
     * @return what is shown afterwards
     */
    public static VaultContents some(VaultContents now, VaultContents version, Set<AccountId> ids) {
        return new EarlierVersion(now).some(version, ids);
    }

    private VaultContents whole(VaultContents version, RestoreMode mode) {
        List<Account> accounts = new ArrayList<>();
        Set<AccountId> shown = new HashSet<>();
        version.accounts().forEach(account -> {
            shown.add(account.id());
            accounts.add(counted(account));
        });
        List<Account> trash = new ArrayList<>();
        for (Account account : now.accounts()) {
            if (!shown.contains(account.id())) {
                (mode == RestoreMode.REPLACE ? trash : accounts).add(account);
            }
        }
        now.trash().stream().filter(each -> !shown.contains(each.id())).forEach(trash::add);
        Set<AccountId> there = new HashSet<>(shown);
        there.addAll(current.keySet());
        version.trash().stream().filter(each -> !there.contains(each.id())).forEach(trash::add);
        Map<String, String> settings = new HashMap<>(now.settings());
        settings.putAll(version.settings());
        return new VaultContents(accounts, groups(version.groups(), now.groups()), settings, trash);
    }

    private VaultContents some(VaultContents version, Set<AccountId> ids) {
        Map<AccountId, Account> wanted = new HashMap<>();
        List<Account> inOrder = new ArrayList<>(version.accounts());
        inOrder.addAll(version.trash());
        inOrder.removeIf(account -> !ids.contains(account.id()));
        inOrder.forEach(account -> wanted.put(account.id(), account));
        List<Account> accounts = new ArrayList<>();
        Set<AccountId> shown = new HashSet<>();
        for (Account account : now.accounts()) {
            shown.add(account.id());
            accounts.add(Optional.ofNullable(wanted.get(account.id()))
                    .map(this::counted)
                    .orElse(account));
        }
        for (Account account : inOrder) {
            if (shown.add(account.id())) {
                accounts.add(counted(account));
            }
        }
        List<Account> trash = new ArrayList<>(now.trash());
        trash.removeIf(account -> shown.contains(account.id()));
        Set<GroupId> needed = new HashSet<>();
        inOrder.forEach(account -> account.group().ifPresent(needed::add));
        List<Group> missing = new ArrayList<>(version.groups());
        missing.removeIf(group -> !needed.contains(group.id()));
        return new VaultContents(accounts, groups(now.groups(), missing), now.settings(), trash);
    }

    private static List<Group> groups(List<Group> first, List<Group> then) {
        Set<GroupId> ids = new HashSet<>();
        List<Group> groups = new ArrayList<>();
        first.forEach(group -> {
            ids.add(group.id());
            groups.add(group);
        });
        then.stream().filter(group -> ids.add(group.id())).forEach(groups::add);
        return groups;
    }

    private Account counted(Account then) {
        Account today = current.get(then.id());
        return today == null ? then : asItWas(then, today);
    }

    /**
     * An account as it was, but with a counter that is higher today, since no code may come twice; and with today's
     * credential where only the name was known then, or where it is this device's own.
     *
     * @param then the account at an earlier moment
     * @param today the same account now
     * @return what may be shown from now on
     */
    public static Account asItWas(Account then, Account today) {
        boolean keepsToday = then.credential() instanceof Credential.Withheld
                || today.credential() instanceof Credential.DeviceUnique
                || (then.credential() instanceof Credential.CounterBased old
                        && today.credential() instanceof Credential.CounterBased newest
                        && newest.counter() > old.counter());
        return keepsToday
                ? new Account(then.id(), today.credential(), then.enrolledAs(), then.label(), then.group())
                : then;
    }
}
