package org.authenticatorbackup.crypto.share;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import org.authenticatorbackup.crypto.words.EnglishWords;

/**
 * 256-bit secrets as 24 English words, as in BIP-39, and passphrases drawn from the same list. Only the encoding of
 * BIP-39 is used: no seed is derived from the words by PBKDF2. Stateless; safe for use by several threads.
 */
public final class Bip39 {

    /** The size of a secret, in bytes. */
    public static final int SECRET_BYTES = 32;

    /** How many words carry a secret and its 8 check bits. */
    public static final int WORDS = 24;

    /** How many words a generated passphrase has: 77 bits. */
    public static final int PASSPHRASE_WORDS = 7;

    /** How many random bits a word carries. */
    public static final int BITS_PER_WORD = 11;

    private Bip39() {}

    /**
     * Writes a secret in words.
     *
     * @param secret {@value #SECRET_BYTES} bytes; neither kept nor changed
     * @return {@value #WORDS} lower-case words; the caller drops the array soon, since together they are the secret
     * @throws IllegalArgumentException if {@code secret} has another length
     */
    public static String[] encode(byte[] secret) {
        if (secret.length != SECRET_BYTES) {
            throw new IllegalArgumentException("expected " + SECRET_BYTES + " bytes, not " + secret.length);
        }
        byte[] bits = Arrays.copyOf(secret, SECRET_BYTES + 1);
        bits[SECRET_BYTES] = checksum(secret);
        String[] words = new String[WORDS];
        for (int i = 0; i < WORDS; i++) {
            words[i] = EnglishWords.word(elevenBits(bits, i * BITS_PER_WORD));
        }
        Arrays.fill(bits, (byte) 0);
        return words;
    }

    /**
     * Reads words that a person typed: upper or lower case, with any white space or commas around and between them.
     *
     * @param words {@value #WORDS} words; not kept
     * @return {@value #SECRET_BYTES} bytes, which the caller wipes
     * @throws MalformedWordsException if the number of words, one of the words or the check bits are wrong; unknown
     *     words are reported before a wrong number
     */
    public static byte[] decode(CharSequence words) throws MalformedWordsException {
        byte[] bits = new byte[SECRET_BYTES + 1];
        int count = 0;
        for (int at = nextWord(words, 0); at < words.length(); ) {
            int end = endOfWord(words, at);
            int index = EnglishWords.indexOf(words, at, end);
            if (index < 0) {
                Arrays.fill(bits, (byte) 0);
                throw MalformedWordsException.unknownWord(count + 1);
            }
            if (count < WORDS) {
                putElevenBits(bits, count * BITS_PER_WORD, index);
            }
            count++;
            at = nextWord(words, end);
        }
        byte[] secret = Arrays.copyOf(bits, SECRET_BYTES);
        byte found = bits[SECRET_BYTES];
        Arrays.fill(bits, (byte) 0);
        if (count == WORDS && found == checksum(secret)) {
            return secret;
        }
        Arrays.fill(secret, (byte) 0);
        throw count == WORDS ? MalformedWordsException.checksum() : MalformedWordsException.count(WORDS, count);
    }

    /**
     * Draws a passphrase of words joined by hyphens, such as {@code correct-horse-battery-…}, 11 bits a word.
     *
     * @param random where the words come from
     * @param words {@value #PASSPHRASE_WORDS} to {@value #WORDS}
     * @return the passphrase, which the caller wipes
     * @throws IllegalArgumentException if {@code words} is out of range
     */
    public static char[] passphrase(SecureRandom random, int words) {
        if (words < PASSPHRASE_WORDS || words > WORDS) {
            throw new IllegalArgumentException("words must be " + PASSPHRASE_WORDS + " to " + WORDS + ", not " + words);
        }
        StringBuilder joined = new StringBuilder(words * (EnglishWords.LONGEST + 1));
        for (int i = 0; i < words; i++) {
            joined.append(i == 0 ? "" : "-").append(EnglishWords.word(random.nextInt(EnglishWords.COUNT)));
        }
        char[] passphrase = new char[joined.length()];
        joined.getChars(0, passphrase.length, passphrase, 0);
        for (int i = 0; i < passphrase.length; i++) {
            joined.setCharAt(i, '\0');
        }
        return passphrase;
    }

    private static int nextWord(CharSequence words, int from) {
        int at = from;
        while (at < words.length() && EnglishWords.isSeparator(words.charAt(at))) {
            at++;
        }
        return at;
    }

    private static int endOfWord(CharSequence words, int from) {
        int at = from;
        while (at < words.length() && !EnglishWords.isSeparator(words.charAt(at))) {
            at++;
        }
        return at;
    }

    private static int elevenBits(byte[] bits, int from) {
        int value = 0;
        for (int i = from; i < from + BITS_PER_WORD; i++) {
            value = value << 1 | (bits[i / Byte.SIZE] >> (Byte.SIZE - 1 - i % Byte.SIZE) & 1);
        }
        return value;
    }

    private static void putElevenBits(byte[] bits, int from, int value) {
        for (int i = 0; i < BITS_PER_WORD; i++) {
            int bit = value >> (BITS_PER_WORD - 1 - i) & 1;
            int at = from + i;
            bits[at / Byte.SIZE] |= (byte) (bit << (Byte.SIZE - 1 - at % Byte.SIZE));
        }
    }

    private static byte checksum(byte[] secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret)[0];
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("SHA-256 is required of every Java platform", e);
        }
    }
}
