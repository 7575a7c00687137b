package org.authenticatorbackup.crypto;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * The public test vectors kept beside the checkout, under {@code vectors/} of the folder that the system property
 * {@code authbackup.shared} names. Where that folder is absent, a test that asks for a vector is skipped, or fails if the
 * environment says {@code AUTHBACKUP_VECTORS=required}.
 */
public final class SharedVectors {

    private SharedVectors() {}

    /** The file or folder at {@code relative}, such as {@code "rfc/rfc7914_scrypt.json"}. */
    public static Path path(String relative) {
        Path folder = Path.of(System.getProperty("authbackup.shared", "../../shared"), "vectors");
        if (!Files.isDirectory(folder)) {
            String message = "TEST VECTORS ARE MISSING: no folder "
                    + folder.toAbsolutePath().normalize() + "; what they would have shown has not been tested";
            if ("required".equals(System.getenv("AUTHBACKUP_VECTORS"))) {
                Assertions.fail(message);
            }
            System.err.println(message);
            Assumptions.abort(message);
        }
        Path path = folder.resolve(relative);
        if (!Files.exists(path)) {
            Assertions.fail("no vector " + relative);
        }
        return path;
    }

    /** The bytes of one file. */
    public static byte[] bytes(String relative) {
        try {
            return Files.readAllBytes(path(relative));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One file as UTF-8 text. */
    public static String text(String relative) {
        try {
            return Files.readString(path(relative));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The files of one folder, in the order of their names. */
    public static List<Path> files(String relative) {
        try (Stream<Path> entries = Files.list(path(relative))) {
            return entries.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One file as JSON. */
    public static Json json(String relative) {
        return Json.parse(text(relative));
    }

    /** Bytes of hexadecimal digits. */
    public static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }

    /** Hexadecimal digits of bytes, in lower case. */
    public static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    /** One value of a JSON document: an object, an array, a string, a number, a boolean or null. */
    public static final class Json {

        private final @Nullable Object value;

        private Json(@Nullable Object value) {
            this.value = value;
        }

        /** The value that a whole document is. */
        public static Json parse(String document) {
            try (JsonParser parser = new JsonFactory().createParser(document)) {
                parser.nextToken();
                Object value = read(parser);
                if (parser.nextToken() != null) {
                    throw new IllegalArgumentException("more than one JSON value");
                }
                return new Json(value);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static @Nullable Object read(JsonParser parser) throws IOException {
            return switch (parser.currentToken()) {
                case START_OBJECT -> readObject(parser);
                case START_ARRAY -> readArray(parser);
                case VALUE_STRING -> parser.getText();
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getDecimalValue();
                case VALUE_TRUE -> true;
                case VALUE_FALSE -> false;
                case VALUE_NULL -> null;
                default -> throw new IllegalArgumentException("unexpected " + parser.currentToken());
            };
        }

        private static Map<String, Json> readObject(JsonParser parser) throws IOException {
            Map<String, Json> members = new LinkedHashMap<>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                parser.nextToken();
                members.put(name, new Json(read(parser)));
            }
            return members;
        }

        private static List<Json> readArray(JsonParser parser) throws IOException {
            List<Json> items = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                items.add(new Json(read(parser)));
            }
            return items;
        }

        /** Whether this is null. */
        public boolean isNull() {
            return value == null;
        }

        /** Whether this object has a member of that name. */
        public boolean has(String name) {
            return members().containsKey(name);
        }

        /** This object's member of that name, which must be there. */
        public Json get(String name) {
            Json member = members().get(name);
            if (member == null) {
                throw new IllegalArgumentException(
                        "no member " + name + " among " + members().keySet());
            }
            return member;
        }

        /** This array's item at {@code index}, from 0. */
        public Json at(int index) {
            return items().get(index);
        }

        /** The items of this array. */
        public List<Json> items() {
            return ((List<?>) as(List.class)).stream().map(Json.class::cast).toList();
        }

        /** The members of this object, in their order. */
        public Map<String, Json> members() {
            Map<String, Json> members = new LinkedHashMap<>();
            ((Map<?, ?>) as(Map.class)).forEach((name, member) -> members.put((String) name, (Json) member));
            return members;
        }

        /** This string. */
        public String text() {
            return as(String.class);
        }

        /** The bytes whose hexadecimal digits this string is. */
        public byte[] hex() {
            return SharedVectors.hex(text());
        }

        /** This whole number. */
        public long number() {
            return as(BigDecimal.class).longValueExact();
        }

        /** This boolean. */
        public boolean flag() {
            return as(Boolean.class);
        }

        private <T> T as(Class<T> type) {
            return type.cast(Objects.requireNonNull(value, "null, not a " + type.getSimpleName()));
        }

        /** Short, for names of tests: a container by its size, anything else as it is. */
        @Override
        public String toString() {
            return value instanceof Map<?, ?> members
                    ? members.keySet().toString()
                    : value instanceof Collection<?> items ? items.size() + " items" : String.valueOf(value);
        }
    }
}
