package org.authenticatorbackup.crypto.share;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** SLIP-39 in full: a secret in groups of shares. {@link Share} is the part of it that vaults use. */
final class Slip39 {

    /** The largest number of groups, and of shares in a group. */
    static final int MAX_COUNT = 16;

    private Slip39() {}

    /**
     * How many shares of a group there are, and how many are needed.
     *
     * @param threshold 1 or more
     * @param count up to {@link #MAX_COUNT}
     */
    record Group(int threshold, int count) {}

    /** Shares of each group, one group after the other, which the caller closes. */
    static List<Slip39Share> split(
            Slip39Set set, List<Group> groups, byte[] secret, byte[] passphrase, SecureRandom random) {
        byte[] encrypted = new Slip39Cipher(set, passphrase).encrypt(secret);
        byte[][] groupValues = Shamir.split(encrypted, set.groupThreshold(), set.groupCount(), random);
        Arrays.fill(encrypted, (byte) 0);
        List<Slip39Share> shares = new ArrayList<>();
        for (int g = 0; g < groupValues.length; g++) {
            Group group = groups.get(g);
            byte[][] values = Shamir.split(groupValues[g], group.threshold(), group.count(), random);
            Arrays.fill(groupValues[g], (byte) 0);
            for (int m = 0; m < values.length; m++) {
                shares.add(new Slip39Share(set, g, m, group.threshold(), values[m]));
            }
        }
        return shares;
    }

    /**
     * The secret, which the caller wipes. Shares beyond those that are needed must fit the others.
     *
     * @param shares one or more; not closed
     */
    static byte[] combine(List<Slip39Share> shares, byte[] passphrase) throws SharesRejectedException {
        Slip39Set set = shares.get(0).set();
        Map<Integer, List<Slip39Share>> groups = groups(shares);
        if (groups.size() < set.groupThreshold()) {
            throw SharesRejectedException.tooFew(set.groupThreshold(), groups.size());
        }
        int[] xs = new int[groups.size()];
        byte[][] values = new byte[groups.size()][];
        int at = 0;
        try {
            for (Map.Entry<Integer, List<Slip39Share>> group : groups.entrySet()) {
                xs[at] = group.getKey();
                values[at] = groupValue(group.getValue());
                at++;
            }
            byte[] encrypted = combine(xs, values, set.groupThreshold());
            byte[] secret = new Slip39Cipher(set, passphrase).decrypt(encrypted);
            Arrays.fill(encrypted, (byte) 0);
            return secret;
        } finally {
            for (int i = 0; i < at; i++) {
                Arrays.fill(values[i], (byte) 0);
            }
        }
    }

    private static Map<Integer, List<Slip39Share>> groups(List<Slip39Share> shares) throws SharesRejectedException {
        Map<Integer, List<Slip39Share>> groups = new TreeMap<>();
        for (Slip39Share share : shares) {
            if (!share.set().equals(shares.get(0).set())) {
                throw SharesRejectedException.differentSets("identifier or parameters");
            }
            List<Slip39Share> group = groups.computeIfAbsent(share.group(), g -> new ArrayList<>());
            if (isNew(share, group)) {
                group.add(share);
            }
        }
        return groups;
    }

    private static boolean isNew(Slip39Share share, List<Slip39Share> group) throws SharesRejectedException {
        for (Slip39Share other : group) {
            if (!share.isOfSameGroupAs(other)) {
                throw SharesRejectedException.differentSets("threshold");
            }
            if (share.value().length != other.value().length) {
                throw SharesRejectedException.differentSets("length");
            }
            if (share.matches(other)) {
                return false;
            }
            if (share.member() == other.member()) {
                throw SharesRejectedException.differentSets("values under one number");
            }
        }
        return true;
    }

    private static byte[] groupValue(List<Slip39Share> group) throws SharesRejectedException {
        int threshold = group.get(0).threshold();
        if (group.size() < threshold) {
            throw SharesRejectedException.tooFew(threshold, group.size());
        }
        int[] xs = new int[group.size()];
        byte[][] values = new byte[group.size()][];
        for (int i = 0; i < xs.length; i++) {
            xs[i] = group.get(i).member();
            values[i] = group.get(i).value();
        }
        return combine(xs, values, threshold);
    }

    /** Combines the first values and checks that the others are on the same polynomial. */
    private static byte[] combine(int[] xs, byte[][] values, int threshold) throws SharesRejectedException {
        int[] firstXs = Arrays.copyOf(xs, threshold);
        byte[][] first = Arrays.copyOf(values, threshold);
        for (int i = threshold; i < xs.length; i++) {
            byte[] expected = Gf256.interpolate(xs[i], firstXs, first);
            boolean fits = MessageDigest.isEqual(expected, values[i]);
            Arrays.fill(expected, (byte) 0);
            if (!fits) {
                throw SharesRejectedException.wrongShare();
            }
        }
        return Shamir.combine(firstXs, first);
    }
}
