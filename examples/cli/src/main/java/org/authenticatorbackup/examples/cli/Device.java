package org.authenticatorbackup.examples.cli;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.authenticatorbackup.api.DeviceStateException;
import org.authenticatorbackup.api.spi.StorageProvider;
import org.authenticatorbackup.core.AuthenticatorBackup;
import org.authenticatorbackup.core.storage.FileDeviceState;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options that every command takes, and the wiring of the library to a home. */
@Command(
        name = "authbackup",
        version = "authbackup 0.1",
        synopsisSubcommandLabel = "${bundle:label.command}",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT)
final class Device {

    @Option(names = "--home", paramLabel = "${bundle:label.dir}", scope = ScopeType.INHERIT)
    @Nullable
    Path home;

    @Option(names = "--lang", paramLabel = "${bundle:label.lang}", scope = ScopeType.INHERIT)
    @Nullable
    String lang;

    @Option(names = "--json", scope = ScopeType.INHERIT)
    boolean json;

    @Option(names = "--debug", scope = ScopeType.INHERIT)
    boolean debug;

    private final Terminal terminal;
    private final AnswerPrinter printer = new AnswerPrinter(this);
    private final SecureRandom random = new SecureRandom();
    private final Clock clock = Clock.systemUTC();

    Device(Terminal terminal) {
        this.terminal = terminal;
    }

    Terminal terminal() {
        return terminal;
    }

    AnswerPrinter printer() {
        return printer;
    }

    SecureRandom random() {
        return random;
    }

    Clock clock() {
        return clock;
    }

    Home createHome() throws CliException, DeviceStateException {
        return Home.create(directory(), random);
    }

    Home openHome() throws CliException {
        return Home.open(directory());
    }

    /** For a new phone that goes straight to recovery. */
    Home openOrCreateHome() throws CliException, DeviceStateException {
        return Home.isMade(directory()) ? openHome() : createHome();
    }

    /** The library, connected to the places that the home's settings name. */
    AuthenticatorBackup connect(Home home) throws DeviceStateException {
        return connect(home, home.settings());
    }

    AuthenticatorBackup connect(Home home, HomeSettings settings) throws DeviceStateException {
        AuthenticatorBackup.Builder builder =
                builder(settings.storages()).accounts(home.accounts()).deviceState(FileDeviceState.in(home.state()));
        settings.recoveryAccount()
                .map(uri -> Places.recoveryAccount(uri, clock))
                .ifPresent(builder::recoveryAccount);
        return builder.build();
    }

    /** The library, connected to the provider of the accounts, if one is named. */
    AuthenticatorBackup connectToProvider(Home home, @Nullable String providerUri) throws DeviceStateException {
        HomeSettings settings = home.settings();
        AuthenticatorBackup.Builder builder =
                builder(settings.storages()).accounts(home.accounts()).deviceState(FileDeviceState.in(home.state()));
        Optional<FileProvider> provider =
                Optional.ofNullable(providerUri).map(uri -> new FileProvider(Places.provider(uri), clock, random));
        provider.ifPresent(builder::verifier);
        return builder.issuer(new HomeIssuer(home.accounts(), provider)).build();
    }

    /** The library, for a look at a storage. */
    AuthenticatorBackup connect(String storageUri) {
        return builder(List.of(storageUri))
                .accounts(Unconnected.ACCOUNTS)
                .deviceState(Unconnected.STATE)
                .build();
    }

    /** A storage, before anything is asked of it. */
    StorageProvider storage(String uri) {
        return StorageUris.open(uri, terminal.environment());
    }

    private AuthenticatorBackup.Builder builder(List<String> storages) {
        AuthenticatorBackup.Builder builder = AuthenticatorBackup.builder();
        if (storages.isEmpty()) {
            builder.storage(Unconnected.STORAGE);
        }
        List<String> names = Destinations.names(storages);
        for (int i = 0; i < storages.size(); i++) {
            builder.storage(names.get(i), storage(storages.get(i)));
        }
        return builder.passphraseStrength(new GuessEstimate())
                .application("org.authenticatorbackup.cli/0.1")
                .platform("desktop")
                .clock(clock)
                .random(random);
    }

    private Path directory() {
        return Optional.ofNullable(home).orElseThrow(() -> new UsageException("wrong.home"));
    }
}
