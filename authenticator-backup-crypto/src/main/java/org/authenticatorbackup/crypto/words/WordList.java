package org.authenticatorbackup.crypto.words;

/** A numbered list of words, each of which stands for some bits. */
public interface WordList {

    /** What {@link #find} says of a text that is no word. */
    int UNKNOWN = -1;

    /** What {@link #find} says of a text that is too short to tell which word it starts. */
    int AMBIGUOUS = -2;

    /** {@return how many words there are} */
    int size();

    /**
     * {@return the word for an index}
     *
     * @param index 0 to {@link #size} - 1
     */
    String word(int index);

    /**
     * Finds the word that a person means.
     *
     * @param text the text that holds the word
     * @param from where the word starts in {@code text}
     * @param to where it ends, exclusive
     * @return its index, or {@link #UNKNOWN}, or {@link #AMBIGUOUS}
     */
    int find(CharSequence text, int from, int to);
}
