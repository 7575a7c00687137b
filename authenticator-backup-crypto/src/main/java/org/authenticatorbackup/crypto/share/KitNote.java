package org.authenticatorbackup.crypto.share;

import java.util.regex.Pattern;

/**
 * What stands on a recovery kit beside the key, and nothing secret.
 *
 * @param storageHint where the person finds the vault, in their own words; control, format and other invisible characters are
 *     replaced by spaces, and what exceeds {@value #MAX_HINT_LENGTH} characters is cut off
 * @param createdIsoDate such as {@code 2026-11-22}
 * @param language in which the kit is written, its words included
 */
public record KitNote(String storageHint, String createdIsoDate, WordLanguage language) {

    /** The longest storage hint that is printed, in characters. */
    public static final int MAX_HINT_LENGTH = 200;

    private static final Pattern ISO_DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

    /**
     * Makes the hint printable.
     *
     * @param storageHint where the person finds the vault, in their own words
     * @param createdIsoDate such as {@code 2026-11-22}
     * @param language in which the kit is written
     * @throws IllegalArgumentException if the date is not of that form
     */
    public KitNote {
        if (!ISO_DATE.matcher(createdIsoDate).matches()) {
            throw new IllegalArgumentException("a date is written as 2026-11-22");
        }
        storageHint = printable(storageHint);
    }

    /** {@return date and language, without the hint, which may be personal} */
    @Override
    public String toString() {
        return "KitNote[" + createdIsoDate + ", " + language + "]";
    }

    /** Replaces all that could end the line, hide a part of it or turn its direction. */
    private static String printable(String hint) {
        StringBuilder printable = new StringBuilder();
        for (int i = 0; i < hint.length(); ) {
            int codePoint = hint.codePointAt(i);
            i += Character.charCount(codePoint);
            if (printable.length() + Character.charCount(codePoint) > MAX_HINT_LENGTH) {
                break;
            }
            switch (Character.getType(codePoint)) {
                case Character.CONTROL,
                        Character.FORMAT,
                        Character.SURROGATE,
                        Character.UNASSIGNED,
                        Character.LINE_SEPARATOR,
                        Character.PARAGRAPH_SEPARATOR -> printable.append(' ');
                default -> printable.appendCodePoint(codePoint);
            }
        }
        return printable.toString().trim();
    }
}
