package org.authenticatorbackup.core.simulation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.authenticatorbackup.api.ProblemException;
import org.authenticatorbackup.api.VaultId;
import org.authenticatorbackup.api.account.Account;
import org.authenticatorbackup.api.account.AccountKind;
import org.authenticatorbackup.api.account.AccountName;
import org.authenticatorbackup.api.account.Credential;
import org.authenticatorbackup.api.account.Secret;
import org.authenticatorbackup.api.account.VaultContents;
import org.authenticatorbackup.api.spi.Destination;
import org.authenticatorbackup.api.spi.DeviceState;
import org.authenticatorbackup.api.spi.LocalAccounts;
import org.authenticatorbackup.api.spi.StorageProvider;
import org.authenticatorbackup.api.vault.FoundVault;
import org.authenticatorbackup.api.vault.UnlockSecret;
import org.authenticatorbackup.api.vault.UnlockedVault;
import org.authenticatorbackup.core.AuthenticatorBackup;
import org.authenticatorbackup.core.history.Contents;
import org.authenticatorbackup.core.snapshot.SnapshotCodec;
import org.authenticatorbackup.core.snapshot.SnapshotFormatException;

/** A phone with an app: what it keeps durably, the library in its process, and its connection to the storage. */
final class Phone {

    private static final Instant START = Instant.parse("2026-12-01T10:00:00Z");

    /** What a phone keeps durably. */
    record Image(VaultContents accounts, Map<String, byte[]> documents) {

        static final Image NEW = new Image(VaultContents.EMPTY, Map.of());
    }

    private final long seed;
    private final Cloud cloud;
    private final Chance chance = new Chance();
    private final List<Cloud.View> views;
    private final List<Connection> connections = new ArrayList<>();
    private final List<StorageProvider> storages = new ArrayList<>();
    private final Map<String, byte[]> documents = new HashMap<>();
    private VaultContents accounts = VaultContents.EMPTY;
    private Instant now = START;
    private int processes;
    private AuthenticatorBackup library;

    Phone(long seed, Cloud cloud, UnaryOperator<StorageProvider> wiring) {
        this.seed = seed;
        this.cloud = cloud;
        this.views = cloud.viewsOfANewPhone();
        for (Cloud.View view : views) {
            connections.add(new Connection(cloud, view, chance));
            storages.add(wiring.apply(connections.get(connections.size() - 1)));
        }
        restart();
    }

    /** A new process on the same phone. */
    void restart() {
        processes++;
        AuthenticatorBackup.Builder builder = AuthenticatorBackup.builder();
        for (int i = 0; i < storages.size(); i++) {
            builder.storage(i == 0 ? Destination.MAIN : "second", storages.get(i));
        }
        library = builder.accounts(new Accounts())
                .deviceState(new State())
                .application("org.example.test/1.0")
                .platform("test")
                .clock(new WallClock())
                .random(new SeededRandom(seed * 1_000 + processes))
                .build();
    }

    AuthenticatorBackup library() {
        return library;
    }

    /** What the phone sees of each storage, the main one first. */
    List<Cloud.View> views() {
        return views;
    }

    Chance chance() {
        return chance;
    }

    /** What was sent and is still under way arrives. */
    void settle() {
        connections.forEach(Connection::settle);
    }

    /** Watches listings from now on. */
    void watch() {
        connections.forEach(Connection::watch);
    }

    /** Whether a listing has failed since, anywhere. */
    boolean listHasFailed() {
        return connections.stream().anyMatch(Connection::listHasFailed);
    }

    /** Whether the first listing since has failed everywhere, and no other was tried. */
    boolean firstListHasFailed() {
        return connections.stream().allMatch(Connection::firstListHasFailed);
    }

    void destroy() {
        views.forEach(cloud::forget);
    }

    Image image() {
        return new Image(accounts, new HashMap<>(documents));
    }

    void become(Image image) {
        accounts = image.accounts();
        documents.clear();
        documents.putAll(image.documents());
        restart();
    }

    VaultContents accounts() {
        return accounts;
    }

    void edit(UnaryOperator<VaultContents> edit) {
        accounts = edit.apply(accounts);
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    /** Whether backup is on, by what is kept. */
    boolean isMember() {
        byte[] device = documents.get("device");
        return device != null && new String(device, StandardCharsets.UTF_8).contains("capability");
    }

    /** What the library keeps under a name, which changes whenever it is written. */
    Optional<byte[]> document(String key) {
        return Optional.ofNullable(documents.get(key));
    }

    /** The contents as the library last kept them. */
    Contents known() {
        try {
            return SnapshotCodec.decodeOwn(documents.get("contents")).snapshot().contents();
        } catch (SnapshotFormatException e) {
            throw new Violation("P13", "what the library keeps cannot be read", e);
        }
    }

    UnlockedVault unlock(VaultId vault, UnlockSecret secret) throws ProblemException {
        for (FoundVault found : library.recovery().findVaults()) {
            if (found.id().equals(vault)) {
                return library.recovery().unlock(found, secret);
            }
        }
        throw new Violation("P7", "a vault is listed, and it is another one");
    }

    /** Scans a QR code. One that is known, in use or in the trash, is not added twice. */
    void add(String name, byte[] secret) throws ProblemException {
        boolean counts = name.startsWith("counter");
        Credential credential = counts
                ? new Credential.CounterBased(Secret.of(secret), Credential.Algorithm.SHA1, 6, 0)
                : new Credential.TimeBased(Secret.of(secret), Credential.Algorithm.SHA1, 6, 30);
        Account account =
                library.backups().enroll(credential, new AccountName("Example", name), AccountKind.THIRD_PARTY);
        boolean isThere =
                accounts.accounts().stream().anyMatch(each -> each.id().equals(account.id()));
        Optional<Account> inTrash = accounts.trash().stream()
                .filter(each -> each.id().equals(account.id()))
                .findFirst();
        if (isThere) {
            return;
        }
        List<Account> all = new ArrayList<>(accounts.accounts());
        List<Account> trash = new ArrayList<>(accounts.trash());
        inTrash.ifPresent(trash::remove);
        all.add(inTrash.orElse(account));
        accounts = new VaultContents(all, accounts.groups(), accounts.settings(), trash);
    }

    private final class Accounts implements LocalAccounts {

        @Override
        public VaultContents read() throws IOException {
            chance.call();
            failMaybe();
            return accounts;
        }

        @Override
        public boolean replace(VaultContents expected, VaultContents next) throws IOException {
            chance.call();
            Optional<Boolean> failsBefore = chance.fault(true, false);
            if (failsBefore.orElse(false)) {
                throw new IOException("planned");
            }
            if (!accounts.equals(expected)) {
                return false;
            }
            accounts = next;
            chance.called();
            if (failsBefore.isPresent()) {
                throw new IOException("planned");
            }
            return true;
        }
    }

    private final class State implements DeviceState {

        @Override
        public Optional<byte[]> get(String key) throws IOException {
            chance.call();
            failMaybe();
            return document(key).map(byte[]::clone);
        }

        @Override
        public void put(String key, byte[] document) throws IOException {
            write(() -> documents.put(key, document.clone()));
        }

        @Override
        public void delete(String key) throws IOException {
            write(() -> documents.remove(key));
        }

        private void write(Runnable write) throws IOException {
            chance.call();
            Optional<Boolean> failsBefore = chance.fault(true, false);
            if (!failsBefore.orElse(false)) {
                write.run();
            }
            chance.called();
            if (failsBefore.isPresent()) {
                throw new IOException("planned");
            }
        }
    }

    /** Devices fail less often than networks. */
    private void failMaybe() throws IOException {
        if (chance.fault(true, false, false, false).orElse(false)) {
            throw new IOException("planned");
        }
    }

    private final class WallClock extends Clock {

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
