package org.authenticatorbackup.core.policy;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.authenticatorbackup.api.readiness.LockOut.WayAround;
import org.authenticatorbackup.api.readiness.ReadinessWarning;
import org.authenticatorbackup.api.vault.SlotSummary.Lock;
import org.authenticatorbackup.core.policy.SlotRule.Operators;

/** What would stand in the way of a recovery (behaviour B14). */
public final class ReadinessRule {

    private ReadinessRule() {}

    /** Whether the person is known to have a recovery kit. */
    public enum Kit {
        /** Nobody knows. */
        UNKNOWN,
        /** The newest drill was done with it. */
        REHEARSED
    }

    /** From where the storages can be reached. */
    public enum Reach {
        /** From any operating system. */
        ANYWHERE,
        /** From this one alone. */
        SAME_PLATFORM
    }

    /** Whether something was backed up. */
    public enum Backup {
        /** A verified backup is known. */
        VERIFIED,
        /** None is. */
        NONE
    }

    /** How accounts would come back. */
    public enum Return {
        /** All of them work. */
        WORKING,
        /** Some are there by name alone. */
        SOME_BY_NAME
    }

    /** What the newest drill said. */
    public enum LastDrill {
        /** It opened the vault, or there was none. */
        NOT_FAILED,
        /** It did not open the vault. */
        FAILED
    }

    /** What the recovery account said when it was last asked. */
    public enum Releases {
        /** Nobody waits for its secret. */
        NONE,
        /** Another device has asked for its secret. */
        PENDING
    }

    /**
     * What is known.
     *
     * @param ways the locks of each slot that this device knows
     * @param drillDue when the next drill is due, if that is known
     * @param lockOuts the circles, each with whether there is a way around
     */
    public record Facts(
            Backup backup,
            List<List<Lock>> ways,
            Kit kit,
            Operators operators,
            Reach reach,
            Return comeBack,
            LastDrill lastDrill,
            Optional<Instant> drillDue,
            List<WayAround> lockOuts,
            Releases releases) {}

    /** Decides what to warn of while backup is on. */
    public static Set<ReadinessWarning> warnings(Facts facts, Instant now) {
        Set<ReadinessWarning> warnings = EnumSet.noneOf(ReadinessWarning.class);
        if (facts.backup() == Backup.NONE) {
            warnings.add(ReadinessWarning.NO_BACKUP);
        }
        if (facts.ways().isEmpty()) {
            warnings.add(ReadinessWarning.NO_WAY_IN);
        } else {
            warnings.addAll(ofWays(facts));
        }
        boolean accountUsed = facts.ways().stream().anyMatch(locks -> locks.contains(Lock.ACCOUNT));
        if (accountUsed && facts.operators() == Operators.SAME) {
            warnings.add(ReadinessWarning.ONE_OPERATOR);
        }
        if (facts.reach() == Reach.SAME_PLATFORM) {
            warnings.add(ReadinessWarning.SAME_PLATFORM_ONLY);
        }
        if (facts.comeBack() == Return.SOME_BY_NAME) {
            warnings.add(ReadinessWarning.NEEDS_VERIFICATION);
        }
        if (facts.lockOuts().contains(WayAround.NONE)) {
            warnings.add(ReadinessWarning.LOCKED_OUT);
        } else if (!facts.lockOuts().isEmpty()) {
            warnings.add(ReadinessWarning.LOCK_OUT_POSSIBLE);
        }
        if (facts.releases() == Releases.PENDING) {
            warnings.add(ReadinessWarning.RELEASE_PENDING);
        }
        if (facts.lastDrill() == LastDrill.FAILED) {
            warnings.add(ReadinessWarning.DRILL_FAILED);
        } else if (facts.drillDue().filter(due -> !due.isAfter(now)).isPresent()) {
            warnings.add(ReadinessWarning.DRILL_DUE);
        }
        return warnings;
    }

    private static Set<ReadinessWarning> ofWays(Facts facts) {
        Set<ReadinessWarning> warnings = EnumSet.noneOf(ReadinessWarning.class);
        if (facts.kit() == Kit.UNKNOWN) {
            if (facts.ways().size() == 1) {
                warnings.add(ReadinessWarning.ONE_WAY_IN);
            }
            if (facts.ways().stream().allMatch(locks -> locks.contains(Lock.ACCOUNT))) {
                warnings.add(ReadinessWarning.NEEDS_RECOVERY_ACCOUNT);
            }
        }
        if (facts.ways().contains(List.of(Lock.ACCOUNT))) {
            warnings.add(ReadinessWarning.ACCOUNT_OPENS_ALONE);
        }
        return warnings;
    }
}
