package org.authenticatorbackup.examples.testsupport.simulation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.authenticatorbackup.api.BackupRefusedException;
import org.authenticatorbackup.api.Problem;
import org.authenticatorbackup.api.ProblemException;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.account.Account;
import org.authenticatorbackup.api.account.AccountLabel;
import org.authenticatorbackup.api.account.AccountName;
import org.authenticatorbackup.api.account.Credential;
import org.authenticatorbackup.api.account.VaultContents;
import org.authenticatorbackup.api.backup.BackupReceipt;
import org.authenticatorbackup.api.backup.EnableReceipt;
import org.authenticatorbackup.api.backup.SyncReport;
import org.authenticatorbackup.api.recovery.RecoveryPreview;
import org.authenticatorbackup.api.spi.ObjectName;
import org.authenticatorbackup.api.spi.StorageProvider;
import org.authenticatorbackup.api.vault.RecoveryKit;
import org.authenticatorbackup.api.vault.UnlockedVault;
import org.authenticatorbackup.examples.testsupport.Fault;
import org.authenticatorbackup.examples.testsupport.FaultProxy;

/** Lets the history of a seed happen in a place of its own, with oracles watching. */
final class World implements AutoCloseable {

    private static final List<String> NAMES = List.of("bob", "carol", "dave", "erin", "counter-1", "counter-2");
    private static final int SNAPSHOT_BYTES = 70_000;

    /** Of how many histories one makes its own vault. */
    private static final int OWN_VAULT = 4;

    private final long seed;
    private final StoreSimulation.Place place;
    private final UnaryOperator<StorageProvider> wiring;
    private final Counts counts;
    private final SplittableRandom random;
    private final FaultProxy network;
    private final Observer observer;
    private final List<AutoCloseable> connections = new ArrayList<>();
    private final List<Phone> phones = new ArrayList<>();
    private final Ledger ledger = new Ledger();
    private final List<String> log = new ArrayList<>();
    private Optional<String> kit = Optional.empty();
    private int made;

    World(long seed, StoreSimulation.Place place, Lab lab, UnaryOperator<StorageProvider> wiring, Counts counts)
            throws IOException, StorageException {
        this.seed = seed;
        this.place = place;
        this.wiring = wiring;
        this.counts = counts;
        this.random = new SplittableRandom(seed);
        this.network = FaultProxy.before(place.port());
        StorageProvider direct = kept(place.connect(place.port()));
        this.observer = new Observer(direct);
        for (int i = 2 + random.nextInt(2); i > 0; i--) {
            phones.add(newPhone());
        }
        if (Math.floorMod(seed, OWN_VAULT) > 0) {
            for (Map.Entry<ObjectName, byte[]> each : lab.objects().entrySet()) {
                direct.put(each.getKey(), each.getValue());
            }
            phones.get(0).become(lab.image());
            kit = Optional.of(lab.kit());
        }
    }

    @Override
    public void close() throws IOException {
        network.close();
        for (AutoCloseable each : connections) {
            try {
                each.close();
            } catch (Exception e) {
                throw new IOException("a connection cannot be closed", e);
            }
        }
    }

    /** All that happens, from the first step to the last recovery. */
    void run() {
        try {
            for (int i = 12 + random.nextInt(10); i > 0; i--) {
                int index = random.nextInt(phones.size());
                step(anyFor(phones.get(index)), index);
            }
            finish();
            counts.histories++;
        } catch (Violation e) {
            throw new Violation(e, history());
        } catch (ProblemException | RuntimeException | IOException e) {
            throw new Violation("typed errors", e + history(), e);
        }
    }

    private String history() {
        return "\nin the history of seed " + seed + ":\n" + String.join("\n", log);
    }

    private Action anyFor(Phone phone) throws ProblemException {
        Action action = Action.any(random);
        while (!applies(action, phone)) {
            action = Action.any(random);
        }
        return action;
    }

    private boolean applies(Action action, Phone phone) throws ProblemException {
        boolean first = phone.equals(phones.get(0));
        return switch (action) {
            case ADD -> phone.isMember() || (kit.isEmpty() && first);
            case RELABEL, DELETE, USE_CODE -> !phone.accounts().accounts().isEmpty();
            case RESTORE -> !phone.accounts().trash().isEmpty();
            case ENABLE -> kit.isEmpty() && first;
            case BACK_UP -> phone.isMember();
            case JOIN -> kit.isPresent() && phone.accounts().isEmpty();
            case SYNC -> kit.isPresent() && phone.isMember();
            case RESTART -> true;
            case CALM, LOSE, TEAR -> kit.isPresent();
        };
    }

    private void step(Action action, int index) throws ProblemException, IOException {
        Phone phone = phones.get(index);
        String faults = action.reachesTheStore() && random.nextInt(3) > 0 ? plannedFaults() : "";
        long struck = network.faults();
        String outcome = "";
        try {
            act(action, phone);
        } catch (ProblemException e) {
            counts.failures++;
            outcome = " fails: " + e.reason();
        } finally {
            network.heal();
            counts.steps++;
            counts.faults += network.faults() - struck;
            log.add(action + " on phone " + index + faults + outcome);
        }
        if (action.reachesTheStore()) {
            look();
        }
    }

    private String plannedFaults() {
        StringBuilder text = new StringBuilder();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            int others = random.nextInt(place.requests());
            Fault fault = anyFault();
            network.later(others, fault);
            text.append(", ").append(fault).append(" after ").append(others);
        }
        return text.toString();
    }

    private Fault anyFault() {
        int bytes = random.nextBoolean() ? random.nextInt(800) : random.nextInt(SNAPSHOT_BYTES);
        return switch (random.nextInt(16)) {
            case 0 -> Fault.BLACK_HOLE;
            case 1, 2 -> Fault.slow(400_000 + 10 * bytes);
            case 3, 4, 5, 6 -> Fault.LOSE_REPLY;
            case 7, 8, 9 -> Fault.cutRequest(bytes);
            case 10, 11, 12 -> Fault.cutReply(bytes);
            default -> Fault.RESET;
        };
    }

    private void act(Action action, Phone phone) throws ProblemException, IOException {
        switch (action) {
            case ADD -> Lab.add(phone, NAMES.get(random.nextInt(NAMES.size())));
            case RELABEL -> relabel(phone);
            case DELETE -> delete(phone);
            case RESTORE -> restore(phone);
            case USE_CODE -> useCode(phone);
            case ENABLE -> enable(phone);
            case BACK_UP -> backUp(phone);
            case JOIN -> join(phone);
            case SYNC -> sync(phone);
            case RESTART -> phone.restart(connect(network.port()));
            case CALM -> calm(phone);
            case LOSE -> lose(phone);
            case TEAR -> counts.torn += observer.tear(random) ? 1 : 0;
        }
    }

    /** P18, and of P14 that no torn object is fatal: whatever has just happened, a new device recovers what counts. */
    private void look() {
        if (kit.isPresent()) {
            try (RecoveryKit theKit = newKit()) {
                ledger.requireNothingLost(observer.everything(theKit));
                counts.looks++;
            }
        }
    }

    // ---- what people do

    private Optional<Account> any(List<Account> accounts) {
        return accounts.isEmpty() ? Optional.empty() : Optional.of(accounts.get(random.nextInt(accounts.size())));
    }

    private void relabel(Phone phone) throws ProblemException {
        AccountName name = new AccountName("Renamed", "label " + random.nextInt(1_000));
        Optional<Account> account = any(phone.accounts().accounts());
        if (account.isPresent()) {
            AccountLabel label = account.get().label().withName(name);
            phone.library().accounts().relabel(account.get().id(), label);
        }
    }

    private void delete(Phone phone) throws ProblemException {
        Optional<Account> account = any(phone.accounts().accounts());
        if (account.isPresent()) {
            ledger.deleted(account.get().id());
            phone.library().accounts().delete(account.get().id());
        }
    }

    private void restore(Phone phone) throws ProblemException {
        Optional<Account> account = any(phone.accounts().trash());
        if (account.isPresent()) {
            phone.library().accounts().restore(account.get().id());
        }
    }

    private void useCode(Phone phone) throws ProblemException {
        Optional<Account> account = any(phone.accounts().accounts().stream()
                .filter(each -> each.credential() instanceof Credential.CounterBased)
                .toList());
        if (account.isPresent()) {
            phone.library().accounts().useCode(account.get().id());
        }
    }

    private void lose(Phone phone) throws IOException {
        phones.set(phones.indexOf(phone), newPhone());
        counts.phonesLost++;
    }

    private Phone newPhone() throws IOException {
        return new Phone(seed * 64 + ++made, connect(network.port()));
    }

    /** What lies between a phone and its store: whatever is planted, the adapter, and the network. */
    private StorageProvider connect(int port) throws IOException {
        return wiring.apply(kept(place.connect(port)));
    }

    private StorageProvider kept(StorageProvider connection) {
        if (connection instanceof AutoCloseable closeable) {
            connections.add(closeable);
        }
        return connection;
    }

    private RecoveryKit newKit() {
        return RecoveryKit.of(kit.orElseThrow().toCharArray());
    }

    // ---- what phones do

    /** Only the first phone makes the vault; the others join it. */
    private void enable(Phone phone) throws ProblemException {
        VaultContents state = phone.accounts();
        EnableReceipt receipt = Lab.enable(phone);
        kit = Optional.of(observer.kit(receipt.vault()));
        counts.enabled++;
        acknowledged(receipt.firstBackup(), state);
    }

    private void backUp(Phone phone) throws ProblemException {
        VaultContents state = phone.accounts();
        acknowledged(backUpAndAgree(phone), state);
    }

    /** The person agrees to whatever the library asks. */
    private static BackupReceipt backUpAndAgree(Phone phone) throws ProblemException {
        try {
            return phone.library().backups().backUp();
        } catch (BackupRefusedException e) {
            return phone.library().backups().backUp(e.massChange().orElseThrow(() -> new IllegalStateException(e)));
        }
    }

    private void join(Phone phone) throws ProblemException {
        try (RecoveryKit theKit = newKit();
                UnlockedVault vault = phone.library().recovery().unlock(theKit)) {
            RecoveryPreview preview = phone.library().recovery().preview(vault);
            phone.library().recovery().commit(vault, preview);
            counts.joins++;
        }
    }

    private void sync(Phone phone) throws ProblemException {
        try (RecoveryKit theKit = newKit();
                UnlockedVault vault = phone.library().recovery().unlock(theKit)) {
            SyncReport report = syncAndAgree(phone, vault);
            counts.syncs++;
            report.published().ifPresent(receipt -> acknowledged(receipt, phone.accounts()));
        }
    }

    private static SyncReport syncAndAgree(Phone phone, UnlockedVault vault) throws ProblemException {
        try {
            return phone.library().upkeep().sync(vault);
        } catch (BackupRefusedException e) {
            return phone.library().upkeep().sync(vault, e.massChange().orElseThrow(() -> new IllegalStateException(e)));
        }
    }

    /** P15: at this moment, an intact object holds the state that is acknowledged. */
    private void acknowledged(BackupReceipt receipt, VaultContents state) {
        counts.acknowledgements++;
        counts.acknowledgedAccounts += state.accounts().size();
        Violation.require(
                receipt.verifiedCopies() > 0, "P15", "acknowledged " + receipt.snapshot() + " without a copy");
        try (RecoveryKit theKit = newKit()) {
            Violation.require(
                    Ledger.holds(observer.in(theKit, receipt.snapshot()), state),
                    "P15",
                    "acknowledged " + receipt.snapshot() + ", and the object does not hold that state");
        }
        ledger.acknowledged(state);
    }

    // ---- the end

    /** P14: whatever went wrong before, a backup over a network that is well succeeds, or the next one. */
    private void calm(Phone phone) throws IOException {
        network.heal();
        phone.restart(connect(place.port()));
        try {
            if (kit.isEmpty()) {
                orAgain(this::enable, phone);
            }
            if (phone.accounts().isEmpty()) {
                orAgain(this::join, phone);
            }
            orAgain(this::backUp, phone);
        } catch (ProblemException e) {
            throw new Violation("P14", "a backup fails for good: " + e, e);
        }
    }

    private interface Deed {

        void of(Phone phone) throws ProblemException;
    }

    private static void orAgain(Deed deed, Phone phone) throws ProblemException {
        try {
            deed.of(phone);
        } catch (StorageException e) {
            if (e.reason().retry() == Problem.Retry.IS_USELESS) {
                throw e;
            }
            deed.of(phone); // what was left of the earlier attempt was torn
        }
    }

    private void finish() throws IOException {
        for (Phone phone : phones) {
            calm(phone);
        }
        look();
        for (Phone phone : phones) {
            try {
                orAgain(this::sync, phone);
            } catch (ProblemException e) {
                throw new Violation("P14", "a sync fails for good: " + e, e);
            }
        }
        look();
        Phone heir = new Phone(seed * 64, connect(place.port()));
        try {
            orAgain(this::join, heir);
        } catch (ProblemException e) {
            throw new Violation("P18", "nothing can be recovered: " + e, e);
        }
        ledger.requireNothingLost(heir.accounts());
        counts.recovered += heir.accounts().accounts().size();
    }
}
