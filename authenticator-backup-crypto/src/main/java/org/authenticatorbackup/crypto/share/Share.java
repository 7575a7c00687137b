package org.authenticatorbackup.crypto.share;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

/**
 * One contact's part of a 256-bit secret, by SLIP-39: any {@link #threshold} shares of a set give the secret, and fewer say
 * nothing about it. As text it is {@value #WORDS} English words, which other tools for SLIP-39 combine as well: one group,
 * extendable, iteration exponent 0, no passphrase.
 *
 * <p>Three check words detect every error in up to three words, and others but once in 2<sup>30</sup>. Whoever makes or receives
 * a share closes it, which overwrites it as far as a Java program can; {@link #toString} shows nothing of it. Not thread-safe.
 */
public final class Share implements AutoCloseable {

    /** The size of a secret, in bytes. */
    public static final int SECRET_BYTES = 32;

    /** How many words a share has. */
    public static final int WORDS = 33;

    /** The smallest number of shares that can be asked for. */
    public static final int MIN_THRESHOLD = 2;

    /** The largest number of shares of one secret. */
    public static final int MAX_COUNT = Slip39.MAX_COUNT;

    private static final byte[] NO_PASSPHRASE = {};

    private final Slip39Share share;

    private Share(Slip39Share share) {
        this.share = share;
    }

    /**
     * Shares a secret.
     *
     * @param secret {@value #SECRET_BYTES} bytes; neither kept nor changed
     * @param threshold how many shares give it back, {@value #MIN_THRESHOLD} to {@code count}
     * @param count how many shares there are, up to {@value #MAX_COUNT}
     * @param random where the set's identifier and the polynomials come from
     * @return {@code count} shares, which the caller closes
     * @throws IllegalArgumentException if an argument is out of range
     */
    public static List<Share> split(byte[] secret, int threshold, int count, SecureRandom random) {
        if (secret.length != SECRET_BYTES) {
            throw new IllegalArgumentException("expected " + SECRET_BYTES + " bytes, not " + secret.length);
        }
        requireSensible(threshold, count);
        Slip39Set set = Slip39Set.ofOneGroup(random.nextInt(Slip39Set.IDENTIFIERS));
        List<Slip39.Group> group = List.of(new Slip39.Group(threshold, count));
        List<Share> shares = new ArrayList<>();
        for (Slip39Share share : Slip39.split(set, group, secret, NO_PASSPHRASE, random)) {
            shares.add(new Share(share));
        }
        return List.copyOf(shares);
    }

    /**
     * Reads the words that a person typed: upper or lower case, with any white space or marks around and between them, in
     * full-width letters, with or without the numbers of the words. Of each word the first four letters are enough.
     *
     * @param words {@value #WORDS} words; not kept
     * @return the share, which the caller closes
     * @throws MalformedShareException if the number of words, one of the words or the check words are wrong, or it is a share of
     *     something else than a vault; a wrong word is reported before a wrong number
     */
    public static Share parse(CharSequence words) throws MalformedShareException {
        Slip39Share share = Slip39Words.parse(words);
        boolean ours = share.set().isOfOneGroup() && share.group() == 0 && share.threshold() >= MIN_THRESHOLD;
        if (ours && share.value().length == SECRET_BYTES) {
            return new Share(share);
        }
        share.close();
        throw MalformedShareException.foreign();
    }

    /**
     * Gives back the secret. All shares are looked at: those beyond the threshold must fit the others.
     *
     * @param shares of one set, in any order; one that is there twice counts once; not closed
     * @return {@value #SECRET_BYTES} bytes, which the caller wipes
     * @throws SharesRejectedException if they are too few, of different sets, or one of them is wrong
     */
    public static byte[] combine(List<Share> shares) throws SharesRejectedException {
        if (shares.isEmpty()) {
            throw SharesRejectedException.tooFew(MIN_THRESHOLD, 0);
        }
        List<Slip39Share> all = new ArrayList<>();
        for (Share share : shares) {
            all.add(share.share);
        }
        return Slip39.combine(all, NO_PASSPHRASE);
    }

    /** {@return the share in {@value #WORDS} lower-case words with single spaces, which the caller wipes} */
    public char[] words() {
        return Slip39Words.format(share);
    }

    /** {@return how many shares of this set are needed, 2 to 16} */
    public int threshold() {
        return share.threshold();
    }

    /** {@return which share of its set this is, 1 to 16} */
    public int number() {
        return share.member() + 1;
    }

    /**
     * Compares two shares, in a time that does not depend on where they differ.
     *
     * @param other read, and left open
     * @return whether they are the same
     */
    public boolean matches(Share other) {
        return share.matches(other.share);
    }

    /** Overwrites the share. Closing twice is the same as closing once. */
    @Override
    public void close() {
        share.close();
    }

    @Override
    public String toString() {
        return "Share[hidden]";
    }

    static void requireSensible(int threshold, int count) {
        if (threshold < MIN_THRESHOLD || threshold > count || count > MAX_COUNT) {
            throw new IllegalArgumentException("expected " + MIN_THRESHOLD + " <= threshold <= count <= " + MAX_COUNT
                    + ", not " + threshold + " of " + count);
        }
    }
}
