package org.authenticatorbackup.core;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.authenticatorbackup.api.AccountService;
import org.authenticatorbackup.api.AutomaticBackup;
import org.authenticatorbackup.api.BackupService;
import org.authenticatorbackup.api.ReadinessService;
import org.authenticatorbackup.api.RecoveryService;
import org.authenticatorbackup.api.TransferService;
import org.authenticatorbackup.api.UpkeepService;
import org.authenticatorbackup.api.VaultService;
import org.authenticatorbackup.api.VerificationService;
import org.authenticatorbackup.api.backup.BackupPace;
import org.authenticatorbackup.api.backup.BackupPolicy;
import org.authenticatorbackup.api.backup.RetentionPolicy;
import org.authenticatorbackup.api.readiness.DrillPolicy;
import org.authenticatorbackup.api.readiness.SignIn;
import org.authenticatorbackup.api.spi.AccountVerifier;
import org.authenticatorbackup.api.spi.BackupListener;
import org.authenticatorbackup.api.spi.CredentialIssuer;
import org.authenticatorbackup.api.spi.Destination;
import org.authenticatorbackup.api.spi.DeviceState;
import org.authenticatorbackup.api.spi.LocalAccounts;
import org.authenticatorbackup.api.spi.RecoveryAccount;
import org.authenticatorbackup.api.spi.StorageProvider;
import org.authenticatorbackup.api.spi.TaskScheduler;
import org.authenticatorbackup.api.vault.SignInPolicy;
import org.authenticatorbackup.api.vault.WorkFactor;
import org.authenticatorbackup.core.accounts.DeviceAccounts;
import org.authenticatorbackup.core.administration.VaultAdministration;
import org.authenticatorbackup.core.backup.AnnouncedBackup;
import org.authenticatorbackup.core.backup.Announcer;
import org.authenticatorbackup.core.backup.ReleaseWatch;
import org.authenticatorbackup.core.backup.ScopedAccounts;
import org.authenticatorbackup.core.backup.VaultBackup;
import org.authenticatorbackup.core.readiness.VaultReadiness;
import org.authenticatorbackup.core.recovery.VaultRecovery;
import org.authenticatorbackup.core.schedule.ScheduledBackup;
import org.authenticatorbackup.core.transfer.VaultTransfer;
import org.authenticatorbackup.core.upkeep.VaultUpkeep;
import org.authenticatorbackup.core.vault.DeviceMemory;
import org.authenticatorbackup.core.vault.MirroredStorage;
import org.authenticatorbackup.core.vault.Surroundings;
import org.authenticatorbackup.core.verification.AccountVerification;
import org.jspecify.annotations.Nullable;

/**
 * The library, wired to one app on one device.
 *
 * <pre>{@code
 * AuthenticatorBackup library = AuthenticatorBackup.builder()
 *         .accounts(myAccounts)
 *         .deviceState(FileDeviceState.in(stateFolder))
 *         .storage(FileSystemStorage.in(backupFolder))
 *         .build();
 * }</pre>
 *
 * <p>Make one instance per device state and keep it. The services are safe for use by several threads; calls that write
 * take turns.
 */
public final class AuthenticatorBackup {

    private final BackupService backups;
    private final RecoveryService recovery;
    private final VaultService vault;
    private final UpkeepService upkeep;
    private final AccountService accounts;

    private final ReadinessService readiness;
    private final VerificationService verification;
    private final TransferService transfers;

    private final Announcer announcer;
    private final BackupPace pace;
    private final SecureRandom random;

    private AuthenticatorBackup(Surroundings surroundings, Builder builder) {
        this.announcer = new Announcer(surroundings.device(), builder.listeners);
        this.pace = builder.pace;
        this.random = builder.random;
        ReleaseWatch watch = new ReleaseWatch(surroundings, announcer);
        this.backups = new AnnouncedBackup(
                new VaultBackup(surroundings, List.of(VaultReadiness.clock(surroundings), watch)), announcer);
        this.recovery = new VaultRecovery(surroundings);
        this.vault = new VaultAdministration(surroundings, watch);
        this.upkeep = new VaultUpkeep(surroundings, backups, builder.retention, announcer, watch);
        this.accounts = new DeviceAccounts(surroundings, backups);
        this.readiness = new VaultReadiness(surroundings, backups, recovery, builder.drills, builder.signIns);
        this.transfers = new VaultTransfer(surroundings);
        this.verification = new AccountVerification(
                surroundings.unscoped(), Optional.ofNullable(builder.verifier), Optional.ofNullable(builder.issuer));
    }

    /** {@return a builder with nothing wired yet} */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return the service that backs up} */
    public BackupService backups() {
        return backups;
    }

    /** {@return the service that recovers} */
    public RecoveryService recovery() {
        return recovery;
    }

    /** {@return the service that lets a new device into the vault by an old one} */
    public TransferService transfers() {
        return transfers;
    }

    /** {@return the service that decides who can open a vault} */
    public VaultService vault() {
        return vault;
    }

    /** {@return the service that keeps stored backups in order} */
    public UpkeepService upkeep() {
        return upkeep;
    }

    /** {@return the service that changes the accounts on this device} */
    public AccountService accounts() {
        return accounts;
    }

    /** {@return the service that tells what a recovery would be like, and lets the person rehearse it} */
    public ReadinessService readiness() {
        return readiness;
    }

    /** {@return the service that makes accounts work which came back by name alone} */
    public VerificationService verification() {
        return verification;
    }

    /**
     * Starts to back up automatically: soon after {@link AutomaticBackup#changed}, again after failures, and with a daily
     * look. Once per process is enough.
     *
     * @param scheduler what runs tasks later, such as a {@link DaemonScheduler}
     * @return the running automatic backup, which the app closes
     */
    public AutomaticBackup automatic(TaskScheduler scheduler) {
        return ScheduledBackup.start(backups, upkeep, pace, scheduler, random, announcer);
    }

    /** Wires an app's parts together. Three are required: accounts, device state and storage. Not thread-safe. */
    public static final class Builder {

        private @Nullable LocalAccounts accounts;
        private @Nullable DeviceState deviceState;
        private final List<Destination> destinations = new ArrayList<>();
        private @Nullable RecoveryAccount recoveryAccount;
        private PassphraseStrength strength = passphrase -> 0;
        private WorkFactor workLimit = WorkFactor.DEFAULT_LIMIT;
        private SignInPolicy signInPolicy = SignInPolicy.defaults();
        private BackupPolicy scope = BackupPolicy.defaults();
        private RetentionPolicy retention = RetentionPolicy.defaults();
        private BackupPace pace = BackupPace.defaults();
        private final List<BackupListener> listeners = new ArrayList<>();
        private DrillPolicy drills = DrillPolicy.defaults();
        private final List<SignIn> signIns = new ArrayList<>();
        private @Nullable AccountVerifier verifier;
        private @Nullable CredentialIssuer issuer;
        private String application = "";
        private String platform = "";
        private Clock clock = Clock.systemUTC();
        private SecureRandom random = new SecureRandom();

        private Builder() {}

        /**
         * Required: the app's own store of accounts.
         *
         * @param accounts the store
         * @return this builder
         */
        public Builder accounts(LocalAccounts accounts) {
            this.accounts = accounts;
            return this;
        }

        /**
         * Required: where the library keeps what it must remember on this device.
         *
         * @param deviceState the store
         * @return this builder
         */
        public Builder deviceState(DeviceState deviceState) {
            this.deviceState = deviceState;
            return this;
        }

        /**
         * Required: where the backups lie. The same as {@link #storage(String, StorageProvider)} with the name
         * {@link Destination#MAIN}.
         *
         * @param storage the storage
         * @return this builder
         */
        public Builder storage(StorageProvider storage) {
            return storage(Destination.MAIN, storage);
        }

        /**
         * One of several places where the backups lie. Every object goes to all of them; a backup counts once one copy was
         * read back, and the others are brought up to date as soon as they can be reached. A recovery reads all of them
         * together. The first one is the main one.
         *
         * @param name what the app calls this place, see {@link Destination}; none is given twice, and there are at most 8
         * @param storage the storage
         * @return this builder
         * @throws IllegalArgumentException if the name is of another form
         */
        public Builder storage(String name, StorageProvider storage) {
            destinations.add(new Destination(name, storage));
            return this;
        }

        /**
         * The account that identifies the person. With it, a new vault opens only with the passphrase and a secret that
         * this account keeps. Without it, the passphrase is the only lock.
         *
         * @param recoveryAccount the signed-in account
         * @return this builder
         */
        public Builder recoveryAccount(RecoveryAccount recoveryAccount) {
            this.recoveryAccount = recoveryAccount;
            return this;
        }

        /**
         * The estimator for passphrases that people choose. Without it, none of them counts as strong on its own.
         *
         * @param strength the estimator
         * @return this builder
         */
        public Builder passphraseStrength(PassphraseStrength strength) {
            this.strength = strength;
            return this;
        }

        /**
         * The work factor up to which slots are opened; {@link WorkFactor#DEFAULT_LIMIT} unless set. The library never
         * writes slots that need more. A higher limit is for slots that were made by other tools, on a machine that has
         * the memory: whoever can write to the storage can make every unlocking take as much.
         *
         * @param workLimit the limit
         * @return this builder
         */
        public Builder workLimit(WorkFactor workLimit) {
            this.workLimit = workLimit;
            return this;
        }

        /**
         * Which accounts a person has to be signed in to; {@link SignInPolicy#defaults()} unless set: none.
         *
         * @param policy the policy
         * @return this builder
         */
        public Builder signInPolicy(SignInPolicy policy) {
            this.signInPolicy = policy;
            return this;
        }

        /**
         * How much of each account is backed up; {@link BackupPolicy#defaults()} unless set. An app whose person changes it
         * builds the library anew.
         *
         * @param scope the policy
         * @return this builder
         */
        public Builder scope(BackupPolicy scope) {
            this.scope = scope;
            return this;
        }

        /**
         * How long old backups and deleted accounts stay; {@link RetentionPolicy#defaults()} unless set.
         *
         * @param retention the policy
         * @return this builder
         */
        public Builder retention(RetentionPolicy retention) {
            this.retention = retention;
            return this;
        }

        /**
         * How fast automatic backups follow changes and failures; {@link BackupPace#defaults()} unless set.
         *
         * @param pace the policy
         * @return this builder
         */
        public Builder pace(BackupPace pace) {
            this.pace = pace;
            return this;
        }

        /**
         * Who hears of backups, to show them. May be called several times.
         *
         * @param listener the listener
         * @return this builder
         */
        public Builder listener(BackupListener listener) {
            listeners.add(listener);
            return this;
        }

        /**
         * When the person is reminded to rehearse a recovery; {@link DrillPolicy#defaults()} unless set.
         *
         * @param drills the policy
         * @return this builder
         */
        public Builder drills(DrillPolicy drills) {
            this.drills = drills;
            return this;
        }

        /**
         * An account that the person signs in to before they can recover, so that the library can warn if its only second
         * factor is in the vault. May be called several times.
         *
         * @param signIn the account, of the recovery account's or a storage's provider
         * @return this builder
         */
        public Builder signIn(SignIn signIn) {
            signIns.add(signIn);
            return this;
        }

        /**
         * How providers are asked to verify the person. Without it, accounts that came back by name alone cannot be verified
         * here.
         *
         * @param verifier the app's
         * @return this builder
         */
        public Builder verifier(AccountVerifier verifier) {
            this.verifier = verifier;
            return this;
        }

        /**
         * How this device gets credentials of its own. Without it, accounts cannot be verified, and codes that were backed up
         * are used as they are.
         *
         * @param issuer the app's
         * @return this builder
         */
        public Builder issuer(CredentialIssuer issuer) {
            this.issuer = issuer;
            return this;
        }

        /**
         * Name and version of the app, such as {@code org.example.authenticator/4.2}, which goes into every snapshot.
         *
         * @param application at most 64 KiB of UTF-8
         * @return this builder
         */
        public Builder application(String application) {
            this.application = application;
            return this;
        }

        /**
         * The platform's name, such as {@code android}, which goes into every snapshot.
         *
         * @param platform at most 64 KiB of UTF-8
         * @return this builder
         */
        public Builder platform(String platform) {
            this.platform = platform;
            return this;
        }

        /**
         * The wall clock; the system's own unless set. Nothing is ever decided by it alone.
         *
         * @param clock the clock
         * @return this builder
         */
        public Builder clock(Clock clock) {
            this.clock = clock;
            return this;
        }

        /**
         * The source of all randomness; the platform's own unless set.
         *
         * @param random the source, which must be fit for making keys
         * @return this builder
         */
        public Builder random(SecureRandom random) {
            this.random = random;
            return this;
        }

        /**
         * Wires the parts.
         *
         * @return the library
         * @throws IllegalStateException if a required part is missing
         * @throws IllegalArgumentException if a destination's name was given twice, or there are too many
         */
        public AuthenticatorBackup build() {
            if (destinations.isEmpty()) {
                throw new IllegalStateException("storage is required");
            }
            LocalAccounts store = required(accounts, "accounts");
            DeviceMemory memory = new DeviceMemory(required(deviceState, "deviceState"));
            Surroundings surroundings = new Surroundings(
                    new ScopedAccounts(store, scope, memory),
                    store,
                    memory,
                    new MirroredStorage(destinations),
                    Optional.ofNullable(recoveryAccount),
                    strength,
                    workLimit,
                    signInPolicy,
                    scope,
                    application,
                    platform,
                    clock,
                    random);
            return new AuthenticatorBackup(surroundings, this);
        }

        private static <T> T required(@Nullable T part, String name) {
            if (part == null) {
                throw new IllegalStateException(name + " is required");
            }
            return part;
        }
    }
}
