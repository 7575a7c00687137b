package org.authenticatorbackup.core.snapshot;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.authenticatorbackup.api.account.AccountName;
import org.authenticatorbackup.api.account.Credential;
import org.authenticatorbackup.core.history.AccountCore;
import org.authenticatorbackup.core.history.AccountRecord;
import org.authenticatorbackup.core.json.CanonicalWriter;
import org.authenticatorbackup.core.json.Json;
import org.authenticatorbackup.core.json.JsonException;
import org.authenticatorbackup.core.json.Members;
import org.authenticatorbackup.core.json.Utf8Order;

/**
 * The core of an account as members of its object: {@code uri} and, where that is not reversible, {@code core}; or
 * {@code deviceBound} or {@code withheld} with {@code issuer} and {@code name}.
 */
final class AccountCodec {

    private static final String URI = "uri";
    private static final String CORE = "core";
    private static final String DEVICE_BOUND = "deviceBound";
    private static final String WITHHELD = "withheld";
    private static final List<String> MEMBERS = List.of(URI, CORE, DEVICE_BOUND, WITHHELD, "issuer", "name");

    private AccountCodec() {}

    static void write(CanonicalWriter writer, AccountRecord account) {
        AccountCore core = account.core();
        if (core instanceof AccountCore.Opaque opaque) {
            for (String name : MEMBERS) {
                Optional.ofNullable(opaque.members().get(name))
                        .ifPresent(value -> writer.name(name).value(value));
            }
        } else if (core instanceof AccountCore.Known known) {
            Optional<CoreFields> fields = CoreFields.of(known);
            if (fields.isPresent()) {
                writeFull(writer, known, fields.get(), account.counter());
            } else {
                writeNamed(writer, known);
            }
        }
    }

    private static void writeFull(CanonicalWriter writer, AccountCore.Known core, CoreFields fields, long counter) {
        String uri = CoreUri.format(fields, counter);
        writer.name(URI).string(uri);
        if (isReversible(uri, core, fields)) {
            return;
        }
        writer.name(CORE).beginObject().name("type").string(fields.type());
        writer.name("secret").string(fields.secret());
        writeText(writer, "algorithm", fields.algorithm());
        writeNumber(writer, "digits", fields.digits());
        writeNumber(writer, "period", fields.period());
        writeText(writer, "issuer", fields.name().issuer());
        writeText(writer, "name", fields.name().name());
        writer.members(core.unknown()).endObject();
    }

    private static boolean isReversible(String uri, AccountCore.Known core, CoreFields fields) {
        try {
            return (CoreUri.isPlain(fields.name()) && core.unknown().isEmpty())
                    || CoreUri.parse(uri).equals(Optional.of(core));
        } catch (CoreFormatException e) {
            return false;
        }
    }

    private static void writeNamed(CanonicalWriter writer, AccountCore.Known core) {
        if (core.credential() instanceof Credential.DeviceBound bound) {
            writer.name(DEVICE_BOUND).string(bound.binding().name().toLowerCase(Locale.ROOT));
        } else if (core.credential() instanceof Credential.Withheld withheld) {
            writer.name(WITHHELD).string(withheld.type());
        }
        writeText(writer, "issuer", core.enrolledAs().issuer());
        writeText(writer, "name", core.enrolledAs().name());
    }

    private static void writeText(CanonicalWriter writer, String name, String text) {
        if (!text.isEmpty()) {
            writer.name(name).string(text);
        }
    }

    private static void writeNumber(CanonicalWriter writer, String name, String digits) {
        if (!digits.isEmpty()) {
            writer.name(name).value(new Json.Num(digits));
        }
    }

    /** Takes the members of a core out of an account: a dropped one if there are none. */
    static AccountCore take(Fields account) throws JsonException, CoreFormatException {
        SortedMap<String, Json> members = new TreeMap<>(Utf8Order.BY_BYTES);
        for (String name : MEMBERS) {
            Optional<Json> value = account.take(name);
            if (value.isPresent()) {
                if (!name.equals(CORE)) {
                    Fields.textOf(value.get(), name);
                }
                members.put(name, value.get());
            }
        }
        Optional<AccountCore.Known> known = Optional.empty();
        if (members.containsKey(CORE)) {
            known = full(Fields.of(members.get(CORE)));
        } else if (members.containsKey(URI)) {
            known = CoreUri.parse(text(members, URI));
        } else if (members.containsKey(DEVICE_BOUND)) {
            known = deviceBound(text(members, DEVICE_BOUND), nameOf(members));
        } else if (members.containsKey(WITHHELD)) {
            CoreFields.requireType(text(members, WITHHELD));
            known = Optional.of(
                    AccountCore.Known.of(new Credential.Withheld(text(members, WITHHELD)), nameOf(members)));
        } else {
            return AccountCore.Dropped.DROPPED;
        }
        return known.isPresent() ? known.get() : new AccountCore.Opaque(members);
    }

    private static Optional<AccountCore.Known> full(Fields core) throws JsonException, CoreFormatException {
        CoreFields fields = new CoreFields(
                core.text("type"),
                core.text("secret"),
                core.text("algorithm"),
                digits(core, "digits"),
                digits(core, "period"),
                new AccountName(core.text("issuer"), core.text("name")));
        return fields.core()
                .map(known ->
                        new AccountCore.Known(known.credential(), known.enrolledAs(), Members.copyOf(core.rest())));
    }

    private static String digits(Fields core, String name) throws JsonException {
        return core.has(name) ? Long.toString(core.number(name)) : "";
    }

    private static Optional<AccountCore.Known> deviceBound(String word, AccountName name) throws CoreFormatException {
        CoreFields.requireType(word);
        for (Credential.DeviceBound.Binding binding : Credential.DeviceBound.Binding.values()) {
            if (binding.name().toLowerCase(Locale.ROOT).equals(word)) {
                return Optional.of(AccountCore.Known.of(new Credential.DeviceBound(binding), name));
            }
        }
        return Optional.empty();
    }

    private static AccountName nameOf(Map<String, Json> members) {
        return new AccountName(text(members, "issuer"), text(members, "name"));
    }

    private static String text(Map<String, Json> members, String name) {
        return members.get(name) instanceof Json.Text text ? text.value() : "";
    }
}
