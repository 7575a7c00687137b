package org.authenticatorbackup.crypto.vault;

import java.nio.CharBuffer;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.authenticatorbackup.crypto.words.EnglishWords;
import org.authenticatorbackup.crypto.words.WhiteSpace;

/**
 * The passphrase that a person means by what they typed. Keyboards and platforms differ in how they compose accents;
 * both sides of a {@link Lock#PASSPHRASE} lock go through here, so that all of them unlock alike.
 *
 * <p>How hard a passphrase is to guess is not looked at. Stateless; safe for use by several threads. The platform's
 * normalizer leaves unwiped copies of text that is not yet in form NFC.
 */
public final class PassphraseText {

    private PassphraseText() {}

    /**
     * Prepares a new passphrase: Unicode normalization form NFC, without leading and trailing white space.
     *
     * @param typed what the person typed; neither kept nor changed
     * @return the passphrase, which the caller wipes
     * @throws InvalidPassphraseException if nothing is left, or it has a lone surrogate, a control character or an
     *     unassigned code point
     */
    public static char[] atCreation(char[] typed) throws InvalidPassphraseException {
        requirePaired(typed);
        char[] passphrase = normalize(typed);
        try {
            requireFit(passphrase);
        } catch (InvalidPassphraseException e) {
            Arrays.fill(passphrase, '\0');
            throw e;
        }
        return passphrase;
    }

    /**
     * Lists what a person can have meant, to be tried in this order: the form of {@link #atCreation}, what was typed
     * exactly, and, if all of it is words of the BIP-39 list, those in lower case joined by hyphens.
     *
     * @param typed what the person typed; neither kept nor changed
     * @return none to three different passphrases, which the caller wipes; none if {@code typed} can be no passphrase
     *     at all
     */
    public static List<char[]> atUnlock(char[] typed) {
        List<char[]> candidates = new ArrayList<>();
        if (firstLoneSurrogate(typed) >= 0) {
            return candidates;
        }
        add(candidates, normalize(typed));
        add(candidates, typed.clone());
        add(candidates, joinedWords(typed));
        return candidates;
    }

    static boolean isInCreationForm(char[] passphrase) {
        try {
            char[] expected = atCreation(passphrase);
            boolean same = Arrays.equals(expected, passphrase);
            Arrays.fill(expected, '\0');
            return same;
        } catch (InvalidPassphraseException e) {
            return false;
        }
    }

    private static void add(List<char[]> candidates, char[] candidate) {
        for (char[] earlier : candidates) {
            if (Arrays.equals(earlier, candidate)) {
                Arrays.fill(candidate, '\0');
                return;
            }
        }
        if (candidate.length > 0) {
            candidates.add(candidate);
        }
    }

    private static void requirePaired(char[] typed) throws InvalidPassphraseException {
        int lone = firstLoneSurrogate(typed);
        if (lone >= 0) {
            throw new InvalidPassphraseException(
                    InvalidPassphraseException.Reason.LONE_SURROGATE, "a surrogate has no partner");
        }
    }

    private static void requireFit(char[] passphrase) throws InvalidPassphraseException {
        if (passphrase.length == 0) {
            throw new InvalidPassphraseException(InvalidPassphraseException.Reason.EMPTY, "the passphrase is empty");
        }
        for (int i = 0; i < passphrase.length; ) {
            int codePoint = Character.codePointAt(passphrase, i);
            int type = Character.getType(codePoint);
            if (type == Character.CONTROL) {
                throw new InvalidPassphraseException(
                        InvalidPassphraseException.Reason.CONTROL, "a control character is not allowed");
            }
            if (type == Character.UNASSIGNED) {
                throw new InvalidPassphraseException(
                        InvalidPassphraseException.Reason.UNASSIGNED, "a character is not known to this platform");
            }
            i += Character.charCount(codePoint);
        }
    }

    private static int firstLoneSurrogate(char[] text) {
        for (int i = 0; i < text.length; ) {
            int codePoint = Character.codePointAt(text, i);
            if (Character.getType(codePoint) == Character.SURROGATE) {
                return i;
            }
            i += Character.charCount(codePoint);
        }
        return -1;
    }

    private static char[] normalize(char[] typed) {
        CharSequence text = CharBuffer.wrap(typed);
        CharSequence normal = Normalizer.isNormalized(text, Normalizer.Form.NFC)
                ? text
                : Normalizer.normalize(text, Normalizer.Form.NFC);
        int from = 0;
        int to = normal.length();
        while (from < to && WhiteSpace.is(normal.charAt(from))) {
            from++;
        }
        while (to > from && WhiteSpace.is(normal.charAt(to - 1))) {
            to--;
        }
        char[] trimmed = new char[to - from];
        for (int i = 0; i < trimmed.length; i++) {
            trimmed[i] = normal.charAt(from + i);
        }
        return trimmed;
    }

    /** The words joined by hyphens, or nothing if something in the text is no word. */
    private static char[] joinedWords(char[] typed) {
        CharSequence text = CharBuffer.wrap(typed);
        char[] joined = new char[typed.length];
        int length = 0;
        for (int at = 0; at < typed.length; ) {
            int end = at;
            while (end < typed.length && !EnglishWords.isSeparator(typed[end])) {
                end++;
            }
            if (end > at) {
                int index = EnglishWords.indexOf(text, at, end);
                if (index < 0) {
                    Arrays.fill(joined, '\0');
                    return new char[0];
                }
                if (length > 0) {
                    joined[length++] = '-';
                }
                String word = EnglishWords.word(index);
                word.getChars(0, word.length(), joined, length);
                length += word.length();
            }
            at = end + 1;
        }
        char[] words = Arrays.copyOf(joined, length);
        Arrays.fill(joined, '\0');
        return words;
    }
}
