package org.authenticatorbackup.crypto.share;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.ByteRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.authenticatorbackup.crypto.SharedVectors;
import org.authenticatorbackup.crypto.SharedVectors.Json;
import org.authenticatorbackup.crypto.words.ShareWords;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SLIP-39 in general: the official vectors, and what vaults do not use of it. */
class Slip39Test {

    private static final byte[] PASSPHRASE = "TREZOR".getBytes(StandardCharsets.US_ASCII);

    private final SecureRandom random = new SecureRandom();

    /** Were they not drawn, the secret could be worked out from fewer shares than the threshold. */
    @Test
    void thePointsBesideTheSecretAreDrawnForEachSplit() {
        byte[] secret = new byte[32];

        byte[][] one = Shamir.split(secret, 4, 5, random);
        byte[][] other = Shamir.split(secret, 4, 5, random);

        for (int i = 0; i < one.length; i++) {
            assertThat(one[i]).as("share %s", i).isNotEqualTo(secret).isNotEqualTo(other[i]);
        }
    }

    @Test
    void agreesWithTheOfficialVectors() throws Exception {
        List<Json> vectors = SharedVectors.json("slip39/vectors.json").items();
        int valid = 0;
        for (Json vector : vectors) {
            List<String> words = vector.at(1).items().stream().map(Json::text).toList();
            byte[] secret = vector.at(2).hex();
            if (secret.length > 0) {
                valid++;
                assertThat(combine(words)).as(vector.at(0).text()).isEqualTo(secret);
            } else {
                assertThatThrownBy(() -> combine(words))
                        .as(vector.at(0).text())
                        .isInstanceOfAny(MalformedShareException.class, SharesRejectedException.class);
            }
        }
        System.out.println("SLIP-39: " + vectors.size() + " cases, " + valid + " of them valid");

        assertThat(vectors).hasSize(45);
        assertThat(valid).isEqualTo(15);
    }

    private static byte[] combine(List<String> words) throws Exception {
        List<Slip39Share> shares = new ArrayList<>();
        for (String share : words) {
            Slip39Share parsed = Slip39Words.parse(share);
            assertThat(new String(Slip39Words.format(parsed))).isEqualTo(share);
            shares.add(parsed);
        }
        return Slip39.combine(shares, PASSPHRASE);
    }

    /** Two of three groups: 2 of 3 shares, 1 of 1, and 3 of 5. */
    @Test
    void groupsAreSharedAndCombined() throws Exception {
        byte[] secret = new byte[16];
        random.nextBytes(secret);
        for (Slip39Set.Kind kind : Slip39Set.Kind.values()) {
            Slip39Set set = new Slip39Set(12345, kind, 1, 2, 3);
            List<Slip39.Group> groups = List.of(new Slip39.Group(2, 3), new Slip39.Group(1, 1), new Slip39.Group(3, 5));

            List<Slip39Share> shares = Slip39.split(set, groups, secret, PASSPHRASE, random);

            assertThat(shares).hasSize(9);
            assertThat(Slip39.combine(pick(shares, 0, 2, 3), PASSPHRASE)).isEqualTo(secret);
            assertThat(Slip39.combine(pick(shares, 3, 4, 8, 6), PASSPHRASE)).isEqualTo(secret);
            assertThat(Slip39.combine(shares, PASSPHRASE)).isEqualTo(secret);
            assertThat(Slip39.combine(shares, new byte[0])).isNotEqualTo(secret);
            assertThatThrownBy(() -> Slip39.combine(pick(shares, 0, 1), PASSPHRASE))
                    .hasMessage("expected 2 different shares, found 1");
            assertThatThrownBy(() -> Slip39.combine(pick(shares, 3, 4, 5), PASSPHRASE))
                    .hasMessage("expected 3 different shares, found 2");
        }
    }

    @Property(tries = 30)
    @Tag("slow")
    void secretsOfAllLengthsAndPassphrasesComeBack(
            @ForAll @IntRange(min = 8, max = 32) int half,
            @ForAll @ByteRange(min = 32, max = 126) @Size(max = 20) byte[] passphrase)
            throws Exception {
        byte[] secret = new byte[2 * half];
        random.nextBytes(secret);
        Slip39Set set = Slip39Set.ofOneGroup(random.nextInt(Slip39Set.IDENTIFIERS));

        List<Slip39Share> read = new ArrayList<>();
        for (Slip39Share share : Slip39.split(set, List.of(new Slip39.Group(2, 2)), secret, passphrase, random)) {
            read.add(Slip39Words.parse(new String(Slip39Words.format(share))));
        }

        assertThat(Slip39.combine(read, passphrase)).isEqualTo(secret);
    }

    @Test
    void valuesOfAllLengthsFromSixteenToSixtyFourBytesSurviveTheirWords() throws Exception {
        for (int length = 16; length <= 64; length += 2) {
            byte[] value = new byte[length];
            random.nextBytes(value);
            char[] words = Slip39Words.format(new Slip39Share(Slip39Set.ofOneGroup(7), 0, 1, 2, value));

            assertThat(Slip39Words.parse(new String(words)).value()).isEqualTo(value);
        }
    }

    /** 14 and 66 bytes are out of range; 21 words hold 17.5 bytes. */
    @ParameterizedTest
    @ValueSource(ints = {19, 21, 60})
    void otherNumbersOfWordsAreRefusedUnderARightChecksum(int count) {
        int[] words = new int[count];
        Rs1024.seal(Slip39Set.Kind.BOUND_TO_IDENTIFIER.customization(), words);
        String typed = Arrays.stream(words).mapToObj(ShareWords.LIST::word).collect(joining(" "));

        assertThatThrownBy(() -> Slip39Words.parse(typed))
                .isInstanceOf(MalformedShareException.class)
                .hasMessage("expected 33 words, found " + count);
    }

    @Test
    void theFieldIsThatOfAes() {
        assertThat(Gf256.multiply(0x57, 0x83)).isEqualTo(0xc1);
        assertThat(Gf256.inverse(0x53)).isEqualTo(0xca);
        for (int a = 1; a < 256; a++) {
            assertThat(Gf256.multiply(a, Gf256.inverse(a))).isEqualTo(1);
            assertThat(Gf256.multiply(a, 1)).isEqualTo(a);
            assertThat(Gf256.multiply(0, a)).isZero();
        }
    }

    @Property(tries = 500)
    void theFieldHasItsLaws(
            @ForAll @IntRange(max = 255) int a,
            @ForAll @IntRange(max = 255) int b,
            @ForAll @IntRange(max = 255) int c) {
        assertThat(Gf256.multiply(a, b)).isEqualTo(Gf256.multiply(b, a)).isBetween(0, 255);
        assertThat(Gf256.multiply(a, b ^ c)).isEqualTo(Gf256.multiply(a, b) ^ Gf256.multiply(a, c));
        assertThat(Gf256.multiply(Gf256.multiply(a, b), c)).isEqualTo(Gf256.multiply(a, Gf256.multiply(b, c)));
    }

    @Test
    void secretsAreWipedAndNotShown() {
        byte[] value = {1, 2, 3};
        Slip39Share share = new Slip39Share(Slip39Set.ofOneGroup(1), 0, 0, 2, value);

        share.close();
        share.close();

        assertThat(value).containsOnly(0);
        assertThat(share).hasToString("Slip39Share[hidden]");
        assertThatThrownBy(share::value).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void sharesOfDifferentLengthsDoNotCombine() {
        Slip39Set set = Slip39Set.ofOneGroup(1);
        List<Slip39Share> shares =
                List.of(new Slip39Share(set, 0, 0, 2, new byte[16]), new Slip39Share(set, 0, 1, 2, new byte[18]));

        assertThatThrownBy(() -> Slip39.combine(shares, PASSPHRASE))
                .isInstanceOf(SharesRejectedException.class)
                .hasMessage("the shares differ in their length");
    }

    private static List<Slip39Share> pick(List<Slip39Share> shares, int... indices) {
        List<Slip39Share> picked = new ArrayList<>();
        for (int index : indices) {
            picked.add(shares.get(index));
        }
        return picked;
    }
}
