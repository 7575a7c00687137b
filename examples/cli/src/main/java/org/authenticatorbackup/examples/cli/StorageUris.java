package org.authenticatorbackup.examples.cli;

import java.util.List;
import java.util.Map;
import org.authenticatorbackup.api.spi.StorageProvider;

/** The storages that a URI can name. */
final class StorageUris {

    private static final List<StorageScheme> KINDS =
            List.of(new FolderScheme(), new WebDavScheme(), new S3Scheme(), new PostgresScheme());

    private StorageUris() {}

    /**
     * Connects to a storage, without asking it anything yet.
     *
     * @throws UsageException if the URI is of no kind that is known here
     */
    static StorageProvider open(String uri, Map<String, String> environment) {
        String scheme = uri.substring(0, Math.max(0, uri.indexOf(':')));
        for (StorageScheme kind : KINDS) {
            if (kind.schemes().contains(scheme)) {
                return open(kind, uri, environment);
            }
        }
        Object forms = KINDS.stream()
                .<Object>map(StorageScheme::form)
                .reduce((one, other) -> Phrase.of("word.or", one, other))
                .orElseThrow();
        throw new UsageException("wrong.storage", forms);
    }

    private static StorageProvider open(StorageScheme kind, String uri, Map<String, String> environment) {
        try {
            return kind.open(uri, environment);
        } catch (IllegalArgumentException e) {
            throw new UsageException("wrong.storage_uri", Words.ofUri(e));
        }
    }
}
