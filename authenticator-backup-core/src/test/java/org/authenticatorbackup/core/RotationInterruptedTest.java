package org.authenticatorbackup.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.authenticatorbackup.api.ProblemException;
import org.authenticatorbackup.api.VaultId;
import org.authenticatorbackup.api.VaultRefusedException;
import org.authenticatorbackup.api.account.Account;
import org.authenticatorbackup.api.account.AccountKind;
import org.authenticatorbackup.api.account.AccountName;
import org.authenticatorbackup.api.vault.AccountAlone;
import org.authenticatorbackup.api.vault.FoundVault;
import org.authenticatorbackup.api.vault.PreparedRotation;
import org.authenticatorbackup.api.vault.SlotPlan;
import org.authenticatorbackup.api.vault.UnlockSecret;
import org.authenticatorbackup.api.vault.UnlockedVault;
import org.authenticatorbackup.api.vault.WeakLocks;
import org.authenticatorbackup.core.storage.InMemoryStorage;
import org.authenticatorbackup.core.testing.FakeAccount;
import org.authenticatorbackup.core.testing.OutsideFaults;
import org.authenticatorbackup.core.testing.OutsideFaults.Mode;
import org.authenticatorbackup.core.testing.TestDevice;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** P26: a rotation that is interrupted at any call to the outside loses nothing, and can be finished. */
class RotationInterruptedTest {

    @ParameterizedTest
    @EnumSource(Mode.class)
    void whateverCallGoesWrongNothingIsLostAndTheRotationCanBeFinished(Mode mode) throws Exception {
        int nth = 1;
        boolean interrupted = true;
        while (interrupted) {
            interrupted = new Story(nth, mode).play();
            nth++;
        }

        assertThat(nth).isGreaterThan(40);
    }

    /** The plan that costs the test least: neither a passphrase nor shares have to be stretched. */
    private static final SlotPlan ACCOUNT = new SlotPlan.AccountAlone();

    /** One phone whose rotation goes wrong at one call. */
    private static final class Story {

        private final String title;
        private final InMemoryStorage objects = new InMemoryStorage();
        private final FakeAccount secrets = FakeAccount.of("example.com");
        private final OutsideFaults faults = new OutsideFaults();
        private final TestDevice phone;
        private final VaultId oldVault;
        private final Set<Account> acknowledged = new HashSet<>();
        private Optional<VaultId> newVault = Optional.empty();

        Story(int nth, Mode mode) throws ProblemException {
            title = "call " + nth + " " + mode;
            phone = TestDevice.enabled(objects, secrets);
            acknowledged.addAll(phone.accounts.contents.accounts());
            try (UnlockedVault vault = phone.unlock(TestDevice.kitOfEnabled())) {
                oldVault = vault.id();
                phone.library.vault().addSlot(vault, ACCOUNT, WeakLocks.ALLOW).close();
            }
            faults.fail(nth, mode);
        }

        /** Returns whether anything went wrong; once nothing does, every call has been tried. */
        boolean play() throws ProblemException {
            rotateAndBackUpMeanwhile();
            boolean interrupted = faults.happened();
            faults.stop();
            requireEverythingRecoverable();
            backUp(library(), "dave");
            requireEverythingRecoverable();
            finish();
            requireTheOldVaultShut();
            backUp(library(), "erin");
            assertThat(recovered(newVault.orElseThrow())).as(title).containsAll(acknowledged);
            return interrupted;
        }

        private void rotateAndBackUpMeanwhile() {
            AuthenticatorBackup library = library();
            try (UnlockedVault vault = unlock(library, oldVault, TestDevice.kitOfEnabled())) {
                prepare(library, vault);
                backUp(library, "carol");
                library.vault().finishRotation();
            } catch (ProblemException e) {
                assertThat(e.getMessage()).as(title).isNotEmpty();
            }
        }

        private void prepare(AuthenticatorBackup library, UnlockedVault vault) throws ProblemException {
            try (PreparedRotation prepared =
                    library.vault().rotate(vault, List.of(ACCOUNT, ACCOUNT), WeakLocks.ALLOW)) {
                newVault = Optional.of(prepared.vault().id());
            }
        }

        private void backUp(AuthenticatorBackup library, String name) throws ProblemException {
            Account account = library.backups()
                    .enroll(TestDevice.totp(name), new AccountName("Example", name), AccountKind.THIRD_PARTY);
            List<Account> all = new ArrayList<>(phone.accounts.contents.accounts());
            if (!all.contains(account)) {
                all.add(account);
            }
            phone.accounts.contents = phone.accounts.contents.withAccounts(all);
            library.backups().backUp();
            acknowledged.addAll(all);
        }

        private void finish() throws ProblemException {
            AuthenticatorBackup library = library();
            if (!newVault.isPresent()) {
                try (UnlockedVault vault = unlock(library, oldVault, TestDevice.kitOfEnabled())) {
                    prepare(library, vault);
                }
            }
            try {
                library.vault().finishRotation();
            } catch (VaultRefusedException e) {
                assertThat(e.reason()).as(title).isEqualTo(VaultRefusedException.Reason.NO_ROTATION);
                assertThat(library.backups().health().vault()).as(title).isEqualTo(newVault);
            }
        }

        private void requireTheOldVaultShut() throws ProblemException {
            assertThat(objects.list(oldVault + "/slots/")).as(title).isEmpty();
            assertThat(secrets.secrets.keySet()).as(title).noneMatch(key -> key.startsWith(oldVault.value()));
            assertThat(secrets.secrets).as(title).hasSize(2);
            assertThat(library().recovery().findVaults())
                    .as(title)
                    .extracting(FoundVault::id)
                    .containsExactlyInAnyOrder(oldVault, newVault.orElseThrow());
            assertThat(phone.state.documents).as(title).doesNotContainKey("rotation");
            assertThat(phone.accounts.contents.accounts()).as(title).containsAll(acknowledged);
        }

        private void requireEverythingRecoverable() throws ProblemException {
            Set<Account> best = new HashSet<>();
            if (!objects.list(oldVault + "/slots/").isEmpty()) {
                best.addAll(recoveredIfThere(oldVault));
            }
            if (!best.containsAll(acknowledged) && newVault.isPresent()) {
                best = new HashSet<>(recovered(newVault.get()));
            }
            assertThat(best).as(title).containsAll(acknowledged);
        }

        private List<Account> recoveredIfThere(VaultId vault) {
            try {
                return recovered(vault);
            } catch (ProblemException e) {
                return List.of(); // that slot is gone; the new one must do
            }
        }

        private List<Account> recovered(VaultId vault) throws ProblemException {
            TestDevice fresh = TestDevice.on(objects, secrets);
            try (UnlockedVault opened = unlock(fresh.library, vault, AccountAlone.CONNECTED)) {
                return fresh.library.recovery().preview(opened).contents().accounts();
            }
        }

        private static UnlockedVault unlock(AuthenticatorBackup library, VaultId vault, UnlockSecret secret)
                throws ProblemException {
            for (FoundVault found : library.recovery().findVaults()) {
                if (found.id().equals(vault)) {
                    return library.recovery().unlock(found, secret);
                }
            }
            throw new AssertionError(vault + " is not there");
        }

        /** The app after a start. */
        private AuthenticatorBackup library() {
            return AuthenticatorBackup.builder()
                    .accounts(phone.accounts)
                    .deviceState(faults.around(phone.state))
                    .storage(faults.around(objects))
                    .recoveryAccount(faults.around(secrets))
                    .build();
        }
    }
}
