package org.authenticatorbackup.examples.cli;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.authenticatorbackup.api.spi.RecoveryAccount;
import org.authenticatorbackup.api.spi.StorageProvider;
import org.authenticatorbackup.core.storage.FileSystemStorage;
import org.authenticatorbackup.storage.s3.S3Credentials;
import org.authenticatorbackup.storage.s3.S3Settings;
import org.authenticatorbackup.storage.s3.S3Storage;
import org.authenticatorbackup.storage.webdav.WebDavCredentials;
import org.authenticatorbackup.storage.webdav.WebDavSettings;
import org.authenticatorbackup.storage.webdav.WebDavStorage;

/** The places that a URI can name: storages and recovery accounts. What opens them comes from the environment. */
final class Places {

    /** What the URI of a storage looks like. */
    static final String KINDS = "file:///path, s3://bucket, webdav+https://host/folder";

    private static final String S3_KEY = "AWS_ACCESS_KEY_ID";
    private static final String S3_SECRET = "AWS_SECRET_ACCESS_KEY";
    private static final String S3_TOKEN = "AWS_SESSION_TOKEN";
    private static final String WEBDAV_USER = "WEBDAV_USER";
    private static final String WEBDAV_PASSWORD = "WEBDAV_PASSWORD";

    private final Map<String, String> environment;

    Places(Map<String, String> environment) {
        this.environment = environment;
    }

    /** Refuses what names no storage, or a storage whose key is not there: a wrong usage, before anything is done. */
    void check(String uri) {
        storage(uri);
        for (String variable : variables(uri)) {
            if (!isSet(variable)) {
                throw new UsageException("the storage needs the environment variable " + variable);
            }
        }
    }

    /** A storage. Without its key it is one that is locked, since most of what an authenticator does needs none. */
    StorageProvider storage(String uri) {
        boolean isLocked = !variables(uri).stream().allMatch(this::isSet);
        return switch (scheme(uri)) {
            case "file" -> FileSystemStorage.in(folder("storage", uri));
            case "s3" -> {
                S3Settings settings = settings(uri, S3Settings::parse);
                yield isLocked ? Unconnected.LOCKED : S3Storage.in(settings, this::s3Credentials);
            }
            case "webdav+http", "webdav+https" -> {
                WebDavSettings settings = settings(uri, WebDavSettings::parse);
                yield isLocked ? Unconnected.LOCKED : webDav(settings);
            }
            default -> throw new UsageException("this kind of storage is not known here: expected " + KINDS);
        };
    }

    RecoveryAccount recoveryAccount(String uri) {
        return new FileRecoveryAccount(folder("recovery account", uri));
    }

    /** The environment variables that hold the key of a storage. */
    private List<String> variables(String uri) {
        return switch (scheme(uri)) {
            case "s3" -> List.of(S3_KEY, S3_SECRET);
            case "webdav+http", "webdav+https" -> isSet(WEBDAV_USER) ? List.of(WEBDAV_PASSWORD) : List.of();
            default -> List.of();
        };
    }

    private S3Credentials s3Credentials() {
        char[] secret = value(S3_SECRET).toCharArray();
        return isSet(S3_TOKEN)
                ? S3Credentials.ofSession(value(S3_KEY), secret, value(S3_TOKEN).toCharArray())
                : S3Credentials.of(value(S3_KEY), secret);
    }

    private StorageProvider webDav(WebDavSettings settings) {
        if (!isSet(WEBDAV_USER)) {
            return WebDavStorage.in(settings);
        }
        try {
            return WebDavStorage.in(
                    settings,
                    WebDavCredentials.of(
                            value(WEBDAV_USER), value(WEBDAV_PASSWORD).toCharArray()));
        } catch (IllegalArgumentException e) {
            throw new UsageException("the storage is not opened like that: " + e.getMessage());
        }
    }

    private static <T> T settings(String uri, Function<String, T> parser) {
        try {
            return parser.apply(uri);
        } catch (IllegalArgumentException e) {
            throw new UsageException("the storage is no place to keep backups: " + e.getMessage());
        }
    }

    private boolean isSet(String variable) {
        return !value(variable).isEmpty();
    }

    private String value(String variable) {
        return Optional.ofNullable(environment.get(variable)).orElse("");
    }

    private static String scheme(String uri) {
        int colon = uri.indexOf(':');
        return colon < 0 ? "" : uri.substring(0, colon);
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
