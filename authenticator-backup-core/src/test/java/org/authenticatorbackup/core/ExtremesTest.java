package org.authenticatorbackup.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.authenticatorbackup.api.BackupRefusedException;
import org.authenticatorbackup.api.account.Account;
import org.authenticatorbackup.api.account.AccountLabel;
import org.authenticatorbackup.api.account.VaultContents;
import org.authenticatorbackup.api.backup.BackupHealth;
import org.authenticatorbackup.api.backup.BackupReceipt;
import org.authenticatorbackup.api.backup.EnableOptions;
import org.authenticatorbackup.api.vault.Passphrase;
import org.authenticatorbackup.api.vault.RecoveryKit;
import org.authenticatorbackup.api.vault.UnlockedVault;
import org.authenticatorbackup.core.storage.InMemoryStorage;
import org.authenticatorbackup.core.testing.TestDevice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clocks that are far off, and accounts that are too many. */
class ExtremesTest {

    private final InMemoryStorage objects = new InMemoryStorage();

    private static AuthenticatorBackup library(TestDevice phone, InMemoryStorage objects, Clock clock) {
        return AuthenticatorBackup.builder()
                .accounts(phone.accounts)
                .deviceState(phone.state)
                .storage(objects)
                .clock(clock)
                .build();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1970-01-01T00:00:00Z",
                "1969-12-31T23:59:58Z",
                "0000-01-01T00:00:00Z",
                "-0001-01-01T00:00:00Z",
                "9999-12-31T23:59:59Z",
                "+10000-01-01T00:00:00Z",
                "+1000000000-12-31T23:59:59.999999999Z",
                "-1000000000-01-01T00:00:00Z"
            })
    void aWrongClockStopsNothing(String time) throws Exception {
        TestDevice phone = TestDevice.enabled(objects);
        AuthenticatorBackup library = library(phone, objects, Clock.fixed(Instant.parse(time), ZoneOffset.UTC));
        phone.add("carol");

        BackupReceipt receipt = library.backups().backUp();
        BackupHealth health = library.backups().health();

        assertThat(health.lastVerified()).contains(receipt);
        assertThat(health.status()).isEqualTo(BackupHealth.Status.PROTECTED);
        TestDevice next = TestDevice.on(objects);
        AuthenticatorBackup other = library(next, objects, Clock.fixed(Instant.parse(time), ZoneOffset.UTC));
        try (RecoveryKit kit = TestDevice.kitOfEnabled();
                UnlockedVault vault =
                        other.recovery().unlock(other.recovery().findVaults().get(0), kit)) {
            other.recovery().commit(vault, other.recovery().preview(vault));
            vault.recoveryKit("somewhere").close();
        }
        assertThat(next.accounts.contents.accounts()).hasSize(3);
    }

    @Test
    void backupIsTurnedOnAtAWrongTime() throws Exception {
        TestDevice phone = TestDevice.on(objects);
        AuthenticatorBackup library =
                library(phone, objects, Clock.fixed(Instant.parse("+10000-01-01T00:00:00Z"), ZoneOffset.UTC));
        try (Passphrase passphrase = TestDevice.strong()) {
            library.backups().enable(passphrase, EnableOptions.defaults().withSuite(EnableOptions.Suite.CLASSIC));

            assertThat(library.backups().health().status()).isEqualTo(BackupHealth.Status.PROTECTED);
        }
    }

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
