package org.authenticatorbackup.benchmarks;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.account.Account;
import org.authenticatorbackup.api.account.AccountName;
import org.authenticatorbackup.api.account.VaultContents;
import org.authenticatorbackup.api.backup.BackupPolicy;
import org.authenticatorbackup.api.spi.ObjectName;
import org.authenticatorbackup.api.spi.StorageProvider;
import org.authenticatorbackup.api.vault.Passphrase;
import org.authenticatorbackup.api.vault.RecoveryKit;
import org.authenticatorbackup.api.vault.UnlockSecret;
import org.authenticatorbackup.api.vault.UnlockedVault;
import org.authenticatorbackup.core.AuthenticatorBackup;
import org.authenticatorbackup.core.history.Contents;
import org.authenticatorbackup.core.history.HybridClock;
import org.authenticatorbackup.core.history.LocalView;
import org.authenticatorbackup.core.storage.InMemoryStorage;
import org.authenticatorbackup.crypto.age.AgeFile;
import org.authenticatorbackup.crypto.age.X25519Identity;
import org.bouncycastle.crypto.generators.SCrypt;

/** Backups and recoveries through the public API, beside jagged, scrypt alone, and one AES-GCM file as most apps write it. */
public final class PairedVaults {

    private static final int LOG2_N = 16;

    private PairedVaults() {}

    /** Takes no arguments. */
    public static void main(String[] args) throws Exception {
        Pairs pairs = new Pairs();
        Pairs.printHeader();
        backups(pairs);
        recoveries(pairs);
        joins();
        System.out.println(pairs.last() != null);
    }

    private static void backups(Pairs pairs) throws Exception {
        InMemoryStorage storage = new InMemoryStorage();
        SampleApp thousand = SampleApp.enabled(new NewestOnly(storage), 1_000);
        OneFile oneFile = new OneFile();
        X25519Identity identity = X25519Identity.generate(new SecureRandom());
        Jagged jagged = new Jagged(identity);
        byte[] json = new byte[newestSize(storage)];
        pairs.compare(
                "one edit and backup of 1,000 accounts, beside jagged sealing as many bytes and opening them again",
                () -> backUp(thousand),
                () -> jagged.open(jagged.seal(json)));
        pairs.compare("…, beside jagged only sealing them", () -> backUp(thousand), () -> jagged.seal(json));
        pairs.compare(
                "…, beside rewriting one AES-GCM file",
                () -> backUp(thousand),
                () -> oneFile.write(thousand.contents()));
        byte[] sealed = AgeFile.seal(json, identity.recipient(), new SecureRandom());
        pairs.compare(
                "the read-back: comparing and opening, beside a whole backup",
                () -> AgeFile.open(sealed.clone(), identity),
                () -> backUp(thousand));
    }

    private static Object backUp(SampleApp app) throws Exception {
        app.edit();
        return app.library().backups().backUp();
    }

    private static void recoveries(Pairs pairs) throws Exception {
        InMemoryStorage one = new InMemoryStorage();
        SampleApp thousand = SampleApp.enabled(one, 1_000);
        InMemoryStorage many = new InMemoryStorage();
        SampleApp hundred = SampleApp.enabled(many, 100);
        for (int i = 0; i < 23; i++) {
            backUp(hundred);
        }
        OneFile oneFile = new OneFile();
        byte[] file = oneFile.write(thousand.contents());
        byte[] passphrase = SampleApp.PASSPHRASE.getBytes(StandardCharsets.UTF_8);
        Pairs.Task scrypt = () -> SCrypt.generate(passphrase, new byte[32], 1 << LOG2_N, 8, 1, 32);
        pairs.compare(
                "recovery of 1,000 accounts, beside scrypt 2^16", () -> recover(one, SampleApp.passphrase()), scrypt);
        pairs.compare(
                "recovery of 100 accounts in 24 snapshots, beside scrypt 2^16",
                () -> recover(many, SampleApp.passphrase()),
                scrypt);
        pairs.compare(
                "recovery of 1,000 accounts, beside one AES-GCM file (2^15)",
                () -> recover(one, SampleApp.passphrase()),
                () -> oneFile.recover(file));
        InMemoryStorage big = new InMemoryStorage();
        RecoveryKit bigKit = SampleApp.enabled(big, 10_000).kit();
        RecoveryKit kit = thousand.kit();
        pairs.compare(
                "recovery by kit, 10,000 beside 1,000 accounts", () -> recover(big, bigKit), () -> recover(one, kit));
    }

    private static Object recover(StorageProvider storage, UnlockSecret secret) throws Exception {
        AuthenticatorBackup library = new SampleApp(storage).library();
        try (UnlockedVault vault =
                library.recovery().unlock(library.recovery().findVaults().get(0), secret)) {
            return library.recovery().commit(vault, library.recovery().preview(vault));
        } finally {
            if (secret instanceof Passphrase passphrase) {
                passphrase.close();
            }
        }
    }

    /** Of ten accounts each, of which the two sides have renamed a different one. */
    private static void joins() throws Exception {
        SecureRandom random = new SecureRandom();
        byte[] idKey = new byte[Contents.ID_KEY_BYTES];
        random.nextBytes(idKey);
        VaultContents app = SampleApp.enabled(new InMemoryStorage(), 10).contents();
        List<Account> accounts = new ArrayList<>();
        for (Account each : app.accounts()) {
            accounts.add(new Account(
                    LocalView.idOf(idKey, each.credential(), each.enrolledAs()),
                    each.credential(),
                    each.enrolledAs(),
                    each.label(),
                    each.group()));
        }
        Contents both = taken(Contents.empty(idKey), accounts, random);
        Contents one = taken(both, renamed(accounts, 3), random);
        Contents other = taken(both, renamed(accounts, 7), random);
        long joins = 0;
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int round = 0; round < 3; round++) {
            long start = threads.getCurrentThreadCpuTime();
            for (joins = 0; threads.getCurrentThreadCpuTime() - start < 2_000_000_000L; joins++) {
                if (one.join(other).equals(one)) {
                    throw new AssertionError("the other side is missing");
                }
            }
        }
        System.out.printf(Locale.ROOT, "joins of 10 accounts: %d a second of CPU%n", joins / 2);
    }

    private static Contents taken(Contents known, List<Account> accounts, SecureRandom random) throws Exception {
        return LocalView.absorb(
                known,
                VaultContents.of(accounts),
                BackupPolicy.defaults(),
                new HybridClock(random.nextLong(), Instant.EPOCH),
                System.currentTimeMillis(),
                random);
    }

    private static List<Account> renamed(List<Account> accounts, int index) {
        List<Account> renamed = new ArrayList<>(accounts);
        Account account = accounts.get(index);
        renamed.set(index, account.withLabel(account.label().withName(new AccountName("Renamed", "name " + index))));
        return renamed;
    }

    private static int newestSize(InMemoryStorage storage) throws StorageException {
        int size = 0;
        for (ObjectName name : storage.list("")) {
            size = Math.max(
                    size,
                    storage.get(name, StorageProvider.MAX_OBJECT_BYTES)
                            .map(content -> content.length)
                            .orElse(0));
        }
        return size;
    }
}
