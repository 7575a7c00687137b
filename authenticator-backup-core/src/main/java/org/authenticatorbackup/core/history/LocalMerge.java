package org.authenticatorbackup.core.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.authenticatorbackup.api.account.Account;
import org.authenticatorbackup.api.account.AccountId;
import org.authenticatorbackup.api.account.Credential;
import org.authenticatorbackup.api.account.VaultContents;

/** Puts merged contents in place of what the app holds, and keeps what only the app has. Pure. */
public final class LocalMerge {

    private final Map<AccountId, Account> held = new HashMap<>();
    private final VaultContents app;
    private final VaultContents merged;

    private LocalMerge(VaultContents app, VaultContents merged) {
        this.app = app;
        this.merged = merged;
        app.accounts().forEach(account -> held.put(account.id(), account));
        app.trash().forEach(account -> held.put(account.id(), account));
    }

    /**
     * Merges.
     *
     * @param app what the app holds
     * @param merged what the vault holds, the app's own included, as it is shown
     * @return the vault's; with the app's own credentials where the vault has names only or where they are this device's alone, and with accounts that the vault
     *     does not show, such as those that another device has purged, in the trash. What was in the app's trash before keeps
     *     its order there
     */
    public static VaultContents of(VaultContents app, VaultContents merged) {
        return new LocalMerge(app, merged).merged();
    }

    private VaultContents merged() {
        List<Account> accounts = new ArrayList<>();
        List<Account> trash = new ArrayList<>();
        Set<AccountId> there = new HashSet<>();
        merged.accounts().forEach(account -> accounts.add(own(account, there)));
        merged.trash().forEach(account -> trash.add(own(account, there)));
        app.accounts().stream().filter(each -> !there.contains(each.id())).forEach(trash::add);
        app.trash().stream().filter(each -> !there.contains(each.id())).forEach(trash::add);
        return new VaultContents(accounts, merged.groups(), merged.settings(), inTheAppsOrder(trash));
    }

    private List<Account> inTheAppsOrder(List<Account> trash) {
        Map<AccountId, Account> left = new LinkedHashMap<>();
        trash.forEach(account -> left.put(account.id(), account));
        List<Account> ordered = new ArrayList<>();
        for (Account account : app.trash()) {
            Account kept = left.remove(account.id());
            if (kept != null) {
                ordered.add(kept);
            }
        }
        ordered.addAll(left.values());
        return ordered;
    }

    private Account own(Account account, Set<AccountId> there) {
        there.add(account.id());
        Account mine = held.get(account.id());
        return mine == null ? account : account.withCredential(own(mine.credential(), account.credential()));
    }

    private static Credential own(Credential mine, Credential theirs) {
        if (mine instanceof Credential.DeviceUnique unique) {
            return new Credential.DeviceUnique(unique.own(), own(unique.shared(), theirs));
        }
        return theirs instanceof Credential.Withheld ? mine : theirs;
    }

    /** {@return how many accounts are in one list and not, or not the same, in the other} */
    public static int changed(VaultContents before, VaultContents after) {
        Set<Account> old = new HashSet<>(before.accounts());
        Set<AccountId> touched = new HashSet<>();
        after.accounts().stream().filter(each -> !old.remove(each)).forEach(each -> touched.add(each.id()));
        old.forEach(each -> touched.add(each.id()));
        return touched.size();
    }
}
