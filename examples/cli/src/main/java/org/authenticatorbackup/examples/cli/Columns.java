package org.authenticatorbackup.examples.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Text for a terminal: aligned, and without characters that would steer it. */
final class Columns {

    /** Control characters and marks of writing direction, each a single UTF-16 unit. */
    static final Pattern STEERING = Pattern.compile("[\\p{Cc}\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]");

    private Columns() {}

    /** Aligns rows, two spaces between columns. The last cell of a row may be of any width. */
    static List<String> align(List<List<String>> rows) {
        List<Integer> widths = new ArrayList<>();
        for (List<String> row : rows) {
            for (int i = 0; i < row.size() - 1; i++) {
                int width = width(printable(row.get(i)));
                if (i == widths.size()) {
                    widths.add(width);
                } else {
                    widths.set(i, Math.max(widths.get(i), width));
                }
            }
        }
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    /** Replaces control characters and marks of writing direction, which names from elsewhere may hold. */
    static String printable(String text) {
        return STEERING.matcher(text).replaceAll("\ufffd");
    }

    private static String line(List<String> row, List<Integer> widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            String cell = printable(row.get(i));
            line.append(cell);
            if (i < row.size() - 1) {
                line.append(" ".repeat(widths.get(i) - width(cell) + 2));
            }
        }
        return line.toString().stripTrailing();
    }

    private static int width(String text) {
        return text.codePoints().map(Columns::width).sum();
    }

    private static int width(int point) {
        if (Character.getType(point) == Character.NON_SPACING_MARK) {
            return 0;
        }
        return switch (Character.UnicodeScript.of(point)) {
            case HAN, HIRAGANA, KATAKANA, HANGUL -> 2;
            default -> isIn(point, 0xff01, 0xff60) || isIn(point, 0x1f300, 0x1faff) ? 2 : 1;
        };
    }

    private static boolean isIn(int point, int first, int last) {
        return point >= first && point <= last;
    }
}
