package org.authenticatorbackup.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.authenticatorbackup.api.RecoveryAccountException;
import org.authenticatorbackup.api.RecoveryAccountException.Reason;
import org.authenticatorbackup.api.SlotId;
import org.authenticatorbackup.api.VaultId;
import org.authenticatorbackup.api.spi.DelayedRelease;
import org.authenticatorbackup.api.spi.RecoveryAccount;
import org.authenticatorbackup.api.testkit.RecoveryAccountContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stand-in with a waiting time holds the contract, and nobody gets around it by naming the directory otherwise. */
class FileDelayedAccountTest extends RecoveryAccountContract {

    private static final VaultId VAULT = new VaultId("a".repeat(32));
    private static final SlotId SLOT = new SlotId("0".repeat(16));

    @TempDir
    Path directory;

    private Instant now = Instant.parse("2026-12-01T10:00:00.5Z");

    private final Clock clock = new Clock() {

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    };

    private RecoveryAccount at(String query) {
        return Places.recoveryAccount(directory.resolve("account").toUri() + query, clock);
    }

    @Override
    protected RecoveryAccount connect() {
        return at("?delay=PT72H");
    }

    @Override
    protected Optional<RecoveryAccount> connectAsSomebodyElse() {
        return Optional.of(Places.recoveryAccount(directory.resolve("other").toUri() + "?delay=PT72H", clock));
    }

    @Override
    protected void pass(Duration time) {
        now = now.plus(time);
    }

    @Test
    void whoAsksCannotShortenTheTime() throws Exception {
        connect().putSecret(VAULT, SLOT, new byte[32]);

        assertThat(catchThrowableOfType(
                                RecoveryAccountException.class,
                                () -> ((DelayedRelease) at("?delay=PT0S")).release(VAULT, SLOT, new byte[32]))
                        .reason())
                .isEqualTo(Reason.RELEASE_PENDING);
        assertThat(catchThrowableOfType(RecoveryAccountException.class, () -> at("").getSecret(VAULT, SLOT))
                        .reason())
                .isEqualTo(Reason.REFUSED);
    }

    @Test
    void aSecretThatWasPutWithoutAWaitingTimeHasNone() throws Exception {
        at("").putSecret(VAULT, SLOT, new byte[32]);

        assertThat(((DelayedRelease) connect()).release(VAULT, SLOT, new byte[32]))
                .isPresent();
    }

    @Test
    void aDamagedLedgerReleasesNothing() throws Exception {
        connect().putSecret(VAULT, SLOT, new byte[32]);
        Path ledger = directory.resolve("account").resolve(VAULT.value()).resolve(SLOT + ".releases");
        for (String text : new String[] {"", "wait PT72H", "wait soon\nreleases 1\n", "releases 1\n"}) {
            overwrite(ledger, text);
            assertThat(catchThrowableOfType(
                                    RecoveryAccountException.class,
                                    () -> ((DelayedRelease) connect()).release(VAULT, SLOT, new byte[32]))
                            .reason())
                    .isEqualTo(Reason.BROKEN);
        }
    }

    private static void overwrite(Path file, String text) throws IOException {
        Files.writeString(file, text);
    }

    @Test
    void otherQueriesAreAWrongUsage() {
        for (String query : new String[] {"?", "?delay=", "?delay=1d", "?delay=-PT1S", "?delay=P31D", "?wait=PT1H"}) {
            assertThatThrownBy(() -> at(query))
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining("delay=");
        }
        assertThat(at("?delay=P30D")).isInstanceOf(DelayedRelease.class);
        assertThat(at("")).isNotInstanceOf(DelayedRelease.class);
    }
}
