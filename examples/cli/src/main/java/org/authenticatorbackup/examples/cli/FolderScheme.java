package org.authenticatorbackup.examples.cli;

import java.util.Map;
import java.util.Set;
import org.authenticatorbackup.api.spi.StorageProvider;
import org.authenticatorbackup.core.storage.FileSystemStorage;

/** A folder on this machine, which may be one that is synced to elsewhere. */
final class FolderScheme implements StorageScheme {

    @Override
    public Set<String> schemes() {
        return Set.of("file");
    }

    @Override
    public String form() {
        return "file:///path";
    }

    @Override
    public StorageProvider open(String uri, Map<String, String> environment) {
        return FileSystemStorage.in(Places.folder(uri));
    }
}
