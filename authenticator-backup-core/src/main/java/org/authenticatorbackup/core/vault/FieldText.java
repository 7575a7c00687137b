package org.authenticatorbackup.core.vault;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** A flat JSON object of texts: the form in which the device's memory is kept. */
final class FieldText {

    private static final int MAX_TEXT = 64 * 1024 * 1024;

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(1)
                    .maxStringLength(MAX_TEXT)
                    .build())
            .build();

    /** More than what stands around a field. */
    private static final int FRAME = 8;

    private FieldText() {}

    static byte[] write(Map<String, String> fields) {
        int length = FRAME;
        for (Map.Entry<String, String> field : fields.entrySet()) {
            length += field.getKey().length() + field.getValue().length() + FRAME;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(length);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            for (Map.Entry<String, String> field : new TreeMap<>(fields).entrySet()) {
                json.writeStringField(field.getKey(), field.getValue());
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new AssertionError("memory does not fail", e);
        }
        return bytes.toByteArray();
    }

    /** Reads the object back. The exception carries nothing of the text, which holds secrets. */
    static Map<String, String> read(byte[] document) throws IOException {
        try {
            return parse(document);
        } catch (IOException e) {
            throw new IOException("the document is not what the library wrote"); // the cause would quote it
        }
    }

    private static Map<String, String> parse(byte[] document) throws IOException {
        Map<String, String> fields = new TreeMap<>();
        try (JsonParser json = JSON.createParser(document)) {
            require(json.nextToken() == JsonToken.START_OBJECT);
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                require(json.nextToken() == JsonToken.VALUE_STRING);
                fields.put(name, json.getText());
            }
            require(json.currentToken() == JsonToken.END_OBJECT);
            require(json.nextToken() == null);
        }
        return fields;
    }

    private static void require(boolean expected) throws IOException {
        if (!expected) {
            throw new IOException("unexpected token");
        }
    }
}
