package org.authenticatorbackup.crypto.age;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * One entry of an age file's header: for most types, the file key wrapped for one recipient. A reader ignores stanzas of
 * types it does not know, so a writer may add its own, which the header's MAC then covers.
 *
 * @param type the first word of the stanza's line, one or more characters from {@code !} to {@code ~}
 * @param arguments the further words of that line, of the same form; copied
 * @param body any bytes; copied in and out
 */
@SuppressWarnings("ArrayRecordComponent") // copied in and out, and compared by content
public record Stanza(String type, List<String> arguments, byte[] body) {

    /**
     * Makes a stanza.
     *
     * @param type the first word of the stanza's line
     * @param arguments the further words of that line
     * @param body any bytes
     * @throws IllegalArgumentException if the type or an argument is empty or has a character outside {@code !} to
     *     {@code ~}
     */
    public Stanza {
        requireWord(type);
        arguments = List.copyOf(arguments);
        arguments.forEach(Stanza::requireWord);
        body = body.clone();
    }

    /** {@return a copy of the body} */
    @Override
    public byte[] body() {
        return body.clone();
    }

    /** Whether the other is a stanza of the same type, arguments and body; not in constant time. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Stanza stanza
                && type.equals(stanza.type)
                && arguments.equals(stanza.arguments)
                && Arrays.equals(body, stanza.body);
    }

    @Override
    public int hashCode() {
        return Objects.hash(type, arguments, Arrays.hashCode(body));
    }

    /** {@return the type and the sizes, without the content} */
    @Override
    public String toString() {
        return "Stanza[" + type + ", " + arguments.size() + " arguments, " + body.length + " bytes]";
    }

    /** Whether {@code octet} may stand in a type or an argument. */
    static boolean isWordCharacter(int octet) {
        return octet >= '!' && octet <= '~';
    }

    private static void requireWord(String word) {
        if (word.isEmpty() || !word.chars().allMatch(Stanza::isWordCharacter)) {
            throw new IllegalArgumentException("a word of a stanza is one or more characters from ! to ~");
        }
    }
}
