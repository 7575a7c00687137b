package org.authenticatorbackup.core;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.Set;
import java.util.TreeSet;
import org.authenticatorbackup.api.ProblemException;
import org.authenticatorbackup.api.account.Account;
import org.authenticatorbackup.api.account.VaultContents;
import org.authenticatorbackup.api.backup.BackupReceipt;
import org.authenticatorbackup.api.vault.FoundVault;
import org.authenticatorbackup.api.vault.RecoveryKit;
import org.authenticatorbackup.api.vault.UnlockedVault;
import org.authenticatorbackup.core.storage.InMemoryStorage;
import org.authenticatorbackup.core.testing.Mishap;
import org.authenticatorbackup.core.testing.Mishap.Kind;
import org.authenticatorbackup.core.testing.TestDevice;
import org.junit.jupiter.api.AfterEach;

/** A phone of which every call that the library makes can go wrong once. */
abstract class EveryCall {

    static final Set<String> TWO = Set.of("alice", "bob");
    static final Set<String> THREE = Set.of("alice", "bob", "carol");

    final Mishap mishap = new Mishap();
    InMemoryStorage objects = new InMemoryStorage();
    InMemoryStorage second = new InMemoryStorage();
    TestDevice phone = TestDevice.on(objects);
    AuthenticatorBackup library = phone.library;

    @AfterEach
    final void clearInterruption() {
        Thread.interrupted();
    }

    interface Step {
        void run() throws ProblemException;
    }

    /** Runs a step once for each call that it makes, with that call going wrong; then checks, and runs it again. */
    void everyCall(Kind kind, Step start, Step step, Step afterFailure, Step afterSuccess) throws ProblemException {
        int nth = 1;
        boolean struck = true;
        while (struck) {
            mishap.everPut().clear();
            start.run();
            mishap.plan(kind, nth);
            boolean failed = attempt(kind, step);
            Thread.interrupted();
            mishap.end();
            String call = mishap.struck().map(name -> ", " + name).orElse("");
            struck = mishap.struck().isPresent();
            try {
                if (failed) {
                    afterFailure.run();
                    step.run();
                }
                afterSuccess.run();
                oneNamePerNumber();
            } catch (ProblemException | AssertionError e) {
                throw new AssertionError("call " + nth + call + ", failed: " + failed, e);
            }
            nth++;
        }
        assertThat(nth).isGreaterThan(4);
    }

    boolean attempt(Kind kind, Step step) {
        try {
            step.run();
            return false;
        } catch (ProblemException e) {
            assertThat(e.reason()).isNotNull();
        } catch (Mishap.Mistake e) {
            assertThat(kind).isIn(Kind.THROWS_BEFORE, Kind.THROWS_AFTER);
        }
        if (kind == Kind.INTERRUPTS) {
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        }
        return true;
    }

    /** No sequence number of a lane is ever used for two objects. */
    void oneNamePerNumber() {
        Set<String> numbers = new TreeSet<>();
        mishap.everPut().keySet().stream()
                .filter(name -> name.contains("/snap/"))
                .forEach(name -> assertThat(numbers.add(name.substring(0, name.lastIndexOf('-'))))
                        .as(name)
                        .isTrue());
    }

    void wire() {
        library = app().build();
    }

    /** Wires a second storage beside the first. */
    void wireBoth() {
        library = app().storage("second", mishap.on(second)).build();
    }

    private AuthenticatorBackup.Builder app() {
        return AuthenticatorBackup.builder()
                .accounts(mishap.on(phone.accounts))
                .deviceState(mishap.on(phone.state))
                .storage(mishap.on(objects))
                .clock(phone.clock);
    }

    void startEnabled() throws ProblemException {
        objects = new InMemoryStorage();
        phone = TestDevice.enabled(objects);
        wire();
    }

    void startWithCarol() throws ProblemException {
        startEnabled();
        phone.add("carol");
    }

    void backUp() throws ProblemException {
        BackupReceipt receipt = library.backups().backUp();
        assertThat(objects.list(""))
                .anyMatch(name -> name.value().contains(receipt.snapshot().toString()));
        assertThat(receipt.accounts())
                .isEqualTo(phone.accounts.contents.accounts().size());
    }

    /** Or finds that an attempt which was told to have failed has done it. */
    void recover() throws ProblemException {
        if (names(phone.accounts.contents).equals(TWO)) {
            return;
        }
        try (RecoveryKit kit = TestDevice.kitOfEnabled()) {
            recoverWith(library, kit);
        }
    }

    static void recoverWith(AuthenticatorBackup library, RecoveryKit kit) throws ProblemException {
        for (FoundVault found : library.recovery().findVaults()) {
            if (isOf(found, kit)) {
                try (UnlockedVault vault = library.recovery().unlock(found, kit)) {
                    library.recovery().commit(vault, library.recovery().preview(vault));
                }
                return;
            }
        }
        fail("the vault is not there");
    }

    static boolean isOf(FoundVault found, RecoveryKit kit) {
        return new String(kit.text()).contains(found.id().value());
    }

    Set<String> recoverable() throws ProblemException {
        return recoverable(objects);
    }

    Set<String> recoverable(InMemoryStorage storage) throws ProblemException {
        TestDevice other = TestDevice.on(storage);
        try (RecoveryKit kit = TestDevice.kitOfEnabled()) {
            recoverWith(other.library, kit);
        }
        return names(other.accounts.contents);
    }

    static Set<String> names(VaultContents contents) {
        return contents.accounts().stream()
                .map(Account::enrolledAs)
                .map(name -> name.name())
                .collect(toCollection(TreeSet::new));
    }
}
