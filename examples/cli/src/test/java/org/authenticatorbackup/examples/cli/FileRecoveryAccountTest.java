package org.authenticatorbackup.examples.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.authenticatorbackup.api.spi.RecoveryAccount;
import org.authenticatorbackup.api.testkit.RecoveryAccountContract;
import org.junit.jupiter.api.io.TempDir;

class FileRecoveryAccountTest extends RecoveryAccountContract {

    @TempDir
    Path directory;

    private RecoveryAccount in(String name) {
        return Places.recoveryAccount(directory.resolve(name).toUri().toString(), Clock.systemUTC());
    }

    @Override
    protected RecoveryAccount connect() {
        return in("account");
    }

    @Override
    protected Optional<RecoveryAccount> connectAsSomebodyElse() {
        return Optional.of(in("other"));
    }
}
