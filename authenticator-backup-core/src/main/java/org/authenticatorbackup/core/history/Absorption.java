package org.authenticatorbackup.core.history;

import static java.util.Objects.requireNonNull;

import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

/** Takes up the state of the app into contents: the body of {@link LocalView#absorb}. */
final class Absorption {

    private final Contents known;
    private final BackupPolicy scope;
    private final Stamp stamp;
    private final SecureRandom random;
    private final SortedMap<AccountId, AccountRecord> accounts;
    private final SortedMap<GroupId, GroupRecord> groups;
    private final SortedMap<String, Register> settings = new TreeMap<>(Utf8Order.BY_BYTES);

    /** One stamp serves all: each register is written at most once. */
    Absorption(Contents known, BackupPolicy scope, Stamp stamp, SecureRandom random) {
        this.known = known;
        this.scope = scope;
        this.stamp = stamp;
        this.random = random;
        this.accounts = new TreeMap<>(known.accounts());
        this.groups = new TreeMap<>(known.groups());
        this.settings.putAll(known.settings());
    }

    Contents absorbed(VaultContents app) throws InvalidContentsException {
        VaultContents local = shared(BackupScope.within(scope, app));
        requireIds(local);
        local.accounts().forEach(this::account);
        local.trash().forEach(this::trashed);
        local.groups().forEach(this::group);
        arrangeAccounts(local.accounts());
        arrangeGroups(local.groups());
        for (Map.Entry<String, String> setting : local.settings().entrySet()) {
            setting(setting.getKey(), setting.getValue());
        }
        requireSizes();
        return Contents.of(known.idKey(), accounts, groups, settings, known.unknown());
    }

    /** Without what is this device's own: from here on nothing knows of it. */
    private static VaultContents shared(VaultContents app) {
        boolean hasOwn = both(app).anyMatch(account -> account.credential() instanceof Credential.DeviceUnique);
        if (!hasOwn) {
            return app;
        }
        return new VaultContents(shared(app.accounts()), app.groups(), app.settings(), shared(app.trash()));
    }

    private static List<Account> shared(List<Account> accounts) {
        return accounts.stream()
                .map(account -> account.credential() instanceof Credential.DeviceUnique unique
                        ? account.withCredential(unique.shared())
                        : account)
                .collect(Collectors.toList());
    }

    private void requireIds(VaultContents local) throws InvalidContentsException {
        byte[] idKey = known.idKey();
        for (Account account : both(local).collect(Collectors.toList())) {
            boolean isChecked = !(account.credential() instanceof Credential.Withheld) && !hasKnownCore(account);
            if (isChecked
                    && !Cores.idOf(idKey, account.credential(), account.enrolledAs())
                            .equals(account.id())) {
                throw new InvalidContentsException(
                        Reason.WRONG_ID,
                        "account " + account.id() + " has another credential or enrolled name than its id");
            }
        }
    }

    /** The id of a core that is known is the one that it has been known under. */
    private boolean hasKnownCore(Account local) {
        return Optional.ofNullable(known.accounts().get(local.id()))
                .flatMap(record -> record.core().known())
                .filter(core -> core.enrolledAs().equals(local.enrolledAs()))
                .filter(core -> Credentials.isSame(core.credential(), local.credential()))
                .isPresent();
    }

    private static Stream<Account> both(VaultContents local) {
        return Stream.concat(local.accounts().stream(), local.trash().stream());
    }

    private void requireSizes() throws InvalidContentsException {
        if (accounts.size() > Contents.MAX_ACCOUNTS) {
            throw new InvalidContentsException(
                    Reason.TOO_LARGE, "a vault holds 50000 accounts, not " + accounts.size());
        }
        if (groups.size() > Contents.MAX_MEMBERS || settings.size() > Contents.MAX_MEMBERS) {
            throw new InvalidContentsException(Reason.TOO_LARGE, "a vault holds 50000 groups and as many settings");
        }
    }

    /** Adds, restores or edits. */
    private void account(Account local) {
        Optional<AccountRecord> before = Optional.ofNullable(accounts.get(local.id()));
        if (before.filter(record -> isUnchanged(record, local)).isPresent()) {
            return; // the very same record, so that nobody has to look at it again
        }
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
        accounts.put(local.id(), grouped(counted(account, local), local));
    }

    private boolean isUnchanged(AccountRecord record, Account local) {
        return record.isVisible()
                && hasKnownCore(local)
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
        AccountRecord before = accounts.get(local.id());
        if (before == null) {
            SortedMap<String, Json> label = Labels.membersOf(
                    local.label(), Register.Shape.LABEL.unwritten().value());
            AccountRecord account =
                    AccountRecord.of(coreOf(local)).withLabel(new Register(Register.Shape.LABEL, stamp, label));
            accounts.put(local.id(), grouped(counted(account, local), local));
        } else if (before.isVisible() || before.isInTrash()) {
            AccountRecord account = before.isVisible()
                    ? before.withVisibility(before.visibility().deleted())
                    : before;
            accounts.put(local.id(), grouped(counted(labelled(account, local), local), local));
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
        List<Arrangement.Item> items = wanted.stream()
                .map(account -> item(
                        account.id().value(),
                        requireNonNull(accounts.get(account.id())).place(),
                        known.accounts().containsKey(account.id())))
                .collect(Collectors.toList());
        Arrangement.arrange(items)
                .forEach((id, position) -> accounts.computeIfPresent(
                        new AccountId(id), (key, account) -> account.withPlace(moved(account.place(), position))));
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
