package org.authenticatorbackup.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.authenticatorbackup.api.ProblemException;
import org.authenticatorbackup.api.VaultId;
import org.authenticatorbackup.api.account.VaultContents;
import org.authenticatorbackup.api.backup.BackupHealth;
import org.authenticatorbackup.api.backup.EnableOptions;
import org.authenticatorbackup.api.spi.ObjectName;
import org.authenticatorbackup.api.vault.Passphrase;
import org.authenticatorbackup.core.storage.InMemoryStorage;
import org.authenticatorbackup.core.testing.Mishap.Kind;
import org.authenticatorbackup.core.testing.TestDevice;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whatever the app's parts do once, at whichever call: the failure is typed, nothing acknowledged is lost, and the next
 * attempt succeeds.
 */
class EveryCallFailsOnceTest extends EveryCall {

    private final Map<List<String>, byte[]> secrets = new HashMap<>();

    private void startWithASnapshotOnItsWay() throws ProblemException {
        startWithCarol();
        mishap.plan(Kind.FAILS_BEFORE, callOfThePut());
        assertThat(attempt(Kind.FAILS_BEFORE, this::backUp)).isTrue();
        assertThat(mishap.struck()).contains("storage.put");
    }

    /** Found by trying, so that it need not be kept in step with the library. */
    private int callOfThePut() throws ProblemException {
        for (int nth = 1; nth < 50; nth++) {
            startWithCarol();
            mishap.plan(Kind.FAILS_BEFORE, nth);
            attempt(Kind.FAILS_BEFORE, this::backUp);
            if (mishap.struck().equals(Optional.of("storage.put"))) {
                mishap.everPut().clear();
                startWithCarol();
                return nth;
            }
        }
        return fail("nothing was put");
    }

    private void startEmpty() throws ProblemException {
        startEnabled();
        phone = TestDevice.on(objects);
        wire();
    }

    /** An app that has lost its accounts and not what the library remembers. */
    private void startEmptied() throws ProblemException {
        startEnabled();
        phone.accounts.contents = VaultContents.EMPTY;
    }

    /** A phone whose owner turned backup on before thinking of recovering. */
    private void startInAnEmptyVaultOfItsOwn() throws ProblemException {
        startEnabled();
        InMemoryStorage own = EmptyVault.OBJECTS;
        for (ObjectName name : own.list("")) {
            objects.put(name, own.get(name, 1 << 20).orElseThrow());
        }
        phone = TestDevice.on(objects);
        EmptyVault.DOCUMENTS.forEach((key, document) -> phone.state.documents.put(key, document.clone()));
        wire();
    }

    private static final class EmptyVault {

        static final InMemoryStorage OBJECTS = new InMemoryStorage();
        static final Map<String, byte[]> DOCUMENTS = make();

        private static Map<String, byte[]> make() {
            try {
                return TestDevice.on(OBJECTS).enable().state.documents;
            } catch (ProblemException e) {
                throw new AssertionError(e);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void backingUp(Kind kind) throws Exception {
        everyCall(
                kind,
                this::startEnabled,
                this::backUp,
                () -> assertThat(recoverable()).isEqualTo(TWO),
                () -> assertThat(recoverable()).isEqualTo(TWO));
    }

    @ParameterizedTest
    @EnumSource
    void backingUpAChange(Kind kind) throws Exception {
        everyCall(
                kind,
                this::startWithCarol,
                this::backUp,
                () -> {
                    assertThat(recoverable()).containsAll(TWO);
                    assertThat(library.backups().health().lastVerified()).isPresent();
                    assertThat(names(phone.accounts.contents)).isEqualTo(THREE);
                },
                this::allThreeAreSafe);
    }

    @ParameterizedTest
    @EnumSource
    void finishingASnapshotThatIsOnItsWay(Kind kind) throws Exception {
        everyCall(
                kind,
                this::startWithASnapshotOnItsWay,
                this::backUp,
                () -> assertThat(recoverable()).containsAll(TWO),
                this::allThreeAreSafe);
    }

    @ParameterizedTest
    @EnumSource
    void backingUpAnotherChangeWhileASnapshotIsOnItsWay(Kind kind) throws Exception {
        everyCall(
                kind,
                () -> {
                    startWithASnapshotOnItsWay();
                    phone.add("dave");
                },
                this::backUp,
                () -> assertThat(recoverable()).containsAll(TWO),
                () -> assertThat(recoverable()).containsAll(THREE).contains("dave"));
    }

    private void allThreeAreSafe() throws ProblemException {
        assertThat(recoverable()).isEqualTo(THREE);
        assertThat(library.backups().health().status()).isEqualTo(BackupHealth.Status.PROTECTED);
    }

    @ParameterizedTest
    @EnumSource
    void askingForTheHealth(Kind kind) throws Exception {
        everyCall(
                kind,
                this::startWithCarol,
                () -> assertThat(library.backups().health().changes()).isEqualTo(BackupHealth.Changes.WAITING),
                () -> assertThat(recoverable()).isEqualTo(TWO),
                () -> assertThat(recoverable()).isEqualTo(TWO));
    }

    @ParameterizedTest
    @EnumSource
    void recovering(Kind kind) throws Exception {
        everyCall(
                kind,
                this::startEmpty,
                this::recover,
                () -> isAsBefore(kind, BackupHealth.Status.OFF),
                this::hasRecovered);
    }

    @ParameterizedTest
    @EnumSource
    void recoveringWhereTheAppHasLostItsAccounts(Kind kind) throws Exception {
        everyCall(
                kind,
                this::startEmptied,
                this::recover,
                () -> {
                    isAsBefore(kind, BackupHealth.Status.BEHIND);
                    assertThat(recoverable()).isEqualTo(TWO);
                },
                this::hasRecovered);
    }

    @ParameterizedTest
    @EnumSource
    void recoveringWhereAnEmptyVaultWasMadeBefore(Kind kind) throws Exception {
        everyCall(
                kind,
                this::startInAnEmptyVaultOfItsOwn,
                this::recover,
                () -> isAsBefore(kind, BackupHealth.Status.PROTECTED),
                this::hasRecovered);
    }

    /** After an interruption nothing could be taken back; then the device is in the vault that it recovers, unprotected. */
    private void isAsBefore(Kind kind, BackupHealth.Status before) throws ProblemException {
        BackupHealth health = library.backups().health();
        boolean entered =
                kind == Kind.INTERRUPTS || names(phone.accounts.contents).equals(TWO);
        if (entered && health.status() == BackupHealth.Status.UNPROTECTED) {
            assertThat(health.vault()).contains(kitVault());
        } else {
            assertThat(health.status()).isEqualTo(before);
        }
    }

    private void hasRecovered() throws ProblemException {
        assertThat(names(phone.accounts.contents)).isEqualTo(TWO);
        assertThat(library.backups().health().vault()).contains(kitVault());
        library.backups().backUp();
        assertThat(library.backups().health().status()).isEqualTo(BackupHealth.Status.PROTECTED);
    }

    private VaultId kitVault() throws ProblemException {
        InMemoryStorage storage = new InMemoryStorage();
        TestDevice enabled = TestDevice.enabled(storage);
        return enabled.library.backups().health().vault().orElseThrow();
    }

    @ParameterizedTest
    @EnumSource
    void turningOffAndRecovering(Kind kind) throws Exception {
        everyCall(
                kind,
                this::startEmptied,
                () -> {
                    if (phone.accounts.contents.isEmpty()) {
                        library.backups().disable();
                        recover();
                    }
                },
                () -> assertThat(recoverable()).isEqualTo(TWO),
                this::hasRecovered);
    }

    /** Every enabling derives a key twice, which takes long: so this tries the nastiest way to fail alone. */
    @ParameterizedTest
    @EnumSource(names = "FAILS_AFTER")
    void enabling(Kind kind) throws Exception {
        boolean struck = true;
        for (int nth = 1; struck; nth++) {
            startWithForeignAccounts();
            mishap.plan(kind, nth);
            boolean failed = attempt(kind, this::enable);
            Thread.interrupted();
            mishap.end();
            struck = mishap.struck().isPresent();
            String call = nth + mishap.struck().map(name -> ", " + name).orElse("") + ", failed: " + failed;
            assertThat(names(phone.accounts.contents)).as(call).isEqualTo(TWO);
            BackupHealth.Status expected = failed ? BackupHealth.Status.OFF : BackupHealth.Status.PROTECTED;
            assertThat(library.backups().health().status()).as(call).isEqualTo(expected);
            if (failed) {
                assertThat(objects.list("")).as(call).isEmpty();
                assertThat(secrets).as(call).isEmpty();
            }
        }
    }

    private void startWithForeignAccounts() throws ProblemException {
        objects = new InMemoryStorage();
        phone = TestDevice.on(objects);
        foreignAccounts();
        secrets.clear();
        library = AuthenticatorBackup.builder()
                .accounts(mishap.on(phone.accounts))
                .deviceState(mishap.on(phone.state))
                .storage(mishap.on(objects))
                .recoveryAccount(mishap.account(secrets))
                .build();
    }

    /** Accounts with ids that another key made, so that enabling replaces them. */
    private void foreignAccounts() throws ProblemException {
        TestDevice other = TestDevice.enabled(new InMemoryStorage());
        phone.accounts.contents = other.accounts.contents;
    }

    private void enable() throws ProblemException {
        try (Passphrase passphrase = TestDevice.strong()) {
            library.backups().enable(passphrase, EnableOptions.defaults().withSuite(EnableOptions.Suite.CLASSIC));
        }
    }
}
