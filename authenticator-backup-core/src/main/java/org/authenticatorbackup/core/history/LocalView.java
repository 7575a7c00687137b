package org.authenticatorbackup.core.history;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.authenticatorbackup.api.account.Account;
import org.authenticatorbackup.api.account.AccountId;
import org.authenticatorbackup.api.account.AccountName;
import org.authenticatorbackup.api.account.Credential;
import org.authenticatorbackup.api.account.Group;
import org.authenticatorbackup.api.account.VaultContents;
import org.authenticatorbackup.api.backup.BackupPolicy;
import org.authenticatorbackup.core.json.Json;
import org.authenticatorbackup.core.json.Members;
import org.authenticatorbackup.core.json.Utf8Order;
import org.jspecify.annotations.Nullable;

/** The app's accounts as contents of a vault, and back. */
public final class LocalView {

    /** Where the library keeps settings of its own, such as the names of slots. */
    private static final String OWN_SETTINGS = "vault/";

    private static final String VALUE = "value";

    private LocalView() {}

    /**
     * Takes up what has changed on this device. An account, group or setting that {@code local} lacks is not deleted:
     * it stays as it was known. A deleted account is listed in the trash. If nothing has changed, the result equals
     * {@code known}. Only what policy backs up is taken.
     *
     * @param known what this device has last published or joined, as shown by {@link #view}
     * @param local the app's accounts now; its secrets are copied
     * @param scope how much of each account is taken
     * @param clock makes the stamps; has {@code known} observed when this returns
     * @param wallMillis the wall clock, in milliseconds since 1970
     * @param random draws the tags
     * @return the contents that hold both; inflationary
     * @throws InvalidContentsException if {@code local} contradicts itself or is too large
     */
    public static Contents absorb(
            Contents known,
            VaultContents local,
            BackupPolicy scope,
            HybridClock clock,
            long wallMillis,
            SecureRandom random)
            throws InvalidContentsException {
        clock.observe(known);
        return new Absorption(known, scope, clock.next(wallMillis), random).absorbed(local);
    }

    /**
     * What the app shows.
     *
     * @param contents any contents
     * @return visible accounts and groups in order, the trash by id, and settings; accounts of unknown types and the
     *     library's own settings are left out. Its secrets are copies
     */
    public static VaultContents view(Contents contents) {
        return new VaultContents(
                visibleAccounts(contents), visibleGroups(contents), appSettings(contents), trash(contents));
    }

    /** {@return how many accounts {@link #view} shows, those in the trash not counted} */
    public static int shown(Contents contents) {
        int shown = 0;
        for (AccountRecord account : contents.accounts().values()) {
            shown += account.isVisible() && account.core() instanceof AccountCore.Known ? 1 : 0;
        }
        return shown;
    }

    /**
     * Empties the trash of some accounts. Accounts that are not in the trash stay.
     *
     * @param known what is known
     * @param ids the accounts to purge
     * @param clock makes the stamps
     * @param wallMillis the wall clock, in milliseconds since 1970
     * @return contents without those accounts' secrets and names
     */
    public static Contents purge(Contents known, Set<AccountId> ids, HybridClock clock, long wallMillis) {
        clock.observe(known);
        Stamp stamp = clock.next(wallMillis);
        SortedMap<AccountId, AccountRecord> accounts = new TreeMap<>(known.accounts());
        for (AccountId id : ids) {
            accounts.computeIfPresent(id, (key, account) -> account.isInTrash() ? purged(account, stamp) : account);
        }
        return known.withAccounts(accounts);
    }

    /**
     * Writes one setting of the library's own, such as {@code vault/slot/<slotId>}.
     *
     * @param known what is known
     * @param key {@code namespace/key}
     * @param value its new value
     * @param clock makes the stamps
     * @param wallMillis the wall clock, in milliseconds since 1970
     * @return contents with that setting; equal to {@code known} if it had that value
     */
    public static Contents withSetting(Contents known, String key, Json value, HybridClock clock, long wallMillis) {
        clock.observe(known);
        SortedMap<String, Register> settings = new TreeMap<>(Utf8Order.BY_BYTES);
        settings.putAll(known.settings());
        settings.put(key, setting(settings.get(key), value, clock.next(wallMillis)));
        return known.withSettings(settings);
    }

    /**
     * Removes one setting. That it was there is remembered, so that it does not come back from another device.
     *
     * @param known what is known
     * @param key {@code namespace/key}
     * @param clock makes the stamps
     * @param wallMillis the wall clock, in milliseconds since 1970
     * @return contents without that setting's value; equal to {@code known} if it had none
     */
    public static Contents withoutSetting(Contents known, String key, HybridClock clock, long wallMillis) {
        Register before = known.settings().get(key);
        if (before == null || !before.value().containsKey(VALUE)) {
            return known;
        }
        clock.observe(known);
        SortedMap<String, Json> members = new TreeMap<>(Utf8Order.BY_BYTES);
        members.putAll(before.value());
        members.remove(VALUE);
        SortedMap<String, Register> settings = new TreeMap<>(Utf8Order.BY_BYTES);
        settings.putAll(known.settings());
        settings.put(key, new Register(Register.Shape.SINGLE, clock.next(wallMillis), members));
        return known.withSettings(settings);
    }

    /**
     * The id that an account has in a vault.
     *
     * @param idKey the vault's id key, 32 bytes; not retained
     * @param credential any but one that is withheld or a device's own
     * @param enrolledAs issuer and user name at enrollment
     * @return the first 16 bytes of an HMAC over both
     * @throws IllegalArgumentException if the credential is withheld or a device's own
     */
    public static AccountId idOf(byte[] idKey, Credential credential, AccountName enrolledAs) {
        try (AccountIds ids = AccountIds.under(idKey)) {
            return ids.of(credential, enrolledAs);
        }
    }

    /** The register of a setting with that value: the same one, if it has it. */
    static Register setting(@Nullable Register before, Json value, Stamp stamp) {
        if (before != null && value.equals(before.value().get(VALUE))) {
            return before;
        }
        SortedMap<String, Json> members = new TreeMap<>(Utf8Order.BY_BYTES);
        if (before != null) {
            members.putAll(before.value());
        }
        members.put(VALUE, value);
        return new Register(Register.Shape.SINGLE, stamp, members);
    }

    private static AccountRecord purged(AccountRecord account, Stamp stamp) {
        Register label = new Register(
                Register.Shape.LABEL, stamp, Labels.purged(account.label().value()));
        return account.withLabel(label)
                .withPlace(new Register(Register.Shape.PLACE, stamp, Members.none()))
                .asPurged();
    }

    private static List<Account> visibleAccounts(Contents contents) {
        List<Placed> placed = new ArrayList<>();
        contents.accounts().forEach((id, account) -> {
            if (account.isVisible()) {
                placed.add(new Placed(Places.positionOf(account.place()), id, account));
            }
        });
        placed.sort(Placed.IN_ORDER);
        return placed.stream().flatMap(each -> shown(each.id(), each.account())).collect(Collectors.toList());
    }

    private record Placed(String position, AccountId id, AccountRecord account) {

        private static final Comparator<Placed> IN_ORDER =
                (left, right) -> Arrangement.compare(left.position, left.id.value(), right.position, right.id.value());

        @Override
        public String toString() {
            return "Placed[" + id + "]";
        }
    }

    private static List<Account> trash(Contents contents) {
        return contents.accounts().entrySet().stream()
                .filter(entry -> entry.getValue().isInTrash())
                .flatMap(entry -> shown(entry.getKey(), entry.getValue()))
                .collect(Collectors.toList());
    }

    private static Stream<Account> shown(AccountId id, AccountRecord account) {
        if (!(account.core() instanceof AccountCore.Known core)) {
            return Stream.empty();
        }
        return Stream.of(new Account(
                id,
                Credentials.copyOf(core.credential(), account.counter()),
                core.enrolledAs(),
                Labels.viewOf(account, core.enrolledAs()),
                Places.groupOf(account.place())));
    }

    private static List<Group> visibleGroups(Contents contents) {
        return contents.groups().entrySet().stream()
                .filter(entry -> entry.getValue().isVisible())
                .sorted((left, right) -> Arrangement.compare(
                        Places.positionOf(left.getValue().place()),
                        left.getKey().value(),
                        Places.positionOf(right.getValue().place()),
                        right.getKey().value()))
                .map(entry -> new Group(
                        entry.getKey(), Labels.text(entry.getValue().name().value(), VALUE)))
                .collect(Collectors.toList());
    }

    private static Map<String, String> appSettings(Contents contents) {
        Map<String, String> settings = new HashMap<>();
        contents.settings().forEach((key, register) -> {
            Json value = register.value().get(VALUE);
            if (value != null && isOfTheApp(key)) {
                settings.put(key, value.canonical());
            }
        });
        return settings;
    }

    /** Settings of other names are the library's, or a newer version's: kept, but not shown. */
    private static boolean isOfTheApp(String key) {
        return key.indexOf('/') >= 1 && !key.endsWith("/") && !key.startsWith(OWN_SETTINGS);
    }
}
