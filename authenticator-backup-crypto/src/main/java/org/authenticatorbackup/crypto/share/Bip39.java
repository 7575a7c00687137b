package org.authenticatorbackup.crypto.share;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import org.authenticatorbackup.crypto.words.EnglishWords;
import org.authenticatorbackup.crypto.words.TypedWords;
import org.authenticatorbackup.crypto.words.WordList;

/**
 * 256-bit secrets as 24 words, English or Chinese, as in BIP-39, and passphrases drawn from the English list. Only the
 * encoding of BIP-39 is used: no seed is derived from the words by PBKDF2. Stateless; safe for use by several threads.
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
     * Writes a secret in English words.
     *
     * @param secret {@value #SECRET_BYTES} bytes; neither kept nor changed
     * @return {@value #WORDS} lower-case words; the caller drops the array soon, since together they are the secret
     * @throws IllegalArgumentException if {@code secret} has another length
     */
    public static String[] encode(byte[] secret) {
        return encode(secret, WordLanguage.ENGLISH);
    }

    /**
     * Writes a secret in words.
     *
     * @param secret {@value #SECRET_BYTES} bytes; neither kept nor changed
     * @param language whose words
     * @return {@value #WORDS} words; the caller drops the array soon, since together they are the secret
     * @throws IllegalArgumentException if {@code secret} has another length
     */
    public static String[] encode(byte[] secret, WordLanguage language) {
        if (secret.length != SECRET_BYTES) {
            throw new IllegalArgumentException("expected " + SECRET_BYTES + " bytes, not " + secret.length);
        }
        return wordsOf(secret, language);
    }

    /**
     * Reads words that a person typed, in any of the languages: upper or lower case, with any white space or marks around and
     * between them, in full-width letters, with or without the numbers of the words. Of an English word the first four letters
     * are enough; Chinese ones need no white space between them.
     *
     * @param words {@value #WORDS} words; not kept
     * @return {@value #SECRET_BYTES} bytes, which the caller wipes
     * @throws MalformedWordsException if the number of words, one of the words or the check bits are wrong; a wrong word is
     *     reported before a wrong number
     */
    public static byte[] decode(CharSequence words) throws MalformedWordsException {
        return secretOf(words, WORDS);
    }

    /** The words of 16 to 32 bytes, in steps of 4. */
    static String[] wordsOf(byte[] secret, WordLanguage language) {
        byte[] bits = Arrays.copyOf(secret, secret.length + 1);
        bits[secret.length] = checksum(secret);
        String[] words = new String[wordCount(secret.length)];
        for (int i = 0; i < words.length; i++) {
            words[i] = language.list().word(Bits.get(bits, i * BITS_PER_WORD, BITS_PER_WORD));
        }
        Arrays.fill(bits, (byte) 0);
        return words;
    }

    /** The bytes of 12 to 24 words, in steps of 3. */
    static byte[] secretOf(CharSequence words, int expectedCount) throws MalformedWordsException {
        byte[] bits = new byte[expectedCount / 3 * 4 + 1];
        byte[] secret = {};
        boolean done = false;
        try {
            int count = read(words, bits, expectedCount);
            secret = Arrays.copyOf(bits, bits.length - 1);
            if (count != expectedCount) {
                throw MalformedWordsException.count(expectedCount, count);
            }
            if (bits[secret.length] != checksum(secret)) {
                throw MalformedWordsException.checksum();
            }
            done = true;
            return secret;
        } finally {
            Arrays.fill(bits, (byte) 0);
            if (!done) {
                Arrays.fill(secret, (byte) 0);
            }
        }
    }

    private static int read(CharSequence words, byte[] bits, int expectedCount) throws MalformedWordsException {
        WordList list = WordLanguage.ENGLISH.list();
        try (TypedWords typed = TypedWords.of(words)) {
            while (typed.next()) {
                if (typed.position() == 1 && typed.isChinese()) {
                    list = WordLanguage.CHINESE_SIMPLIFIED.list();
                }
                int index = typed.find(list);
                if (index == WordList.AMBIGUOUS) {
                    throw MalformedWordsException.ambiguousWord(typed.position());
                }
                if (index < 0) {
                    throw MalformedWordsException.unknownWord(typed.position());
                }
                if (typed.position() <= expectedCount) {
                    Bits.put(bits, (typed.position() - 1) * BITS_PER_WORD, BITS_PER_WORD, index);
                }
            }
            return typed.position();
        }
    }

    private static int wordCount(int secretBytes) {
        return secretBytes / 4 * 3;
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

    /** The first bit of SHA-256 for each 4 bytes, and then zeros. */
    private static byte checksum(byte[] secret) {
        try {
            int digest = MessageDigest.getInstance("SHA-256").digest(secret)[0];
            return (byte) (digest & (0xff00 >> (secret.length / 4)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("SHA-256 is required of every Java platform", e);
        }
    }
}
