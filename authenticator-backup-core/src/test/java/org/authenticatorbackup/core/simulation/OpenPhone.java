package org.authenticatorbackup.core.simulation;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.authenticatorbackup.api.BackupRefusedException;
import org.authenticatorbackup.api.ProblemException;
import org.authenticatorbackup.api.RecoveryService;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.account.Account;
import org.authenticatorbackup.api.account.AccountId;
import org.authenticatorbackup.api.account.VaultContents;
import org.authenticatorbackup.api.backup.AuditReport;
import org.authenticatorbackup.api.backup.SyncReport;
import org.authenticatorbackup.api.recovery.AccountOutcome;
import org.authenticatorbackup.api.recovery.RecoveryPreview;
import org.authenticatorbackup.api.recovery.RestoreMode;
import org.authenticatorbackup.api.recovery.RestoreOptions;
import org.authenticatorbackup.api.recovery.Version;
import org.authenticatorbackup.api.vault.RecoveryKit;
import org.authenticatorbackup.api.vault.UnlockedVault;
import org.authenticatorbackup.core.history.Contents;

/** A phone on which the vault is unlocked, and what it does beyond backing up. */
final class OpenPhone {

    private final World world;
    private final Phone phone;

    OpenPhone(World world, Phone phone) {
        this.world = world;
        this.phone = phone;
    }

    /** Syncs, and judges at once what became of the app's accounts and of what was read. */
    void sync() throws ProblemException {
        VaultContents before = phone.accounts();
        int struck = phone.chance().struck();
        List<Contents> stored = world.stored().at(phone);
        try (RecoveryKit kit = Lab.instance().newKit();
                UnlockedVault vault = phone.unlock(Lab.instance().vault(), kit)) {
            Optional<byte[]> known = phone.document("contents");
            phone.watch();
            SyncReport report = syncAndAgree(vault, known, before);
            report.published().ifPresent(receipt -> {
                world.requireStored(phone, receipt, phone.accounts());
                world.counts().acknowledgements++;
                world.counts().acknowledgedAccounts +=
                        phone.accounts().accounts().size();
                world.ledger().acknowledged(phone.accounts());
            });
            world.counts().syncs++;
            world.counts().pruned += report.pruned().size();
            if (phone.chance().struck() == struck) {
                for (Contents each : stored) {
                    World.require(
                            Joins.library(phone.known(), each).equals(phone.known()),
                            "P10",
                            "a sync without a fault has not taken up everything");
                }
            }
        } finally {
            nothingWentFrom(before);
        }
    }

    private SyncReport syncAndAgree(UnlockedVault vault, Optional<byte[]> known, VaultContents before)
            throws ProblemException {
        try {
            return phone.library().upkeep().sync(vault);
        } catch (BackupRefusedException e) {
            if (!e.massChange().isPresent()) {
                throw e;
            }
            return phone.library().upkeep().sync(vault, e.massChange().get());
        } catch (StorageException e) {
            if (phone.firstListHasFailed()) {
                World.require(phone.document("contents").equals(known), "P7", "a failed listing changed what is known");
                World.require(phone.accounts().equals(before), "P7", "a failed listing changed the accounts");
            }
            throw e;
        }
    }

    /** Accounts may go to the trash, and no further; counters may grow. */
    private void nothingWentFrom(VaultContents before) {
        Map<AccountId, Account> now = new HashMap<>();
        phone.accounts().accounts().forEach(each -> now.put(each.id(), each));
        phone.accounts().trash().forEach(each -> now.put(each.id(), each));
        for (Account account : before.accounts()) {
            Account after = now.get(account.id());
            World.require(after != null, "P5", "the app lost " + account.id());
            World.require(
                    Ledger.coreOf(after).equals(Ledger.coreOf(account)), "P2", account.id() + " has another secret");
            World.require(
                    Ledger.counterOf(after) >= Ledger.counterOf(account), "P11", account.id() + " counts backwards");
        }
    }

    /** Accounts may go to the trash, if the preview said so, and no further. */
    void recover(SplittableRandom random) throws ProblemException {
        VaultContents before = phone.accounts();
        RecoveryService recovery = phone.library().recovery();
        RestoreOptions options =
                RestoreOptions.defaults().withMode(random.nextBoolean() ? RestoreMode.MERGE : RestoreMode.REPLACE);
        try (RecoveryKit kit = Lab.instance().newKit();
                UnlockedVault vault = phone.unlock(Lab.instance().vault(), kit)) {
            if (random.nextInt(3) == 0) {
                List<Version> versions = recovery.history(vault);
                options =
                        options.at(versions.get(random.nextInt(versions.size())).snapshot());
            }
            RecoveryPreview preview = recovery.preview(vault, options);
            for (AccountOutcome each : preview.outcomes()) {
                if (each.outcome() == AccountOutcome.Outcome.MOVED_TO_TRASH
                        || each.outcome() == AccountOutcome.Outcome.IN_TRASH) {
                    world.ledger().deleted(each.id());
                }
            }
            world.recovering(phone);
            recovery.commit(vault, preview);
            world.recovered(phone, before);
            world.counts().recoveries++;
        } finally {
            nothingWentFrom(before);
        }
    }

    /** What was there before the recovery is there again; of what goes, the vault has a copy. */
    void undo() throws ProblemException {
        VaultContents now = phone.accounts();
        Optional<VaultContents> before = world.recovering(phone);
        boolean undone = phone.library().recovery().undo();
        if (before.isPresent()) {
            World.require(undone, "B7", "a recovery cannot be undone");
            World.require(
                    Ledger.holds(phone.accounts(), before.get()), "B7", "an undo does not bring back what was there");
        }
        world.counts().undone += undone ? 1 : 0;
        Map<AccountId, Account> left = new HashMap<>();
        phone.accounts().accounts().forEach(each -> left.put(each.id(), each));
        phone.accounts().trash().forEach(each -> left.put(each.id(), each));
        for (Account account : now.accounts()) {
            Account after = left.get(account.id());
            World.require(
                    after != null || world.stored().wasEverIn(world.cloud(), account.id()),
                    "B7",
                    "an undo took the only copy of " + account.id());
            World.require(
                    after == null || Ledger.counterOf(after) >= Ledger.counterOf(account),
                    "P11",
                    account.id() + " counts backwards");
        }
    }

    void audit() throws ProblemException {
        VaultContents before = phone.accounts();
        try {
            AuditReport report = auditAndAgree();
            report.renewed().ifPresent(receipt -> {
                world.requireStored(phone, receipt, before);
                world.counts().acknowledgements++;
            });
            world.counts().pruned += report.pruned().size();
            world.counts().purged += report.purged();
        } finally {
            for (Account account : before.accounts()) {
                World.require(phone.accounts().accounts().contains(account), "P5", "an audit changed " + account.id());
            }
        }
    }

    private AuditReport auditAndAgree() throws ProblemException {
        try {
            return phone.library().upkeep().audit();
        } catch (BackupRefusedException e) {
            if (!e.massChange().isPresent()) {
                throw e;
            }
            world.backUp(phone);
            return phone.library().upkeep().audit();
        }
    }

    /** Opens the app every day, whatever went wrong the day before. */
    void liveFor(int days, SplittableRandom random) {
        for (int day = 0; day < days; day++) {
            phone.pass(Duration.ofHours(23));
            attempt(this::audit);
            phone.pass(Duration.ofMinutes(62));
            if (random.nextBoolean()) {
                Edits.relabel(world, phone, random);
                attempt(() -> world.backUp(phone));
            }
        }
    }

    private interface Attempt {
        void make() throws ProblemException;
    }

    private static void attempt(Attempt attempt) {
        try {
            attempt.make();
        } catch (ProblemException e) {
            return; // tomorrow is another day
        }
    }
}
