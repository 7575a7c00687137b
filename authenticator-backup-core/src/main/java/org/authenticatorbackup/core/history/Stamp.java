package org.authenticatorbackup.core.history;

import java.util.Optional;

/**
 * When a register was written, by a hybrid logical clock. The text form is
 * {@code <ms, 16 hex>-<logical, 8 hex>-<session, 16 hex>}; its order, and so that of stamps, is that of unsigned numbers.
 *
 * @param milliseconds since 1970, UTC; unsigned
 * @param logical counts the stamps of one millisecond; unsigned
 * @param session drawn at random by each session of a device
 */
public record Stamp(long milliseconds, int logical, long session) implements Comparable<Stamp> {

    /** Before any other: the stamp of a register nobody wrote. */
    public static final Stamp NEVER = new Stamp(0, 0, 0);

    private static final int LENGTH = 16 + 1 + 8 + 1 + 16;

    /**
     * Reads the text form.
     *
     * @param text such as {@code 0000019aa0000000-00000000-0011223344556677}
     * @return the stamp, or nothing if {@code text} has another form
     */
    public static Optional<Stamp> parse(String text) {
        if (!isStamp(text)) {
            return Optional.empty();
        }
        return Optional.of(
                new Stamp(Hex.parse(text, 0, 16), (int) Hex.parse(text, 17, 25), Hex.parse(text, 26, LENGTH)));
    }

    private static boolean isStamp(String text) {
        return text.length() == LENGTH
                && Hex.isIn(text, 0, 16)
                && text.charAt(16) == '-'
                && Hex.isIn(text, 17, 25)
                && text.charAt(25) == '-'
                && Hex.isIn(text, 26, LENGTH);
    }

    /** {@return the text form} */
    public String format() {
        char[] text = new char[LENGTH];
        Hex.put(milliseconds, 16, text, 0);
        text[16] = '-';
        Hex.put(logical, 8, text, 17);
        text[25] = '-';
        Hex.put(session, 16, text, 26);
        return new String(text);
    }

    @Override
    public int compareTo(Stamp other) {
        int order = Long.compareUnsigned(milliseconds, other.milliseconds);
        if (order == 0) {
            order = Integer.compareUnsigned(logical, other.logical);
        }
        return order == 0 ? Long.compareUnsigned(session, other.session) : order;
    }

    @Override
    public String toString() {
        return format();
    }
}
