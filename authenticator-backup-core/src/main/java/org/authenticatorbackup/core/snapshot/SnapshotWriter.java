package org.authenticatorbackup.core.snapshot;

import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.authenticatorbackup.api.account.AccountId;
import org.authenticatorbackup.core.history.AccountRecord;
import org.authenticatorbackup.core.history.Contents;
import org.authenticatorbackup.core.history.GroupRecord;
import org.authenticatorbackup.core.history.Register;
import org.authenticatorbackup.core.history.Stamp;
import org.authenticatorbackup.core.history.Tag;
import org.authenticatorbackup.core.history.Visibility;
import org.authenticatorbackup.core.json.CanonicalWriter;
import org.authenticatorbackup.core.json.Json;
import org.authenticatorbackup.core.json.Members;

/** Writes one snapshot. */
final class SnapshotWriter {

    /** About as many bytes as stand around the accounts. */
    static final int AROUND = 4_096;

    private final CanonicalWriter writer;
    private final Accounts accounts;

    /** Writes accounts, each as one object. */
    @FunctionalInterface
    interface Accounts {
        void write(CanonicalWriter writer, AccountId id, AccountRecord account);
    }

    /**
     * A writer that writes accounts in some way to the same effect as {@link #account}; {@code capacity} is about as many
     * bytes as it is going to write.
     */
    SnapshotWriter(Accounts accounts, int capacity) {
        this.accounts = accounts;
        this.writer = new CanonicalWriter(capacity);
    }

    byte[] write(Snapshot snapshot) {
        Contents contents = snapshot.contents();
        writer.beginObject();
        writer.name("format").string(SnapshotReader.FORMAT);
        writer.name("version").number(SnapshotReader.VERSION);
        writer.name("vault").string(snapshot.vault());
        writer.name("device").string(snapshot.device());
        writer.name("seq").number(snapshot.sequence());
        writer.name("created").string(snapshot.created().toString());
        text("app", snapshot.app());
        text("platform", snapshot.platform());
        text("idKey", Base64Text.encode(contents.idKey()));
        if (!contents.accounts().isEmpty()) {
            writer.name("accounts").beginArray();
            contents.accounts().forEach((id, account) -> accounts.write(writer, id, account));
            writer.endArray();
        }
        if (!contents.groups().isEmpty()) {
            writer.name("groups").beginArray();
            contents.groups().forEach((id, group) -> group(writer, id.value(), group));
            writer.endArray();
        }
        if (!contents.settings().isEmpty()) {
            writer.name("settings").beginObject();
            contents.settings().forEach((key, value) -> setting(writer, key, value));
            writer.endObject();
        }
        if (!snapshot.seen().isEmpty()) {
            writer.name("seen").beginObject();
            snapshot.seen().forEach((device, sequence) -> writer.name(device).string(hex(sequence)));
            writer.endObject();
        }
        SortedMap<String, Json> others = new TreeMap<>(contents.unknown());
        Json replaces = others.remove(Contents.REPLACES);
        if (replaces != null) {
            writer.name(Contents.REPLACES).value(replaces);
        }
        return writer.members(Members.copyOf(others)).endObject().take();
    }

    static void account(CanonicalWriter writer, String id, AccountRecord account) {
        writer.beginObject().name("id").string(id);
        AccountCodec.write(writer, account);
        register(writer, "label", account.label());
        register(writer, "place", account.place());
        if (account.counter() != 0) {
            writer.name("counter").number(account.counter());
        }
        visibility(writer, account.visibility());
        if (account.purged() == AccountRecord.Purge.PURGED) {
            writer.name("purged").value(Json.Word.TRUE);
        }
        writer.members(account.unknown()).endObject();
    }

    private static void group(CanonicalWriter writer, String id, GroupRecord group) {
        writer.beginObject().name("id").string(id);
        register(writer, "name", group.name());
        register(writer, "place", group.place());
        visibility(writer, group.visibility());
        writer.members(group.unknown()).endObject();
    }

    private static void setting(CanonicalWriter writer, String key, Register value) {
        writer.name(key).beginObject();
        registerMembers(writer, value);
        writer.endObject();
    }

    private static void register(CanonicalWriter writer, String name, Register register) {
        if (!register.isUnwritten()) {
            writer.name(name).beginObject();
            registerMembers(writer, register);
            writer.endObject();
        }
    }

    private static void registerMembers(CanonicalWriter writer, Register register) {
        if (!register.stamp().equals(Stamp.NEVER)) {
            writer.name("stamp").string(register.stamp().format());
        }
        register.writeValue(writer);
    }

    private static void visibility(CanonicalWriter writer, Visibility visibility) {
        tags(writer, "live", visibility.live());
        tags(writer, "covered", visibility.covered());
    }

    private static void tags(CanonicalWriter writer, String name, Set<Tag> tags) {
        if (!tags.isEmpty()) {
            writer.name(name).beginArray();
            tags.forEach(tag -> writer.string(tag.format()));
            writer.endArray();
        }
    }

    private void text(String name, String text) {
        if (!text.isEmpty()) {
            writer.name(name).string(text);
        }
    }

    private static String hex(long sequence) {
        String digits = Long.toHexString(sequence);
        return "0000000000000000".substring(digits.length()) + digits;
    }
}
