package org.authenticatorbackup.crypto.share;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.authenticatorbackup.crypto.WatchedPlatform;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is left of secrets in the arrays that the platform has seen: nothing, as soon as they are shared, combined or read. */
class WipedArraysTest {

    private static final byte[] PASSPHRASE = "TREZOR".getBytes(StandardCharsets.US_ASCII);
    /** Shorter arrays are identifiers and counters. */
    private static final int MIN_SECRET_BYTES = 16;

    private static final Slip39Set TWO_OF_THREE_GROUPS = new Slip39Set(12345, Slip39Set.Kind.EXTENDABLE, 0, 2, 3);
    private static final List<Slip39.Group> GROUPS =
            List.of(new Slip39.Group(1, 1), new Slip39.Group(2, 3), new Slip39.Group(3, 5));

    private final SecureRandom random = new SecureRandom();
    private final byte[] secret = new byte[32];

    @BeforeEach
    void drawASecret() {
        random.nextBytes(secret);
    }

    @Test
    void sharingLeavesNothing() {
        try (WatchedPlatform platform = WatchedPlatform.install()) {
            Slip39.split(TWO_OF_THREE_GROUPS, GROUPS, secret, PASSPHRASE, platform.random());

            requireWiped(platform.drawn());
            requireWiped(platform.fed());
        }
    }

    @Test
    void sharesOfOneGroupLeaveNothing() {
        try (WatchedPlatform platform = WatchedPlatform.install()) {
            Share.split(secret, 3, 4, platform.random());

            requireWiped(platform.drawn());
            requireWiped(platform.fed());
        }
    }

    @Test
    void combiningLeavesNothing() throws Exception {
        List<Slip39Share> shares = Slip39.split(TWO_OF_THREE_GROUPS, GROUPS, secret, PASSPHRASE, random);
        try (WatchedPlatform platform = WatchedPlatform.install()) {
            assertThat(Slip39.combine(shares, PASSPHRASE)).isEqualTo(secret);

            requireWiped(platform.fed());
        }
    }

    @Test
    void aWrongShareLeavesNothing() {
        List<Slip39Share> shares = new ArrayList<>();
        for (int member = 0; member < 2; member++) {
            byte[] value = new byte[32];
            random.nextBytes(value);
            shares.add(new Slip39Share(Slip39Set.ofOneGroup(1), 0, member, 2, value));
        }
        try (WatchedPlatform platform = WatchedPlatform.install()) {
            assertThatExceptionOfType(SharesRejectedException.class)
                    .isThrownBy(() -> Slip39.combine(shares, PASSPHRASE))
                    .satisfies(e -> assertThat(e.reason()).isEqualTo(SharesRejectedException.Reason.WRONG_SHARE));

            requireWiped(platform.fed());
        }
    }

    @Test
    void wordsOfAKitLeaveNothing() throws Exception {
        String words = String.join(" ", Bip39.encode(secret));
        try (WatchedPlatform platform = WatchedPlatform.install()) {
            KitText.parse(words).forEach(candidate -> candidate.close());

            requireWiped(platform.fed().subList(0, 1));
        }
    }

    @Test
    void wordsWithWrongCheckBitsLeaveNothing() {
        String[] words = Bip39.encode(new byte[32]);
        words[3] = "zoo";
        try (WatchedPlatform platform = WatchedPlatform.install()) {
            assertThatExceptionOfType(MalformedWordsException.class)
                    .isThrownBy(() -> Bip39.decode(String.join(" ", words)))
                    .satisfies(e -> assertThat(e.reason()).isEqualTo(MalformedWordsException.Reason.CHECKSUM));

            requireWiped(platform.fed());
        }
    }

    private static void requireWiped(List<byte[]> arrays) {
        assertThat(arrays)
                .filteredOn(array -> array.length >= MIN_SECRET_BYTES)
                .isNotEmpty()
                .allMatch(array -> Arrays.equals(array, new byte[array.length]));
    }
}
