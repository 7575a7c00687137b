package org.authenticatorbackup.core.testing;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.authenticatorbackup.api.ProblemException;
import org.authenticatorbackup.api.account.Account;
import org.authenticatorbackup.api.account.AccountKind;
import org.authenticatorbackup.api.account.AccountName;
import org.authenticatorbackup.api.account.Credential;
import org.authenticatorbackup.api.backup.BackupPolicy;
import org.authenticatorbackup.api.backup.EnableOptions;
import org.authenticatorbackup.api.readiness.SignIn;
import org.authenticatorbackup.api.recovery.RecoveryReport;
import org.authenticatorbackup.api.recovery.RestoreMode;
import org.authenticatorbackup.api.recovery.RestoreOptions;
import org.authenticatorbackup.api.spi.StorageProvider;
import org.authenticatorbackup.api.vault.Passphrase;
import org.authenticatorbackup.api.vault.RecoveryKit;
import org.authenticatorbackup.api.vault.UnlockedVault;
import org.authenticatorbackup.core.AuthenticatorBackup;

/** A phone whose app is connected to a {@link FakeProvider}. */
public final class VerifyingPhone {

    public final TestDevice.Store accounts = new TestDevice.Store();
    public final TestDevice.State state = new TestDevice.State();
    public final TestClock clock = new TestClock(Instant.parse("2026-12-01T10:00:00Z"));
    public final FakeProvider.Phone app;
    private final StorageProvider storage;
    private BackupPolicy policy = BackupPolicy.defaults();
    public AuthenticatorBackup library;

    /** What the person signs in to before they can recover. */
    public Optional<SignIn> signIn = Optional.empty();

    public VerifyingPhone(StorageProvider storage, FakeProvider provider) {
        this.storage = storage;
        this.app = provider.phone();
        start();
    }

    /** The app is started again, with a policy. */
    public VerifyingPhone under(BackupPolicy changed) {
        policy = changed;
        start();
        return this;
    }

    /** The app is killed and started again. */
    public void start() {
        AuthenticatorBackup.Builder builder = AuthenticatorBackup.builder();
        signIn.ifPresent(builder::signIn);
        library = builder.accounts(accounts)
                .deviceState(state)
                .storage(storage)
                .scope(policy)
                .verifier(app)
                .issuer(app)
                .clock(clock)
                .random(new SecureRandom())
                .build();
    }

    public Account add(AccountName name, AccountKind kind, Credential credential) throws ProblemException {
        if (credential instanceof Credential.DeviceBound) {
            app.keys.add(name);
        }
        return library.accounts().add(credential, name, kind);
    }

    public RecoveryKit enable() throws ProblemException {
        try (Passphrase passphrase = TestDevice.strong()) {
            library.backups().enable(passphrase, EnableOptions.defaults().withSuite(EnableOptions.Suite.CLASSIC));
            try (UnlockedVault vault =
                    library.recovery().unlock(library.recovery().findVaults().get(0), passphrase)) {
                return vault.recoveryKit("a test");
            }
        }
    }

    public RecoveryReport recover(RecoveryKit kit, RestoreMode mode) throws ProblemException {
        try (UnlockedVault vault = library.recovery().unlock(kit)) {
            return library.recovery()
                    .commit(
                            vault,
                            library.recovery()
                                    .preview(vault, RestoreOptions.defaults().withMode(mode)));
        }
    }

    /** Takes over what another phone holds: it is an image of it. */
    public void become(VerifyingPhone other) {
        accounts.contents = other.accounts.contents;
        other.state.documents.forEach((key, document) -> state.documents.put(key, document.clone()));
        app.keys.addAll(other.app.keys);
    }

    public Account account(AccountName name) {
        return accounts.contents.accounts().stream()
                .filter(account -> account.enrolledAs().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Every byte that the library has written on this phone. */
    public List<byte[]> written() {
        return new ArrayList<>(state.documents.values());
    }
}
