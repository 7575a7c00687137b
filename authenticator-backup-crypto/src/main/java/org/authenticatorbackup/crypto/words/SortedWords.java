package org.authenticatorbackup.crypto.words;

import java.util.List;

/** Latin words in alphabetical order, no two of which have the same first four letters: so four letters are enough. */
final class SortedWords implements WordList {

    private static final int UNIQUE_PREFIX = 4;

    private final List<String> words;

    /** Takes lower-case words, separated by single spaces or line feeds. */
    SortedWords(String words) {
        this.words = List.of(words.split("[ \n]", -1));
    }

    @Override
    public int size() {
        return words.size();
    }

    @Override
    public String word(int index) {
        return words.get(index);
    }

    @Override
    public int find(CharSequence text, int from, int to) {
        int index = firstNotBefore(text, from, to);
        if (to == from || index == words.size() || !startsWith(words.get(index), text, from, to)) {
            return UNKNOWN;
        }
        boolean whole = words.get(index).length() == to - from;
        return whole || to - from >= UNIQUE_PREFIX ? index : AMBIGUOUS;
    }

    /** The first word that is equal to the text or comes after it; words that start with the text are among these. */
    private int firstNotBefore(CharSequence text, int from, int to) {
        int low = 0;
        int high = words.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (compare(text, from, to, words.get(middle)) > 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static boolean startsWith(String word, CharSequence text, int from, int to) {
        return to - from <= word.length() && compare(text, from, to, word.substring(0, to - from)) == 0;
    }

    private static int compare(CharSequence text, int from, int to, String word) {
        int shared = Math.min(to - from, word.length());
        for (int i = 0; i < shared; i++) {
            int order = lower(text.charAt(from + i)) - word.charAt(i);
            if (order != 0) {
                return order;
            }
        }
        return (to - from) - word.length();
    }

    /** Folds ASCII only: the rules of Unicode would make letters of look-alikes. */
    private static char lower(char c) {
        return c >= 'A' && c <= 'Z' ? (char) (c - 'A' + 'a') : c;
    }
}
