package org.authenticatorbackup.core.history;

import static org.authenticatorbackup.core.history.AccountRecord.Purge;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.authenticatorbackup.api.account.Account;
import org.authenticatorbackup.api.account.AccountId;
import org.authenticatorbackup.api.account.AccountKind;
import org.authenticatorbackup.api.account.AccountLabel;
import org.authenticatorbackup.api.account.AccountName;
import org.authenticatorbackup.api.account.Credential;
import org.authenticatorbackup.api.account.Group;
import org.authenticatorbackup.api.account.GroupId;
import org.authenticatorbackup.api.account.Icon;
import org.authenticatorbackup.api.account.Secret;
import org.authenticatorbackup.api.account.VaultContents;
import org.authenticatorbackup.core.json.Json;
import org.authenticatorbackup.core.json.Members;
import org.authenticatorbackup.core.snapshot.Snapshot;
import org.authenticatorbackup.core.snapshot.SnapshotCodec;

/** Values for properties, all of one vault, from small pools so that they meet. */
public final class VaultArbitraries {

    private VaultArbitraries() {}

    /** The id key of all these contents. */
    public static byte[] idKey() {
        byte[] key = new byte[Contents.ID_KEY_BYTES];
        for (int i = 0; i < key.length; i++) {
            key[i] = (byte) (0xe0 + i);
        }
        return key;
    }

    /** The canonical bytes of a snapshot of some device that holds these contents. */
    public static byte[] document(Contents contents) {
        return SnapshotCodec.encode(new Snapshot(
                "brucekqlaqedexidov6nr7tf5uwcxkfv",
                "a0a1a2a3a4a5a6a7a8a9aaabacadaeaf",
                7,
                Instant.EPOCH,
                "",
                "",
                contents,
                new TreeMap<>()));
    }

    /** Texts with everything that has escapes, two code units or several normal forms. */
    public static Arbitrary<String> texts() {
        return Arbitraries.frequencyOf(
                        Tuple.of(
                                6,
                                Arbitraries.strings()
                                        .withCharRange('\0', '\u02ff')
                                        .ofMaxLength(12)),
                        Tuple.of(
                                2,
                                Arbitraries.strings()
                                        .withCharRange('\0', '\ud7ff')
                                        .ofMaxLength(6)),
                        Tuple.of(
                                2,
                                Arbitraries.of(
                                        "",
                                        " a",
                                        "a:b",
                                        "%3A",
                                        "e\u0301",
                                        "\u00e9",
                                        "\ud83d\ude00",
                                        "\uff5e",
                                        "\"\\\b\f")))
                .withoutEdgeCases();
    }

    /** Any JSON value of a few levels. */
    public static Arbitrary<Json> json() {
        Arbitrary<Json> leaves = Arbitraries.oneOf(
                texts().map(Json.Text::new),
                Arbitraries.longs().map(Json.Num::of),
                Arbitraries.of("1.0", "-0", "1e5", "1E+2", "0.10").map(Json.Num::new),
                Arbitraries.of(Json.Word.values()));
        return Arbitraries.recursive(
                        () -> leaves,
                        inner -> Arbitraries.oneOf(
                                leaves,
                                inner.list().ofMaxSize(3).map(Json.Arr::new),
                                maps(texts(), inner, 3).map(Json.Obj::of)),
                        0,
                        2)
                .withoutEdgeCases();
    }

    /** Members that this version does not know. */
    public static Arbitrary<SortedMap<String, Json>> unknown() {
        Arbitrary<SortedMap<String, Json>> some = maps(
                        Arbitraries.of("zeta", "\ud83d\ude00", "\uff5e", "new \"one\""), json(), 2)
                .map(Members::copyOf);
        return Arbitraries.frequencyOf(Tuple.of(3, Arbitraries.just(Members.none())), Tuple.of(1, some))
                .withoutEdgeCases();
    }

    /** Like jqwik's own, which makes a new generator for each map and is far slower. */
    public static <K, V> Arbitrary<Map<K, V>> maps(Arbitrary<K> keys, Arbitrary<V> values, int mostEntries) {
        return Combinators.combine(keys, values)
                .as((key, value) -> Map.entry(key, value))
                .list()
                .ofMaxSize(mostEntries)
                .uniqueElements(Map.Entry::getKey)
                .map(entries -> entries.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    static Arbitrary<Stamp> stamps() {
        return Combinators.combine(
                        Arbitraries.longs().between(1, 3),
                        Arbitraries.integers().between(0, 1),
                        Arbitraries.of(1L, -1L))
                .as(Stamp::new)
                .withoutEdgeCases();
    }

    static Arbitrary<Register> labels() {
        Arbitrary<SortedMap<String, Json>> members = Combinators.combine(
                        Arbitraries.of("third-party", "personal", "work-or-school", "family"),
                        texts(),
                        icons().optional(),
                        Arbitraries.of(true, false),
                        unknown())
                .as((kind, name, icon, favourite, unknown) -> {
                    Map<String, Json> label = new LinkedHashMap<>(unknown);
                    label.put("kind", new Json.Text(kind));
                    if (!name.isEmpty()) {
                        label.put("name", new Json.Text(name));
                    }
                    if (favourite) {
                        label.put("favourite", Json.Word.TRUE);
                    }
                    icon.ifPresent(value -> label.put("icon", value));
                    return Members.copyOf(label);
                });
        return registers(Register.Shape.LABEL, members).withoutEdgeCases();
    }

    private static Arbitrary<Json> icons() {
        return Arbitraries.of(
                new Json.Text("github"),
                Json.Obj.of(Map.of("type", new Json.Text("image/png"), "data", new Json.Text("AAEC"))),
                Json.Obj.of(Map.of("drawing", new Json.Text("of a newer version"))));
    }

    static Arbitrary<Register> places() {
        Arbitrary<SortedMap<String, Json>> members = Combinators.combine(
                        Arbitraries.of("", "a0", "a1", "a1V", "zz"), unknown())
                .as((position, unknown) -> {
                    Map<String, Json> place = new LinkedHashMap<>(unknown);
                    if (!position.isEmpty()) {
                        place.put("position", new Json.Text(position));
                    }
                    return Members.copyOf(place);
                });
        return registers(Register.Shape.PLACE, members).withoutEdgeCases();
    }

    static Arbitrary<Register> singles(Arbitrary<Json> values) {
        return registers(
                Register.Shape.SINGLE, Combinators.combine(values, unknown()).as((value, unknown) -> {
                    Map<String, Json> single = new LinkedHashMap<>(unknown);
                    single.put("value", value);
                    return Members.copyOf(single);
                }));
    }

    private static Arbitrary<Register> registers(Register.Shape shape, Arbitrary<SortedMap<String, Json>> values) {
        return Arbitraries.oneOf(
                Arbitraries.just(shape.unwritten()),
                Combinators.combine(stamps(), values).as((stamp, value) -> new Register(shape, stamp, value)));
    }

    static Arbitrary<Visibility> visibilities() {
        var tags = Arbitraries.of(new Tag(0, 1), new Tag(0, 2), new Tag(1, 0), new Tag(-1, 0))
                .set();
        return Combinators.combine(tags, tags)
                .as((live, covered) -> Visibility.of(live, covered))
                .withoutEdgeCases();
    }

    /**
     * States of a vault of six accounts. Cores of one id differ from state to state (full, withheld, in another normal
     * form, with other unknown members) where the account is never purged, and are the same where it may be: see {@link
     * AccountRecord}.
     */
    public static Arbitrary<Contents> contents() {
        AccountName composed = new AccountName("Caf\u00e9", "a");
        AccountName decomposed = new AccountName("Cafe\u0301", "a");
        Credential totp = new Credential.TimeBased(secret(1), Credential.Algorithm.SHA1, 6, 30);
        Credential hotp = new Credential.CounterBased(secret(2), Credential.Algorithm.SHA256, 8, 0);
        Credential push = new Credential.DeviceBound(Credential.DeviceBound.Binding.PUSH);
        AccountName other = new AccountName("a:b", "c");
        Arbitrary<Map<AccountId, AccountRecord>> accounts = Combinators.combine(
                        maybe(
                                id(totp, composed),
                                records(
                                        Purge.NEVER,
                                        Arbitraries.oneOf(known(totp, composed), known(totp, decomposed)))),
                        maybe(
                                id(hotp, composed),
                                records(Purge.NEVER, Arbitraries.oneOf(known(hotp, composed), withheld("hotp")))),
                        maybe(
                                id(totp, other),
                                records(Purge.PURGED, Arbitraries.just(AccountCore.Known.of(totp, other)))),
                        maybe(
                                id(hotp, other),
                                records(Purge.PURGED, Arbitraries.just(AccountCore.Known.of(hotp, other)))),
                        maybe(
                                id(push, other),
                                records(Purge.PURGED, Arbitraries.just(AccountCore.Known.of(push, other)))),
                        maybe(new AccountId("0123456789abcdef0123456789abcdef"), records(Purge.NEVER, opaques())))
                .as((a, b, c, d, e, f) -> {
                    Map<AccountId, AccountRecord> all = new LinkedHashMap<>();
                    List.of(a, b, c, d, e, f).forEach(all::putAll);
                    return all;
                });
        return Combinators.combine(accounts, groups(), settings(), unknown())
                .as((all, groups, settings, unknown) -> Contents.of(idKey(), all, groups, settings, unknown))
                .withoutEdgeCases();
    }

    private static Arbitrary<Map<AccountId, AccountRecord>> maybe(AccountId id, Arbitrary<AccountRecord> records) {
        return records.optional(0.6)
                .map(record -> record.map(present -> Map.of(id, present)).orElse(Map.of()));
    }

    private static AccountId id(Credential credential, AccountName name) {
        return LocalView.idOf(idKey(), credential, name);
    }

    static Secret secret(int seed) {
        return Secret.of(new byte[] {(byte) seed, 2, 3, 4, 5, 6, 7, 8, 9, 10});
    }

    private static Arbitrary<AccountCore> known(Credential credential, AccountName name) {
        return unknown().map(unknown -> new AccountCore.Known(credential, name, unknown));
    }

    private static Arbitrary<AccountCore> withheld(String type) {
        return Arbitraries.of("Caf\u00e9", "")
                .map(issuer -> AccountCore.Known.of(new Credential.Withheld(type), new AccountName(issuer, "a")));
    }

    private static Arbitrary<AccountCore> opaques() {
        return Arbitraries.of("otpauth://motp/a?secret=AA&pin=1", "otpauth://motp/a?secret=AA&pin=2")
                .map(uri -> new AccountCore.Opaque(Members.copyOf(Map.of("uri", new Json.Text(uri)))));
    }

    private static Arbitrary<AccountRecord> records(Purge most, Arbitrary<AccountCore> core) {
        return Combinators.combine(
                        core,
                        labels(),
                        places(),
                        Arbitraries.longs().between(0, 3),
                        visibilities(),
                        Arbitraries.of(Purge.NEVER, most),
                        unknown())
                .as(AccountRecord::new);
    }

    private static Arbitrary<Map<GroupId, GroupRecord>> groups() {
        Arbitrary<GroupRecord> records = Combinators.combine(
                        singles(texts().map(Json.Text::new)), places(), visibilities(), unknown())
                .as(GroupRecord::new);
        return maps(groupIds(), records, 2);
    }

    private static Arbitrary<GroupId> groupIds() {
        return Arbitraries.of("00", "7f", "ff").map(hex -> new GroupId(hex + "00112233445566778899aabbccddee"));
    }

    private static Arbitrary<Map<String, Register>> settings() {
        return maps(Arbitraries.of("app/sort", "app/\ud83d\ude00", "app/\uff5e"), singles(json()), 2);
    }

    /** Credentials that are backed up in full, or bound to a device. */
    public static Arbitrary<Credential> credentials() {
        Arbitrary<Secret> secrets = Arbitraries.bytes()
                .array(byte[].class)
                .ofMinSize(1)
                .ofMaxSize(24)
                .map(Secret::of);
        Arbitrary<Credential.Algorithm> algorithms = Arbitraries.of(Credential.Algorithm.class);
        Arbitrary<Integer> digits = Arbitraries.integers().between(1, 10);
        return Arbitraries.<Credential>oneOf(
                        Combinators.combine(
                                        secrets,
                                        algorithms,
                                        digits,
                                        Arbitraries.integers().between(1, 86_400))
                                .as(Credential.TimeBased::new),
                        Combinators.combine(
                                        secrets,
                                        algorithms,
                                        digits,
                                        Arbitraries.longs().greaterOrEqual(0))
                                .as(Credential.CounterBased::new),
                        secrets.map(Credential.Steam::new),
                        Arbitraries.of(Credential.DeviceBound.Binding.class).map(Credential.DeviceBound::new))
                .withoutEdgeCases();
    }

    static Arbitrary<AccountName> names() {
        return Combinators.combine(texts(), texts()).as(AccountName::new).withoutEdgeCases();
    }

    private static Arbitrary<AccountLabel> accountLabels() {
        Arbitrary<Icon> icons = Arbitraries.oneOf(
                Arbitraries.of("github", "\ud83d\ude00").map(Icon.Named::new),
                Arbitraries.bytes()
                        .array(byte[].class)
                        .ofMinSize(1)
                        .ofMaxSize(9)
                        .map(content -> new Icon.Image("image/svg+xml", content)));
        return Combinators.combine(
                        names(),
                        Arbitraries.of(AccountKind.THIRD_PARTY, AccountKind.PERSONAL),
                        texts(),
                        Arbitraries.of(true, false),
                        icons.optional())
                .as(AccountLabel::new);
    }

    /** Accounts of this vault whose kind lets them be backed up in full. */
    public static Arbitrary<Account> accounts() {
        return Combinators.combine(
                        credentials(), names(), accountLabels(), groupIds().optional())
                .as((credential, name, label, group) ->
                        new Account(id(credential, name), credential, name, label, group))
                .withoutEdgeCases();
    }

    /** What an app may hold, with the trash in the order in which it is shown. */
    public static Arbitrary<VaultContents> vaults() {
        Arbitrary<List<Account>> some = accounts().list().ofMaxSize(7).uniqueElements(Account::id);
        Arbitrary<List<Group>> groups = Combinators.combine(groupIds(), texts())
                .as(Group::new)
                .list()
                .ofMaxSize(3)
                .uniqueElements(Group::id);
        Arbitrary<Map<String, String>> settings =
                maps(texts().map(key -> "app/" + key + '.'), json().map(Json::canonical), 3);
        return Combinators.combine(some, Arbitraries.integers().between(0, 3), groups, settings)
                .as((accounts, trashed, listed, values) -> {
                    int cut = Math.max(0, accounts.size() - trashed);
                    List<Account> trash = accounts.subList(cut, accounts.size()).stream()
                            .sorted(Comparator.comparing(Account::id))
                            .collect(Collectors.toList());
                    return new VaultContents(new ArrayList<>(accounts.subList(0, cut)), listed, values, trash);
                })
                .withoutEdgeCases();
    }
}
