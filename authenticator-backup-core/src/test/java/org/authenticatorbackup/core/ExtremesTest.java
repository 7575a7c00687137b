package org.authenticatorbackup.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.authenticatorbackup.api.BackupRefusedException;
import org.authenticatorbackup.api.account.Account;
import org.authenticatorbackup.api.account.AccountLabel;
import org.authenticatorbackup.api.account.VaultContents;
import org.authenticatorbackup.api.backup.BackupHealth;
import org.authenticatorbackup.core.storage.InMemoryStorage;
import org.authenticatorbackup.core.testing.TestDevice;
import org.junit.jupiter.api.Test;

/** Accounts that are too many. */
class ExtremesTest {

    private final InMemoryStorage objects = new InMemoryStorage();

    private static Account noted(Account account, String note) {
        AccountLabel label = account.label();
        return new Account(
                account.id(),
                account.credential(),
                account.enrolledAs(),
                new AccountLabel(label.name(), label.kind(), note, false, Optional.empty()),
                account.group());
    }

    @Test
    void afterContentsThatAreTooLargeSmallerOnesCanBeBackedUp() throws Exception {
        TestDevice phone = TestDevice.enabled(objects);
        VaultContents before = phone.accounts.contents;
        List<Account> many = new ArrayList<>(before.accounts());
        String note = "n".repeat(60 * 1024);
        for (int i = 0; i < 600; i++) {
            many.add(noted(phone.add("a" + i), note));
        }
        phone.accounts.contents = before.withAccounts(many);
        assertThatThrownBy(() -> phone.library.backups().backUp())
                .isInstanceOfSatisfying(
                        BackupRefusedException.class,
                        e -> assertThat(e.reason()).isEqualTo(BackupRefusedException.Reason.TOO_LARGE));
        assertThat(phone.library.backups().health().status()).isEqualTo(BackupHealth.Status.BEHIND);

        phone.accounts.contents = before;

        assertThat(phone.library.backups().backUp().accounts()).isEqualTo(2);
    }
}
