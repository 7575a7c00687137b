package org.authenticatorbackup.api.spi;

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

    private static final int MOST_SEGMENTS = 4;
    private static final int LONGEST_SEGMENT = 64;

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
        int segments = 1;
        int inSegment = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '/') {
                if (inSegment == 0 || ++segments > MOST_SEGMENTS) {
                    return false;
                }
                inSegment = 0;
            } else if (!isLegal(c) || (c == '.' && inSegment == 0) || ++inSegment > LONGEST_SEGMENT) {
                return false;
            }
        }
        return inSegment > 0;
    }

    private static boolean isLegal(char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
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
