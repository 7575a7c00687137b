package org.authenticatorbackup.core.history;

import static java.util.Objects.requireNonNull;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.authenticatorbackup.api.account.Account;
import org.authenticatorbackup.api.account.AccountId;
import org.authenticatorbackup.api.account.Credential;
import org.authenticatorbackup.api.account.Group;
import org.authenticatorbackup.api.account.GroupId;
import org.authenticatorbackup.api.account.VaultContents;
import org.authenticatorbackup.api.backup.BackupPolicy;
import org.authenticatorbackup.api.backup.BackupPolicy.Extent;
import org.authenticatorbackup.core.history.InvalidContentsException.Reason;
import org.authenticatorbackup.core.json.Json;
import org.authenticatorbackup.core.json.JsonException;
import org.authenticatorbackup.core.json.JsonReader;
import org.authenticatorbackup.core.json.Utf8Order;
import org.authenticatorbackup.core.policy.BackupScope;
import org.jspecify.annotations.Nullable;

/** Takes up the state of the app into contents: the body of {@link LocalView#absorb}. */
final class Absorption {

    private static final int FEW = 32;

    private final Contents known;
    private final BackupPolicy scope;
    private final Stamp stamp;
    private final SecureRandom random;

    /** The known accounts; where many are looked up, in a map that is quicker than theirs. */
    private Map<AccountId, AccountRecord> index;

    /** Those that are new or have changed. */
    private final Map<AccountId, AccountRecord> changed = new HashMap<>();

    private final SortedMap<GroupId, GroupRecord> groups;
    private final SortedMap<String, Register> settings = new TreeMap<>(Utf8Order.BY_BYTES);

    /** Those of the app's accounts whose core is known. */
    private final Set<AccountId> withKnownCore = new HashSet<>();

    /** One stamp serves all: each register is written at most once. */
    Absorption(Contents known, BackupPolicy scope, Stamp stamp, SecureRandom random) {
        this.known = known;
        this.scope = scope;
        this.stamp = stamp;
        this.random = random;
        this.index = known.accounts();
        this.groups = new TreeMap<>(known.groups());
        this.settings.putAll(known.settings());
    }

    Contents absorbed(VaultContents app) throws InvalidContentsException {
        VaultContents local = shared(BackupScope.within(scope, app));
        if (local.accounts().size() + local.trash().size() > FEW) {
            index = new HashMap<>(known.accounts());
        }
        requireIds(local);
        local.accounts().forEach(this::account);
        local.trash().forEach(this::trashed);
        local.groups().forEach(this::group);
        arrangeAccounts(local.accounts());
        arrangeGroups(local.groups());
        for (Map.Entry<String, String> setting : local.settings().entrySet()) {
            setting(setting.getKey(), setting.getValue());
        }
        Contents contents = known.with(changed, groups, settings);
        requireSizes(contents.accounts().size());
        return contents;
    }

    /** Without what is this device's own: from here on nothing knows of it. */
    private static VaultContents shared(VaultContents app) {
        return hasOwn(app.accounts()) || hasOwn(app.trash())
                ? new VaultContents(shared(app.accounts()), app.groups(), app.settings(), shared(app.trash()))
                : app;
    }

    private static boolean hasOwn(List<Account> accounts) {
        for (Account account : accounts) {
            if (account.credential() instanceof Credential.DeviceUnique) {
                return true;
            }
        }
        return false;
    }

    private static List<Account> shared(List<Account> accounts) {
        return accounts.stream()
                .map(account -> account.credential() instanceof Credential.DeviceUnique unique
                        ? account.withCredential(unique.shared())
                        : account)
                .collect(Collectors.toList());
    }

    private void requireIds(VaultContents local) throws InvalidContentsException {
        if (local.isEmpty()) {
            return;
        }
        try (AccountIds ids = AccountIds.under(known.idKey())) {
            requireIds(ids, local.accounts());
            requireIds(ids, local.trash());
        }
    }

    private void requireIds(AccountIds ids, List<Account> all) throws InvalidContentsException {
        for (Account account : all) {
            if (hasKnownCore(account)) {
                withKnownCore.add(account.id());
            } else if (!(account.credential() instanceof Credential.Withheld)
                    && !ids.of(account.credential(), account.enrolledAs()).equals(account.id())) {
                throw new InvalidContentsException(
                        Reason.WRONG_ID,
                        "account " + account.id() + " has another credential or enrolled name than its id");
            }
        }
    }

    /** The id of a core that is known is the one that it has been known under. */
    private boolean hasKnownCore(Account local) {
        AccountRecord record = index.get(local.id());
        return record != null
                && record.core() instanceof AccountCore.Known core
                && core.enrolledAs().equals(local.enrolledAs())
                && Credentials.isSame(core.credential(), local.credential());
    }

    private void requireSizes(int accounts) throws InvalidContentsException {
        if (accounts > Contents.MAX_ACCOUNTS) {
            throw new InvalidContentsException(Reason.TOO_LARGE, "a vault holds 50000 accounts, not " + accounts);
        }
        if (groups.size() > Contents.MAX_MEMBERS || settings.size() > Contents.MAX_MEMBERS) {
            throw new InvalidContentsException(Reason.TOO_LARGE, "a vault holds 50000 groups and as many settings");
        }
    }

    private @Nullable AccountRecord now(AccountId id) {
        AccountRecord account = changed.get(id);
        return account == null ? index.get(id) : account;
    }

    /** Adds, restores or edits. */
    private void account(Account local) {
        AccountRecord former = now(local.id());
        if (former != null && isUnchanged(former, local)) {
            return; // the very same record, so that nobody has to look at it again
        }
        Optional<AccountRecord> before = Optional.ofNullable(former);
        AccountCore core = coreOf(local);
        AccountRecord account = before.map(
                        record -> record.restored(record.core().join(core), addedTo(record)))
                .orElseGet(() -> AccountRecord.of(core).withVisibility(Visibility.NONE.added(Tag.generate(random))));
        SortedMap<String, Json> label =
                Labels.membersOf(local.label(), account.label().value());
        boolean isShown =
                before.isPresent() && Labels.viewOf(account, local.enrolledAs()).equals(local.label());
        if (!isShown && !label.equals(account.label().value())) {
            account = account.withLabel(new Register(Register.Shape.LABEL, stamp, label));
            if (before.map(AccountRecord::isVisible).orElse(false)) {
                account = account.withVisibility(account.visibility().edited(Tag.generate(random)));
            }
        }
        changed.put(local.id(), grouped(counted(account, local), local));
    }

    private boolean isUnchanged(AccountRecord record, Account local) {
        return record.isVisible()
                && withKnownCore.contains(local.id())
                && BackupScope.of(scope, local) == Extent.FULL
                && Labels.viewOf(record, local.enrolledAs()).equals(local.label())
                && Places.groupOf(record.place()).equals(local.group())
                && !(local.credential() instanceof Credential.CounterBased counted
                        && counted.counter() > record.counter());
    }

    private Visibility addedTo(AccountRecord record) {
        return record.isVisible() ? record.visibility() : record.visibility().added(Tag.generate(random));
    }

    /** Deletes; or takes up an account that was already in the trash when this device began to back up. */
    private void trashed(Account local) {
        AccountRecord before = now(local.id());
        if (before == null) {
            SortedMap<String, Json> label = Labels.membersOf(
                    local.label(), Register.Shape.LABEL.unwritten().value());
            AccountRecord account =
                    AccountRecord.of(coreOf(local)).withLabel(new Register(Register.Shape.LABEL, stamp, label));
            changed.put(local.id(), grouped(counted(account, local), local));
        } else if (before.isVisible() || before.isInTrash()) {
            AccountRecord account = before.isVisible()
                    ? before.withVisibility(before.visibility().deleted())
                    : before;
            changed.put(local.id(), grouped(counted(labelled(account, local), local), local));
        }
    }

    /** What was changed before it was deleted, without a backup in between. */
    private AccountRecord labelled(AccountRecord account, Account local) {
        if (Labels.viewOf(account, local.enrolledAs()).equals(local.label())) {
            return account;
        }
        SortedMap<String, Json> label =
                Labels.membersOf(local.label(), account.label().value());
        return account.withLabel(new Register(Register.Shape.LABEL, stamp, label));
    }

    /** The counter of a credential that is backed up; that of a withheld one tells nobody anything. */
    private static AccountRecord counted(AccountRecord account, Account local) {
        boolean counts = account.core() instanceof AccountCore.Known core
                && core.credential() instanceof Credential.CounterBased;
        return counts
                        && local.credential() instanceof Credential.CounterBased credential
                        && credential.counter() > account.counter()
                ? account.withCounter(credential.counter())
                : account;
    }

    private AccountRecord grouped(AccountRecord account, Account local) {
        return Places.groupOf(account.place()).equals(local.group())
                ? account
                : account.withPlace(written(
                        account.place(), Places.withGroup(account.place().value(), local.group())));
    }

    private void group(Group local) {
        GroupRecord before = groups.getOrDefault(local.id(), GroupRecord.unmade());
        GroupRecord group = before;
        if (!before.isVisible()) {
            group = before.withVisibility(before.visibility().added(Tag.generate(random)));
        }
        if (!Labels.text(before.name().value(), "value").equals(local.name())) {
            group = group.withName(LocalView.setting(before.name(), new Json.Text(local.name()), stamp));
            if (before.isVisible()) {
                group = group.withVisibility(group.visibility().edited(Tag.generate(random)));
            }
        }
        groups.put(local.id(), group);
    }

    private void arrangeAccounts(List<Account> wanted) {
        List<Arrangement.Item> items = new ArrayList<>(wanted.size());
        for (Account account : wanted) {
            items.add(item(
                    account.id().value(), requireNonNull(now(account.id())).place(), index.containsKey(account.id())));
        }
        Arrangement.arrange(items).forEach((id, position) -> place(new AccountId(id), position));
    }

    private void place(AccountId id, String position) {
        AccountRecord account = requireNonNull(now(id));
        changed.put(id, account.withPlace(moved(account.place(), position)));
    }

    private void arrangeGroups(List<Group> wanted) {
        List<Arrangement.Item> items = wanted.stream()
                .map(group -> item(
                        group.id().value(),
                        requireNonNull(groups.get(group.id())).place(),
                        known.groups().containsKey(group.id())))
                .collect(Collectors.toList());
        Arrangement.arrange(items)
                .forEach((id, position) -> groups.computeIfPresent(
                        new GroupId(id), (key, group) -> group.withPlace(moved(group.place(), position))));
    }

    private static Arrangement.Item item(String id, Register place, boolean known) {
        return new Arrangement.Item(id, Places.positionOf(place), known);
    }

    private Register moved(Register place, String position) {
        return written(place, Places.withPosition(place.value(), position));
    }

    private Register written(Register before, SortedMap<String, Json> value) {
        return new Register(before.shape(), stamp, value);
    }

    private void setting(String key, String text) throws InvalidContentsException {
        try {
            JsonReader.require(key);
            settings.merge(
                    key,
                    LocalView.setting(settings.get(key), JsonReader.settingOf(text), stamp),
                    (before, after) -> after);
        } catch (JsonException e) {
            boolean tooLarge = e.reason() == JsonException.Reason.TOO_LARGE;
            throw new InvalidContentsException(
                    tooLarge ? Reason.TOO_LARGE : Reason.MALFORMED_SETTING, "a setting is refused: " + e.getMessage());
        }
    }

    /** The core that policy lets out. */
    private AccountCore coreOf(Account local) {
        boolean isWithheld = BackupScope.of(scope, local) != Extent.FULL;
        return AccountCore.Known.of(
                isWithheld ? Credentials.withheld(local.credential()) : Credentials.copyOf(local.credential()),
                local.enrolledAs());
    }
}
