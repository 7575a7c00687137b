package org.authenticatorbackup.core.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads JSON strictly: valid UTF-8 without a byte order mark, no name twice in an object, no half characters, nothing
 * after the value, nesting of 32, strings of 64 KiB, numbers of 100 digits. Not safe for use by several threads.
 */
public final class JsonReader {

    /** The deepest nesting of a document. */
    public static final int MAX_DEPTH = 32;

    /** How deep a setting's value lies in a snapshot. */
    private static final int DEPTH_OF_A_SETTING = 3;

    /** The longest string, in bytes of UTF-8: 64 KiB. */
    public static final int MAX_STRING_BYTES = 64 * 1024;

    /** The most values of a setting. */
    private static final int MAX_SETTING_VALUES = 200_000;

    private static final int MAX_NUMBER_LENGTH = 100;

    private static final JsonFactory DOCUMENTS = factory(MAX_DEPTH);
    private static final JsonFactory SETTINGS = factory(MAX_DEPTH - DEPTH_OF_A_SETTING);

    private final JsonParser parser;
    private int budget;

    /** How many values a document may have: each takes heap, however short its text. */
    public enum Limit {

        /** Of anybody's document: what the accounts of a full vault need, some 150 MiB at the most. */
        FOREIGN(1_500_000),

        /** Of this device's own document, which has to be read whatever came together in it. */
        OWN(Integer.MAX_VALUE);

        private final int values;

        Limit(int values) {
            this.values = values;
        }
    }

    /** Reads one member of an object. */
    @FunctionalInterface
    public interface MemberReader {

        /**
         * Reads the member's value with one call of the reader it came from.
         *
         * @param name the member's name
         * @throws JsonException if the value is not of the expected form
         */
        void read(String name) throws JsonException;
    }

    /** Reads one element of an array. */
    @FunctionalInterface
    public interface ElementReader {

        /**
         * Reads the element with one call of the reader it came from.
         *
         * @throws JsonException if the element is not of the expected form
         */
        void read() throws JsonException;
    }

    private JsonReader(JsonParser parser, int budget) {
        this.parser = parser;
        this.budget = budget;
    }

    private static JsonFactory factory(int depth) {
        return new JsonFactoryBuilder()
                // duplicate names are refused by who reads the members: Jackson would make a set for each object
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                // buffers hold secrets: none is kept for the next reader
                .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(depth)
                        .maxStringLength(MAX_STRING_BYTES)
                        .maxNameLength(MAX_STRING_BYTES)
                        .maxNumberLength(MAX_NUMBER_LENGTH)
                        .build())
                .build();
    }

    /**
     * A reader that stands before the value of a document.
     *
     * @param json JSON in UTF-8; read while this reader is used
     * @param limit how many values it may have
     * @return the reader
     * @throws JsonException if there is no value
     */
    public static JsonReader of(byte[] json, Limit limit) throws JsonException {
        if (json.length > 0 && json[0] < 0) {
            throw JsonException.malformed("the text begins with a byte order mark, or is no JSON");
        }
        // Jackson itself would take overlong forms and other encodings from bytes
        Reader characters = new InputStreamReader(
                new ByteArrayInputStream(json),
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
        return new JsonReader(open(DOCUMENTS, characters), limit.values).started();
    }

    /**
     * Reads the value of a setting, which must fit into a snapshot.
     *
     * @param text one JSON text
     * @return its value
     * @throws JsonException if it is not JSON or exceeds a limit
     */
    public static Json settingOf(String text) throws JsonException {
        JsonReader reader = new JsonReader(open(SETTINGS, new StringReader(text)), MAX_SETTING_VALUES).started();
        Json value = reader.value();
        reader.end();
        return value;
    }

    /**
     * Refuses a text that has half a character or is longer than 64 KiB.
     *
     * @param text any text
     * @return the text
     * @throws JsonException if it is refused
     */
    public static String require(String text) throws JsonException {
        int ascii = 0;
        while (ascii < text.length() && text.charAt(ascii) < 0x80) {
            ascii++;
        }
        long bytes = ascii;
        for (int i = ascii; i < text.length(); ) {
            int point = text.codePointAt(i);
            if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
                throw JsonException.malformed("a string holds a surrogate without its partner");
            }
            bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
            i += Character.charCount(point);
        }
        if (bytes > MAX_STRING_BYTES) {
            throw JsonException.tooLarge("a string is longer than 64 KiB");
        }
        return text;
    }

    /**
     * Reads an object, member by member. The same name may come again: {@code member} refuses that.
     *
     * @param member reads each value
     * @throws JsonException if this is not an object
     */
    public void object(MemberReader member) throws JsonException {
        expect(JsonToken.START_OBJECT, "an object");
        while (next() != JsonToken.END_OBJECT) {
            String name = require(text());
            next();
            member.read(name);
        }
    }

    /**
     * Reads an object among the values that count, member by member. The same name may come again: {@code member} refuses that.
     *
     * @param member reads each value
     * @throws JsonException if this is not an object, or there are too many values
     */
    public void countedObject(MemberReader member) throws JsonException {
        count();
        object(member);
    }

    /**
     * Reads an array among the values that count, element by element.
     *
     * @param element reads each value
     * @throws JsonException if this is not an array, or there are too many values
     */
    public void countedArray(ElementReader element) throws JsonException {
        count();
        array(element);
    }

    /**
     * Reads an array, element by element.
     *
     * @param element reads each value
     * @throws JsonException if this is not an array
     */
    public void array(ElementReader element) throws JsonException {
        expect(JsonToken.START_ARRAY, "an array");
        while (next() != JsonToken.END_ARRAY) {
            element.read();
        }
    }

    /**
     * Reads a value as a whole.
     *
     * @return the value
     * @throws JsonException if it is malformed or exceeds a limit
     */
    public Json value() throws JsonException {
        return tree();
    }

    /** {@return whether a string comes next} */
    public boolean isString() {
        return parser.currentToken() == JsonToken.VALUE_STRING;
    }

    /**
     * Reads a string.
     *
     * @param what to be named if it is none
     * @return the string
     * @throws JsonException if it is no string, malformed or exceeds a limit
     */
    public String string(String what) throws JsonException {
        if (!isString()) {
            throw JsonException.malformed(what + " is not a string");
        }
        count();
        return require(text());
    }

    /**
     * Makes sure that nothing follows.
     *
     * @throws JsonException if something does
     */
    public void end() throws JsonException {
        try {
            if (parser.nextToken() != null) {
                throw JsonException.malformed("something follows the value");
            }
            parser.close();
        } catch (IOException e) {
            throw refused(e);
        }
    }

    private static JsonParser open(JsonFactory factory, Reader characters) throws JsonException {
        try {
            return factory.createParser(characters);
        } catch (IOException e) {
            throw refused(e);
        }
    }

    private JsonReader started() throws JsonException {
        next();
        return this;
    }

    private void count() throws JsonException {
        if (budget-- == 0) {
            throw JsonException.tooLarge("there are too many values");
        }
    }

    private Json tree() throws JsonException {
        count();
        return switch (parser.currentToken()) {
            case START_OBJECT -> objectTree();
            case START_ARRAY -> arrayTree();
            case VALUE_STRING -> new Json.Text(require(text()));
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Json.Num(text());
            case VALUE_TRUE -> Json.Word.TRUE;
            case VALUE_FALSE -> Json.Word.FALSE;
            default -> Json.Word.NULL;
        };
    }

    private Json objectTree() throws JsonException {
        MembersBuilder members = new MembersBuilder();
        object(name -> members.put(name, tree()));
        return new Json.Obj(members.build());
    }

    private Json arrayTree() throws JsonException {
        List<Json> elements = new ArrayList<>();
        array(() -> elements.add(tree()));
        return new Json.Arr(elements);
    }

    private void expect(JsonToken token, String what) throws JsonException {
        if (parser.currentToken() != token) {
            throw JsonException.malformed("expected " + what);
        }
    }

    private JsonToken next() throws JsonException {
        try {
            JsonToken token = parser.nextToken();
            if (token == null) {
                throw JsonException.malformed("the text ends early");
            }
            return token;
        } catch (IOException e) {
            throw refused(e);
        }
    }

    private String text() throws JsonException {
        try {
            return parser.getText();
        } catch (IOException e) {
            throw refused(e);
        }
    }

    private static JsonException refused(IOException e) {
        return e instanceof StreamConstraintsException
                ? JsonException.tooLarge("nesting, a string or a number exceeds its limit")
                : JsonException.malformed("not strict JSON in UTF-8");
    }
}
