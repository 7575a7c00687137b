package org.authenticatorbackup.api.testkit.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.authenticatorbackup.api.RecoveryAccountException;
import org.authenticatorbackup.api.SlotId;
import org.authenticatorbackup.api.VaultId;
import org.authenticatorbackup.api.spi.DelayedRelease;
import org.authenticatorbackup.api.spi.ReleaseLedger;
import org.authenticatorbackup.api.spi.ReleaseLedger.Standing;
import org.authenticatorbackup.api.vault.PendingRelease;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The state machine of passes, by an invented clock. */
class ReleaseLedgerTest {

    private static final Instant START = Instant.parse("2026-12-01T10:00:00Z");
    private static final Duration WAIT = Duration.ofDays(3);
    private static final VaultId VAULT = new VaultId("a".repeat(32));
    private static final SlotId SLOT = new SlotId("0".repeat(16));

    private static byte[] pass(int number) {
        byte[] pass = new byte[DelayedRelease.PASS_BYTES];
        pass[0] = (byte) number;
        pass[1] = (byte) (number >> 8);
        return pass;
    }

    private static List<PendingRelease> pending(ReleaseLedger ledger, Instant now) {
        return ledger.pending(VAULT, SLOT, now);
    }

    private static ReleaseLedger vetoed(ReleaseLedger ledger, Instant now) {
        return ledger.vetoing(pending(ledger, now).get(0).id(), now).orElseThrow();
    }

    /** What happens one second before, at and after the end of the waiting time. */
    @ParameterizedTest
    @CsvSource({"-1, PENDING", "0, ADMITTED", "1, ADMITTED"})
    void aPassWaitsTheWholeTime(int seconds, Standing expected) throws Exception {
        ReleaseLedger ledger = ReleaseLedger.empty().asking(pass(1), START, WAIT);
        Instant then = START.plus(WAIT).plusSeconds(seconds);

        assertThat(ledger.standing(pass(1), then)).isEqualTo(expected);
        assertThat(pending(ledger, then)).hasSize(expected == Standing.PENDING ? 1 : 0);
        assertThat(ledger.vetoing(pending(ledger, START).get(0).id(), then).isPresent())
                .isEqualTo(expected == Standing.PENDING);
    }

    @Test
    void partsOfASecondOnlyLengthenIt() throws Exception {
        Instant odd = START.plusNanos(1);

        assertThat(ReleaseLedger.empty().asking(pass(1), odd, WAIT).releaseAt(pass(1)))
                .contains(START.plus(WAIT).plusSeconds(1));
    }

    /** Every event in every standing. */
    @Test
    void eachEventHasItsEffectInEachStanding() throws Exception {
        ReleaseLedger unknown = ReleaseLedger.empty().admitting(pass(9), START);
        ReleaseLedger waiting = unknown.asking(pass(1), START, WAIT);
        ReleaseLedger shown = unknown.admitting(pass(1), START);
        ReleaseLedger refused = vetoed(waiting, START);
        Instant later = START.plus(WAIT);

        assertThat(unknown.standing(pass(1), later)).isEqualTo(Standing.UNKNOWN);
        assertThat(waiting.standing(pass(1), START)).isEqualTo(Standing.PENDING);
        assertThat(waiting.standing(pass(1), later)).isEqualTo(Standing.ADMITTED);
        assertThat(shown.standing(pass(1), START)).isEqualTo(Standing.ADMITTED);
        assertThat(refused.standing(pass(1), later)).isEqualTo(Standing.VETOED);

        for (ReleaseLedger known : List.of(waiting, shown, refused)) {
            assertThat(known.asking(pass(1), later, WAIT)).as("asking again").isSameAs(known);
        }
        for (ReleaseLedger any : List.of(unknown, waiting, shown, refused)) {
            assertThat(any.admitting(pass(1), START).standing(pass(1), START)).isEqualTo(Standing.ADMITTED);
        }
        for (ReleaseLedger none : List.of(unknown, shown, refused)) {
            assertThat(pending(none, START)).isEmpty();
            assertThat(none.vetoing(pending(waiting, START).get(0).id(), START)).isEmpty();
        }
    }

    @Test
    void aClockThatGoesBackReleasesNothingEarlier() throws Exception {
        ReleaseLedger ledger = ReleaseLedger.empty().asking(pass(1), START, WAIT);

        assertThat(ledger.standing(pass(1), START.minus(WAIT))).isEqualTo(Standing.PENDING);
        assertThat(ledger.asking(pass(1), START.minus(WAIT), WAIT).releaseAt(pass(1)))
                .contains(START.plus(WAIT));
    }

    @Test
    void noMoreThanEightCanBePending() throws Exception {
        ReleaseLedger ledger = ReleaseLedger.empty();
        for (int i = 0; i < ReleaseLedger.MAX_PENDING; i++) {
            ledger = ledger.asking(pass(i), START, WAIT);
        }
        ReleaseLedger full = ledger;

        assertThat(catchThrowableOfType(RecoveryAccountException.class, () -> full.asking(pass(100), START, WAIT))
                        .reason())
                .isEqualTo(RecoveryAccountException.Reason.REFUSED);
        assertThat(full.asking(pass(0), START, WAIT))
                .as("those that wait already")
                .isSameAs(full);
        assertThat(full.admitting(pass(100), START).standing(pass(100), START)).isEqualTo(Standing.ADMITTED);
        assertThat(vetoed(full, START).asking(pass(100), START, WAIT).standing(pass(100), START))
                .isEqualTo(Standing.PENDING);
    }

    /** Else a thief who asks again and again would push the person's own devices out. */
    @Test
    void aFullLedgerForgetsVetoedPassesAndThenThoseThatWaitedAndNeverWhoKnewTheSecret() throws Exception {
        ReleaseLedger ledger = ReleaseLedger.empty().admitting(pass(0), START).asking(pass(1), START, WAIT);
        Instant now = START.plus(WAIT);
        for (int i = 2; i < 1_000; i++) {
            ledger = vetoed(ledger.asking(pass(i), now, WAIT), now);
        }
        assertThat(ledger.format().lines().count()).isEqualTo(1 + ReleaseLedger.MAX_PASSES);
        assertThat(ledger.standing(pass(0), now)).isEqualTo(Standing.ADMITTED);
        assertThat(ledger.standing(pass(1), now)).isEqualTo(Standing.ADMITTED);
        assertThat(ledger.standing(pass(999), now)).isEqualTo(Standing.VETOED);
        assertThat(ledger.standing(pass(2), now)).as("forgotten: it waits anew").isEqualTo(Standing.UNKNOWN);

        for (int i = 1; i < ReleaseLedger.MAX_PASSES; i++) {
            ledger = ledger.admitting(pass(2_000 + i), now);
        }
        ReleaseLedger full = ledger;
        assertThat(full.standing(pass(1), now)).isEqualTo(Standing.UNKNOWN);
        assertThat(full.standing(pass(0), now)).isEqualTo(Standing.ADMITTED);
        assertThat(catchThrowableOfType(RecoveryAccountException.class, () -> full.admitting(pass(5_000), now))
                        .reason())
                .isEqualTo(RecoveryAccountException.Reason.REFUSED);
    }

    @Test
    void withoutAWaitingTimeItIsReleasedAtOnce() throws Exception {
        for (Instant now : List.of(START, START.plusMillis(999))) {
            assertThat(ReleaseLedger.empty().asking(pass(1), now, Duration.ZERO).standing(pass(1), now))
                    .isEqualTo(Standing.ADMITTED);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReleaseLedger.empty().asking(pass(1), START, Duration.ofSeconds(-1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReleaseLedger.empty().asking(new byte[31], START, WAIT));
    }

    @Test
    void whatWasWrittenIsReadTheSame() throws Exception {
        ReleaseLedger ledger = vetoed(ReleaseLedger.empty().asking(pass(1), START, WAIT), START)
                .admitting(pass(2), START)
                .asking(pass(3), START, WAIT);
        ReleaseLedger read = ReleaseLedger.parse(ledger.format());

        assertThat(read.format()).isEqualTo(ledger.format());
        assertThat(read.standing(pass(1), START)).isEqualTo(Standing.VETOED);
        assertThat(read.standing(pass(2), START)).isEqualTo(Standing.ADMITTED);
        assertThat(read.releaseAt(pass(3))).contains(START.plus(WAIT));
        assertThat(ReleaseLedger.parse(ReleaseLedger.empty().format()).format()).isEqualTo("releases 1\n");
        assertThat(ledger.toString()).isEqualTo("ReleaseLedger[3 passes]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "releases 1",
                "releases 2\n",
                "releases 1\n\n",
                "releases 1\nDIGEST ASKED 0 0",
                "releases 1\nDIGEST ASKED 0\n",
                "releases 1\nDIGEST ASKED 0 0 0\n",
                "releases 1\nDIGEST ASKED 0 00\n",
                "releases 1\nDIGEST ASKED 0 +1\n",
                "releases 1\nDIGEST ASKED 0 9223372036854775807\n",
                "releases 1\nDIGEST ASKED 0 9223372036854775808\n",
                "releases 1\nDIGEST ADMITTED 0 0\n",
                "releases 1\nDIGEST asked 0 0\n",
                "releases 1\nABC ASKED 0 0\n",
                "releases 1\nDIGEST ASKED 0 0\nDIGEST VETOED 0 0\n",
                "releases 1\r\nDIGEST ASKED 0 0\r\n"
            })
    void anythingElseIsRefused(String text) {
        String filled = text.replace("DIGEST", "ab".repeat(32));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReleaseLedger.parse(filled))
                .withMessage("not a ledger of releases")
                .withNoCause();
    }

    @Test
    void moreThanSixtyFourPassesAreRefused() {
        List<String> lines = new ArrayList<>(List.of("releases 1"));
        for (int i = 0; i < ReleaseLedger.MAX_PASSES; i++) {
            lines.add(String.format("%064x ASKED 0 0", i));
        }
        String most = String.join("\n", lines) + "\n";

        assertThat(ReleaseLedger.parse(most).format()).isEqualTo(most).hasSizeLessThanOrEqualTo(8 * 1024);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReleaseLedger.parse(most + String.format("%064x ASKED 0 0\n", 999)));
    }

    @Test
    void whateverIsReadIsWrittenTheSameOrRefused() throws Exception {
        Random random = new Random(20261127);
        String good = vetoed(ReleaseLedger.empty().asking(pass(1), START, WAIT), START)
                .asking(pass(3), START, WAIT)
                .format();
        int read = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder(good);
            for (int edits = random.nextInt(3); edits >= 0; edits--) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(3)) {
                    case 0 -> text.deleteCharAt(at);
                    case 1 -> text.setCharAt(at, (char) random.nextInt(128));
                    default -> text.insert(at, "0123456789abcdef \nASKED".charAt(random.nextInt(23)));
                }
            }
            try {
                assertThat(ReleaseLedger.parse(text.toString()).format()).isEqualTo(text.toString());
                read++;
            } catch (IllegalArgumentException e) {
                assertThat(e).hasMessage("not a ledger of releases");
            }
        }
        assertThat(read).isPositive();
    }
}
