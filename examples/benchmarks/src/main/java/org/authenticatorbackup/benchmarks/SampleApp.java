package org.authenticatorbackup.benchmarks;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.authenticatorbackup.api.AccountService;
import org.authenticatorbackup.api.account.Account;
import org.authenticatorbackup.api.account.AccountKind;
import org.authenticatorbackup.api.account.AccountLabel;
import org.authenticatorbackup.api.account.AccountName;
import org.authenticatorbackup.api.account.Credential;
import org.authenticatorbackup.api.account.Secret;
import org.authenticatorbackup.api.account.VaultContents;
import org.authenticatorbackup.api.backup.EnableOptions;
import org.authenticatorbackup.api.spi.DeviceState;
import org.authenticatorbackup.api.spi.LocalAccounts;
import org.authenticatorbackup.api.spi.StorageProvider;
import org.authenticatorbackup.api.vault.Passphrase;
import org.authenticatorbackup.api.vault.RecoveryKit;
import org.authenticatorbackup.api.vault.UnlockedVault;
import org.authenticatorbackup.core.AuthenticatorBackup;

/** An app with its accounts and the library's state in memory, so that the library's own work is measured. */
final class SampleApp implements LocalAccounts, DeviceState {

    static final String PASSPHRASE = "river-abandon-staple-battery-correct-horse-violin";

    private static final int EDITED = 10;

    private final Map<String, byte[]> documents = new HashMap<>();
    private VaultContents contents = VaultContents.EMPTY;
    private final AuthenticatorBackup library;
    private int edits;

    SampleApp(StorageProvider storage) {
        library = AuthenticatorBackup.builder()
                .accounts(this)
                .deviceState(this)
                .storage(storage)
                .application("org.example.benchmark/1.0")
                .platform("desktop")
                .build();
    }

    /** With so many accounts, backed up once. */
    static SampleApp enabled(StorageProvider storage, int accounts) throws Exception {
        SampleApp app = new SampleApp(storage);
        List<Account> all = new ArrayList<>();
        for (int i = 0; i < accounts; i++) {
            byte[] secret = new byte[20];
            secret[0] = (byte) i;
            secret[1] = (byte) (i >> 8);
            secret[2] = 1;
            all.add(app.library
                    .backups()
                    .enroll(
                            new Credential.TimeBased(Secret.of(secret), Credential.Algorithm.SHA1, 6, 30),
                            new AccountName("Example " + i % 50, "user" + i + "@example.com"),
                            AccountKind.THIRD_PARTY));
        }
        app.contents = VaultContents.of(all);
        try (Passphrase passphrase = passphrase()) {
            app.library.backups().enable(passphrase, EnableOptions.defaults());
        }
        return app;
    }

    static Passphrase passphrase() {
        return Passphrase.drawn(PASSPHRASE.toCharArray(), 77);
    }

    AuthenticatorBackup library() {
        return library;
    }

    VaultContents contents() {
        return contents;
    }

    RecoveryKit kit() throws Exception {
        try (Passphrase passphrase = passphrase();
                UnlockedVault vault = library.recovery()
                        .unlock(library.recovery().findVaults().get(0), passphrase)) {
            return vault.recoveryKit("benchmark");
        }
    }

    /** Renames one account, as a person does: one of a few, so that the contents stay as large as they are. */
    void edit() throws Exception {
        AccountService accounts = library.accounts();
        Account account = contents.accounts().get(edits++ % EDITED);
        accounts.relabel(
                account.id(),
                AccountLabel.of(
                        new AccountName("Example", "renamed " + edits % 1_000 + "@example.com"),
                        AccountKind.THIRD_PARTY));
    }

    @Override
    public VaultContents read() {
        return contents;
    }

    @Override
    public boolean replace(VaultContents expected, VaultContents next) {
        if (!contents.equals(expected)) {
            return false;
        }
        contents = next;
        return true;
    }

    @Override
    public Optional<byte[]> get(String key) {
        return Optional.ofNullable(documents.get(key)).map(byte[]::clone);
    }

    @Override
    public void put(String key, byte[] document) {
        documents.put(key, document.clone());
    }

    @Override
    public void delete(String key) {
        documents.remove(key);
    }
}
