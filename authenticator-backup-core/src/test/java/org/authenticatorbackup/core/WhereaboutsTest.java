package org.authenticatorbackup.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.TreeMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.authenticatorbackup.api.Problem;
import org.authenticatorbackup.api.ProblemException;
import org.authenticatorbackup.api.RecoveryAccountException;
import org.authenticatorbackup.api.RecoveryRefusedException;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.spi.ObjectName;
import org.authenticatorbackup.api.spi.StorageProvider;
import org.authenticatorbackup.api.testkit.FaultyStorage;
import org.authenticatorbackup.api.testkit.FaultyStorage.Fault;
import org.authenticatorbackup.api.vault.RecoveryKit;
import org.authenticatorbackup.core.storage.InMemoryStorage;
import org.authenticatorbackup.core.testing.FakeAccount;
import org.authenticatorbackup.core.testing.TestDevice;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** S12: a vault that is not where it is looked for, and who knows that it exists. */
class WhereaboutsTest {

    private final InMemoryStorage drive = new InMemoryStorage();
    private final InMemoryStorage other = new InMemoryStorage();
    private final FakeAccount account = FakeAccount.of("account.example");

    @BeforeEach
    void enable() throws Exception {
        TestDevice owner = TestDevice.on(drive, account);
        owner.add("carol");
        owner.enable();
    }

    private static Problem problem(ThrowingCallable step) {
        return catchThrowableOfType(ProblemException.class, step).reason();
    }

    @Test
    void theRecoveryAccountKnowsThatTheVaultLiesElsewhere() throws Exception {
        TestDevice fresh = TestDevice.on(other, account);

        assertThat(problem(() -> fresh.library.recovery().findVaults()))
                .isEqualTo(RecoveryRefusedException.Reason.WRONG_STORAGE);
        assertThat(fresh.state.documents).isEmpty();
    }

    @Test
    void theDeviceKnowsItsOwnVault() throws Exception {
        TestDevice phone = TestDevice.enabled(other);
        TestDevice moved = TestDevice.again(phone, new InMemoryStorage());

        assertThat(problem(() -> moved.library.recovery().findVaults()))
                .isEqualTo(RecoveryRefusedException.Reason.WRONG_STORAGE);
    }

    @Test
    void anotherVaultInTheStorageIsNotTheAccounts() throws Exception {
        FakeAccount somebodyElses = FakeAccount.of("account.example");
        TestDevice.on(other, somebodyElses).enable();
        TestDevice fresh = TestDevice.on(other, account);

        assertThat(fresh.library.recovery().findVaults()).hasSize(1);
        assertThat(problem(() -> fresh.recover(TestDevice.strong())))
                .isEqualTo(RecoveryRefusedException.Reason.WRONG_STORAGE);
    }

    @Test
    void anAccountWhoseVaultIsHereTooIsTheWrongOneForAnother() throws Exception {
        for (ObjectName name : drive.list("")) {
            other.put(name, drive.get(name, StorageProvider.MAX_OBJECT_BYTES).orElseThrow());
        }
        FakeAccount somebodyElses = FakeAccount.of("account.example");
        InMemoryStorage theirs = new InMemoryStorage();
        TestDevice.on(theirs, somebodyElses).enable();
        for (ObjectName name : theirs.list("")) {
            other.put(name, theirs.get(name, StorageProvider.MAX_OBJECT_BYTES).orElseThrow());
        }
        TestDevice fresh = TestDevice.on(other, account);

        for (var found : fresh.library.recovery().findVaults()) {
            if (theirs.list(found.id().value()).isEmpty()) {
                fresh.library.recovery().unlock(found, TestDevice.strong()).close();
            } else {
                assertThat(problem(() -> fresh.library.recovery().unlock(found, TestDevice.strong())))
                        .isEqualTo(RecoveryAccountException.Reason.WRONG_ACCOUNT);
            }
        }
    }

    @Test
    void aKitOfAKnownVaultIsNotTheWrongKit() throws Exception {
        TestDevice phone = TestDevice.enabled(new InMemoryStorage());
        TestDevice moved = TestDevice.again(phone, drive);

        try (RecoveryKit kit = TestDevice.kitOfEnabled()) {
            assertThat(problem(() -> moved.library.recovery().unlock(kit)))
                    .isEqualTo(RecoveryRefusedException.Reason.WRONG_STORAGE);
            assertThat(problem(() -> TestDevice.on(drive).library.recovery().unlock(kit)))
                    .isEqualTo(RecoveryRefusedException.Reason.WRONG_KIT);
        }
    }

    @Test
    void anAccountThatDoesNotAnswerKnowsNothing() {
        for (RecoveryAccountException.Reason reason : RecoveryAccountException.Reason.values()) {
            account.failing(reason);
            assertThat(problem(() ->
                            TestDevice.on(other, account).library.recovery().findVaults()))
                    .isEqualTo(RecoveryRefusedException.Reason.NO_VAULT);
        }
    }

    @Test
    void aStorageThatDoesNotAnswerMayBeTheRightOne() throws Exception {
        FaultyStorage silent = FaultyStorage.around(drive);
        silent.failingOnAll(Fault.FAILS_BEFORE);
        TreeMap<String, StorageProvider> both = new TreeMap<>();
        both.put("first", other);
        both.put("second", silent);

        assertThat(problem(() -> TestDevice.on(other, account)
                        .againOn(both)
                        .library
                        .recovery()
                        .findVaults()))
                .isEqualTo(StorageException.Reason.OFFLINE);
    }
}
