package org.authenticatorbackup.core.json;

import java.util.Map;

/**
 * Writes the canonical form: no white space, members of values by UTF-8 bytes, numbers as written. Strings escape only
 * the quotation mark, the backslash and U+0000 to U+001F, these as {@code \b \t \n \f \r} or as four lower-case hex
 * digits. The caller decides the order of the members it writes itself. Not safe for use by several threads.
 */
public final class CanonicalWriter {

    private static final String HEX = "0123456789abcdef";

    private final StringBuilder out = new StringBuilder();
    private boolean separated = true;

    /** A writer that has written nothing. */
    public CanonicalWriter() {}

    /** {@return what was written so far} */
    public String text() {
        return out.toString();
    }

    /**
     * Begins an object.
     *
     * @return this writer
     */
    public CanonicalWriter beginObject() {
        return begin('{');
    }

    /**
     * Ends the object begun last.
     *
     * @return this writer
     */
    public CanonicalWriter endObject() {
        return end('}');
    }

    /**
     * Begins an array.
     *
     * @return this writer
     */
    public CanonicalWriter beginArray() {
        return begin('[');
    }

    /**
     * Ends the array begun last.
     *
     * @return this writer
     */
    public CanonicalWriter endArray() {
        return end(']');
    }

    /**
     * Writes a member's name; its value must follow.
     *
     * @param name the name
     * @return this writer
     */
    public CanonicalWriter name(String name) {
        string(name);
        out.append(':');
        separated = true;
        return this;
    }

    /**
     * Writes members in the order of the map.
     *
     * @param members by name
     * @return this writer
     */
    public CanonicalWriter members(Map<String, Json> members) {
        members.forEach((name, value) -> name(name).value(value));
        return this;
    }

    /**
     * Writes a text.
     *
     * @param text without lone surrogates
     * @return this writer
     */
    public CanonicalWriter string(String text) {
        separate();
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            character(text.charAt(i));
        }
        out.append('"');
        return this;
    }

    /**
     * Writes a whole number.
     *
     * @param number any value
     * @return this writer
     */
    public CanonicalWriter number(long number) {
        separate();
        out.append(number);
        return this;
    }

    /**
     * Writes any value.
     *
     * @param value the value
     * @return this writer
     */
    public CanonicalWriter value(Json value) {
        if (value instanceof Json.Text text) {
            return string(text.value());
        }
        if (value instanceof Json.Obj object) {
            return beginObject().members(object.members()).endObject();
        }
        if (value instanceof Json.Arr array) {
            beginArray();
            array.elements().forEach(this::value);
            return endArray();
        }
        separate();
        out.append(value instanceof Json.Num number ? number.digits() : word((Json.Word) value));
        return this;
    }

    /**
     * Writes a value that such a writer has written before.
     *
     * @param text one value in canonical form; copied
     * @return this writer
     */
    public CanonicalWriter written(char[] text) {
        separate();
        out.append(text);
        return this;
    }

    /** {@return a copy of what was written so far, which the caller clears} */
    public char[] characters() {
        char[] characters = new char[out.length()];
        out.getChars(0, characters.length, characters, 0);
        return characters;
    }

    private static String word(Json.Word word) {
        return switch (word) {
            case TRUE -> "true";
            case FALSE -> "false";
            case NULL -> "null";
        };
    }

    private CanonicalWriter begin(char bracket) {
        separate();
        out.append(bracket);
        separated = true;
        return this;
    }

    private CanonicalWriter end(char bracket) {
        out.append(bracket);
        separated = false;
        return this;
    }

    private void separate() {
        if (!separated) {
            out.append(',');
        }
        separated = false;
    }

    private void character(char c) {
        switch (c) {
            case '"', '\\' -> out.append('\\').append(c);
            case '\b' -> out.append("\\b");
            case '\t' -> out.append("\\t");
            case '\n' -> out.append("\\n");
            case '\f' -> out.append("\\f");
            case '\r' -> out.append("\\r");
            default -> {
                if (c < 0x20) {
                    out.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 0xf));
                } else {
                    out.append(c);
                }
            }
        }
    }
}
