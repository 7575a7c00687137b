package org.authenticatorbackup.core.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicReference;
import org.authenticatorbackup.api.ProblemException;
import org.authenticatorbackup.api.account.Account;
import org.authenticatorbackup.api.account.AccountKind;
import org.authenticatorbackup.api.account.AccountName;
import org.authenticatorbackup.api.account.Credential;
import org.authenticatorbackup.api.account.Credential.Algorithm;
import org.authenticatorbackup.api.account.Credential.TimeBased;
import org.authenticatorbackup.api.account.Secret;
import org.authenticatorbackup.api.account.VaultContents;
import org.authenticatorbackup.api.backup.EnableOptions;
import org.authenticatorbackup.api.backup.SyncReport;
import org.authenticatorbackup.api.readiness.SignIn;
import org.authenticatorbackup.api.recovery.RecoveryReport;
import org.authenticatorbackup.api.spi.Destination;
import org.authenticatorbackup.api.spi.DeviceState;
import org.authenticatorbackup.api.spi.LocalAccounts;
import org.authenticatorbackup.api.spi.ObjectName;
import org.authenticatorbackup.api.spi.RecoveryAccount;
import org.authenticatorbackup.api.spi.StorageProvider;
import org.authenticatorbackup.api.vault.Passphrase;
import org.authenticatorbackup.api.vault.RecoveryKit;
import org.authenticatorbackup.api.vault.UnlockSecret;
import org.authenticatorbackup.api.vault.UnlockedVault;
import org.authenticatorbackup.api.vault.WorkFactor;
import org.authenticatorbackup.core.AuthenticatorBackup;
import org.authenticatorbackup.core.storage.InMemoryStorage;

/** A phone: an app's store and the library's state, both in memory, and the library wired to a storage. */
public final class TestDevice {

    /** A passphrase that counts as strong. */
    public static final String STRONG = "river-abandon-staple-battery-correct-horse-violin";

    public final Store accounts = new Store();
    public final State state = new State();
    public final TestClock clock = new TestClock(Instant.parse("2026-12-01T10:00:00Z"));
    public final AuthenticatorBackup library;

    private TestDevice(StorageProvider storage, Optional<RecoveryAccount> account) {
        this(storage, account, WorkFactor.DEFAULT_LIMIT);
    }

    private TestDevice(
            StorageProvider storage, Optional<RecoveryAccount> account, WorkFactor workLimit, SignIn... signIns) {
        this(Map.of(Destination.MAIN, storage), account, workLimit, signIns);
    }

    private TestDevice(
            Map<String, StorageProvider> storages,
            Optional<RecoveryAccount> account,
            WorkFactor workLimit,
            SignIn... signIns) {
        AuthenticatorBackup.Builder builder = AuthenticatorBackup.builder()
                .accounts(accounts)
                .deviceState(state)
                .workLimit(workLimit)
                .application("org.example.test/1.0")
                .platform("test")
                .clock(clock)
                .random(new SecureRandom());
        storages.forEach(builder::storage);
        account.ifPresent(builder::recoveryAccount);
        List.of(signIns).forEach(builder::signIn);
        library = builder.build();
    }

    public static TestDevice on(StorageProvider storage) {
        return new TestDevice(storage, Optional.empty());
    }

    /** A phone whose person signs in somewhere before they can recover. */
    public static TestDevice on(StorageProvider storage, SignIn signIn) {
        return new TestDevice(storage, Optional.empty(), WorkFactor.DEFAULT_LIMIT, signIn);
    }

    /** The same, with a recovery account. */
    public static TestDevice on(StorageProvider storage, RecoveryAccount account, SignIn... signIns) {
        return new TestDevice(storage, Optional.of(account), WorkFactor.DEFAULT_LIMIT, signIns);
    }

    /** A phone that opens slots up to another work factor. */
    public static TestDevice on(StorageProvider storage, WorkFactor workLimit) {
        return new TestDevice(storage, Optional.empty(), workLimit);
    }

    /**
     * A phone with the accounts alice and bob that has turned backup on. Key derivation takes long, so one vault is made
     * and copied: all of these phones are clones.
     */
    public static TestDevice enabled(StorageProvider storage) throws ProblemException {
        return enabled(storage, Optional.empty());
    }

    /** The same phone, which has signed in to a recovery account since. */
    public static TestDevice enabled(StorageProvider storage, RecoveryAccount account) throws ProblemException {
        return enabled(storage, Optional.of(account));
    }

    private static TestDevice enabled(StorageProvider storage, Optional<RecoveryAccount> account)
            throws ProblemException {
        Image image = Image.instance();
        for (Map.Entry<ObjectName, byte[]> object : image.objects.entrySet()) {
            storage.put(object.getKey(), object.getValue());
        }
        TestDevice device = new TestDevice(storage, account);
        image.documents.forEach((key, document) -> device.state.documents.put(key, document.clone()));
        device.accounts.contents = image.contents;
        return device;
    }

    /** A phone after a start of its app, or an image of it: the same state and accounts, beside a storage. */
    public static TestDevice again(TestDevice phone, StorageProvider storage) {
        TestDevice device = on(storage);
        device.state.documents.putAll(phone.state.documents);
        device.accounts.contents = phone.accounts.contents;
        return device;
    }

    /** The same phone after a start of its app, beside several storages, in this order. */
    public TestDevice againOn(SortedMap<String, StorageProvider> storages) {
        TestDevice device = new TestDevice(storages, Optional.empty(), WorkFactor.DEFAULT_LIMIT);
        device.state.documents.putAll(state.documents);
        device.accounts.contents = accounts.contents;
        device.clock.pass(Duration.between(device.clock.instant(), clock.instant()));
        return device;
    }

    /** The kit of the vault of {@link #enabled}. */
    public static RecoveryKit kitOfEnabled() throws ProblemException {
        return RecoveryKit.of(Image.instance().kit.toCharArray());
    }

    private record Image(
            Map<ObjectName, byte[]> objects, Map<String, byte[]> documents, VaultContents contents, String kit) {

        private static final AtomicReference<Image> MADE = new AtomicReference<>();

        static Image instance() throws ProblemException {
            synchronized (MADE) {
                if (MADE.get() == null) {
                    MADE.set(make());
                }
                return MADE.get();
            }
        }

        private static Image make() throws ProblemException {
            InMemoryStorage storage = new InMemoryStorage();
            TestDevice device = on(storage);
            device.add("alice");
            device.add("bob");
            device.enable();
            Map<ObjectName, byte[]> objects = new HashMap<>();
            for (ObjectName name : storage.list("")) {
                objects.put(
                        name,
                        storage.get(name, StorageProvider.MAX_OBJECT_BYTES).orElseThrow());
            }
            try (RecoveryKit kit = device.kit()) {
                return new Image(objects, device.state.documents, device.accounts.contents, new String(kit.text()));
            }
        }
    }

    /** Another phone of that vault, which has recovered the accounts. */
    public static TestDevice recovered(StorageProvider storage) throws ProblemException {
        TestDevice device = new TestDevice(storage, Optional.empty());
        try (RecoveryKit kit = kitOfEnabled()) {
            device.recover(kit);
        }
        return device;
    }

    /** Moves an account to the trash, as a person does. */
    public void delete(String name) {
        VaultContents before = accounts.contents;
        List<Account> left = new ArrayList<>();
        List<Account> trash = new ArrayList<>(before.trash());
        before.accounts().forEach(account -> (account.label().name().name().equals(name) ? trash : left).add(account));
        accounts.contents = new VaultContents(left, before.groups(), before.settings(), trash);
    }

    /** {@return the user names of the accounts in use, in order} */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        accounts.contents
                .accounts()
                .forEach(account -> names.add(account.label().name().name()));
        return names;
    }

    /** {@return the user names of the accounts in the trash} */
    public List<String> trash() {
        List<String> names = new ArrayList<>();
        accounts.contents
                .trash()
                .forEach(account -> names.add(account.label().name().name()));
        return names;
    }

    /** Unlocks the vault of {@link #enabled} and syncs. */
    public SyncReport sync() throws ProblemException {
        try (RecoveryKit kit = kitOfEnabled();
                UnlockedVault vault = unlock(kit)) {
            return library.upkeep().sync(vault);
        }
    }

    /** Adds a third-party account with a secret made of its name. */
    public Account add(String name) throws ProblemException {
        return add(name, AccountKind.THIRD_PARTY, totp(name));
    }

    public Account add(String name, AccountKind kind, Credential credential) throws ProblemException {
        Account account = library.backups().enroll(credential, new AccountName("Example", name), kind);
        List<Account> all = new ArrayList<>(accounts.contents.accounts());
        all.add(account);
        accounts.contents = accounts.contents.withAccounts(all);
        return account;
    }

    public static Credential totp(String name) {
        return new TimeBased(Secret.of(("secret of " + name).getBytes(StandardCharsets.UTF_8)), Algorithm.SHA1, 6, 30);
    }

    public TestDevice enable() throws ProblemException {
        try (Passphrase passphrase = strong()) {
            library.backups().enable(passphrase, EnableOptions.defaults().withSuite(EnableOptions.Suite.CLASSIC));
        }
        return this;
    }

    /** The kit, so that recoveries need no key derivation. */
    public RecoveryKit kit() throws ProblemException {
        try (Passphrase passphrase = strong();
                UnlockedVault vault = unlock(passphrase)) {
            return vault.recoveryKit("a test");
        }
    }

    public UnlockedVault unlock(UnlockSecret secret) throws ProblemException {
        return library.recovery().unlock(library.recovery().findVaults().get(0), secret);
    }

    public RecoveryReport recover(UnlockSecret secret) throws ProblemException {
        try (UnlockedVault vault = unlock(secret)) {
            return library.recovery().commit(vault, library.recovery().preview(vault));
        }
    }

    public static Passphrase strong() {
        return Passphrase.drawn(STRONG.toCharArray(), 77);
    }

    /** The app's own store. */
    public static final class Store implements LocalAccounts {

        public VaultContents contents = VaultContents.EMPTY;
        public Optional<IOException> failure = Optional.empty();

        /** Runs just before a replacement. */
        public Runnable beforeReplace = () -> {};

        @Override
        public VaultContents read() throws IOException {
            fail();
            return contents;
        }

        @Override
        public boolean replace(VaultContents expected, VaultContents next) throws IOException {
            beforeReplace.run();
            fail();
            if (!contents.equals(expected)) {
                return false;
            }
            contents = next;
            return true;
        }

        private void fail() throws IOException {
            if (failure.isPresent()) {
                throw failure.get();
            }
        }
    }

    /** The library's state. */
    public static final class State implements DeviceState {

        public final Map<String, byte[]> documents = new HashMap<>();

        /** How many more writes succeed. */
        public int writesLeft = Integer.MAX_VALUE;

        @Override
        public Optional<byte[]> get(String key) {
            return Optional.ofNullable(documents.get(key)).map(byte[]::clone);
        }

        @Override
        public void put(String key, byte[] document) throws IOException {
            write();
            documents.put(key, document.clone());
        }

        @Override
        public void delete(String key) throws IOException {
            write();
            documents.remove(key);
        }

        private void write() throws IOException {
            if (writesLeft-- <= 0) {
                throw new IOException("the device is full");
            }
        }
    }
}
