package org.authenticatorbackup.examples.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.authenticatorbackup.api.vault.UnlockSecret;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the person has to open a vault with. */
final class UnlockOptions {

    @Mixin
    final PassphraseOptions passphrase = new PassphraseOptions();

    @Option(names = "--kit-file", paramLabel = "${bundle:label.file}")
    @Nullable
    Path kit;

    @Option(names = "--recovery-account", paramLabel = "URI")
    @Nullable
    String recoveryAccount;

    @Option(names = "--share-file", paramLabel = "${bundle:label.file}", arity = "1..*")
    List<Path> shares = List.of();

    @Option(names = "--identity-file", paramLabel = "${bundle:label.file}")
    @Nullable
    Path identity;

    Optional<String> recoveryAccount() {
        return Optional.ofNullable(recoveryAccount);
    }

    /** A recovery account that is named here is tried instead of the one that was named before. */
    HomeSettings connected(HomeSettings settings) {
        return new HomeSettings(
                settings.device(), settings.storages(), recoveryAccount().or(settings::recoveryAccount));
    }

    boolean isGiven() {
        return passphrase.isGiven() || kit != null || !shares.isEmpty() || recoveryAccount != null;
    }

    UnlockSecret read(Terminal terminal) throws CliException {
        if (!shares.isEmpty()) {
            if (passphrase.isGiven() || kit != null) {
                throw new UsageException("wrong.shares_alone");
            }
            return ShareFile.readAll(shares, identity);
        }
        if (kit == null) {
            return passphrase.read(terminal);
        }
        if (passphrase.isGiven()) {
            throw new UsageException("wrong.kit_or_passphrase");
        }
        return KitFile.read(kit);
    }
}
