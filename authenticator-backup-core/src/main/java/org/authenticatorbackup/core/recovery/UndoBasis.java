package org.authenticatorbackup.core.recovery;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.authenticatorbackup.api.BackupRefusedException;
import org.authenticatorbackup.api.DeviceStateException;
import org.authenticatorbackup.api.RecoveryRefusedException;
import org.authenticatorbackup.api.account.Account;
import org.authenticatorbackup.api.account.AccountId;
import org.authenticatorbackup.api.account.Credential;
import org.authenticatorbackup.api.account.Group;
import org.authenticatorbackup.api.account.GroupId;
import org.authenticatorbackup.api.account.VaultContents;
import org.authenticatorbackup.core.backup.LocalState;
import org.authenticatorbackup.core.backup.Readdressing;
import org.authenticatorbackup.core.history.Contents;
import org.authenticatorbackup.core.history.EarlierVersion;
import org.authenticatorbackup.core.history.LocalView;
import org.authenticatorbackup.core.vault.Encoded;
import org.authenticatorbackup.core.vault.UndoMemory;

/** What a recovery replaces, as it is remembered, and back. */
final class UndoBasis {

    private final LocalState local;

    UndoBasis(LocalState local) {
        this.local = local;
    }

    /**
     * Before a recovery.
     *
     * @param found what the app holds
     * @param idKey the key of its ids
     * @param next what the app will hold
     * @param nextKey the key of the ids then
     */
    UndoMemory.Before before(
            VaultContents found, Encoded idKey, VaultContents next, Encoded nextKey, Optional<UndoMemory.Moved> moved)
            throws RecoveryRefusedException {
        VaultContents former = Readdressing.to(idKey, found);
        Set<AccountId> held = new HashSet<>(ids(both(Readdressing.to(nextKey, found))));
        Map<AccountId, Long> brought = new HashMap<>();
        both(next).stream()
                .filter(account -> !held.contains(account.id()))
                .forEach(account -> brought.put(account.id(), counter(account)));
        List<Account> byName = both(former);
        byName.removeIf(account -> !(account.credential() instanceof Credential.Withheld));
        byte[] encoded = encoded(idKey, former);
        try {
            return new UndoMemory.Before(new Encoded(encoded), ids(byName), ids(former.trash()), brought, moved);
        } finally {
            Arrays.fill(encoded, (byte) 0);
        }
    }

    private byte[] encoded(Encoded idKey, VaultContents former) throws RecoveryRefusedException {
        try {
            return local.keepsake(local.absorb(Contents.empty(idKey.bytes()), former));
        } catch (BackupRefusedException e) {
            throw new RecoveryRefusedException(
                    RecoveryRefusedException.Reason.UNMERGEABLE,
                    "the accounts of this device: " + e.reason(),
                    List.of(),
                    e);
        }
    }

    /**
     * After a recovery.
     *
     * @param now what the app holds
     * @return what it held before, with what was added since
     * @throws DeviceStateException if what was remembered is damaged
     */
    VaultContents after(UndoMemory.Before before, VaultContents now) throws DeviceStateException {
        byte[] encoded = before.former().bytes();
        Contents former;
        try {
            former = local.fromKeepsake(encoded);
        } finally {
            Arrays.fill(encoded, (byte) 0);
        }
        return new Undoing(before, LocalView.view(former), new Encoded(former.idKey()), now).undone();
    }

    private static List<Account> both(VaultContents contents) {
        List<Account> both = new ArrayList<>(contents.accounts());
        both.addAll(contents.trash());
        return both;
    }

    private static long counter(Account account) {
        return account.credential() instanceof Credential.CounterBased counting ? counting.counter() : 0;
    }

    private static List<AccountId> ids(List<Account> accounts) {
        List<AccountId> ids = new ArrayList<>();
        accounts.forEach(account -> ids.add(account.id()));
        return ids;
    }

    /** One way back. */
    private static final class Undoing {

        private final UndoMemory.Before before;
        private final VaultContents former;
        private final VaultContents now;
        private final Map<AccountId, Account> current = new HashMap<>();
        private final Map<AccountId, Long> brought = new HashMap<>();

        Undoing(UndoMemory.Before before, VaultContents former, Encoded formerKey, VaultContents found) {
            this.before = before;
            this.former = former;
            this.now = Readdressing.to(formerKey, found);
            both(now).forEach(account -> current.put(account.id(), account));
            for (Account account : both(found)) {
                AccountId id = Readdressing.idUnder(formerKey, account);
                Stream.of(account.id(), id)
                        .filter(before.brought()::containsKey)
                        .forEach(name -> brought.put(id, before.brought().get(name)));
            }
        }

        VaultContents undone() {
            Set<AccountId> there = new HashSet<>(ids(both(former)));
            List<Account> accounts = new ArrayList<>();
            former.accounts().forEach(account -> accounts.add(asItWas(account)));
            now.accounts().stream().filter(each -> isNew(each, there)).forEach(accounts::add);
            Map<AccountId, Account> inTrash = new LinkedHashMap<>();
            former.trash().forEach(account -> inTrash.put(account.id(), asItWas(account)));
            List<Account> trash = new ArrayList<>();
            before.trash().forEach(id -> Optional.ofNullable(inTrash.remove(id)).ifPresent(trash::add));
            trash.addAll(inTrash.values());
            now.trash().stream().filter(each -> isNew(each, there)).forEach(trash::add);
            return new VaultContents(accounts, groups(accounts), former.settings(), trash);
        }

        /** Added since the recovery, or given codes that are nowhere else, or used: no code may come twice. */
        private boolean isNew(Account account, Set<AccountId> there) {
            boolean isAsItCame = Optional.ofNullable(brought.get(account.id()))
                    .filter(counter -> counter(account) <= counter)
                    .isPresent();
            return !there.contains(account.id()) && (!isAsItCame || hasOwnCodes(account));
        }

        private static boolean hasOwnCodes(Account account) {
            return account.credential() instanceof Credential.DeviceUnique;
        }

        private Account asItWas(Account account) {
            Account today = current.get(account.id());
            boolean staysByName = before.byName().contains(account.id()) && (today == null || !hasOwnCodes(today));
            if (today == null || staysByName) {
                return account;
            }
            return EarlierVersion.asItWas(account, today);
        }

        private List<Group> groups(List<Account> accounts) {
            Set<GroupId> there = new HashSet<>();
            List<Group> groups = new ArrayList<>(former.groups());
            groups.forEach(group -> there.add(group.id()));
            Set<GroupId> needed = new HashSet<>();
            accounts.forEach(account -> account.group().ifPresent(needed::add));
            now.groups().stream()
                    .filter(group -> needed.contains(group.id()) && there.add(group.id()))
                    .forEach(groups::add);
            return groups;
        }
    }
}
