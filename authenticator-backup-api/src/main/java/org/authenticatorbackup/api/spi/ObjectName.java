package org.authenticatorbackup.api.spi;

import java.util.regex.Pattern;

/**
 * The name of a stored object, such as {@code brucekqlaqedexidov6nr7tf5uwcxkfv/slots/0102030405060708.passphrase.age}.
 *
 * <p>One to four segments joined by slashes, each 1 to 64 characters of {@code a-z 0-9 . _ -} and not beginning with a
 * dot. Every such name is a legal key in the object stores and a legal relative path in the file systems we know of,
 * and none can climb out of a directory.
 *
 * @param value the whole name
 */
public record ObjectName(String value) implements Comparable<ObjectName> {

    private static final String SEGMENT = "(?!\\.)[a-z0-9._-]{1,64}";
    private static final Pattern NAME = Pattern.compile(SEGMENT + "(?:/" + SEGMENT + "){0,3}");

    /**
     * Checks a name.
     *
     * @param value the whole name
     * @throws IllegalArgumentException if {@code value} is not of the form above
     */
    public ObjectName {
        if (!isLegal(value)) {
            throw new IllegalArgumentException("not an object name: " + value.length() + " characters");
        }
    }

    /**
     * Whether a text is a legal name. A provider leaves entries with other names out of its listings.
     *
     * @param text any text
     * @return whether {@link #ObjectName(String)} would accept it
     */
    public static boolean isLegal(String text) {
        return NAME.matcher(text).matches();
    }

    /** Orders by the characters of the name. */
    @Override
    public int compareTo(ObjectName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
