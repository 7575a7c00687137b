package org.authenticatorbackup.crypto.words;

import java.nio.CharBuffer;
import java.text.Normalizer;
import java.util.Arrays;

/**
 * What a person typed, taken apart into words: Latin ones between anything that separates them, and single Chinese characters,
 * with or without white space. Full-width and other compatibility forms are folded as in Unicode's form NFKC; invisible
 * characters and numbers of words, as in {@code 1. abandon 2. ability}, are skipped.
 *
 * <p>Whoever makes one closes it, which wipes its copy of the text.
 */
public final class TypedWords implements AutoCloseable {

    private static final String MARKS = ",;.:()#-\u3001\u3002\u2010\u2011\u2012\u2013\u2014\u00b7";
    private static final int FIRST_BEYOND_ASCII = 0x80;

    private char[] text;
    private int length;
    private int start;
    private int end;
    private int position;

    private TypedWords(int room) {
        text = new char[room];
    }

    /**
     * Takes a text apart.
     *
     * @param typed the text; copied
     * @return its words, before the first of them
     */
    public static TypedWords of(CharSequence typed) {
        TypedWords words = new TypedWords(typed.length() + 1);
        for (int i = 0; i < typed.length(); ) {
            int codePoint = Character.codePointAt(typed, i);
            words.fold(codePoint);
            i += Character.charCount(codePoint);
        }
        return words;
    }

    /** {@return whether there is a further word, to which this goes on} */
    public boolean next() {
        do {
            start = end;
            while (start < length && text[start] == ' ') {
                start++;
            }
            if (start == length) {
                return false;
            }
            end = endOfWord();
        } while (isNumber());
        position++;
        return true;
    }

    /** {@return which word this is at, counted from 1} */
    public int position() {
        return position;
    }

    /** {@return whether the word is a Chinese character} */
    public boolean isChinese() {
        return Character.isIdeographic(Character.codePointAt(text, start, end));
    }

    /**
     * {@return the index of the word, or {@link WordList#UNKNOWN}, or {@link WordList#AMBIGUOUS}}
     *
     * @param list where it is looked up
     */
    public int find(WordList list) {
        return list.find(CharBuffer.wrap(text), start, end);
    }

    /** Wipes the text. Closing twice is the same as closing once. */
    @Override
    public void close() {
        Arrays.fill(text, '\0');
    }

    @Override
    public String toString() {
        return "TypedWords[hidden]";
    }

    private int endOfWord() {
        int first = Character.codePointAt(text, start, length);
        int at = start + Character.charCount(first);
        if (Character.isIdeographic(first)) {
            return at;
        }
        while (at < length && text[at] != ' ' && !Character.isIdeographic(Character.codePointAt(text, at, length))) {
            at++;
        }
        return at;
    }

    private boolean isNumber() {
        for (int i = start; i < end; i++) {
            if (text[i] < '0' || text[i] > '9') {
                return false;
            }
        }
        return true;
    }

    private void fold(int codePoint) {
        if (codePoint < FIRST_BEYOND_ASCII) {
            append((char) codePoint);
        } else if (Character.getType(codePoint) != Character.FORMAT) {
            String folded = Normalizer.normalize(new String(Character.toChars(codePoint)), Normalizer.Form.NFKC);
            for (int i = 0; i < folded.length(); i++) {
                append(folded.charAt(i));
            }
        }
    }

    private void append(char c) {
        if (length == text.length) {
            char[] larger = Arrays.copyOf(text, 2 * length);
            Arrays.fill(text, '\0');
            text = larger;
        }
        text[length++] = WhiteSpace.is(c) || MARKS.indexOf(c) >= 0 ? ' ' : c;
    }
}
