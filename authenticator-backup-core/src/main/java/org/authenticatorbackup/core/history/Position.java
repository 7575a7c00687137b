package org.authenticatorbackup.core.history;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Texts between texts, by which things are kept in order: between any two there is another.
 *
 * <p>A position is a whole number of base 62, whose first character says its sign and its length ({@code a} two
 * characters, {@code b} three …, {@code Z} two, {@code Y} three … below zero), then a fraction that does not end in
 * zero. So appending and prepending make short texts, however often.
 */
final class Position {

    /** No position: before the first, or after the last. */
    static final String NONE = "";

    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int BASE = 62;
    private static final String ZERO = "a0";
    private static final int MAX_LENGTH = 64;

    private Position() {}

    /** Whether there is room on both sides of it: true of all that this class makes, but not of all texts. */
    static boolean isValid(String position) {
        if (position.isEmpty() || position.length() > MAX_LENGTH || !hasRoom(position.charAt(0))) {
            return false;
        }
        int whole = wholeLength(position.charAt(0));
        for (int i = 1; i < position.length(); i++) {
            if (DIGITS.indexOf(position.charAt(i)) < 0) {
                return false;
            }
        }
        return position.length() == whole
                || (position.length() > whole && position.charAt(position.length() - 1) != '0');
    }

    /** The longest numbers are not valid, so that a step from a valid one never leaves the alphabet. */
    private static boolean hasRoom(char head) {
        return (head >= 'C' && head <= 'Z') || (head >= 'a' && head <= 'x');
    }

    /** Positions in order, between two valid ones or {@link #NONE}. */
    static List<String> between(String low, String high, int count) {
        List<String> positions = new ArrayList<>(count);
        if (high.isEmpty()) {
            String last = low;
            for (int i = 0; i < count; i++) {
                last = between(last, high);
                positions.add(last);
            }
        } else if (low.isEmpty()) {
            String first = high;
            for (int i = 0; i < count; i++) {
                first = between(low, first);
                positions.add(first);
            }
            Collections.reverse(positions);
        } else if (count > 0) {
            String middle = between(low, high);
            positions.addAll(between(low, middle, count / 2));
            positions.add(middle);
            positions.addAll(between(middle, high, count - count / 2 - 1));
        }
        return positions;
    }

    private static String between(String low, String high) {
        if (low.isEmpty()) {
            return high.isEmpty() ? ZERO : before(high);
        }
        String whole = whole(low);
        String fraction = low.substring(whole.length());
        if (!high.isEmpty() && high.startsWith(whole)) {
            return whole + middle(fraction, high.substring(whole.length()));
        }
        String next = stepped(whole, 1);
        return high.isEmpty() || next.compareTo(high) < 0 ? next : whole + middle(fraction, NONE);
    }

    private static String before(String high) {
        String whole = whole(high);
        return whole.length() < high.length() ? whole : stepped(whole, -1);
    }

    /** A fraction between two, of which {@link #NONE} stands for 0 below and for 1 above. */
    private static String middle(String low, String high) {
        int same = 0;
        while (same < high.length() && digit(low, same) == DIGITS.indexOf(high.charAt(same))) {
            same++;
        }
        if (same > 0) {
            return high.substring(0, same) + middle(low.substring(Math.min(same, low.length())), high.substring(same));
        }
        int below = digit(low, 0);
        int above = high.isEmpty() ? BASE : DIGITS.indexOf(high.charAt(0));
        if (above - below > 1) {
            return DIGITS.substring((below + above + 1) / 2, (below + above + 1) / 2 + 1);
        }
        if (high.length() > 1) {
            return high.substring(0, 1);
        }
        return DIGITS.charAt(below) + middle(low.isEmpty() ? low : low.substring(1), NONE);
    }

    private static int digit(String fraction, int index) {
        return index < fraction.length() ? DIGITS.indexOf(fraction.charAt(index)) : 0;
    }

    /** The whole number beside this one. */
    private static String stepped(String whole, int step) {
        char[] digits = whole.toCharArray();
        int wrapped = step > 0 ? 0 : BASE - 1;
        for (int i = digits.length - 1; i > 0; i--) {
            int digit = DIGITS.indexOf(digits[i]) + step;
            if (digit >= 0 && digit < BASE) {
                digits[i] = DIGITS.charAt(digit);
                return new String(digits);
            }
            digits[i] = DIGITS.charAt(wrapped);
        }
        char head = nextHead(whole.charAt(0), step);
        char[] other = new char[wholeLength(head)];
        Arrays.fill(other, DIGITS.charAt(wrapped));
        other[0] = head;
        return new String(other);
    }

    private static char nextHead(char head, int step) {
        if (head == 'Z' && step > 0) {
            return 'a';
        }
        return head == 'a' && step < 0 ? 'Z' : (char) (head + step);
    }

    private static int wholeLength(char head) {
        return head >= 'a' ? head - 'a' + 2 : 'Z' - head + 2;
    }

    private static String whole(String position) {
        return position.substring(0, wholeLength(position.charAt(0)));
    }
}
