package org.authenticatorbackup.core.accounts;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.authenticatorbackup.api.AccountService;
import org.authenticatorbackup.api.BackupRefusedException;
import org.authenticatorbackup.api.BackupService;
import org.authenticatorbackup.api.DeviceStateException;
import org.authenticatorbackup.api.account.Account;
import org.authenticatorbackup.api.account.AccountId;
import org.authenticatorbackup.api.account.AccountKind;
import org.authenticatorbackup.api.account.AccountLabel;
import org.authenticatorbackup.api.account.AccountName;
import org.authenticatorbackup.api.account.Credential;
import org.authenticatorbackup.api.account.Group;
import org.authenticatorbackup.api.account.GroupId;
import org.authenticatorbackup.api.account.VaultContents;
import org.authenticatorbackup.core.backup.LocalState;
import org.authenticatorbackup.core.history.Contents;
import org.authenticatorbackup.core.json.JsonException;
import org.authenticatorbackup.core.json.JsonReader;
import org.authenticatorbackup.core.vault.Enrollment;
import org.authenticatorbackup.core.vault.Surroundings;

/** The account service of one device. */
public final class DeviceAccounts implements AccountService {

    /** An app that changes its store all the time must not keep a call for ever. */
    private static final int MAX_ATTEMPTS = 100;

    private static final int GROUP_ID_BYTES = 16;

    private final Surroundings here;
    private final BackupService backups;
    private final LocalState local;

    /** Works in an app's surroundings; {@code backups} gives accounts their ids. */
    public DeviceAccounts(Surroundings here, BackupService backups) {
        this.here = here;
        this.backups = backups;
        this.local = new LocalState(here.unscoped());
    }

    @Override
    public Account add(Credential credential, AccountName name, AccountKind kind) throws DeviceStateException {
        synchronized (here.device()) {
            Account account = backups.enroll(credential, name, kind);
            VaultContents now = change(found -> Edits.added(found, account)).after();
            return Edits.find(now.accounts(), account.id()).orElseThrow(() -> new AssertionError("it was added"));
        }
    }

    @Override
    public boolean relabel(AccountId id, AccountLabel label) throws DeviceStateException {
        return changeAccount(id, found -> Edits.edited(found, id, account -> account.withLabel(label)));
    }

    @Override
    public boolean move(AccountId id, int position) throws DeviceStateException {
        requirePosition(position);
        return changeAccount(id, found -> Edits.moved(found, id, position));
    }

    @Override
    public boolean assign(AccountId id, Optional<GroupId> group) throws DeviceStateException {
        Change change = change(found -> group.isPresent()
                        && !Edits.find(found, group.get()).isPresent()
                ? found
                : Edits.edited(found, id, account -> group.map(account::inGroup).orElseGet(account::withoutGroup)));
        return Edits.find(change.after().accounts(), id)
                .filter(account -> account.group().equals(group))
                .isPresent();
    }

    @Override
    public Optional<Credential.CounterBased> useCode(AccountId id) throws DeviceStateException {
        Change change = change(found -> Edits.edited(found, id, DeviceAccounts::advanced));
        return Edits.find(change.before().accounts(), id)
                .map(Account::credential)
                .filter(Credential.CounterBased.class::isInstance)
                .map(Credential.CounterBased.class::cast)
                .filter(credential -> credential.counter() < Long.MAX_VALUE);
    }

    private static Account advanced(Account account) {
        boolean isUsable = account.credential() instanceof Credential.CounterBased credential
                && credential.counter() < Long.MAX_VALUE;
        return isUsable ? account.advanced() : account;
    }

    @Override
    public boolean delete(AccountId id) throws DeviceStateException {
        return changeAccount(id, found -> Edits.deleted(found, id));
    }

    @Override
    public boolean restore(AccountId id) throws DeviceStateException {
        return Edits.find(change(found -> Edits.restored(found, id)).before().trash(), id)
                .isPresent();
    }

    @Override
    public int purge(Set<AccountId> ids) throws BackupRefusedException, DeviceStateException {
        Change change =
                changeForGood(found -> Edits.purged(found, ids), (own, found) -> local.purge(own, inTrash(found, ids)));
        return change.before().trash().size() - change.after().trash().size();
    }

    private static Set<AccountId> inTrash(VaultContents contents, Set<AccountId> ids) {
        Set<AccountId> result = new TreeSet<>();
        contents.trash().stream().map(Account::id).filter(ids::contains).forEach(result::add);
        return result;
    }

    @Override
    public Group addGroup(String name) throws DeviceStateException {
        Group group = new Group(new GroupId(here.randomHex(GROUP_ID_BYTES)), name);
        change(found -> Edits.groupAdded(found, group));
        return group;
    }

    @Override
    public boolean renameGroup(GroupId id, String name) throws DeviceStateException {
        Group renamed = new Group(id, name); // refuses a name before anything is read
        return changeGroup(id, found -> Edits.groupRenamed(found, id, renamed.name()));
    }

    @Override
    public boolean moveGroup(GroupId id, int position) throws DeviceStateException {
        requirePosition(position);
        return changeGroup(id, found -> Edits.groupMoved(found, id, position));
    }

    @Override
    public boolean deleteGroup(GroupId id) throws BackupRefusedException, DeviceStateException {
        Change change = changeForGood(
                found -> Edits.groupDeleted(found, id),
                (own, found) -> Edits.find(found, id).isPresent() ? own.withoutGroup(id) : own);
        return Edits.find(change.before(), id).isPresent();
    }

    @Override
    public void putSetting(String name, String json) throws DeviceStateException {
        try {
            JsonReader.require(name);
            JsonReader.settingOf(json);
        } catch (JsonException e) {
            throw new IllegalArgumentException("not a setting: " + e.getMessage());
        }
        change(found -> Edits.settingPut(found, name, json));
    }

    @Override
    public boolean removeSetting(String name) throws BackupRefusedException, DeviceStateException {
        Change change = changeForGood(
                found -> Edits.settingRemoved(found, name),
                (own, found) -> found.settings().containsKey(name) ? local.withoutSetting(own, name) : own);
        return change.before().settings().containsKey(name);
    }

    private static void requirePosition(int position) {
        if (position < 0) {
            throw new IllegalArgumentException("a position is 0 or more");
        }
    }

    /** What the store held before and after. */
    private record Change(VaultContents before, VaultContents after) {}

    /** What the vault must know of a change, since the app's store cannot say it. */
    private interface Trace {
        Contents in(Contents own, VaultContents found);
    }

    private boolean changeAccount(AccountId id, UnaryOperator<VaultContents> edit) throws DeviceStateException {
        return Edits.find(change(edit).before().accounts(), id).isPresent();
    }

    private boolean changeGroup(GroupId id, UnaryOperator<VaultContents> edit) throws DeviceStateException {
        return Edits.find(change(edit).before(), id).isPresent();
    }

    private Change change(UnaryOperator<VaultContents> edit) throws DeviceStateException {
        synchronized (here.device()) {
            for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
                VaultContents before = local.read();
                VaultContents after = edit.apply(before);
                if (after.equals(before) || local.replace(before, after)) {
                    return new Change(before, after);
                }
            }
            throw busy();
        }
    }

    /**
     * The vault's contents first, the app's store second: a crash between the two leaves something in the app that is on its
     * way out, and can be removed once more.
     */
    private Change changeForGood(UnaryOperator<VaultContents> edit, Trace trace)
            throws BackupRefusedException, DeviceStateException {
        synchronized (here.device()) {
            for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
                VaultContents before = local.read();
                VaultContents after = edit.apply(before);
                if (after.equals(before)) {
                    return new Change(before, after);
                }
                leave(before, trace);
                if (local.replace(before, after)) {
                    return new Change(before, after);
                }
            }
            throw busy();
        }
    }

    private void leave(VaultContents found, Trace trace) throws BackupRefusedException, DeviceStateException {
        Optional<Enrollment> enrollment = here.device().device().enrollment();
        if (enrollment.isPresent()) {
            Contents own = local.absorb(local.known(enrollment.get()), found); // policy leaves out what it excludes
            local.save(enrollment.get(), trace.in(own, found));
        }
    }

    private static DeviceStateException busy() {
        return new DeviceStateException(
                DeviceStateException.Reason.UNWRITABLE, "the accounts are changed all the time", List.of(), null);
    }
}
