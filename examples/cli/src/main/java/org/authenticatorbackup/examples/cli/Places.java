package org.authenticatorbackup.examples.cli;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import org.authenticatorbackup.api.spi.RecoveryAccount;
import org.authenticatorbackup.api.spi.StorageProvider;
import org.authenticatorbackup.core.storage.FileSystemStorage;

/** The places that a URI can name: storages and recovery accounts. */
final class Places {

    private Places() {}

    static StorageProvider storage(String uri) {
        return FileSystemStorage.in(folder("storage", uri));
    }

    static RecoveryAccount recoveryAccount(String uri) {
        return new FileRecoveryAccount(folder("recovery account", uri));
    }

    private static Path folder(String what, String text) {
        try {
            URI uri = new URI(text);
            if ("file".equals(uri.getScheme())) {
                return Path.of(uri);
            }
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw new UsageException("the " + what + " is no URI of a folder: expected file:///path");
        }
        throw new UsageException("this kind of " + what + " is not known here: expected file:///path");
    }
}
