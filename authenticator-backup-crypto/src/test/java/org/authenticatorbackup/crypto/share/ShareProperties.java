package org.authenticatorbackup.crypto.share;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.authenticatorbackup.crypto.SharedVectors;
import org.authenticatorbackup.crypto.words.ShareWords;

class ShareProperties {

    private final SecureRandom random = new SecureRandom();

    @Property(tries = 40)
    @Tag("slow")
    void anyKSharesGiveTheSecretAndFewerDoNot(
            @ForAll @Size(32) byte[] secret,
            @ForAll @IntRange(min = 2, max = 16) int count,
            @ForAll @IntRange(max = 14) int more,
            @ForAll long order)
            throws Exception {
        int threshold = 2 + more % (count - 1);
        List<Share> shares = new ArrayList<>(Share.split(secret, threshold, count, random));
        Collections.shuffle(shares, new Random(order));

        assertThat(Share.combine(shares.subList(0, threshold))).isEqualTo(secret);
        SharesRejectedException e = catchThrowableOfType(
                SharesRejectedException.class, () -> Share.combine(shares.subList(0, threshold - 1)));
        assertThat(e.reason()).isEqualTo(SharesRejectedException.Reason.TOO_FEW);
        assertThat(e.missing()).isEqualTo(1);
    }

    /**
     * One share of two says nothing: it is as random as the polynomial. Two equal values among 64 shares of one secret would be
     * a chance of 2<sup>-245</sup>.
     */
    @Property(tries = 3)
    void sharesOfOneSecretAreAlwaysOthers(@ForAll @Size(32) byte[] secret) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            for (byte[] value : Shamir.split(secret, 2, 16, random)) {
                values.add(SharedVectors.hex(value));
            }
        }

        assertThat(values).hasSize(64).doesNotHaveDuplicates();
    }

    @Property(tries = 100)
    void everyWayOfTypingMeansTheSame(@ForAll @Size(32) byte[] value, @ForAll @IntRange(max = 32767) int id)
            throws Exception {
        String words = new String(Slip39Words.format(new Slip39Share(Slip39Set.ofOneGroup(id), 0, 1, 2, value)));
        Share share = Share.parse(words);
        StringBuilder numbered = new StringBuilder("\uFEFF");
        StringBuilder cut = new StringBuilder();
        StringBuilder wide = new StringBuilder();
        String[] each = words.split(" ", -1);
        for (int i = 0; i < each.length; i++) {
            numbered.append(i + 1).append(") ").append(each[i]).append("\r\n");
            cut.append(each[i], 0, 4).append(",\u3000");
        }
        words.chars().forEach(c -> wide.append(c == ' ' ? '\u3000' : (char) (c - ' ' + '\uFF00')));

        for (CharSequence typed : List.of(words, words.toUpperCase(Locale.ROOT), numbered, cut, wide)) {
            Share read = Share.parse(typed);
            assertThat(read.matches(share)).isTrue();
            assertThat(new String(read.words())).isEqualTo(words);
            assertThat(read.number()).isEqualTo(2);
        }
    }

    /** Up to three wrong words are found with certainty, unless the kind of the set is among them: then but once in 2^30. */
    @Property(tries = 300)
    void upToThreeWrongWordsAreDetected(
            @ForAll @Size(min = 1, max = 3) List<@IntRange(min = 2, max = 32) Integer> positions,
            @ForAll @IntRange(min = 1, max = 1023) int shift,
            @ForAll @IntRange(max = 32767) int id) {
        Slip39Share share = new Slip39Share(Slip39Set.ofOneGroup(id), 0, 1, 2, new byte[32]);
        String[] words = new String(Slip39Words.format(share)).split(" ", -1);
        String[] wrong = words.clone();
        for (int position : positions) {
            int index = ShareWords.LIST.find(words[position], 0, words[position].length());
            wrong[position] = ShareWords.LIST.word((index + shift) % 1024);
        }

        MalformedShareException e =
                catchThrowableOfType(MalformedShareException.class, () -> Share.parse(String.join(" ", wrong)));

        assertThat(e.reason()).isEqualTo(MalformedShareException.Reason.CHECKSUM);
    }

    @Property(tries = 1000)
    void anyTextIsRejectedByType(@ForAll String typed) {
        MalformedShareException e = catchThrowableOfType(MalformedShareException.class, () -> Share.parse(typed));

        assertThat(e.getMessage()).matches("[a-z0-9 ,]+");
    }

    /** A false alarm, a random share that is valid, is a chance of 2^-30 a try. */
    @Property(tries = 1000)
    void anyWordsAreRejectedByType(@ForAll @Size(max = 70) List<@IntRange(max = 1023) Integer> indices) {
        StringBuilder typed = new StringBuilder();
        indices.forEach(index -> typed.append(ShareWords.LIST.word(index)).append(' '));

        MalformedShareException e = catchThrowableOfType(MalformedShareException.class, () -> Share.parse(typed));

        assertThat(e.reason()).isIn(MalformedShareException.Reason.COUNT, MalformedShareException.Reason.CHECKSUM);
    }
}
