package org.authenticatorbackup.core.snapshot;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.authenticatorbackup.api.account.Credential;
import org.authenticatorbackup.core.history.AccountCore;
import org.authenticatorbackup.core.history.AccountRecord;
import org.authenticatorbackup.core.json.CanonicalWriter;
import org.authenticatorbackup.core.json.Json;

/**
 * Writes the core of an account as members of its object: {@code uri} and, where that is not reversible, {@code core}; or
 * {@code deviceBound} or {@code withheld} with {@code issuer} and {@code name}.
 */
final class AccountCodec {

    static final String URI = "uri";
    static final String CORE = "core";
    static final String DEVICE_BOUND = "deviceBound";
    static final String WITHHELD = "withheld";

    /** In the order they are written. */
    static final List<String> MEMBERS = List.of(URI, CORE, DEVICE_BOUND, WITHHELD, "issuer", "name");

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
}
