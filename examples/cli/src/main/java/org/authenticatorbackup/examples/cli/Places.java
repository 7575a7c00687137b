package org.authenticatorbackup.examples.cli;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import org.authenticatorbackup.api.spi.RecoveryAccount;

/** The recovery accounts, and the folders, that a URI can name. */
final class Places {

    private Places() {}

    static RecoveryAccount recoveryAccount(String uri) {
        if (!uri.startsWith("file:")) {
            throw new UsageException("wrong.recovery_account");
        }
        try {
            return new FileRecoveryAccount(folder(uri));
        } catch (IllegalArgumentException e) {
            throw new UsageException("wrong.recovery_account_uri", Words.ofUri(e));
        }
    }

    static Path provider(String uri) {
        try {
            return folder(uri);
        } catch (IllegalArgumentException e) {
            throw new UsageException("wrong.provider_uri", Words.ofUri(e));
        }
    }

    /**
     * The folder that a URI means.
     *
     * @throws IllegalArgumentException if it means none; the message does not repeat it
     */
    static Path folder(String text) {
        try {
            return Path.of(new URI(text));
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw new IllegalArgumentException("expected file:///path");
        }
    }
}
