package org.authenticatorbackup.core.backup;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.authenticatorbackup.api.DeviceStateException;
import org.authenticatorbackup.api.account.Account;
import org.authenticatorbackup.api.account.AccountId;
import org.authenticatorbackup.api.account.GroupId;
import org.authenticatorbackup.api.account.VaultContents;
import org.authenticatorbackup.api.backup.BackupPolicy;
import org.authenticatorbackup.api.spi.LocalAccounts;
import org.authenticatorbackup.core.policy.BackupScope;
import org.authenticatorbackup.core.vault.DeviceMemory;
import org.authenticatorbackup.core.vault.Encoded;

/**
 * The app's store as the services that back up and recover see it: without the accounts that policy excludes. What they do not
 * see they cannot store anywhere, and cannot replace.
 */
public final class ScopedAccounts implements LocalAccounts {

    private final LocalAccounts app;
    private final BackupPolicy policy;
    private final DeviceMemory device;

    /**
     * Looks at a store.
     *
     * @param app the app's own store
     * @param policy what is excluded
     * @param device knows the key that ids are made with
     */
    public ScopedAccounts(LocalAccounts app, BackupPolicy policy, DeviceMemory device) {
        this.app = app;
        this.policy = policy;
        this.device = device;
    }

    @Override
    public VaultContents read() throws IOException {
        return BackupScope.within(policy, app.read());
    }

    @Override
    public boolean replace(VaultContents expected, VaultContents next) throws IOException {
        VaultContents all = app.read();
        VaultContents scoped = BackupScope.within(policy, all);
        if (!scoped.equals(expected)) {
            return false;
        }
        VaultContents whole = scoped.equals(all) ? next : around(all, next);
        return whole.equals(all) || app.replace(all, whole);
    }

    /**
     * What is excluded stays where it was, and as it was, even if the vault has it from another device: behind the account
     * that it stood behind, as long as that is there.
     */
    private VaultContents around(VaultContents all, VaultContents next) throws IOException {
        VaultContents named = readdressed(all);
        return new VaultContents(
                woven(named, named.accounts(), next, next.accounts()),
                next.groups(),
                next.settings(),
                woven(named, named.trash(), next, next.trash()));
    }

    /** With the ids that they would have in the vault, should policy include them one day. */
    private VaultContents readdressed(VaultContents all) throws IOException {
        try {
            Optional<Encoded> idKey = device.device().idKey();
            return idKey.isPresent() ? Readdressing.to(idKey.get(), all) : all;
        } catch (DeviceStateException e) {
            throw new IOException(e);
        }
    }

    private List<Account> woven(VaultContents all, List<Account> before, VaultContents contents, List<Account> next) {
        Set<AccountId> excluded = new HashSet<>();
        all.accounts().stream().filter(this::isExcluded).forEach(account -> excluded.add(account.id()));
        all.trash().stream().filter(this::isExcluded).forEach(account -> excluded.add(account.id()));
        Set<GroupId> groups = new HashSet<>();
        contents.groups().forEach(group -> groups.add(group.id()));
        Set<AccountId> there = new HashSet<>();
        next.forEach(account -> there.add(account.id()));
        List<Account> result = new ArrayList<>();
        Map<AccountId, List<Account>> behind = new HashMap<>();
        List<Account> place = result;
        for (Account account : before) {
            if (isExcluded(account)) {
                boolean lostItsGroup =
                        account.group().filter(group -> !groups.contains(group)).isPresent();
                place.add(lostItsGroup ? account.withoutGroup() : account);
            } else if (there.contains(account.id())) {
                place = behind.computeIfAbsent(account.id(), id -> new ArrayList<>());
            }
        }
        for (Account account : next) {
            if (!excluded.contains(account.id())) {
                result.add(account);
            }
            result.addAll(behind.getOrDefault(account.id(), List.of()));
        }
        return result;
    }

    private boolean isExcluded(Account account) {
        return BackupScope.of(policy, account) == BackupPolicy.Extent.EXCLUDED;
    }
}
