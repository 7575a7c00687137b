package org.authenticatorbackup.core.snapshot;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.authenticatorbackup.api.account.AccountId;
import org.authenticatorbackup.api.account.GroupId;
import org.authenticatorbackup.api.recovery.RejectedAccount;
import org.authenticatorbackup.core.history.AccountCore;
import org.authenticatorbackup.core.history.AccountIds;
import org.authenticatorbackup.core.history.AccountRecord;
import org.authenticatorbackup.core.history.Contents;
import org.authenticatorbackup.core.history.GroupRecord;
import org.authenticatorbackup.core.history.Register;
import org.authenticatorbackup.core.json.Json;
import org.authenticatorbackup.core.json.JsonException;
import org.authenticatorbackup.core.json.JsonReader;
import org.authenticatorbackup.core.json.Utf8Order;

/** Reads one snapshot. */
final class SnapshotReader {

    static final String FORMAT = "authbackup-snapshot";
    static final long VERSION = 1;

    private static final int ID_DIGITS = 32;
    private static final int NUMBER_DIGITS = 16;
    private static final Pattern VAULT = Pattern.compile("[a-z2-7]{32}");
    private static final Pattern SECONDS = Pattern.compile("[0-9]{4}(-[0-9]{2}){2}T[0-9]{2}(:[0-9]{2}){2}Z");
    private static final Pattern POSITIVE = Pattern.compile("[1-9][0-9]*");

    private static final String THERE_TWICE = "an account is there twice";
    private static final String TWICE = "a name is there twice";

    private final JsonReader json;
    private final RegisterReader registers;
    private final RecordReader records;
    private final Once once = new Once();
    private final Map<String, Json> head = new TreeMap<>();
    private final SortedMap<AccountId, AccountRecord> accounts = new TreeMap<>();

    /** Accounts without a core that can be understood. */
    private final Set<AccountId> refused = new HashSet<>();

    private final SortedMap<GroupId, GroupRecord> groups = new TreeMap<>();
    private final SortedMap<String, Register> settings = new TreeMap<>(Utf8Order.BY_BYTES);
    private final SortedMap<String, Long> seen = new TreeMap<>();
    private final SortedMap<String, Json> unknown = new TreeMap<>(Utf8Order.BY_BYTES);
    private final List<RejectedAccount> rejected = new ArrayList<>();

    private final JsonReader.Limit limit;

    /** What other snapshots held, and the URIs that are not among that. */
    private final Optional<KnownCores> cores;

    private final Map<AccountId, String> uris = new HashMap<>();

    SnapshotReader(byte[] text, JsonReader.Limit limit, Optional<KnownCores> cores) throws JsonException {
        this.cores = cores;
        this.json = JsonReader.of(text, limit);
        this.limit = limit;
        this.registers = new RegisterReader(json);
        this.records = new RecordReader(json, registers);
    }

    /** Whether the text is of a newer version, and so whatever {@link #read} says means nothing. */
    boolean isNewer() {
        return head.get("version") instanceof Json.Num version
                && POSITIVE.matcher(version.digits()).matches()
                && !version.digits().equals(Long.toString(VERSION))
                && new Json.Text(FORMAT).equals(head.get("format"));
    }

    Decoded read() throws JsonException {
        json.object(this::member);
        json.end();
        Fields fields = Fields.of(Json.Obj.of(head));
        require(fields.text("format").equals(FORMAT), "this is not a snapshot");
        require(fields.number("version") == VERSION, "the version is missing or malformed");
        require(fields.has("seq"), "seq is missing");
        byte[] idKey = Base64Text.decode(fields.text("idKey"), "idKey");
        require(
                idKey.length == Contents.ID_KEY_BYTES || (idKey.length == 0 && accounts.isEmpty() && refused.isEmpty()),
                "no idKey");
        rejectWrongIds(idKey);
        Snapshot snapshot = new Snapshot(
                matching(VAULT, fields.text("vault"), "vault"),
                hex(ID_DIGITS, fields.text("device"), "device"),
                fields.number("seq"),
                createdAt(fields.text("created")),
                fields.text("app"),
                fields.text("platform"),
                Contents.of(idKey, accounts, groups, settings, unknown),
                seen);
        return new Decoded(snapshot, rejected);
    }

    private void member(String name) throws JsonException {
        switch (name) {
            case "format", "version", "vault", "device", "seq", "created", "app", "platform", "idKey" -> {
                require(!head.containsKey(name), TWICE); // before it is read: the first one tells the version
                head.put(name, json.value());
                require(!isNewer(), "a newer version");
            }
            case "accounts" -> {
                once.at(0);
                json.array(this::account);
            }
            case "groups" -> {
                once.at(1);
                json.array(this::group);
            }
            case "settings" -> {
                once.at(2);
                json.object(this::setting);
            }
            case "seen" -> {
                once.at(3);
                json.object(this::seen);
            }
            default -> {
                requireRoom(unknown.size(), Contents.MAX_MEMBERS, "unknown members");
                require(unknown.put(name, json.value()) == null, TWICE);
            }
        }
    }

    private void account() throws JsonException {
        requireRoom(accounts.size() + refused.size(), Contents.MAX_ACCOUNTS, "accounts");
        records.readAccount();
        AccountId id = new AccountId(hex(ID_DIGITS, records.id(), "an account's id"));
        try {
            require(accounts.put(id, record(id)) == null && !refused.contains(id), THERE_TWICE);
        } catch (CoreFormatException e) {
            require(refused.add(id) && !accounts.containsKey(id), THERE_TWICE);
            rejected.add(new RejectedAccount(id.value(), String.valueOf(e.getMessage())));
        }
    }

    private AccountRecord record(AccountId id) throws JsonException, CoreFormatException {
        if (!cores.isPresent() || !records.uri().isPresent()) {
            return records.account(Optional.empty());
        }
        String uri = records.uri().get();
        Optional<AccountCore.Known> known = cores.get().read(id, uri);
        if (!known.isPresent() && cores.get().hasRoomFor(uri)) {
            uris.put(id, uri);
        }
        return records.account(known);
    }

    /** An id vouches for the core, so that no merge can put another secret under a known account. */
    private void rejectWrongIds(byte[] idKey) {
        if (accounts.isEmpty()) {
            return;
        }
        try (AccountIds ids = AccountIds.under(idKey)) {
            accounts.entrySet().removeIf(entry -> {
                boolean isWrong = entry.getValue().core() instanceof AccountCore.Known core
                        && !core.isWithheld()
                        && !isVouchedFor(core, entry.getKey(), idKey, ids);
                if (isWrong) {
                    rejected.add(new RejectedAccount(entry.getKey().value(), "its id does not match its credential"));
                }
                return isWrong;
            });
        }
    }

    private boolean isVouchedFor(AccountCore.Known core, AccountId id, byte[] idKey, AccountIds ids) {
        if (cores.filter(known -> known.vouchesFor(core, id, idKey)).isPresent()) {
            return true;
        }
        boolean isRight = ids.of(core.credential(), core.enrolledAs()).equals(id);
        if (isRight && uris.containsKey(id)) {
            cores.ifPresent(known -> known.add(id, uris.get(id), core, idKey));
        }
        return isRight;
    }

    private void group() throws JsonException {
        requireRoom(groups.size(), Contents.MAX_MEMBERS, "groups");
        records.readGroup();
        GroupId id = new GroupId(hex(ID_DIGITS, records.id(), "a group's id"));
        GroupRecord group = records.group();
        require(
                group.name().value().getOrDefault("value", new Json.Text("")) instanceof Json.Text,
                "a group's name is no text");
        require(groups.put(id, group) == null, "a group is there twice");
    }

    private void setting(String key) throws JsonException {
        requireRoom(settings.size(), Contents.MAX_MEMBERS, "settings");
        require(settings.put(key, registers.read(Register.Shape.SINGLE)) == null, TWICE);
    }

    private void seen(String device) throws JsonException {
        requireRoom(seen.size(), Contents.MAX_MEMBERS, "devices seen");
        String sequence = hex(NUMBER_DIGITS, Fields.textOf(json.value(), "seen"), "a sequence seen");
        require(sequence.charAt(0) < '8', "a sequence seen is too large");
        require(seen.put(hex(ID_DIGITS, device, "a device seen"), Long.parseLong(sequence, 16)) == null, TWICE);
    }

    private static Instant createdAt(String text) throws JsonException {
        try {
            return Instant.parse(matching(SECONDS, text, "created"));
        } catch (DateTimeException e) {
            throw JsonException.malformed("created is no date");
        }
    }

    private static String hex(int digits, String text, String what) throws JsonException {
        boolean isHex = text.length() == digits;
        for (int i = 0; isHex && i < digits; i++) {
            char c = text.charAt(i);
            isHex = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
        }
        require(isHex, what + " is missing or has another form");
        return text;
    }

    private static String matching(Pattern form, String text, String what) throws JsonException {
        require(form.matcher(text).matches(), what + " is missing or has another form");
        return text;
    }

    private static void require(boolean holds, String otherwise) throws JsonException {
        if (!holds) {
            throw JsonException.malformed(otherwise);
        }
    }

    private void requireRoom(int size, int largest, String what) throws JsonException {
        if (size >= largest && limit == JsonReader.Limit.FOREIGN) {
            throw JsonException.tooLarge("there are more than " + largest + ' ' + what);
        }
    }
}
