package org.authenticatorbackup.core.snapshot;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.authenticatorbackup.core.json.Json;
import org.authenticatorbackup.core.json.JsonException;
import org.authenticatorbackup.core.json.Utf8Order;

/** The members of one object, taken out one by one; what is left is unknown. */
final class Fields {

    private static final Pattern WHOLE = Pattern.compile("0|[1-9][0-9]{0,18}");

    private final SortedMap<String, Json> rest;

    private Fields(SortedMap<String, Json> members) {
        rest = members;
    }

    static Fields of(Json json) throws JsonException {
        if (json instanceof Json.Obj object) {
            SortedMap<String, Json> members = new TreeMap<>(Utf8Order.BY_BYTES);
            members.putAll(object.members());
            return new Fields(members);
        }
        throw JsonException.malformed("expected an object");
    }

    boolean has(String name) {
        return rest.containsKey(name);
    }

    Optional<Json> take(String name) {
        return Optional.ofNullable(rest.remove(name));
    }

    /** A text; empty if there is none. */
    String text(String name) throws JsonException {
        Optional<Json> json = take(name);
        return json.isPresent() ? textOf(json.get(), name) : "";
    }

    /** A whole number of 0 or more; 0 if there is none. */
    long number(String name) throws JsonException {
        Optional<Json> json = take(name);
        return json.isPresent() ? numberOf(json.get(), name) : 0;
    }

    static boolean flagOf(Json json, String name) throws JsonException {
        if (json != Json.Word.TRUE && json != Json.Word.FALSE) {
            throw JsonException.malformed(name + " is neither true nor false");
        }
        return json == Json.Word.TRUE;
    }

    /** What was not taken. */
    SortedMap<String, Json> rest() {
        return rest;
    }

    static String textOf(Json json, String name) throws JsonException {
        if (json instanceof Json.Text text) {
            return text.value();
        }
        throw JsonException.malformed(name + " is not a string");
    }

    static long numberOf(Json json, String name) throws JsonException {
        if (json instanceof Json.Num number && WHOLE.matcher(number.digits()).matches()) {
            try {
                return Long.parseLong(number.digits());
            } catch (NumberFormatException e) {
                throw JsonException.malformed(name + " is too large a number");
            }
        }
        throw JsonException.malformed(name + " is not a whole number");
    }
}
