package org.authenticatorbackup.core.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Map;

/**
 * Writes the canonical form: no white space, members of values by UTF-8 bytes, numbers as written. Strings escape only
 * the quotation mark, the backslash and U+0000 to U+001F, these as {@code \b \t \n \f \r} or as four lower-case hex
 * digits. The caller decides the order of the members it writes itself. Not safe for use by several threads.
 */
public final class CanonicalWriter {

    private static final String HEX = "0123456789abcdef";

    private static final int FIRST_CAPACITY = 512;

    /** As many bytes as a character may take: six for an escape, four for a pair of surrogates. */
    private static final int MOST_PER_CHARACTER = 6;

    private byte[] buffer;
    private int length;
    private boolean separated = true;

    /** A writer that has written nothing. */
    public CanonicalWriter() {
        this(FIRST_CAPACITY);
    }

    /**
     * A writer that has written nothing.
     *
     * @param capacity how many bytes it takes without having to make room
     */
    public CanonicalWriter(int capacity) {
        buffer = new byte[capacity];
    }

    /** {@return what was written so far} */
    public String text() {
        return new String(buffer, 0, length, UTF_8);
    }

    /**
     * What was written so far, which this writer forgets.
     *
     * @return UTF-8, which the caller clears
     */
    public byte[] take() {
        byte[] written = buffer;
        if (length < buffer.length) {
            written = Arrays.copyOf(buffer, length);
            Arrays.fill(buffer, 0, length, (byte) 0);
        } else {
            buffer = new byte[FIRST_CAPACITY];
        }
        length = 0;
        separated = true;
        return written;
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
        append(':');
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
        int characters = text.length();
        reserve(characters + 2);
        buffer[length++] = '"';
        int plain = plain(text, characters);
        for (int i = plain; i < characters; i++) {
            char c = text.charAt(i);
            if (isPlain(c)) {
                buffer[length++] = (byte) c;
            } else {
                reserve(MOST_PER_CHARACTER + characters - i);
                i += other(text, i, c);
            }
        }
        buffer[length++] = '"';
        return this;
    }

    /** Writes as many characters as come before the first that is not written as one byte: mostly all, and there is room. */
    private int plain(String text, int characters) {
        byte[] out = buffer;
        int at = length;
        int i = 0;
        while (i < characters && isPlain(text.charAt(i))) {
            out[at++] = (byte) text.charAt(i++);
        }
        length = at;
        return i;
    }

    private static boolean isPlain(char c) {
        return c >= 0x20 && c < 0x7f && c != '"' && c != '\\';
    }

    /**
     * Writes a whole number.
     *
     * @param number any value
     * @return this writer
     */
    public CanonicalWriter number(long number) {
        separate();
        append(Long.toString(number));
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
        append(value instanceof Json.Num number ? number.digits() : word((Json.Word) value));
        return this;
    }

    /**
     * Writes a value that such a writer has written before.
     *
     * @param text one value in canonical form, as {@link #take} gave it; copied
     * @return this writer
     */
    public CanonicalWriter written(byte[] text) {
        separate();
        reserve(text.length);
        System.arraycopy(text, 0, buffer, length, text.length);
        length += text.length;
        return this;
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
        append(bracket);
        separated = true;
        return this;
    }

    private CanonicalWriter end(char bracket) {
        append(bracket);
        separated = false;
        return this;
    }

    private void separate() {
        if (!separated) {
            append(',');
        }
        separated = false;
    }

    private void append(char ascii) {
        reserve(1);
        buffer[length++] = (byte) ascii;
    }

    private void append(String ascii) {
        reserve(ascii.length());
        for (int i = 0; i < ascii.length(); i++) {
            buffer[length++] = (byte) ascii.charAt(i);
        }
    }

    private void reserve(int more) {
        if (buffer.length - length < more) {
            byte[] former = buffer;
            buffer = Arrays.copyOf(former, Math.max(Math.addExact(length, more), length + (length >> 1)));
            Arrays.fill(former, 0, length, (byte) 0);
        }
    }

    /** Writes a character that is not written as one byte, and says how many more it takes along. */
    private int other(String text, int index, char c) {
        switch (c) {
            case '"', '\\' -> escape(c);
            case '\b' -> escape('b');
            case '\t' -> escape('t');
            case '\n' -> escape('n');
            case '\f' -> escape('f');
            case '\r' -> escape('r');
            default -> {
                if (c < 0x20) {
                    append("\\u00");
                    append(HEX.charAt(c >> 4));
                    append(HEX.charAt(c & 0xf));
                } else {
                    return beyondAscii(text, index);
                }
            }
        }
        return 0;
    }

    private void escape(char c) {
        append('\\');
        append(c);
    }

    private int beyondAscii(String text, int index) {
        int point = text.codePointAt(index);
        int units = Character.charCount(point);
        for (byte each : text.substring(index, index + units).getBytes(UTF_8)) {
            buffer[length++] = each;
        }
        return units - 1;
    }
}
