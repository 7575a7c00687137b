package org.authenticatorbackup.crypto.share;

import java.nio.CharBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.authenticatorbackup.crypto.age.MalformedKeyException;
import org.authenticatorbackup.crypto.share.MalformedKitException.Reason;
import org.authenticatorbackup.crypto.vault.VaultIdentity;
import org.authenticatorbackup.crypto.vault.VaultSuite;
import org.authenticatorbackup.crypto.words.WhiteSpace;

/** Finds the identity in what a person typed, or takes all of it for words. */
final class KitReader {

    private static final String PREFIX = "AGE-SECRET-KEY-";
    private static final String HYBRID_PREFIX = "AGE-SECRET-KEY-PQ-";
    /** What follows a prefix: the separator 1, 52 symbols for 32 bytes, and 6 of the checksum. */
    private static final int SYMBOLS = 59;

    private static final char FIRST_FULL_WIDTH = '\uFF01';
    private static final char LAST_FULL_WIDTH = '\uFF5E';
    private static final int FULL_WIDTH_OFFSET = 0xFEE0;

    private KitReader() {}

    static List<VaultIdentity> read(CharSequence typed) throws MalformedKitException {
        char[] key = keyOnly(typed);
        try {
            int start = indexOfPrefix(key);
            if (start < 0) {
                return ofWords(typed);
            }
            return ofIdentity(key, start, typed);
        } catch (MalformedWordsException e) {
            throw new MalformedKitException(Reason.WORDS, "neither an identity nor the words of a kit", e);
        } finally {
            Arrays.fill(key, '\0');
        }
    }

    private static List<VaultIdentity> ofIdentity(char[] key, int start, CharSequence typed)
            throws MalformedKitException {
        try {
            return List.of(VaultIdentity.parse(CharBuffer.wrap(key, start, endOfKey(key, start) - start)));
        } catch (MalformedKeyException e) {
            return ofWordsThatLookLikeAnIdentity(typed, e);
        }
    }

    /** AGE, SECRET and KEY are words of the list. */
    private static List<VaultIdentity> ofWordsThatLookLikeAnIdentity(CharSequence typed, MalformedKeyException cause)
            throws MalformedKitException {
        try {
            return ofWords(typed);
        } catch (MalformedWordsException e) {
            throw new MalformedKitException(Reason.IDENTITY, "the identity is mistyped or incomplete", cause);
        }
    }

    private static List<VaultIdentity> ofWords(CharSequence typed) throws MalformedWordsException {
        byte[] seed = Bip39.decode(typed);
        try {
            List<VaultIdentity> candidates = new ArrayList<>();
            for (VaultSuite suite : VaultSuite.values()) {
                candidates.add(VaultIdentity.ofSeed(suite, seed));
            }
            return List.copyOf(candidates);
        } finally {
            Arrays.fill(seed, (byte) 0);
        }
    }

    private static int indexOfPrefix(char[] text) {
        for (int i = 0; i + PREFIX.length() <= text.length; i++) {
            if (text[i] == 'A' && startsWith(text, i, PREFIX)) {
                return i;
            }
        }
        return -1;
    }

    /** A text that starts with an identity is nothing else; within other text only its own symbols are taken. */
    private static int endOfKey(char[] text, int start) {
        if (start == 0) {
            return text.length;
        }
        String prefix = startsWith(text, start, HYBRID_PREFIX) ? HYBRID_PREFIX : PREFIX;
        return Math.min(text.length, start + prefix.length() + SYMBOLS);
    }

    private static boolean startsWith(char[] text, int from, String prefix) {
        return from + prefix.length() <= text.length
                && prefix.contentEquals(CharBuffer.wrap(text, from, prefix.length()));
    }

    /** What is outside of comment lines, without white space: however an identity was wrapped, it is whole again. */
    private static char[] keyOnly(CharSequence typed) {
        char[] kept = new char[typed.length()];
        int length = 0;
        boolean inComment = false;
        boolean atLineStart = true;
        for (int i = 0; i < typed.length(); i++) {
            char c = fold(typed.charAt(i));
            if (c == '\n' || c == '\r') {
                inComment = false;
                atLineStart = true;
            } else if (!WhiteSpace.is(c) && Character.getType(c) != Character.FORMAT) {
                inComment |= atLineStart && c == '#';
                atLineStart = false;
                if (!inComment) {
                    kept[length++] = c;
                }
            }
        }
        char[] text = Arrays.copyOf(kept, length);
        Arrays.fill(kept, '\0');
        return text;
    }

    /** Upper case, and what word processors and input methods make of a hyphen. */
    private static char fold(char typed) {
        char c = typed >= FIRST_FULL_WIDTH && typed <= LAST_FULL_WIDTH ? (char) (typed - FULL_WIDTH_OFFSET) : typed;
        if (c >= 'a' && c <= 'z') {
            return (char) (c - 'a' + 'A');
        }
        return (c >= '\u2010' && c <= '\u2015') || c == '\u2212' ? '-' : c;
    }
}
