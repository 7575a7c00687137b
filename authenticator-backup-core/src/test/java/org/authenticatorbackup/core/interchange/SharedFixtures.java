package org.authenticatorbackup.core.interchange;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonParser.NumberType;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Exports of other apps, kept beside the checkout. A test that needs one is skipped where they are absent. */
final class SharedFixtures {

    private SharedFixtures() {}

    static Path file(String name) {
        Path file = Path.of(System.getProperty("authbackup.shared", "missing"), "fixtures", name);
        if (Files.isRegularFile(file)) {
            return file;
        }
        if ("required".equals(System.getenv("AUTHBACKUP_VECTORS"))) {
            return fail("required and absent: fixtures/" + name);
        }
        return abort("skipped: fixtures/" + name + " is absent");
    }

    /** Reads JSON into maps, lists, strings, numbers, booleans and nulls. */
    @SuppressWarnings("unchecked")
    static Map<String, Object> json(String name) throws IOException {
        try (JsonParser parser = new JsonFactory().createParser(file(name).toFile())) {
            parser.nextToken();
            return (Map<String, Object>) value(parser);
        }
    }

    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> rows(Map<String, Object> json, String member) {
        return (List<Map<String, Object>>) json.get(member);
    }

    private static Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> members(parser);
            case START_ARRAY -> elements(parser);
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT ->
                parser.getNumberType() == NumberType.BIG_INTEGER
                        ? parser.getBigIntegerValue()
                        : (Object) parser.getLongValue();
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_NULL -> null;
            default -> parser.getBooleanValue();
        };
    }

    private static Map<String, Object> members(JsonParser parser) throws IOException {
        Map<String, Object> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            members.put(name, value(parser));
        }
        return members;
    }

    private static List<Object> elements(JsonParser parser) throws IOException {
        List<Object> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            elements.add(value(parser));
        }
        return elements;
    }
}
