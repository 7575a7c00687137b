package org.authenticatorbackup.core.history;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import org.authenticatorbackup.api.account.AccountId;
import org.authenticatorbackup.api.account.GroupId;
import org.authenticatorbackup.core.json.Json;
import org.authenticatorbackup.core.json.Members;
import org.authenticatorbackup.core.json.Utf8Order;
import org.jspecify.annotations.Nullable;

/**
 * Everything a vault holds, as a state of a join-semilattice: two states of one vault, however they came about, have a
 * {@link #join}, and any order of joins gives the same. Immutable; equal by content. Holds secrets: {@link #toString}
 * shows numbers only.
 */
public final class Contents {

    /** The most accounts of a vault, those in the trash and purged ones included. */
    public static final int MAX_ACCOUNTS = 50_000;

    /** The most groups, and the most settings, of a vault. */
    public static final int MAX_MEMBERS = 50_000;

    /** The length of a vault's id key, in bytes. */
    public static final int ID_KEY_BYTES = 32;

    /** The member of a snapshot that names the vault which this one replaces; kept like an unknown one. */
    public static final String REPLACES = "replaces";

    private final byte[] idKey;
    private final SortedMap<AccountId, AccountRecord> accounts;
    private final SortedMap<GroupId, GroupRecord> groups;
    private final SortedMap<String, Register> settings;
    private final SortedMap<String, Json> unknown;

    /** Looked for when it is asked for; two threads may find the same. */
    private volatile @Nullable Stamp newest;

    private Contents(
            byte[] idKey,
            SortedMap<AccountId, AccountRecord> accounts,
            SortedMap<GroupId, GroupRecord> groups,
            SortedMap<String, Register> settings,
            SortedMap<String, Json> unknown) {
        this.idKey = idKey;
        this.accounts = Collections.unmodifiableSortedMap(accounts);
        this.groups = Collections.unmodifiableSortedMap(groups);
        this.settings = Collections.unmodifiableSortedMap(settings);
        this.unknown = unknown;
    }

    /**
     * The contents of a new vault.
     *
     * @param idKey the key of its account ids, 32 bytes; copied
     * @return contents without accounts
     * @throws IllegalArgumentException if the key has another length
     */
    public static Contents empty(byte[] idKey) {
        return of(idKey, Map.of(), Map.of(), Map.of(), Members.none());
    }

    /**
     * Contents of these parts.
     *
     * @param idKey the key of the account ids, 32 bytes; empty if unknown, and then there are no accounts; copied
     * @param accounts by id
     * @param groups by id
     * @param settings by {@code namespace/key}
     * @param unknown members of the snapshot that this version does not know
     * @return the contents
     * @throws IllegalArgumentException if the key has another length
     */
    public static Contents of(
            byte[] idKey,
            Map<AccountId, AccountRecord> accounts,
            Map<GroupId, GroupRecord> groups,
            Map<String, Register> settings,
            SortedMap<String, Json> unknown) {
        if (idKey.length != ID_KEY_BYTES && (idKey.length != 0 || !accounts.isEmpty())) {
            throw new IllegalArgumentException("an id key has 32 bytes, not " + idKey.length);
        }
        SortedMap<String, Register> ordered = new TreeMap<>(Utf8Order.BY_BYTES);
        ordered.putAll(settings);
        return new Contents(
                idKey.clone(), new TreeMap<>(accounts), new TreeMap<>(groups), ordered, Members.copyOf(unknown));
    }

    /** {@return a copy of the key of the account ids: 32 bytes, or none if it is unknown and there are no accounts} */
    public byte[] idKey() {
        return idKey.clone();
    }

    /** {@return all accounts, those in the trash and purged ones included} */
    public SortedMap<AccountId, AccountRecord> accounts() {
        return accounts;
    }

    /** {@return all groups, deleted ones included} */
    public SortedMap<GroupId, GroupRecord> groups() {
        return groups;
    }

    /** {@return the settings, by {@code namespace/key}; those under {@code vault/} are the library's} */
    public SortedMap<String, Register> settings() {
        return settings;
    }

    /** {@return members of the snapshot that this version does not know} */
    public SortedMap<String, Json> unknown() {
        return unknown;
    }

    /** {@return the largest of all stamps; {@link Stamp#NEVER} if there is none} */
    Stamp newest() {
        Stamp known = newest;
        if (known == null) {
            known = Stamp.NEVER;
            for (AccountRecord account : accounts.values()) {
                known = later(
                        later(known, account.label().stamp()), account.place().stamp());
            }
            for (GroupRecord group : groups.values()) {
                known = later(later(known, group.name().stamp()), group.place().stamp());
            }
            for (Register setting : settings.values()) {
                known = later(known, setting.stamp());
            }
            newest = known;
        }
        return known;
    }

    private static Stamp later(Stamp one, Stamp other) {
        return other.compareTo(one) > 0 ? other : one;
    }

    /**
     * Whether nothing is visible here that is not visible later.
     *
     * @param later contents
     * @return whether every account that is visible here is visible there
     */
    public boolean keepVisible(Contents later) {
        Iterator<Map.Entry<AccountId, AccountRecord>> there =
                later.accounts.entrySet().iterator();
        for (Map.Entry<AccountId, AccountRecord> here : accounts.entrySet()) {
            if (here.getValue().isVisible() && !isVisible(here.getKey(), there)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isVisible(AccountId id, Iterator<Map.Entry<AccountId, AccountRecord>> ascending) {
        while (ascending.hasNext()) {
            Map.Entry<AccountId, AccountRecord> next = ascending.next();
            int order = next.getKey().compareTo(id);
            if (order >= 0) {
                return order == 0 && next.getValue().isVisible();
            }
        }
        return false;
    }

    /**
     * Joins two states of one vault. Joining is commutative, associative and idempotent.
     *
     * @param other another state
     * @return the smallest state that holds both
     * @throws DifferentIdKeyException if the states are of different vaults
     */
    @SuppressWarnings("ReferenceEquality") // of equal ones the join is made
    public Contents join(Contents other) throws DifferentIdKeyException {
        if (other == this) {
            return this;
        }
        if (idKey.length > 0 && other.idKey.length > 0 && !MessageDigest.isEqual(idKey, other.idKey)) {
            throw new DifferentIdKeyException();
        }
        return new Contents(
                idKey.length > 0 ? idKey : other.idKey,
                union(accounts, other.accounts, AccountRecord::join),
                union(groups, other.groups, GroupRecord::join),
                union(settings, other.settings, Register::join),
                Members.join(unknown, other.unknown));
    }

    /**
     * These contents with purged accounts back in the trash, as far as earlier contents still have them.
     *
     * @param earlier contents that were joined into these, under the same key
     * @return contents to be shown, not to be published
     */
    public Contents unpurgedFrom(Map<AccountId, AccountRecord> earlier) {
        if (accounts.values().stream().noneMatch(account -> account.core() == AccountCore.Dropped.DROPPED)) {
            return this;
        }
        SortedMap<AccountId, AccountRecord> shown = new TreeMap<>(accounts);
        earlier.forEach((id, before) -> shown.computeIfPresent(
                id,
                (key, account) ->
                        account.core() == AccountCore.Dropped.DROPPED ? account.beforePurge(before) : account));
        return withAccounts(shown);
    }

    /** {@return whether accounts are in use that only a newer version can show} */
    public boolean holdsUnknownTypes() {
        return accounts.values().stream()
                .anyMatch(account -> account.isVisible() && account.core() instanceof AccountCore.Opaque);
    }

    /**
     * The same accounts under the ids that another key makes. An account whose core is not wholly known here, such as a
     * withheld one, keeps its id.
     *
     * @param other another id key, 32 bytes; copied
     * @return contents that join with others of that key
     */
    public Contents underIdKey(byte[] other) {
        return underIdKey(other, Map.of());
    }

    /**
     * The same accounts under the ids that another key makes.
     *
     * @param other another id key, 32 bytes; copied
     * @param elsewhere new ids, by former ones, of accounts whose core is not wholly known here but to the caller
     * @return contents that join with others of that key
     */
    public Contents underIdKey(byte[] other, Map<AccountId, AccountId> elsewhere) {
        if (MessageDigest.isEqual(idKey, other)) {
            return this;
        }
        SortedMap<AccountId, AccountRecord> moved = new TreeMap<>();
        try (AccountIds ids = AccountIds.under(other)) {
            accounts.forEach((id, account) -> {
                AccountId own = account.core()
                        .known()
                        .filter(core -> !core.isWithheld())
                        .map(core -> ids.of(core.credential(), core.enrolledAs()))
                        .orElseGet(() -> elsewhere.getOrDefault(id, id));
                moved.merge(own, account, AccountRecord::join);
            });
        }
        return of(other, moved, groups, settings, unknown);
    }

    /**
     * The same contents in a vault that takes the place of another one.
     *
     * @param vault the id of the vault that is replaced
     * @return contents that name it
     */
    public Contents replacing(String vault) {
        SortedMap<String, Json> members = new TreeMap<>(Utf8Order.BY_BYTES);
        members.putAll(unknown);
        members.put(REPLACES, new Json.Text(vault));
        return of(idKey, accounts, groups, settings, members);
    }

    /**
     * Deletes a group, as far as it is known here: an edit by another device meanwhile keeps it.
     *
     * @param id the group
     * @return contents in which it is not visible; equal to these if it is none
     */
    public Contents withoutGroup(GroupId id) {
        SortedMap<GroupId, GroupRecord> remaining = new TreeMap<>(groups);
        remaining.computeIfPresent(
                id, (key, group) -> group.withVisibility(group.visibility().deleted()));
        return of(idKey, accounts, remaining, settings, unknown);
    }

    private static <K, V> SortedMap<K, V> union(SortedMap<K, V> left, SortedMap<K, V> right, BinaryOperator<V> join) {
        SortedMap<K, V> union = new TreeMap<>(left);
        right.forEach((key, value) -> union.merge(key, value, join));
        return union;
    }

    /**
     * The same contents with some of their accounts.
     *
     * @param some accounts of these contents, by id
     * @return contents without the others
     */
    public Contents withOnly(SortedMap<AccountId, AccountRecord> some) {
        return withAccounts(some);
    }

    /** The same with other groups and settings, and with accounts that are new or have changed. */
    Contents with(
            Map<AccountId, AccountRecord> changed,
            SortedMap<GroupId, GroupRecord> otherGroups,
            SortedMap<String, Register> otherSettings) {
        SortedMap<AccountId, AccountRecord> all = new TreeMap<>(accounts);
        all.putAll(changed);
        return new Contents(idKey, all, otherGroups, otherSettings, unknown);
    }

    Contents withAccounts(Map<AccountId, AccountRecord> others) {
        return of(idKey, others, groups, settings, unknown);
    }

    Contents withSettings(Map<String, Register> others) {
        return of(idKey, accounts, groups, others, unknown);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Contents that
                && MessageDigest.isEqual(idKey, that.idKey)
                && areSame(accounts, that.accounts)
                && groups.equals(that.groups)
                && settings.equals(that.settings)
                && unknown.equals(that.unknown);
    }

    /** Goes along both, which are in one order. */
    private static boolean areSame(
            SortedMap<AccountId, AccountRecord> left, SortedMap<AccountId, AccountRecord> right) {
        if (left == right || left.size() != right.size()) {
            return left == right;
        }
        Iterator<Map.Entry<AccountId, AccountRecord>> there = right.entrySet().iterator();
        for (Map.Entry<AccountId, AccountRecord> here : left.entrySet()) {
            Map.Entry<AccountId, AccountRecord> next = there.next();
            if (!here.getKey().equals(next.getKey()) || !here.getValue().equals(next.getValue())) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        return Arrays.asList(accounts, groups, settings, unknown).hashCode();
    }

    /** Shows how much there is, and nothing of it. */
    @Override
    public String toString() {
        return "Contents[" + accounts.size() + " accounts, " + groups.size() + " groups, " + settings.size()
                + " settings]";
    }
}
