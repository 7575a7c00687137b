package org.authenticatorbackup.core.vault;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.authenticatorbackup.api.backup.BackupPolicy;
import org.authenticatorbackup.api.spi.LocalAccounts;
import org.authenticatorbackup.api.spi.RecoveryAccount;
import org.authenticatorbackup.api.vault.SignInPolicy;
import org.authenticatorbackup.api.vault.WorkFactor;
import org.authenticatorbackup.core.PassphraseStrength;

/**
 * What an app has plugged in, as both services share it.
 *
 * @param accounts the app's own store of accounts, as far as policy lets the vault know of it
 * @param wholeStore the app's own store of accounts
 * @param device what the library remembers on this device; also the lock under which the services take turns
 * @param storage where the objects lie: all destinations as one
 * @param recoveryAccount who identifies the person, if anybody
 * @param strength the estimator for chosen passphrases
 * @param workLimit the work factor up to which slots are opened
 * @param signIns which accounts a person has to be signed in to
 * @param scope how much of each account is backed up
 * @param application name and version of the app, written into snapshots
 * @param platform the platform's name, written into snapshots
 * @param clock the wall clock
 * @param random the source of all randomness
 */
public record Surroundings(
        LocalAccounts accounts,
        LocalAccounts wholeStore,
        DeviceMemory device,
        MirroredStorage storage,
        Optional<RecoveryAccount> recoveryAccount,
        PassphraseStrength strength,
        WorkFactor workLimit,
        SignInPolicy signIns,
        BackupPolicy scope,
        String application,
        String platform,
        Clock clock,
        SecureRandom random) {

    private static final Instant EARLIEST = Instant.EPOCH;
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    /** {@return the same surroundings, but with the whole store in place of what the vault may know of it} */
    public Surroundings unscoped() {
        return new Surroundings(
                wholeStore,
                wholeStore,
                device,
                storage,
                recoveryAccount,
                strength,
                workLimit,
                signIns,
                scope,
                application,
                platform,
                clock,
                random);
    }

    /** {@return the moment; a clock that shows what a date of four digits cannot say is taken for the nearest that can} */
    public Instant instant() {
        Instant shown = clock.instant();
        if (shown.isBefore(EARLIEST)) {
            return EARLIEST;
        }
        return shown.isAfter(LATEST) ? LATEST : shown;
    }

    /** {@return the moment in whole seconds} */
    public Instant now() {
        return instant().truncatedTo(ChronoUnit.SECONDS);
    }

    /** {@return the date in UTC, such as {@code 2026-11-22}} */
    public String today() {
        return now().toString().substring(0, "2026-11-22".length());
    }

    /** {@return new random bytes} */
    public byte[] randomBytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    /** {@return new random bytes in lower-case hex} */
    public String randomHex(int bytes) {
        return Hex.of(randomBytes(bytes));
    }
}
