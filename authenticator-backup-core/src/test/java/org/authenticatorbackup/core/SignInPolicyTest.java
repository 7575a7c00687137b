package org.authenticatorbackup.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.authenticatorbackup.api.BackupRefusedException;
import org.authenticatorbackup.api.Problem;
import org.authenticatorbackup.api.ProblemException;
import org.authenticatorbackup.api.RecoveryAccountException;
import org.authenticatorbackup.api.RecoveryRefusedException;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.backup.BackupHealth;
import org.authenticatorbackup.api.backup.EnableOptions;
import org.authenticatorbackup.api.spi.RecoveryAccount;
import org.authenticatorbackup.api.spi.StorageProvider;
import org.authenticatorbackup.api.spi.StorageTraits;
import org.authenticatorbackup.api.testkit.FaultyStorage;
import org.authenticatorbackup.api.testkit.FaultyStorage.Fault;
import org.authenticatorbackup.api.testkit.ForwardingStorage;
import org.authenticatorbackup.api.vault.Passphrase;
import org.authenticatorbackup.api.vault.RecoveryKit;
import org.authenticatorbackup.api.vault.SignInPolicy;
import org.authenticatorbackup.api.vault.SignInPolicy.Need;
import org.authenticatorbackup.api.vault.TransferCode;
import org.authenticatorbackup.api.vault.TransferOffer;
import org.authenticatorbackup.api.vault.UnlockedVault;
import org.authenticatorbackup.core.storage.InMemoryStorage;
import org.authenticatorbackup.core.testing.FakeAccount;
import org.authenticatorbackup.core.testing.TestDevice;
import org.junit.jupiter.api.Test;

/** S2: which accounts a person has to be signed in to. */
class SignInPolicyTest {

    private static final SignInPolicy BOTH =
            SignInPolicy.defaults().withStorageAccount(Need.ALWAYS).withRecoveryAccount(Need.ALWAYS);

    private final InMemoryStorage objects = new InMemoryStorage();
    private final FaultyStorage cloud = FaultyStorage.around(new RunBy("cloud.example", objects));
    private final FakeAccount account = FakeAccount.of("account.example");

    /** A storage that somebody runs. */
    private static final class RunBy extends ForwardingStorage {

        private final String operator;

        RunBy(String operator, StorageProvider inner) {
            super(inner);
            this.operator = operator;
        }

        @Override
        public StorageTraits traits() {
            return new StorageTraits(Set.of(), operator);
        }
    }

    private static AuthenticatorBackup phone(
            SignInPolicy policy, StorageProvider storage, Optional<RecoveryAccount> account) {
        AuthenticatorBackup.Builder builder = AuthenticatorBackup.builder()
                .accounts(new TestDevice.Store())
                .deviceState(new TestDevice.State())
                .signInPolicy(policy)
                .storage(storage);
        account.ifPresent(builder::recoveryAccount);
        return builder.build();
    }

    private static void enable(AuthenticatorBackup phone) throws ProblemException {
        try (Passphrase passphrase = TestDevice.strong()) {
            phone.backups().enable(passphrase, EnableOptions.defaults());
        }
    }

    private static void open(AuthenticatorBackup phone) throws ProblemException {
        try (RecoveryKit kit = TestDevice.kitOfEnabled()) {
            phone.recovery().unlock(kit).close();
        }
    }

    private static void openChosen(AuthenticatorBackup phone) throws ProblemException {
        try (RecoveryKit kit = TestDevice.kitOfEnabled()) {
            phone.recovery().unlock(phone.recovery().findVaults().get(0), kit).close();
        }
    }

    private static Problem problem(ThrowingCallable step) {
        return catchThrowableOfType(ProblemException.class, step).reason();
    }

    @Test
    void backupIsNotTurnedOnWithoutTheAccountsThatAreWanted() throws Exception {
        assertThat(problem(() -> enable(phone(BOTH, objects, Optional.of(account)))))
                .as("a folder of the person's own is no account")
                .isEqualTo(BackupRefusedException.Reason.STORAGE_ACCOUNT_REQUIRED);
        assertThat(problem(() -> enable(phone(BOTH, cloud, Optional.empty()))))
                .isEqualTo(BackupRefusedException.Reason.RECOVERY_ACCOUNT_REQUIRED);
        assertThat(objects.list("")).isEmpty();

        AuthenticatorBackup phone = phone(BOTH, cloud, Optional.of(account));
        enable(phone);
        assertThat(phone.backups().health().status()).isEqualTo(BackupHealth.Status.PROTECTED);
    }

    @Test
    void aSignInThatHasExpiredIsNoSignIn() throws Exception {
        account.failing(RecoveryAccountException.Reason.UNAUTHORIZED);
        assertThat(problem(() -> enable(phone(BOTH, cloud, Optional.of(account)))))
                .isEqualTo(RecoveryAccountException.Reason.UNAUTHORIZED);
        assertThat(objects.list("")).isEmpty();
        account.failure = Optional.empty();
        cloud.failingOnAll(Fault.UNAUTHORIZED);
        assertThat(problem(() -> enable(phone(BOTH, cloud, Optional.of(account)))))
                .isEqualTo(StorageException.Reason.UNAUTHORIZED);
        assertThat(account.secrets).isEmpty();
    }

    /** A folder beside it would have taken the backup all the same. */
    @Test
    void theStorageAccountItselfHasToAnswer() {
        cloud.failingOnAll(Fault.UNAUTHORIZED);
        AuthenticatorBackup phone = AuthenticatorBackup.builder()
                .accounts(new TestDevice.Store())
                .deviceState(new TestDevice.State())
                .signInPolicy(SignInPolicy.defaults().withStorageAccount(Need.TO_TURN_ON))
                .storage("folder", objects)
                .storage("cloud", cloud)
                .build();

        assertThat(problem(() -> enable(phone))).isEqualTo(StorageException.Reason.UNAUTHORIZED);
    }

    @Test
    void aVaultIsNotOpenedWithoutTheAccountsThatAreWantedWhateverOpensIt() throws Exception {
        TestDevice.enabled(objects);

        assertThat(problem(() -> open(phone(BOTH, cloud, Optional.empty()))))
                .isEqualTo(RecoveryRefusedException.Reason.RECOVERY_ACCOUNT_REQUIRED);
        assertThat(problem(() -> openChosen(phone(BOTH, cloud, Optional.empty()))))
                .isEqualTo(RecoveryRefusedException.Reason.RECOVERY_ACCOUNT_REQUIRED);
        assertThat(problem(() -> open(phone(BOTH, objects, Optional.of(account)))))
                .isEqualTo(RecoveryRefusedException.Reason.STORAGE_ACCOUNT_REQUIRED);
        account.failing(RecoveryAccountException.Reason.UNAUTHORIZED);
        assertThat(problem(() -> open(phone(BOTH, cloud, Optional.of(account)))))
                .isEqualTo(RecoveryAccountException.Reason.UNAUTHORIZED);
        account.failure = Optional.empty();

        open(phone(BOTH, cloud, Optional.of(account)));
        openChosen(phone(BOTH, cloud, Optional.of(account)));
        assertThat(account.secrets).as("it was only asked").isEmpty();
    }

    @Test
    void aTransferNeedsThemTooAndTheOfferStillServes() throws Exception {
        TestDevice old = TestDevice.enabled(objects);
        AuthenticatorBackup fresh = phone(BOTH, cloud, Optional.of(account));
        try (TransferOffer offer = fresh.transfers().offer();
                RecoveryKit kit = TestDevice.kitOfEnabled();
                UnlockedVault opened = old.unlock(kit);
                TransferCode code = offer.code()) {
            byte[] answer = old.library.transfers().accept(opened, code).bytes();
            account.failing(RecoveryAccountException.Reason.UNAUTHORIZED);
            assertThat(problem(() -> fresh.transfers().open(offer, answer)))
                    .isEqualTo(RecoveryAccountException.Reason.UNAUTHORIZED);
            account.failure = Optional.empty();
            fresh.transfers().open(offer, answer).close();
        }
    }

    @Test
    void aLostAccountLocksNobodyOutUnlessTheAppSaysSo() throws Exception {
        TestDevice.enabled(objects);
        SignInPolicy once =
                SignInPolicy.defaults().withStorageAccount(Need.TO_TURN_ON).withRecoveryAccount(Need.TO_TURN_ON);

        open(phone(once, objects, Optional.empty()));
        open(phone(SignInPolicy.defaults(), objects, Optional.empty()));
    }
}
