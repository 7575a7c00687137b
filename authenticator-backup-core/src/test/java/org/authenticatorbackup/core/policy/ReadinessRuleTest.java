package org.authenticatorbackup.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.authenticatorbackup.api.readiness.LockOut.WayAround;
import org.authenticatorbackup.api.readiness.ReadinessWarning;
import org.authenticatorbackup.api.vault.SlotSummary.Lock;
import org.authenticatorbackup.core.policy.ReadinessRule.Backup;
import org.authenticatorbackup.core.policy.ReadinessRule.Facts;
import org.authenticatorbackup.core.policy.ReadinessRule.Kit;
import org.authenticatorbackup.core.policy.ReadinessRule.LastDrill;
import org.authenticatorbackup.core.policy.ReadinessRule.Reach;
import org.authenticatorbackup.core.policy.ReadinessRule.Releases;
import org.authenticatorbackup.core.policy.ReadinessRule.Return;
import org.authenticatorbackup.core.policy.SlotRule.Operators;
import org.junit.jupiter.api.Test;

/** Behaviour B14. Each warning has one line that says when it is due; every combination of facts is held against it. */
class ReadinessRuleTest {

    private static final Instant NOW = Instant.parse("2026-12-01T10:00:00Z");

    private static final List<List<Lock>> KINDS = List.of(
            List.of(Lock.PASSPHRASE),
            List.of(Lock.ACCOUNT, Lock.PASSPHRASE),
            List.of(Lock.CONTACTS),
            List.of(Lock.ACCOUNT, Lock.CONTACTS),
            List.of(Lock.ACCOUNT),
            List.of(Lock.UNKNOWN));

    /** No slot, one of each kind, and every pair of kinds. */
    private static List<List<List<Lock>>> ways() {
        List<List<List<Lock>>> ways = new ArrayList<>();
        ways.add(List.of());
        for (List<Lock> one : KINDS) {
            ways.add(List.of(one));
            KINDS.forEach(other -> ways.add(List.of(one, other)));
        }
        return ways;
    }

    private static List<Facts> all() {
        List<Facts> all = new ArrayList<>();
        List<Optional<Instant>> dues = List.of(
                Optional.empty(), Optional.of(NOW.plusSeconds(1)), Optional.of(NOW), Optional.of(NOW.minusSeconds(1)));
        List<List<WayAround>> circles = List.of(
                List.of(), List.of(WayAround.KNOWN), List.of(WayAround.NONE), List.of(WayAround.KNOWN, WayAround.NONE));
        for (Backup backup : Backup.values()) {
            for (List<List<Lock>> ways : ways()) {
                for (Kit kit : Kit.values()) {
                    for (Operators operators : Operators.values()) {
                        for (Reach reach : Reach.values()) {
                            for (Return comeBack : Return.values()) {
                                for (LastDrill last : LastDrill.values()) {
                                    for (Optional<Instant> due : dues) {
                                        for (List<WayAround> lockOuts : circles) {
                                            for (Releases releases : Releases.values()) {
                                                all.add(new Facts(
                                                        backup, ways, kit, operators, reach, comeBack, last, due,
                                                        lockOuts, releases));
                                            }
                                        }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
        return all;
    }

    private static boolean isDue(ReadinessWarning warning, Facts facts) {
        boolean noKit = facts.kit() == Kit.UNKNOWN;
        return switch (warning) {
            case BACKUP_OFF -> false; // told before any of this is asked
            case NO_BACKUP -> facts.backup() == Backup.NONE;
            case NO_WAY_IN -> facts.ways().isEmpty();
            case ONE_WAY_IN -> noKit && facts.ways().size() == 1;
            case NEEDS_RECOVERY_ACCOUNT ->
                noKit
                        && !facts.ways().isEmpty()
                        && facts.ways().stream()
                                        .filter(way -> !way.contains(Lock.ACCOUNT))
                                        .count()
                                == 0;
            case ACCOUNT_OPENS_ALONE -> facts.ways().stream().anyMatch(way -> way.equals(List.of(Lock.ACCOUNT)));
            case ONE_OPERATOR ->
                facts.operators() == Operators.SAME && facts.ways().toString().contains("ACCOUNT");
            case SAME_PLATFORM_ONLY -> facts.reach() == Reach.SAME_PLATFORM;
            case NEEDS_VERIFICATION -> facts.comeBack() == Return.SOME_BY_NAME;
            case LOCKED_OUT -> facts.lockOuts().contains(WayAround.NONE);
            case LOCK_OUT_POSSIBLE -> facts.lockOuts().equals(List.of(WayAround.KNOWN));
            case RELEASE_PENDING -> facts.releases() == Releases.PENDING;
            case DRILL_FAILED -> facts.lastDrill() == LastDrill.FAILED;
            case DRILL_DUE ->
                facts.lastDrill() == LastDrill.NOT_FAILED
                        && facts.drillDue().isPresent()
                        && facts.drillDue().get().compareTo(NOW) <= 0;
        };
    }

    @Test
    void b14_everyCombinationIsDecided() {
        List<Facts> all = all();
        assertThat(all).hasSize(2 * 43 * 2 * 2 * 2 * 2 * 2 * 4 * 4 * 2);
        for (Facts facts : all) {
            Set<ReadinessWarning> expected = EnumSet.noneOf(ReadinessWarning.class);
            for (ReadinessWarning warning : ReadinessWarning.values()) {
                if (isDue(warning, facts)) {
                    expected.add(warning);
                }
            }
            Set<ReadinessWarning> warnings = ReadinessRule.warnings(facts, NOW);
            if (!warnings.equals(expected)) {
                assertThat(warnings).as(facts.toString()).isEqualTo(expected);
            }
        }
    }

    @Test
    void b14_twoWaysOneOfThemWithoutTheAccountAndNothingElseAmissIsReady() {
        Facts facts = new Facts(
                Backup.VERIFIED,
                List.of(List.of(Lock.ACCOUNT, Lock.PASSPHRASE), List.of(Lock.CONTACTS)),
                Kit.UNKNOWN,
                Operators.DIFFERENT,
                Reach.ANYWHERE,
                Return.WORKING,
                LastDrill.NOT_FAILED,
                Optional.of(NOW.plusSeconds(1)),
                List.of(),
                Releases.NONE);

        assertThat(ReadinessRule.warnings(facts, NOW)).isEmpty();
    }
}
