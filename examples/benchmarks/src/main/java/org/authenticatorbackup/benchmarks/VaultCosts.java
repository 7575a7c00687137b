package org.authenticatorbackup.benchmarks;

import com.sun.management.ThreadMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.authenticatorbackup.api.spi.StorageProvider;
import org.authenticatorbackup.api.vault.RecoveryKit;
import org.authenticatorbackup.api.vault.UnlockedVault;
import org.authenticatorbackup.core.AuthenticatorBackup;
import org.authenticatorbackup.core.storage.InMemoryStorage;
import org.bouncycastle.crypto.generators.SCrypt;

/**
 * What one backup and one recovery cost the thread that makes them, in CPU time and in memory, through the public API with accounts,
 * state and storage in memory. A backup is <em>warm</em> if there was no garbage collection since the one before, else <em>cold</em>:
 * what the library remembers between backups goes with the next collection.
 */
public final class VaultCosts {

    private static final int THOUSAND = 1_000;
    private static final int TEN_THOUSAND = 10_000;
    private static final int MEASURED = Integer.getInteger("measured", 200);
    private static final long WARM_UP_NANOSECONDS = Long.getLong("warmUpSeconds", 15) * 1_000_000_000L;

    /** Each edit adds 70 bytes to a snapshot, so an app is given up after so many. */
    private static final int MOST_EDITS = 400;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private VaultCosts() {}

    /** Something to be measured. */
    @FunctionalInterface
    private interface Task {
        void run() throws Exception;
    }

    /** Medians of one task. */
    private record Cost(double milliseconds, double lowest, double kilobytes) {}

    /** Takes no arguments. */
    public static void main(String[] args) throws Exception {
        double scrypt = print("scrypt 2^16 alone", scrypt()).milliseconds();
        Cost thousand = backups(THOUSAND);
        Cost tenThousand = backups(TEN_THOUSAND);
        ratio("growth of a warm backup", tenThousand, thousand);
        ratio("growth of a cold backup", coldBackup(TEN_THOUSAND), coldBackup(THOUSAND));
        Cost recovery = recovery(THOUSAND);
        Cost large = recovery(TEN_THOUSAND);
        Cost many = recoveryOfMany();
        ratio("growth of a recovery", large, recovery);
        System.out.printf(Locale.ROOT, "scrypt and recovery / scrypt: %.3f%n", 1 + recovery.milliseconds() / scrypt);
        System.out.printf(
                Locale.ROOT, "scrypt and recovery of 24 snapshots / scrypt: %.3f%n", 1 + many.milliseconds() / scrypt);
    }

    private static Cost scrypt() throws Exception {
        byte[] passphrase = SampleApp.PASSPHRASE.getBytes(StandardCharsets.UTF_8);
        Task task = () -> SCrypt.generate(passphrase, new byte[32], 1 << 16, 8, 1, 32);
        return measure(task, 20);
    }

    private static Cost backups(int accounts) throws Exception {
        App app = new App(accounts);
        warmUp(app::backUp);
        double[] milliseconds = new double[MEASURED];
        double[] kilobytes = new double[MEASURED];
        long collections = collections();
        int cold = 0;
        for (int i = 0; i < MEASURED; ) {
            app.renewIfOld();
            long allocated = allocated();
            double spent = timed(app::backUp);
            boolean warm = collections() == collections;
            collections = collections();
            if (warm) {
                milliseconds[i] = spent;
                kilobytes[i++] = (allocated() - allocated) / 1e3;
            } else if (++cold > MEASURED) {
                System.out.println("there is hardly a warm backup of " + accounts + " accounts: more heap is needed");
                break;
            }
        }
        return print("warm edit and backup of " + accounts + " accounts", costs(milliseconds, kilobytes));
    }

    private static Cost coldBackup(int accounts) throws Exception {
        App app = new App(accounts);
        Task collect = () -> {
            app.renewIfOld();
            System.gc();
        };
        return print("cold edit and backup of " + accounts + " accounts", measure(collect, app::backUp, MEASURED / 4));
    }

    private static Cost recovery(int accounts) throws Exception {
        InMemoryStorage storage = new InMemoryStorage();
        RecoveryKit kit = SampleApp.enabled(storage, accounts).kit();
        Cost cost = measure(() -> recover(storage, kit), MEASURED);
        return print("recovery of " + accounts + " accounts by kit", cost);
    }

    private static Cost recoveryOfMany() throws Exception {
        InMemoryStorage storage = new InMemoryStorage();
        SampleApp app = SampleApp.enabled(storage, 100);
        for (int i = 0; i < 23; i++) {
            app.edit();
            app.library().backups().backUp();
        }
        RecoveryKit kit = app.kit();
        return print("recovery of 100 accounts in 24 snapshots by kit", measure(() -> recover(storage, kit), MEASURED));
    }

    private static void recover(StorageProvider storage, RecoveryKit kit) throws Exception {
        AuthenticatorBackup library = new SampleApp(storage).library();
        try (UnlockedVault vault =
                library.recovery().unlock(library.recovery().findVaults().get(0), kit)) {
            library.recovery().commit(vault, library.recovery().preview(vault));
        }
    }

    /** An app whose storage keeps the newest snapshot alone, and which starts anew before its snapshot gets larger. */
    private static final class App {

        private final int accounts;
        private SampleApp app;
        private int edits;

        App(int accounts) throws Exception {
            this.accounts = accounts;
            this.app = SampleApp.enabled(new NewestOnly(new InMemoryStorage()), accounts);
        }

        void renewIfOld() throws Exception {
            if (edits >= MOST_EDITS) {
                app = SampleApp.enabled(new NewestOnly(new InMemoryStorage()), accounts);
                edits = 0;
                backUp();
            }
        }

        void backUp() throws Exception {
            edits++;
            app.edit();
            app.library().backups().backUp();
        }
    }

    private static void warmUp(Task task) throws Exception {
        long begin = System.nanoTime();
        while (System.nanoTime() - begin < WARM_UP_NANOSECONDS) {
            task.run();
        }
    }

    private static Cost measure(Task task, int times) throws Exception {
        return measure(() -> {}, task, times);
    }

    /** Of what comes before each task, nothing counts. */
    private static Cost measure(Task before, Task task, int times) throws Exception {
        warmUp(() -> {
            before.run();
            task.run();
        });
        double[] milliseconds = new double[times];
        double[] kilobytes = new double[times];
        for (int i = 0; i < times; i++) {
            before.run();
            long allocated = allocated();
            milliseconds[i] = timed(task);
            kilobytes[i] = (allocated() - allocated) / 1e3;
        }
        return costs(milliseconds, kilobytes);
    }

    private static double timed(Task task) throws Exception {
        long begin = THREADS.getCurrentThreadCpuTime();
        task.run();
        return (THREADS.getCurrentThreadCpuTime() - begin) / 1e6;
    }

    private static long allocated() {
        return THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
    }

    private static long collections() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionCount)
                .sum();
    }

    private static Cost costs(double[] milliseconds, double[] kilobytes) {
        Arrays.sort(milliseconds);
        Arrays.sort(kilobytes);
        int middle = milliseconds.length / 2;
        return new Cost(milliseconds[middle], milliseconds[milliseconds.length / 10], kilobytes[middle]);
    }

    private static Cost print(String what, Cost cost) {
        System.out.printf(
                Locale.ROOT,
                "%-52s %8.2f ms (one in ten below %.2f), %9.0f KB%n",
                what,
                cost.milliseconds(),
                cost.lowest(),
                cost.kilobytes());
        return cost;
    }

    private static void ratio(String what, Cost large, Cost small) {
        System.out.printf(Locale.ROOT, "%s: %.1f%n", what, large.milliseconds() / small.milliseconds());
    }
}
