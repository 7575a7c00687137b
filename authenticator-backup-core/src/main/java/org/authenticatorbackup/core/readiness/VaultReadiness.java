package org.authenticatorbackup.core.readiness;

import static java.util.stream.Collectors.toList;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.authenticatorbackup.api.BackupRefusedException;
import org.authenticatorbackup.api.BackupService;
import org.authenticatorbackup.api.DeviceStateException;
import org.authenticatorbackup.api.Problem;
import org.authenticatorbackup.api.ReadinessService;
import org.authenticatorbackup.api.RecoveryAccountException;
import org.authenticatorbackup.api.RecoveryRefusedException;
import org.authenticatorbackup.api.RecoveryService;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.VaultId;
import org.authenticatorbackup.api.VaultUnreadableException;
import org.authenticatorbackup.api.account.Account;
import org.authenticatorbackup.api.account.AccountId;
import org.authenticatorbackup.api.account.Credential;
import org.authenticatorbackup.api.account.VaultContents;
import org.authenticatorbackup.api.backup.BackupHealth;
import org.authenticatorbackup.api.backup.BackupPolicy;
import org.authenticatorbackup.api.readiness.Drill;
import org.authenticatorbackup.api.readiness.DrillPolicy;
import org.authenticatorbackup.api.readiness.DrillReport;
import org.authenticatorbackup.api.readiness.Readiness;
import org.authenticatorbackup.api.readiness.ReadinessWarning;
import org.authenticatorbackup.api.readiness.SignIn;
import org.authenticatorbackup.api.recovery.RecoveryPreview;
import org.authenticatorbackup.api.spi.RecoveryAccount;
import org.authenticatorbackup.api.spi.StorageTraits.Capability;
import org.authenticatorbackup.api.vault.FoundVault;
import org.authenticatorbackup.api.vault.SlotSummary;
import org.authenticatorbackup.api.vault.UnlockSecret;
import org.authenticatorbackup.api.vault.UnlockedVault;
import org.authenticatorbackup.core.backup.AfterBackup;
import org.authenticatorbackup.core.backup.LocalState;
import org.authenticatorbackup.core.policy.BackupScope;
import org.authenticatorbackup.core.policy.DrillRule;
import org.authenticatorbackup.core.policy.ReadinessRule;
import org.authenticatorbackup.core.policy.SlotRule.Operators;
import org.authenticatorbackup.core.recovery.OpenedVault;
import org.authenticatorbackup.core.vault.DrillMemory;
import org.authenticatorbackup.core.vault.DrillMemory.Remembered;
import org.authenticatorbackup.core.vault.Enrollment;
import org.authenticatorbackup.core.vault.Failures;
import org.authenticatorbackup.core.vault.ReleaseMemory;
import org.authenticatorbackup.core.vault.Surroundings;

/** The readiness service of one device. */
public final class VaultReadiness implements ReadinessService {

    /** What a person has does not open the vault, or opens nothing. What says less than that is no failed drill. */
    private static final Set<Problem> FAILED = Set.of(
            RecoveryRefusedException.Reason.WRONG_KIT,
            RecoveryRefusedException.Reason.WRONG_SHARES,
            RecoveryRefusedException.Reason.NO_FITTING_SLOT,
            VaultUnreadableException.Reason.WRONG_SECRET,
            VaultUnreadableException.Reason.NO_SNAPSHOT,
            VaultUnreadableException.Reason.NO_READABLE_SNAPSHOT);

    private final Surroundings here;
    private final BackupService backups;
    private final RecoveryService recovery;
    private final DrillPolicy policy;
    private final List<SignIn> signIns;
    private final LocalState local;
    private final DrillMemory memory;

    /** Rehearses with the service that recovers. */
    public VaultReadiness(
            Surroundings here,
            BackupService backups,
            RecoveryService recovery,
            DrillPolicy policy,
            List<SignIn> signIns) {
        this.here = here;
        this.backups = backups;
        this.recovery = recovery;
        this.policy = policy;
        this.signIns = List.copyOf(signIns);
        this.local = new LocalState(here);
        this.memory = new DrillMemory(here.device());
    }

    @Override
    public DrillReport drill(UnlockSecret secret)
            throws BackupRefusedException, RecoveryRefusedException, VaultUnreadableException, StorageException,
                    RecoveryAccountException, DeviceStateException {
        Enrollment enrollment = enrollment()
                .orElseThrow(() -> new BackupRefusedException(
                        BackupRefusedException.Reason.NOT_ENABLED, "backup is not turned on"));
        try {
            DrillReport report = rehearse(enrollment.vault(), secret);
            remember(enrollment, remembered -> remembered.afterPassing(report.drill()));
            return report;
        } catch (RecoveryRefusedException e) {
            if (FAILED.contains(e.reason())) {
                rememberFailure(enrollment, e);
            }
            throw e;
        } catch (VaultUnreadableException e) {
            if (FAILED.contains(e.reason())) {
                rememberFailure(enrollment, e);
            }
            throw e;
        }
    }

    private DrillReport rehearse(VaultId vault, UnlockSecret secret)
            throws RecoveryRefusedException, VaultUnreadableException, StorageException, RecoveryAccountException,
                    DeviceStateException {
        FoundVault found = recovery.findVaults().stream()
                .filter(each -> each.id().equals(vault))
                .findFirst()
                .orElseThrow(() -> new RecoveryRefusedException(
                        RecoveryRefusedException.Reason.WRONG_STORAGE,
                        "the storage does not hold this device's vault"));
        try (UnlockedVault unlocked = recovery.unlock(found, secret)) {
            RecoveryPreview preview = recovery.preview(unlocked);
            List<AccountId> missing = missing(local.read(), preview.contents());
            Drill drill = new Drill(
                    here.now(),
                    OpenedVault.of(unlocked).openedBy().stream().findFirst(),
                    preview.contents().accounts().size(),
                    missing.size());
            return new DrillReport(
                    vault,
                    drill,
                    preview.outcomes(),
                    missing,
                    preview.unreadable(),
                    preview.rejected(),
                    preview.warnings());
        }
    }

    private List<AccountId> missing(VaultContents held, VaultContents recovered) {
        Map<AccountId, Account> there = new HashMap<>();
        recovered.accounts().forEach(account -> there.put(account.id(), account));
        List<AccountId> missing = new ArrayList<>();
        for (Account account : held.accounts()) {
            BackupPolicy.Extent extent = BackupScope.of(here.scope(), account);
            Optional<Account> found = Optional.ofNullable(there.get(account.id()));
            boolean comesBack = extent == BackupPolicy.Extent.FULL
                    ? found.filter(VaultReadiness::works).isPresent()
                    : found.isPresent();
            if (!comesBack) {
                missing.add(account.id());
            }
        }
        return missing;
    }

    private static boolean works(Account account) {
        return !(account.credential() instanceof Credential.Withheld);
    }

    private interface Change {
        Remembered to(Remembered before);
    }

    private void remember(Enrollment enrollment, Change change) throws DeviceStateException {
        synchronized (here.device()) {
            Remembered before = memory.read(enrollment.vault())
                    .orElseGet(() -> Remembered.startingAt(since(enrollment, here.now())));
            memory.save(enrollment.vault(), change.to(before));
        }
    }

    /** What failed is what the caller must hear of; a state that cannot be written only goes along. */
    private void rememberFailure(Enrollment enrollment, Exception failure) {
        try {
            Instant now = here.now();
            remember(enrollment, remembered -> remembered.afterFailing(now));
        } catch (DeviceStateException e) {
            Failures.add(e, failure);
        }
    }

    private static Instant since(Enrollment enrollment, Instant otherwise) {
        return enrollment
                .lastVerified()
                .map(verified -> verified.receipt().verifiedAt())
                .orElse(otherwise);
    }

    /** {@return what lets the time to the first drill run from the first backup on, however many follow} */
    public static AfterBackup clock(Surroundings here) {
        DrillMemory memory = new DrillMemory(here.device());
        return backup -> {
            try {
                VaultId vault = backup.receipt().vault();
                if (!memory.read(vault).isPresent()) {
                    memory.save(vault, Remembered.startingAt(backup.receipt().verifiedAt()));
                }
            } catch (DeviceStateException e) {
                return; // a reminder that comes later harms nobody
            }
        };
    }

    @Override
    public Readiness readiness() throws DeviceStateException {
        synchronized (here.device()) {
            BackupHealth health = backups.health();
            Optional<Enrollment> enrollment = enrollment();
            if (!enrollment.isPresent()) {
                return new Readiness(
                        health.nameOnly(),
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        Set.of(ReadinessWarning.BACKUP_OFF));
            }
            return readiness(enrollment.get(), health);
        }
    }

    private Readiness readiness(Enrollment enrollment, BackupHealth health) throws DeviceStateException {
        Instant now = here.now();
        Optional<Remembered> drills = memory.read(enrollment.vault());
        Optional<DrillRule.History> history = drills.isPresent()
                ? drills.map(Remembered::history)
                : enrollment
                        .lastVerified()
                        .map(verified ->
                                DrillRule.History.startingAt(verified.receipt().verifiedAt()));
        Optional<Instant> due = history.map(each -> DrillRule.due(policy, each, now));
        ReadinessRule.Kit kit = drills.flatMap(Remembered::withKit).isPresent()
                ? ReadinessRule.Kit.REHEARSED
                : ReadinessRule.Kit.UNKNOWN;
        Circles circles = new Circles(signIns, health, kit, new LocalState(here.unscoped()).read());
        ReadinessRule.Facts facts = new ReadinessRule.Facts(
                health.lastVerified().isPresent() ? ReadinessRule.Backup.VERIFIED : ReadinessRule.Backup.NONE,
                enrollment.slots().stream().map(SlotSummary::locks).collect(toList()),
                kit,
                operators(),
                here.storage().traits().capabilities().contains(Capability.SAME_PLATFORM_ONLY)
                        ? ReadinessRule.Reach.SAME_PLATFORM
                        : ReadinessRule.Reach.ANYWHERE,
                health.nameOnly().isEmpty() ? ReadinessRule.Return.WORKING : ReadinessRule.Return.SOME_BY_NAME,
                history.flatMap(DrillRule.History::failed).isPresent()
                        ? ReadinessRule.LastDrill.FAILED
                        : ReadinessRule.LastDrill.NOT_FAILED,
                due,
                circles.waysAround(),
                new ReleaseMemory(here.device()).read(enrollment.vault()).isEmpty()
                        ? ReadinessRule.Releases.NONE
                        : ReadinessRule.Releases.PENDING);
        return new Readiness(
                health.nameOnly(),
                enrollment.slots(),
                drills.flatMap(Remembered::last),
                due,
                circles.lockOuts(),
                ReadinessRule.warnings(facts, now));
    }

    private Operators operators() {
        return here.recoveryAccount()
                        .map(RecoveryAccount::operator)
                        .filter(here.storage().operators()::contains)
                        .isPresent()
                ? Operators.SAME
                : Operators.DIFFERENT;
    }

    private Optional<Enrollment> enrollment() throws DeviceStateException {
        return here.device().device().enrollment();
    }
}
