package org.authenticatorbackup.crypto.vault;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.authenticatorbackup.crypto.SharedVectors;
import org.authenticatorbackup.crypto.SharedVectors.Json;

/** How vectors are written down: JSON in ASCII, and an object as the changes that make it of another one. */
final class VectorText {

    /** Differences closer than this are written as one. */
    private static final int GAP = 12;

    private VectorText() {}

    /** An object of these members: names and values in turn. */
    static Map<String, Object> object(Object... members) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < members.length; i += 2) {
            object.put((String) members[i], members[i + 1]);
        }
        return object;
    }

    /** A file: arrays with one element on each line, all else on one line. */
    static String file(Map<String, Object> members) {
        StringBuilder out = new StringBuilder("{");
        String separator = "\n";
        for (Map.Entry<String, Object> member : members.entrySet()) {
            out.append(separator);
            separator = ",\n";
            write(out, member.getKey());
            out.append(":");
            if (member.getValue() instanceof List<?> list) {
                String comma = "[\n";
                for (Object element : list) {
                    out.append(comma);
                    comma = ",\n";
                    write(out, element);
                }
                out.append("\n]");
            } else {
                write(out, member.getValue());
            }
        }
        return out.append("\n}\n").toString();
    }

    private static void write(StringBuilder out, Object value) {
        if (value instanceof Map<?, ?> map) {
            String comma = "{";
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                out.append(comma);
                comma = ",";
                write(out, entry.getKey());
                out.append(":");
                write(out, entry.getValue());
            }
            out.append(map.isEmpty() ? "{}" : "}");
        } else if (value instanceof List<?> list) {
            String comma = "[";
            for (Object element : list) {
                out.append(comma);
                comma = ",";
                write(out, element);
            }
            out.append(list.isEmpty() ? "[]" : "]");
        } else if (value instanceof String text) {
            string(out, text);
        } else {
            out.append(value);
        }
    }

    private static void string(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c == '\n') {
                out.append("\\n");
            } else if (c < ' ' || c > '~') {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }

    /** What to change in {@code base} to get {@code changed}. */
    static List<Object> splices(byte[] base, byte[] changed) {
        List<Object> splices = new ArrayList<>();
        if (base.length != changed.length) {
            int front = Math.max(0, Arrays.mismatch(base, changed));
            int back = 0;
            int most = Math.min(base.length, changed.length) - front;
            while (back < most && base[base.length - 1 - back] == changed[changed.length - 1 - back]) {
                back++;
            }
            splices.add(splice(
                    front, base.length - front - back, Arrays.copyOfRange(changed, front, changed.length - back)));
            return splices;
        }
        int at = 0;
        while (at < base.length) {
            if (base[at] == changed[at]) {
                at++;
                continue;
            }
            int end = at + 1;
            for (int i = end; i < base.length && i < end + GAP; i++) {
                if (base[i] != changed[i]) {
                    end = i + 1;
                }
            }
            splices.add(splice(at, end - at, Arrays.copyOfRange(changed, at, end)));
            at = end;
        }
        return splices;
    }

    static Map<String, Object> splice(int at, int cut, byte[] insert) {
        Map<String, Object> splice = object("at", at, "cut", cut);
        boolean isText = insert.length > 0;
        for (byte each : insert) {
            isText &= (each >= ' ' && each <= '~') || each == '\n';
        }
        if (isText) {
            splice.put("text", new String(insert, ISO_8859_1));
        } else if (insert.length > 1_000) {
            splice.put("base64", Base64.getEncoder().encodeToString(insert));
        } else if (insert.length > 0) {
            splice.put("hex", SharedVectors.hex(insert));
        }
        return splice;
    }

    /** The object that a vector describes. */
    static byte[] spliced(byte[] base, List<Json> splices) {
        byte[] changed = new byte[0];
        int at = 0;
        for (Json splice : splices) {
            int next = (int) splice.get("at").number();
            changed = RawAge.concat(changed, Arrays.copyOfRange(base, at, next), inserted(base, splice));
            at = next + (int) splice.get("cut").number();
        }
        return RawAge.concat(changed, Arrays.copyOfRange(base, at, base.length));
    }

    private static byte[] inserted(byte[] base, Json splice) {
        byte[] insert = new byte[0];
        if (splice.has("text")) {
            insert = RawAge.ascii(splice.get("text").text());
        } else if (splice.has("hex")) {
            insert = splice.get("hex").hex();
        } else if (splice.has("base64")) {
            insert = Base64.getDecoder().decode(splice.get("base64").text());
        } else if (splice.has("copy")) {
            int from = (int) splice.get("copy").at(0).number();
            insert = Arrays.copyOfRange(
                    base, from, from + (int) splice.get("copy").at(1).number());
        }
        int times = splice.has("times") ? (int) splice.get("times").number() : 1;
        byte[] repeated = new byte[insert.length * times];
        for (int i = 0; i < times; i++) {
            System.arraycopy(insert, 0, repeated, i * insert.length, insert.length);
        }
        return repeated;
    }
}
