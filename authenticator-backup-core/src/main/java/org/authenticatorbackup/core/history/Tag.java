package org.authenticatorbackup.core.history;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Optional;

/**
 * Names one adding, restoring or editing: 128 random bits, 32 hex digits as text, ordered as unsigned.
 *
 * @param high the first 16 digits
 * @param low the other 16 digits
 */
public record Tag(long high, long low) implements Comparable<Tag> {

    private static final int DIGITS = 32;

    /**
     * Draws a tag.
     *
     * @param random the source
     * @return a tag that nobody has seen
     */
    public static Tag generate(SecureRandom random) {
        return new Tag(random.nextLong(), random.nextLong());
    }

    /**
     * Reads the text form.
     *
     * @param text 32 lower-case hex digits
     * @return the tag, or nothing if {@code text} has another form
     */
    public static Optional<Tag> parse(String text) {
        if (text.length() != DIGITS || !Hex.isIn(text, 0, DIGITS)) {
            return Optional.empty();
        }
        return Optional.of(new Tag(Hex.parse(text, 0, 16), Hex.parse(text, 16, DIGITS)));
    }

    /** The first 16 of these bytes. */
    static Tag of(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new Tag(buffer.getLong(), buffer.getLong());
    }

    /** {@return the text form} */
    public String format() {
        char[] text = new char[DIGITS];
        Hex.put(high, 16, text, 0);
        Hex.put(low, 16, text, 16);
        return new String(text);
    }

    @Override
    public int compareTo(Tag other) {
        int order = Long.compareUnsigned(high, other.high);
        return order == 0 ? Long.compareUnsigned(low, other.low) : order;
    }

    @Override
    public String toString() {
        return format();
    }
}
