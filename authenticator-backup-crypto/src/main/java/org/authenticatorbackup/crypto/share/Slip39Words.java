package org.authenticatorbackup.crypto.share;

import java.util.Arrays;
import org.authenticatorbackup.crypto.share.MalformedShareException.Reason;
import org.authenticatorbackup.crypto.words.ShareWords;
import org.authenticatorbackup.crypto.words.TypedWords;
import org.authenticatorbackup.crypto.words.WordList;

/** The words of a SLIP-39 share: 40 bits of header, padding and value, 30 bits of checksum, 10 bits a word. */
final class Slip39Words {

    private static final int BITS_PER_WORD = 10;
    private static final int HEADER_BITS = 40;
    private static final int HEADER_WORDS = 4;
    /** Of the shortest value, 16 bytes. */
    private static final int MIN_WORDS = 20;
    /** Of a value of 64 bytes; a bound on what is read. */
    private static final int MAX_WORDS = 59;
    /** Values have an even number of bytes. */
    private static final int VALUE_STEP_BITS = 16;

    private static final int MAX_PADDING_BITS = 8;

    private Slip39Words() {}

    /** Lower-case words and single spaces, which the caller wipes. */
    static char[] format(Slip39Share share) {
        int[] words = encode(share);
        StringBuilder text = new StringBuilder(words.length * 9);
        for (int i = 0; i < words.length; i++) {
            text.append(i == 0 ? "" : " ").append(ShareWords.LIST.word(words[i]));
        }
        Arrays.fill(words, 0);
        char[] chars = new char[text.length()];
        text.getChars(0, chars.length, chars, 0);
        for (int i = 0; i < chars.length; i++) {
            text.setCharAt(i, '\0');
        }
        return chars;
    }

    static Slip39Share parse(CharSequence typed) throws MalformedShareException {
        int[] words = read(typed);
        byte[] bits = new byte[(words.length * BITS_PER_WORD + Byte.SIZE - 1) / Byte.SIZE];
        try {
            for (int i = 0; i < words.length; i++) {
                Bits.put(bits, i * BITS_PER_WORD, BITS_PER_WORD, words[i]);
            }
            return share(words, bits);
        } finally {
            Arrays.fill(words, 0);
            Arrays.fill(bits, (byte) 0);
        }
    }

    private static int[] encode(Slip39Share share) {
        byte[] value = share.value();
        int valueWords = (value.length * Byte.SIZE + BITS_PER_WORD - 1) / BITS_PER_WORD;
        byte[] bits = new byte[(HEADER_BITS + valueWords * BITS_PER_WORD + Byte.SIZE - 1) / Byte.SIZE];
        Slip39Set set = share.set();
        Bits.put(bits, 0, 15, set.identifier());
        Bits.put(bits, 15, 1, set.kind() == Slip39Set.Kind.EXTENDABLE ? 1 : 0);
        Bits.put(bits, 16, 4, set.exponent());
        Bits.put(bits, 20, 4, share.group());
        Bits.put(bits, 24, 4, set.groupThreshold() - 1);
        Bits.put(bits, 28, 4, set.groupCount() - 1);
        Bits.put(bits, 32, 4, share.member());
        Bits.put(bits, 36, 4, share.threshold() - 1);
        int start = HEADER_BITS + valueWords * BITS_PER_WORD - value.length * Byte.SIZE;
        for (int i = 0; i < value.length; i++) {
            Bits.put(bits, start + i * Byte.SIZE, Byte.SIZE, value[i]);
        }
        int[] words = new int[HEADER_WORDS + valueWords + Rs1024.CHECK_WORDS];
        for (int i = 0; i < HEADER_WORDS + valueWords; i++) {
            words[i] = Bits.get(bits, i * BITS_PER_WORD, BITS_PER_WORD);
        }
        Arrays.fill(bits, (byte) 0);
        Rs1024.seal(set.kind().customization(), words);
        return words;
    }

    private static int[] read(CharSequence typed) throws MalformedShareException {
        int[] words = new int[MAX_WORDS];
        try (TypedWords text = TypedWords.of(typed)) {
            while (text.next()) {
                int index = text.find(ShareWords.LIST);
                if (index < 0) {
                    throw MalformedShareException.word(
                            text.position(), index == WordList.AMBIGUOUS ? Reason.AMBIGUOUS_WORD : Reason.UNKNOWN_WORD);
                }
                if (text.position() <= MAX_WORDS) {
                    words[text.position() - 1] = index;
                }
            }
            int count = text.position();
            if (count < MIN_WORDS || count > MAX_WORDS || paddingBits(count) > MAX_PADDING_BITS) {
                throw MalformedShareException.count(Share.WORDS, count);
            }
            return Arrays.copyOf(words, count);
        } finally {
            Arrays.fill(words, 0);
        }
    }

    private static int paddingBits(int words) {
        return (words - HEADER_WORDS - Rs1024.CHECK_WORDS) * BITS_PER_WORD % VALUE_STEP_BITS;
    }

    private static Slip39Share share(int[] words, byte[] bits) throws MalformedShareException {
        Slip39Set.Kind kind =
                Bits.get(bits, 15, 1) == 1 ? Slip39Set.Kind.EXTENDABLE : Slip39Set.Kind.BOUND_TO_IDENTIFIER;
        if (!Rs1024.matches(kind.customization(), words)) {
            throw words.length == Share.WORDS
                    ? MalformedShareException.checksum()
                    : MalformedShareException.count(Share.WORDS, words.length);
        }
        Slip39Set set = new Slip39Set(
                Bits.get(bits, 0, 15),
                kind,
                Bits.get(bits, 16, 4),
                Bits.get(bits, 24, 4) + 1,
                Bits.get(bits, 28, 4) + 1);
        int padding = paddingBits(words.length);
        if (set.groupThreshold() > set.groupCount() || Bits.get(bits, HEADER_BITS, padding) != 0) {
            throw MalformedShareException.foreign();
        }
        int valueBits = (words.length - HEADER_WORDS - Rs1024.CHECK_WORDS) * BITS_PER_WORD - padding;
        byte[] value = new byte[valueBits / Byte.SIZE];
        for (int i = 0; i < value.length; i++) {
            value[i] = (byte) Bits.get(bits, HEADER_BITS + padding + i * Byte.SIZE, Byte.SIZE);
        }
        return new Slip39Share(set, Bits.get(bits, 20, 4), Bits.get(bits, 32, 4), Bits.get(bits, 36, 4) + 1, value);
    }
}
