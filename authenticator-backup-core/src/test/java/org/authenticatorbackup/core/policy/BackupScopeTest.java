package org.authenticatorbackup.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.authenticatorbackup.api.account.Account;
import org.authenticatorbackup.api.account.AccountId;
import org.authenticatorbackup.api.account.AccountKind;
import org.authenticatorbackup.api.account.AccountLabel;
import org.authenticatorbackup.api.account.AccountName;
import org.authenticatorbackup.api.account.Credential;
import org.authenticatorbackup.api.account.Secret;
import org.authenticatorbackup.core.policy.BackupScope.Extent;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BackupScopeTest {

    private static final Credential CODES = new Credential.Steam(Secret.of(new byte[] {1}));

    @ParameterizedTest
    @EnumSource(AccountKind.class)
    void onlyCodesOfWorkAndSchoolAreLeftOut(AccountKind kind) {
        assertThat(BackupScope.of(account(CODES, kind)))
                .isEqualTo(kind == AccountKind.WORK_OR_SCHOOL ? Extent.NAME_ONLY : Extent.FULL);
    }

    @ParameterizedTest
    @EnumSource(AccountKind.class)
    void whatIsBoundToADeviceIsBackedUpByName(AccountKind kind) {
        Credential push = new Credential.DeviceBound(Credential.DeviceBound.Binding.PUSH);

        assertThat(BackupScope.of(account(push, kind))).isEqualTo(Extent.NAME_ONLY);
        assertThat(BackupScope.of(account(new Credential.Withheld("totp"), kind)))
                .isEqualTo(Extent.NAME_ONLY);
    }

    @ParameterizedTest
    @EnumSource(AccountKind.class)
    void codesOfADevicesOwnChangeNothingOfWhatIsBackedUp(AccountKind kind) {
        for (Credential shared : new Credential[] {CODES, new Credential.Withheld("totp")}) {
            assertThat(BackupScope.of(account(new Credential.DeviceUnique(CODES, shared), kind)))
                    .isEqualTo(BackupScope.of(account(shared, kind)));
        }
    }

    private static Account account(Credential credential, AccountKind kind) {
        AccountName name = new AccountName("Example", "alice");
        return new Account(
                new AccountId("00112233445566778899aabbccddeeff"),
                credential,
                name,
                AccountLabel.of(name, kind),
                Optional.empty());
    }
}
