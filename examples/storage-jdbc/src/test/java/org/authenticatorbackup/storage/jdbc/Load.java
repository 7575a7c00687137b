package org.authenticatorbackup.storage.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.authenticatorbackup.api.ProblemException;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.account.Account;
import org.authenticatorbackup.api.account.AccountId;
import org.authenticatorbackup.api.account.AccountKind;
import org.authenticatorbackup.api.account.AccountName;
import org.authenticatorbackup.api.account.Credential;
import org.authenticatorbackup.api.account.Secret;
import org.authenticatorbackup.api.backup.EnableOptions;
import org.authenticatorbackup.api.spi.ObjectName;
import org.authenticatorbackup.api.spi.StorageProvider;
import org.authenticatorbackup.api.vault.Passphrase;
import org.authenticatorbackup.api.vault.RecoveryKit;
import org.authenticatorbackup.api.vault.UnlockedVault;
import org.authenticatorbackup.examples.testsupport.simulation.Phone;

/** Writers who put objects, and a phone that adds an account and backs up, over and over; and what they were promised. */
final class Load {

    private static final int WRITERS = 3;
    private static final int MAX_BYTES = 16 * 1024;
    private static final long PAUSE_NANOS = 2_000_000;
    private static final long BACKUP_PAUSE_NANOS = 30_000_000;
    private static final String PREFIX = "load/";
    private static final String PASSPHRASE = "river-abandon-staple-battery-correct-horse-violin";

    private final Set<ObjectName> acknowledged = ConcurrentHashMap.newKeySet();
    private final Set<ObjectName> inDoubt = ConcurrentHashMap.newKeySet();
    private final Set<AccountId> accounts = ConcurrentHashMap.newKeySet();
    private final AtomicLong backups = new AtomicLong();
    private final AtomicLong failedBackups = new AtomicLong();
    private final AtomicLong last = new AtomicLong();
    private final AtomicLong longestPause = new AtomicLong();
    private final AtomicLong names = new AtomicLong();
    private final List<Throwable> broken = new ArrayList<>();
    private final Phone phone;
    private final String kit;
    private volatile boolean stopped;

    /** A phone that has turned backup on. */
    Load(DataSource database) throws ProblemException {
        phone = new Phone(1, storage(database));
        try (Passphrase passphrase = Passphrase.drawn(PASSPHRASE.toCharArray(), 77)) {
            phone.library().backups().enable(passphrase, EnableOptions.defaults());
            try (UnlockedVault vault = phone.library()
                            .recovery()
                            .unlock(phone.library().recovery().findVaults().get(0), passphrase);
                    RecoveryKit written = vault.recoveryKit("a test")) {
                kit = new String(written.text());
            }
        }
    }

    private static JdbcStorage storage(DataSource database) {
        return JdbcStorage.in(database, JdbcSettings.of("anna", "example.com").withPatience(Duration.ofSeconds(4)));
    }

    /** Starts all of them, until {@link #stop}. */
    List<Thread> start(DataSource database) {
        stopped = false;
        last.set(System.nanoTime());
        JdbcStorage storage = storage(database);
        phone.restart(storage);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            threads.add(new Thread(() -> repeat(() -> put(storage), PAUSE_NANOS)));
        }
        threads.add(new Thread(() -> repeat(this::backUp, BACKUP_PAUSE_NANOS)));
        threads.forEach(Thread::start);
        return threads;
    }

    void stop(List<Thread> threads) throws InterruptedException {
        stopped = true;
        for (Thread each : threads) {
            each.join();
        }
    }

    private interface Work {

        void run() throws ProblemException;
    }

    private void repeat(Work work, long pauseNanos) {
        try {
            while (!stopped) {
                work.run();
                LockSupport.parkNanos(pauseNanos);
            }
        } catch (ProblemException | RuntimeException | Error e) {
            synchronized (broken) {
                broken.add(e);
            }
        }
    }

    private void put(StorageProvider storage) {
        ObjectName name = new ObjectName(PREFIX + names.incrementAndGet());
        try {
            storage.put(name, content(name));
            acknowledged.add(name);
            long now = System.nanoTime();
            longestPause.accumulateAndGet(now - last.getAndSet(now), Math::max);
        } catch (StorageException e) {
            inDoubt.add(name);
        }
    }

    private void backUp() throws ProblemException {
        String name = "user" + phone.accounts().accounts().size();
        phone.library()
                .accounts()
                .add(
                        new Credential.TimeBased(
                                Secret.of((name + "'s own secret").getBytes(UTF_8)), Credential.Algorithm.SHA1, 6, 30),
                        new AccountName("Example", name),
                        AccountKind.THIRD_PARTY);
        List<AccountId> state =
                phone.accounts().accounts().stream().map(Account::id).toList();
        try {
            phone.library().backups().backUp();
            accounts.addAll(state);
            backups.incrementAndGet();
        } catch (StorageException e) {
            failedBackups.incrementAndGet();
        }
    }

    /** Made from its name. */
    private static byte[] content(ObjectName name) {
        SplittableRandom random = new SplittableRandom(name.hashCode());
        byte[] content = new byte[1 + random.nextInt(MAX_BYTES)];
        random.nextBytes(content);
        return content;
    }

    /** When a put was acknowledged last, by {@link System#nanoTime}. */
    long lastAcknowledgement() {
        return last.get();
    }

    /** For how long no put was acknowledged, at most, while there were writers. */
    long longestPauseNanos() {
        return longestPause.get();
    }

    /** What broke a writer, other than the store. */
    List<Throwable> broken() {
        synchronized (broken) {
            return List.copyOf(broken);
        }
    }

    long puts() {
        return acknowledged.size();
    }

    long backups() {
        return backups.get();
    }

    /** What was acknowledged and is not there as it was: names of objects, and ids of accounts that no recovery brings. */
    Set<String> lost(DataSource database) throws ProblemException {
        StorageProvider storage = storage(database);
        Set<ObjectName> listed = storage.list(PREFIX);
        Set<String> lost = new TreeSet<>();
        for (ObjectName each : acknowledged) {
            Optional<byte[]> found = storage.get(each, MAX_BYTES);
            if (!listed.contains(each)
                    || found.filter(content -> Arrays.equals(content, content(each)))
                            .isEmpty()) {
                lost.add(each.value());
            }
        }
        Set<AccountId> recovered = recovered(storage);
        accounts.stream()
                .filter(each -> !recovered.contains(each))
                .map(AccountId::value)
                .forEach(lost::add);
        return lost;
    }

    private Set<AccountId> recovered(StorageProvider storage) throws ProblemException {
        Phone heir = new Phone(2, storage);
        try (RecoveryKit read = RecoveryKit.of(kit.toCharArray());
                UnlockedVault vault = heir.library().recovery().unlock(read)) {
            heir.library().recovery().commit(vault, heir.library().recovery().preview(vault));
        }
        Set<AccountId> found = new TreeSet<>();
        heir.accounts().accounts().forEach(each -> found.add(each.id()));
        return found;
    }

    /** As a line of a report. */
    String summary(DataSource database) throws ProblemException {
        Set<ObjectName> listed = storage(database).list(PREFIX);
        return puts() + " puts and " + backups() + " backups of " + accounts.size() + " accounts acknowledged; "
                + inDoubt.size() + " puts in doubt, of which "
                + inDoubt.stream().filter(listed::contains).count() + " are there, and " + failedBackups
                + " backups failed";
    }
}
