package org.authenticatorbackup.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.authenticatorbackup.api.ProblemException;
import org.authenticatorbackup.api.RecoveryRefusedException;
import org.authenticatorbackup.api.RecoveryRefusedException.Reason;
import org.authenticatorbackup.api.VaultId;
import org.authenticatorbackup.api.account.Account;
import org.authenticatorbackup.api.account.Credential;
import org.authenticatorbackup.api.account.VaultContents;
import org.authenticatorbackup.api.backup.BackupHealth;
import org.authenticatorbackup.api.recovery.AccountOutcome;
import org.authenticatorbackup.api.recovery.RecoveryPreview;
import org.authenticatorbackup.api.recovery.RecoveryWarning;
import org.authenticatorbackup.api.recovery.UnjoinedReport;
import org.authenticatorbackup.api.spi.ObjectName;
import org.authenticatorbackup.api.vault.PreparedRotation;
import org.authenticatorbackup.api.vault.SlotPlan;
import org.authenticatorbackup.api.vault.UnlockedVault;
import org.authenticatorbackup.api.vault.WeakLocks;
import org.authenticatorbackup.core.storage.InMemoryStorage;
import org.authenticatorbackup.core.testing.FakeAccount;
import org.authenticatorbackup.core.testing.TestDevice;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Recovering with an old kit from a vault that was replaced, or whose slots are gone; and restoring without joining. */
class ReplacedVaultTest {

    private final InMemoryStorage storage = new InMemoryStorage();
    private final FakeAccount account = FakeAccount.of("example.com");
    private TestDevice phone;

    @BeforeEach
    void aPhoneWithBackup() throws ProblemException {
        phone = TestDevice.enabled(storage, account);
    }

    @Test
    void anOldKitShowsWhatIsThereAndJoinsNothing() throws Exception {
        VaultId next = rotate();
        TestDevice fresh = TestDevice.on(storage);
        try (UnlockedVault old = fresh.library.recovery().unlock(TestDevice.kitOfEnabled())) {
            RecoveryPreview preview = fresh.library.recovery().preview(old);

            assertThat(preview.warnings())
                    .contains(RecoveryWarning.VAULT_ROTATED)
                    .doesNotContain(RecoveryWarning.NO_SLOT);
            assertThatThrownBy(() -> fresh.library.recovery().commit(old, preview))
                    .isInstanceOfSatisfying(RecoveryRefusedException.class, refused -> {
                        assertThat(refused.reason()).isEqualTo(Reason.VAULT_ROTATED);
                        assertThat(refused.arguments()).containsExactly(next.value());
                    });
            assertThat(fresh.accounts.contents.isEmpty()).isTrue();
            assertThat(fresh.state.documents).isEmpty();

            fresh.library.recovery().restoreWithoutJoining(old, preview);
        }
        assertThat(fresh.accounts.contents).isEqualTo(phone.accounts.contents);
    }

    @Test
    void aVaultWithoutSlotsAndWithoutSuccessorIsJoinedWithAWarning() throws Exception {
        for (ObjectName name : storage.list("")) {
            if (name.value().contains("/slots/")) {
                storage.delete(name);
            }
        }
        TestDevice fresh = TestDevice.on(storage);
        try (UnlockedVault vault = fresh.library.recovery().unlock(TestDevice.kitOfEnabled())) {
            RecoveryPreview preview = fresh.library.recovery().preview(vault);
            assertThat(preview.warnings()).contains(RecoveryWarning.NO_SLOT);
            fresh.library.recovery().commit(vault, preview);

            fresh.library
                    .vault()
                    .addSlot(vault, new SlotPlan.Contacts(2, 2), WeakLocks.REFUSE)
                    .close();

            assertThat(fresh.library.recovery().preview(vault).warnings()).doesNotContain(RecoveryWarning.NO_SLOT);
        }
        fresh.library.backups().backUp();
    }

    @Test
    void aVaultThatStillOpensIsJoinedHoweverManyAreBesideIt() throws Exception {
        TestDevice.on(storage).enable();
        TestDevice fresh = TestDevice.on(storage);
        try (UnlockedVault vault = fresh.library.recovery().unlock(TestDevice.kitOfEnabled())) {
            RecoveryPreview preview = fresh.library.recovery().preview(vault);
            assertThat(preview.warnings()).doesNotContain(RecoveryWarning.NO_SLOT, RecoveryWarning.VAULT_ROTATED);
            fresh.library.recovery().commit(vault, preview);
        }
    }

    @Test
    void whatIsRestoredWithoutJoiningIsBackedUpIntoTheVaultOfThisDevice() throws Exception {
        InMemoryStorage both = new InMemoryStorage();
        TestDevice device = TestDevice.on(both);
        Account own = device.add("carol");
        device.enable();
        TestDevice.enabled(both);
        device.accounts.contents = VaultContents.EMPTY;
        List<Account> before = phone.accounts.contents.accounts();
        UnjoinedReport report;
        try (UnlockedVault foreign = device.library.recovery().unlock(TestDevice.kitOfEnabled())) {
            report = device.library
                    .recovery()
                    .restoreWithoutJoining(foreign, device.library.recovery().preview(foreign));
        }

        List<Account> restored = device.accounts.contents.accounts();
        assertThat(restored).extracting(Account::credential).containsExactlyElementsOf(credentials(before));
        assertThat(report.outcomes())
                .extracting(AccountOutcome::id)
                .containsExactlyElementsOf(restored.stream().map(Account::id).toList());
        device.library.backups().backUp();
        assertThat(device.library.backups().health().status()).isEqualTo(BackupHealth.Status.PROTECTED);
        assertThat(restored).doesNotContain(own).doesNotContainAnyElementsOf(before);
    }

    @Test
    void whereBackupWasNeverOnTheAccountsKeepTheirIds() throws Exception {
        TestDevice fresh = TestDevice.on(storage);
        try (UnlockedVault vault = fresh.library.recovery().unlock(TestDevice.kitOfEnabled())) {
            fresh.library
                    .recovery()
                    .restoreWithoutJoining(vault, fresh.library.recovery().preview(vault));
        }
        assertThat(fresh.accounts.contents).isEqualTo(phone.accounts.contents);
        fresh.enable();
    }

    @Test
    void aDamagedStateDoesNotKeepFromRestoring() throws Exception {
        TestDevice fresh = TestDevice.on(storage);
        fresh.state.put("device", new byte[] {1});
        try (UnlockedVault vault = fresh.library.recovery().unlock(TestDevice.kitOfEnabled())) {
            fresh.library
                    .recovery()
                    .restoreWithoutJoining(vault, fresh.library.recovery().preview(vault));
        }
        assertThat(fresh.accounts.contents).isEqualTo(phone.accounts.contents);
    }

    private static List<Credential> credentials(List<Account> accounts) {
        List<Credential> credentials = new ArrayList<>();
        accounts.forEach(each -> credentials.add(each.credential()));
        return credentials;
    }

    private VaultId rotate() throws ProblemException {
        try (UnlockedVault vault = phone.unlock(TestDevice.kitOfEnabled());
                PreparedRotation prepared =
                        phone.library.vault().rotate(vault, List.of(new SlotPlan.AccountAlone()), WeakLocks.ALLOW)) {
            phone.library.vault().finishRotation();
            return prepared.vault().id();
        }
    }
}
