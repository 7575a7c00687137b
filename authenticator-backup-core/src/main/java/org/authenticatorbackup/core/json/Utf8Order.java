package org.authenticatorbackup.core.json;

import java.util.Comparator;

/**
 * The order of texts by their UTF-8 bytes, which is that of their code points. {@link String#compareTo} differs from
 * it where a surrogate pair meets a character from U+E000 on.
 */
public enum Utf8Order implements Comparator<String> {

    /** The one instance. */
    BY_BYTES;

    @Override
    public int compare(String left, String right) {
        int shared = Math.min(left.length(), right.length());
        for (int i = 0; i < shared; i++) {
            char a = left.charAt(i);
            char b = right.charAt(i);
            if (a != b) {
                int order = Boolean.compare(Character.isSurrogate(a), Character.isSurrogate(b));
                return order == 0 ? Character.compare(a, b) : order;
            }
        }
        return Integer.compare(left.length(), right.length());
    }
}
