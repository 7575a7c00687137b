package org.authenticatorbackup.api.testkit.proof;

import java.time.Duration;
import java.util.Optional;
import org.authenticatorbackup.api.spi.RecoveryAccount;
import org.authenticatorbackup.api.testkit.RecoveryAccountContract;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The contract, run against the account with the mistake that a parameter of the run names. */
final class PlantedAccountContract extends RecoveryAccountContract {

    static final String PARAMETER = "planted-account";

    private final MapAccountTest.Shown clock = new MapAccountTest.Shown();
    private Optional<PlantedAccount> account = Optional.empty();

    @RegisterExtension
    final BeforeEachCallback plant = context -> account = Optional.of(new PlantedAccount(
            clock,
            Duration.ofDays(3),
            PlantedAccount.Mistake.valueOf(
                    context.getConfigurationParameter(PARAMETER).orElseThrow())));

    @Override
    protected RecoveryAccount connect() {
        return account.orElseThrow();
    }

    @Override
    protected void pass(Duration time) {
        clock.now = clock.now.plus(time);
    }
}
