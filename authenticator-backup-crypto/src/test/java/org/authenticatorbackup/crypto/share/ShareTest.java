package org.authenticatorbackup.crypto.share;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.authenticatorbackup.crypto.SharedVectors;
import org.authenticatorbackup.crypto.SharedVectors.Json;
import org.authenticatorbackup.crypto.share.MalformedShareException.Reason;
import org.authenticatorbackup.crypto.words.ShareWords;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShareTest {

    private static final String KNOWN = "staff clay academic acid argue mandate mandate raspy mustang elevator remind "
            + "rainbow wireless uncover deliver wine grownup shaft guard dramatic slap enforce prepare mental costume "
            + "pink ivory lips example drift fantasy ladybug camera";

    private final SecureRandom random = new SecureRandom();

    @Test
    void theKnownSharesGiveTheKnownSecret() throws Exception {
        Json kat = SharedVectors.json("design/kat.json").get("slip39");
        List<Share> shares = new ArrayList<>();
        for (Json words : kat.get("shares").items()) {
            Share share = Share.parse(words.text());
            assertThat(new String(share.words())).isEqualTo(words.text());
            assertThat(share.threshold()).isEqualTo((int) kat.get("threshold").number());
            assertThat(share.number()).isEqualTo(shares.size() + 1);
            shares.add(share);
        }
        byte[] secret = kat.get("secret_hex").hex();

        assertThat(shares).hasSize(3);
        assertThat(Share.combine(shares)).isEqualTo(secret);
        for (Share left : shares) {
            List<Share> two = new ArrayList<>(shares);
            two.remove(left);
            assertThat(Share.combine(two)).isEqualTo(secret);
            assertThatThrownBy(() -> Share.combine(List.of(left))).isInstanceOf(SharesRejectedException.class);
        }
    }

    @ParameterizedTest
    @CsvSource({"1,2", "0,3", "3,2", "2,17", "17,17", "-1,-1"})
    void onlySensibleThresholdsAreShared(int threshold, int count) {
        assertThatThrownBy(() -> Share.split(new byte[32], threshold, count, random))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"2,2", "2,16", "16,16", "3,5"})
    void theLimitsAreShared(int threshold, int count) throws Exception {
        byte[] secret = new byte[32];
        random.nextBytes(secret);

        List<Share> shares = Share.split(secret, threshold, count, random);

        assertThat(shares).hasSize(count).extracting(Share::threshold).containsOnly(threshold);
        assertThat(Share.combine(shares.subList(count - threshold, count))).isEqualTo(secret);
    }

    @ParameterizedTest
    @CsvSource({"31", "33", "0"})
    void onlySecretsOf32BytesAreShared(int length) {
        assertThatThrownBy(() -> Share.split(new byte[length], 2, 3, random))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** The check words find this with certainty, but for the one bit of the second word that says which check it is. */
    @Test
    @Tag("slow")
    void everySingleWrongWordIsDetected() {
        String[] words = KNOWN.split(" ", -1);
        int tried = 0;
        for (int position = 0; position < Share.WORDS; position++) {
            String[] wrong = words.clone();
            for (int index = position % 8; index < 1024; index += 8) {
                wrong[position] = ShareWords.LIST.word(index);
                if (!wrong[position].equals(words[position])) {
                    tried++;
                    assertThatThrownBy(() -> Share.parse(String.join(" ", wrong)))
                            .hasMessage("the check words do not match");
                }
            }
        }
        System.out.println("SLIP-39: " + tried + " single wrong words, all detected");

        assertThat(tried).isBetween(33 * 127, 33 * 128);
    }

    @Test
    void everySwapOfTwoWordsIsDetected() {
        for (int i = 0; i < Share.WORDS; i++) {
            for (int j = 0; j < i; j++) {
                String[] words = KNOWN.split(" ", -1);
                String swapped = words[i];
                words[i] = words[j];
                words[j] = swapped;
                if (!words[i].equals(words[j])) {
                    assertThat(reason(String.join(" ", words))).isEqualTo(Reason.CHECKSUM);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "32,COUNT",
        "31,COUNT",
        "34,COUNT",
        "20,COUNT",
        "1,COUNT",
        "0,COUNT",
        "59,COUNT",
        "60,COUNT",
        "2000,COUNT"
    })
    void countsTheWords(int count, Reason expected) {
        String[] words = (KNOWN + " ").repeat(1 + count / 33).split(" ", -1);
        String typed = String.join(" ", Arrays.copyOf(words, count));

        MalformedShareException e = catchThrowableOfType(MalformedShareException.class, () -> Share.parse(typed));

        assertThat(e.reason()).isEqualTo(expected);
        assertThat(e).hasMessage("expected 33 words, found " + count);
    }

    @Test
    void saysWhichWordIsWrongAndDoesNotRepeatIt() {
        MalformedShareException unknown = catchThrowableOfType(
                MalformedShareException.class, () -> Share.parse(KNOWN.replace("acid", "hunter2")));
        MalformedShareException ambiguous =
                catchThrowableOfType(MalformedShareException.class, () -> Share.parse(KNOWN.replace("argue", "arg")));

        assertThat(unknown.reason()).isEqualTo(Reason.UNKNOWN_WORD);
        assertThat(unknown).hasMessage("word 4 is not in the list");
        assertThat(ambiguous.reason()).isEqualTo(Reason.AMBIGUOUS_WORD);
        assertThat(ambiguous.position()).isEqualTo(5);
        assertThat(ambiguous).hasMessage("word 5 is cut off after fewer than 4 letters");
    }

    /** Each differs from a vault's share in one way. */
    @Test
    void validSharesOfOtherThingsAreForeign() {
        Slip39Set ours = Slip39Set.ofOneGroup(7);
        List<Slip39Share> foreign = List.of(
                new Slip39Share(ours, 0, 0, 1, new byte[32]),
                new Slip39Share(ours, 1, 0, 2, new byte[32]),
                new Slip39Share(ours, 0, 0, 2, new byte[16]),
                new Slip39Share(ours, 0, 0, 2, new byte[64]),
                new Slip39Share(new Slip39Set(7, Slip39Set.Kind.BOUND_TO_IDENTIFIER, 0, 1, 1), 0, 0, 2, new byte[32]),
                new Slip39Share(new Slip39Set(7, Slip39Set.Kind.EXTENDABLE, 1, 1, 1), 0, 0, 2, new byte[32]),
                new Slip39Share(new Slip39Set(7, Slip39Set.Kind.EXTENDABLE, 15, 1, 1), 0, 0, 2, new byte[32]),
                new Slip39Share(new Slip39Set(7, Slip39Set.Kind.EXTENDABLE, 0, 1, 2), 0, 0, 2, new byte[32]),
                new Slip39Share(new Slip39Set(7, Slip39Set.Kind.EXTENDABLE, 0, 2, 1), 0, 0, 2, new byte[32]));
        for (Slip39Share share : foreign) {
            assertThat(reason(new String(Slip39Words.format(share)))).isEqualTo(Reason.FOREIGN);
        }
    }

    @Test
    void sharesThatDoNotBelongTogetherAreRefused() {
        byte[] secret = new byte[32];
        List<Share> ours = Share.split(secret, 2, 3, random);
        List<Share> threeNeeded = Share.split(secret, 3, 3, random);
        List<Share> others = Share.split(secret, 2, 3, random);

        assertThat(rejection(List.of())).isEqualTo(SharesRejectedException.Reason.TOO_FEW);
        assertThat(rejection(List.of(ours.get(0), threeNeeded.get(1))))
                .isEqualTo(SharesRejectedException.Reason.DIFFERENT_SETS);
        assertThat(rejection(List.of(ours.get(0), others.get(1), ours.get(2))))
                .isIn(SharesRejectedException.Reason.DIFFERENT_SETS, SharesRejectedException.Reason.WRONG_SHARE);
    }

    /** Made for sets that have one identifier by chance, or by an attacker's choice. */
    @Test
    void aSharePassedOffAsAnotherIsFound() throws Exception {
        Slip39Set set = Slip39Set.ofOneGroup(7);
        List<Slip39.Group> group = List.of(new Slip39.Group(2, 4));
        List<Share> ours = publicly(Slip39.split(set, group, new byte[32], new byte[0], random));
        List<Share> forged = publicly(Slip39.split(set, group, new byte[32], new byte[0], random));

        assertThat(rejection(List.of(ours.get(0), forged.get(0))))
                .isEqualTo(SharesRejectedException.Reason.DIFFERENT_SETS);
        assertThat(rejection(List.of(ours.get(0), forged.get(1))))
                .isEqualTo(SharesRejectedException.Reason.WRONG_SHARE);
        assertThat(rejection(List.of(ours.get(0), ours.get(1), forged.get(2))))
                .isEqualTo(SharesRejectedException.Reason.WRONG_SHARE);
        assertThat(ours.get(0).matches(forged.get(0))).isFalse();
        assertThat(ours.get(0).matches(Share.parse(new String(ours.get(0).words()))))
                .isTrue();
    }

    @Test
    void theSameShareTwiceCountsOnce() {
        List<Share> shares = Share.split(new byte[32], 3, 3, random);
        Share first = shares.get(0);

        SharesRejectedException e = catchThrowableOfType(
                SharesRejectedException.class, () -> Share.combine(List.of(first, first, shares.get(1))));

        assertThat(e.reason()).isEqualTo(SharesRejectedException.Reason.TOO_FEW);
        assertThat(e.missing()).isEqualTo(1);
        assertThat(e).hasMessage("expected 3 different shares, found 2");
    }

    @Test
    void aClosedShareRefusesUseAndShowsNothing() throws Exception {
        Share share = Share.parse(KNOWN.toUpperCase(Locale.ROOT));

        share.close();

        assertThat(share).hasToString("Share[hidden]");
        assertThatThrownBy(share::words).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> Share.combine(List.of(share, share))).isInstanceOf(IllegalStateException.class);
    }

    private static Reason reason(String words) {
        MalformedShareException e = catchThrowableOfType(MalformedShareException.class, () -> Share.parse(words));
        assertThat(e).as("no exception").isNotNull();
        return e.reason();
    }

    private static SharesRejectedException.Reason rejection(List<Share> shares) {
        SharesRejectedException e = catchThrowableOfType(SharesRejectedException.class, () -> Share.combine(shares));
        assertThat(e).as("no exception").isNotNull();
        return e.reason();
    }

    private static List<Share> publicly(List<Slip39Share> shares) throws MalformedShareException {
        List<Share> parsed = new ArrayList<>();
        for (Slip39Share share : shares) {
            parsed.add(Share.parse(new String(Slip39Words.format(share))));
        }
        return parsed;
    }
}
