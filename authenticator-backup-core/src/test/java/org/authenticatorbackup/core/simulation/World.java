package org.authenticatorbackup.core.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.authenticatorbackup.api.BackupRefusedException;
import org.authenticatorbackup.api.ProblemException;
import org.authenticatorbackup.api.RecoveryRefusedException;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.VaultUnreadableException;
import org.authenticatorbackup.api.account.Account;
import org.authenticatorbackup.api.account.VaultContents;
import org.authenticatorbackup.api.backup.BackupHealth;
import org.authenticatorbackup.api.backup.BackupReceipt;
import org.authenticatorbackup.api.recovery.RecoveryPreview;
import org.authenticatorbackup.api.recovery.RecoveryWarning;
import org.authenticatorbackup.api.spi.ObjectName;
import org.authenticatorbackup.api.spi.StorageProvider;
import org.authenticatorbackup.api.vault.RecoveryKit;
import org.authenticatorbackup.api.vault.UnlockedVault;
import org.authenticatorbackup.core.history.Contents;
import org.authenticatorbackup.core.history.LocalView;

/** Lets a history happen, with oracles watching. */
final class World {

    private final History history;
    private final UnaryOperator<StorageProvider> wiring;
    private final Cloud cloud;
    private final StoredContents stored;
    private final List<Phone> phones = new ArrayList<>();
    private final Map<Phone, Phone.Image> images = new HashMap<>();
    private final Map<Phone, VaultContents> beforeRecovery = new HashMap<>();
    private final Ledger ledger = new Ledger();
    private final Counts counts = new Counts();
    private int made;
    private int rotten;

    private World(History history, UnaryOperator<StorageProvider> wiring) {
        Lab lab = Lab.instance();
        this.history = history;
        this.wiring = wiring;
        this.cloud = new Cloud(history.kind(), lab.objects());
        this.stored = new StoredContents(lab.identity());
        for (int i = 0; i < history.phones(); i++) {
            phones.add(newPhone());
        }
        phones.get(0).become(lab.image());
    }

    /**
     * Lets a history happen.
     *
     * @param wiring puts something between library and storage
     * @throws Violation if an oracle finds anything
     */
    static Counts run(History history, UnaryOperator<StorageProvider> wiring) {
        World world = new World(history, wiring);
        history.steps().forEach(world::step);
        new Finale(world).judge();
        world.phones.forEach(phone -> world.counts.faults += phone.chance().struck());
        world.counts.histories = 1;
        return world.counts;
    }

    Phone newPhone() {
        return new Phone(history.seed() * 64 + ++made, cloud, wiring);
    }

    private void step(Step step) {
        Phone phone = phones.get(step.phone());
        counts.steps++;
        phone.chance().begin(step);
        try {
            step.action().deed().on(this, phone, step.random());
        } catch (ProblemException e) {
            requireAReason(step, e);
        } catch (ProcessDeath e) {
            counts.deaths++;
            phone.restart();
        } catch (Violation e) {
            throw e;
        } catch (RuntimeException | AssertionError e) {
            throw new Violation("typed errors", step + " ends in " + e, e);
        } finally {
            phone.chance().end();
        }
    }

    private static void requireAReason(Step step, ProblemException e) {
        if (e.reason() == null) {
            throw new Violation("typed errors", step + " fails without a reason", e);
        }
    }

    Cloud cloud() {
        return cloud;
    }

    StoredContents stored() {
        return stored;
    }

    Ledger ledger() {
        return ledger;
    }

    Counts counts() {
        return counts;
    }

    List<Phone> phones() {
        return phones;
    }

    void saveImage(Phone phone) {
        images.put(phone, phone.image());
    }

    void restoreImage(Phone phone) {
        Optional.ofNullable(images.get(phone)).ifPresent(image -> {
            recovering(phone);
            phone.become(image);
        });
    }

    void copy(Phone phone, SplittableRandom random) {
        int other = random.nextInt(phones.size());
        if (phones.get(other) != phone) {
            replace(phones.get(other));
            phones.get(other).become(phone.image());
        }
    }

    void replace(Phone phone) {
        phone.destroy();
        counts.phonesLost++;
        phones.set(phones.indexOf(phone), newPhone());
    }

    static void backUp(World world, Phone phone, SplittableRandom random) throws ProblemException {
        world.backUp(phone);
    }

    /** Backs up, and judges at once whether what is acknowledged is there. */
    BackupReceipt backUp(Phone phone) throws ProblemException {
        VaultContents before = phone.accounts();
        Optional<byte[]> known = phone.document("contents");
        phone.watch();
        try {
            BackupReceipt receipt = backUpAndAgree(phone);
            requireStored(phone, receipt, before);
            counts.acknowledgements++;
            counts.acknowledgedAccounts += before.accounts().size();
            ledger.acknowledged(before);
            return receipt;
        } catch (StorageException e) {
            if (phone.firstListHasFailed()) {
                require(phone.document("contents").equals(known), "P7", "a failed listing changed what is known");
                require(
                        e.reason() == StorageException.Reason.OFFLINE,
                        "P7",
                        "a failed listing is taken for " + e.reason());
            }
            throw e;
        } finally {
            require(phone.accounts().equals(before), "P5", "a backup changed the app's accounts");
        }
    }

    /** The person agrees to whatever the library asks. */
    private static BackupReceipt backUpAndAgree(Phone phone) throws ProblemException {
        try {
            return phone.library().backups().backUp();
        } catch (BackupRefusedException e) {
            if (!e.massChange().isPresent()) {
                throw e;
            }
            return phone.library().backups().backUp(e.massChange().get());
        }
    }

    static void sync(World world, Phone phone, SplittableRandom random) throws ProblemException {
        if (phone.isMember()) {
            new OpenPhone(world, phone).sync();
        }
    }

    static void audit(World world, Phone phone, SplittableRandom random) throws ProblemException {
        if (phone.isMember()) {
            new OpenPhone(world, phone).audit();
        }
    }

    static void weeks(World world, Phone phone, SplittableRandom random) {
        if (phone.isMember()) {
            new OpenPhone(world, phone).liveFor(20 + random.nextInt(30), random);
        }
    }

    /** In every destination that counts as one that has it. */
    void requireStored(Phone phone, BackupReceipt receipt, VaultContents state) {
        require(receipt.verifiedCopies() > 0, "P15", "acknowledged " + receipt.snapshot() + " without a copy");
        for (int i = 0; i < receipt.destinations().size(); i++) {
            require(
                    !receipt.destinations().get(i).isVerified()
                            || holds(phone.views().get(i), receipt, state),
                    "P15",
                    "acknowledged " + receipt.snapshot() + ", and no intact object holds that state");
        }
    }

    private boolean holds(Cloud.View view, BackupReceipt receipt, VaultContents state) {
        return view.objects().entrySet().stream()
                .filter(object -> object.getKey().value().contains("/snap/" + receipt.snapshot() + "-"))
                .anyMatch(object -> stored.open(object.getKey(), object.getValue())
                        .filter(contents -> Ledger.holds(LocalView.view(contents), state))
                        .isPresent());
    }

    /** Whoever looked after a start: a copy counts only where the vault can be opened. */
    void requireAWayIn(Phone phone, BackupReceipt receipt) {
        for (int i = 0; i < receipt.destinations().size(); i++) {
            boolean open = phone.views().get(i).objects().keySet().stream()
                    .anyMatch(name -> name.value().contains("/slots/"));
            require(
                    open || !receipt.destinations().get(i).isVerified(),
                    "P15",
                    "a copy of " + receipt.snapshot() + " counts where nobody can open it");
        }
    }

    static void health(World world, Phone phone, SplittableRandom random) throws ProblemException {
        BackupHealth health = phone.library().backups().health();
        if (health.status() == BackupHealth.Status.PROTECTED) {
            require(
                    world.stored.wasEverIn(world.cloud, phone.accounts()),
                    "P6",
                    "the status is PROTECTED, and nothing like this was ever stored");
        }
    }

    static void join(World world, Phone phone, SplittableRandom random) throws ProblemException {
        if (phone.accounts().isEmpty()) {
            world.join(phone);
        }
    }

    /** Joins by the kit, and judges the preview where nothing went wrong. */
    void join(Phone phone) throws ProblemException {
        int struck = phone.chance().struck();
        phone.watch();
        try (RecoveryKit kit = Lab.instance().newKit();
                UnlockedVault vault = phone.unlock(Lab.instance().vault(), kit)) {
            phone.watch(); // a listing that failed before was made up for by the other storage
            RecoveryPreview preview = phone.library().recovery().preview(vault);
            require(
                    preview.unreadable().isEmpty() || preview.warnings().contains(RecoveryWarning.UNREADABLE_OBJECTS),
                    "P6",
                    "unreadable objects are not reported");
            if (phone.chance().struck() == struck) {
                Law.of(stored.at(phone)).judge(preview.contents());
            }
            VaultContents before = phone.accounts();
            recovering(phone);
            phone.library().recovery().commit(vault, preview);
            recovered(phone, before);
            counts.joins++;
            require(
                    Ledger.holds(phone.accounts(), preview.contents()),
                    "P20",
                    "the app does not have what the preview showed");
        } catch (RecoveryRefusedException | VaultUnreadableException e) {
            require(!phone.listHasFailed(), "P7", "a failed listing is taken for " + e.reason());
            throw e;
        }
    }

    static void recover(World world, Phone phone, SplittableRandom random) throws ProblemException {
        new OpenPhone(world, phone).recover(random);
    }

    static void undo(World world, Phone phone, SplittableRandom random) throws ProblemException {
        new OpenPhone(world, phone).undo();
    }

    /** What an undo would bring back is not known any more. */
    Optional<VaultContents> recovering(Phone phone) {
        return Optional.ofNullable(beforeRecovery.remove(phone));
    }

    /** An undo would bring this back. */
    void recovered(Phone phone, VaultContents before) {
        beforeRecovery.put(phone, before);
    }

    static void rot(World world, Phone phone, SplittableRandom random) {
        List<ObjectName> snapshots = phone.views().get(0).objects().keySet().stream()
                .filter(name -> name.value().contains("/snap/"))
                .toList();
        if (world.rotten == 0 && snapshots.size() > 1) {
            world.rotten++;
            ObjectName name = snapshots.get(random.nextInt(snapshots.size()));
            byte[] content = phone.views().get(0).objects().get(name).clone();
            content[random.nextInt(content.length)] ^= (byte) (1 << random.nextInt(8));
            world.cloud.rot(name, content);
        }
    }

    static void newerApp(World world, Phone phone, SplittableRandom random) {
        List<Contents> all = world.stored.at(phone);
        if (!all.isEmpty()) {
            NewerApp.backUp(world.cloud, phone.views().get(0), all.get(random.nextInt(all.size())), random);
        }
    }

    static void require(boolean holds, String property, String message) {
        if (!holds) {
            throw new Violation(property, message);
        }
    }

    /** An account of the person's that was acknowledged. */
    Iterable<Account> acknowledged() {
        return ledger.acknowledged().values();
    }
}
