package org.authenticatorbackup.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.authenticatorbackup.api.account.Account;
import org.authenticatorbackup.api.account.AccountId;
import org.authenticatorbackup.api.account.AccountKind;
import org.authenticatorbackup.api.account.AccountLabel;
import org.authenticatorbackup.api.account.AccountName;
import org.authenticatorbackup.api.readiness.LockOut.WayAround;
import org.authenticatorbackup.api.readiness.SignIn.OtherFactors;
import org.authenticatorbackup.core.policy.LockOutRule.OtherWay;
import org.authenticatorbackup.core.testing.TestDevice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LockOutRuleTest {

    /** Every combination. */
    @ParameterizedTest
    @CsvSource({"EXIST, NONE, ", "EXIST, KNOWN, ", "UNKNOWN, NONE, NONE", "UNKNOWN, KNOWN, KNOWN"})
    void b10_aCircleNeedsThatThisAppIsTheOnlyFactor(OtherFactors factors, OtherWay way, WayAround expected) {
        assertThat(LockOutRule.decide(factors, way)).isEqualTo(Optional.ofNullable(expected));
    }

    private static Account account(AccountName enrolled, AccountName shown) {
        return new Account(
                new AccountId("ab".repeat(16)),
                TestDevice.totp("x"),
                enrolled,
                AccountLabel.of(shown, AccountKind.PERSONAL),
                Optional.empty());
    }

    @Test
    void b10_aFactorIsKnownByIssuerAndUserNameWhateverTheirCase() {
        AccountName signIn = new AccountName("Example Mail", "alice@example.com");
        AccountName other = new AccountName("Example Mail", "bob@example.com");
        AccountName typed = new AccountName(" example mail", "Alice@Example.com ");
        AccountName elsewhere = new AccountName("Another", "alice@example.com");

        assertThat(LockOutRule.isFactorFor(signIn, account(typed, other))).isTrue();
        assertThat(LockOutRule.isFactorFor(signIn, account(other, typed))).isTrue();
        assertThat(LockOutRule.isFactorFor(signIn, account(other, elsewhere))).isFalse();
    }
}
